"""What is kept between runs, in the user's cache folder: data that could be made anew, and nothing else.

A file is JSON behind a line with the digest of the rest: data that cannot run code. Its name tells all that it was made
from. It is written beside its place and renamed, so that two processes never see half of one; a damaged one counts as
none. Nothing here is needed: where the folder cannot be written, everything is made each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

OFF = "CHECKER_NO_CACHE"  # set in the environment: nothing is kept
FOLDER = "CHECKER_CACHE"  # set in the environment: where it is kept instead
_SUFFIX = ".json"
_UNUSED = 90 * 24 * 3600  # seconds without use after which a file goes
_USED_AGAIN = 24 * 3600  # seconds after which a use is noted


def folder() -> Path | None:
    """Where things are kept, or None where nothing is to be kept."""
    if os.environ.get(OFF):
        return None
    if os.environ.get(FOLDER):
        return Path(os.environ[FOLDER])
    from platformdirs import user_cache_path

    return user_cache_path("safeguarding-checker", appauthor=False)


def load(name: str) -> Any:
    """What was kept under a name; None where there is nothing, or nothing whole."""
    place = folder()
    if place is None:
        return None
    path = place / f"{name}{_SUFFIX}"
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != head:
            return None
        if time.time() - path.stat().st_mtime > _USED_AGAIN:
            os.utime(path)
        return json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None


def save(name: str, value: object) -> None:
    """Keep a value that JSON can hold. A folder that cannot be written is no error."""
    place = folder()
    if place is None:
        return
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with contextlib.suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=place, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            Path(part).replace(place / f"{name}{_SUFFIX}")
        except OSError:
            Path(part).unlink(missing_ok=True)
            raise


def made_of(kind: str, source: str, make: Callable[[], Any]) -> Any:
    """What `make` makes of a text, kept under the text's digest where JSON can hold it."""
    name = f"{kind}-{hashlib.sha256(source.encode()).hexdigest()[:32]}"
    value = load(name)
    if value is None:
        value = make()
        with contextlib.suppress(TypeError):  # a value that is no JSON, such as a date
            save(name, value)
    return value


def forget_unused() -> None:
    """Delete what was not used for three months."""
    place = folder()
    if place is None:
        return
    oldest = time.time() - _UNUSED
    with contextlib.suppress(OSError):
        for path in [*place.glob(f"*{_SUFFIX}"), *place.glob("*.part")]:
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
