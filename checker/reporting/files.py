"""Writing a report so that an interrupted write leaves the old file as it was."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from checker.errors import OptionError


def write_beside(target: Path, content: str | bytes) -> None:
    """Write to a new file beside the target and rename it into place. Raises OptionError if it cannot."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    temporary: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise OptionError(f"{target} cannot be written: {error.strerror or error}.") from None
