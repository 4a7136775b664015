"""`checker review`: decisions out of a workspace and back in, and as labels that measure the rules."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """The options of `checker review`."""
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    export = actions.add_parser("export", help="write all decisions as JSON")
    export.add_argument("workspace", type=Path, metavar="WORKSPACE")
    export.add_argument("--labels", action="store_true", help="as reference labels: file, requirement, verdict, quotes")
    export.add_argument("--output", type=Path, metavar="PATH", help="default: standard output")
    bring = actions.add_parser("import", help="bring in decisions that were exported; what is there already stays")
    bring.add_argument("workspace", type=Path, metavar="WORKSPACE")
    bring.add_argument("file", type=Path, metavar="FILE")


def run_review(options: argparse.Namespace) -> int:
    """Export or import; gives 0."""
    from checker.errors import OptionError
    from checker.reporting.files import write_beside
    from checker.review.store import ReviewStore
    from checker.review.transfer import export_text, import_text, labels_text

    database = options.workspace / "review.sqlite"
    if options.action == "import":
        from checker.web.workspace import Workspace

        try:
            text = options.file.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise OptionError(f"{options.file} cannot be read: {error}.") from None
        workspace = Workspace(options.workspace)  # refused while an app has it open
        try:
            documents, acts = import_text(workspace.store, text)
        finally:
            workspace.close()
        print(f"Brought in: {documents} documents, {acts} acts. The documents' files are not part of an export.")
        return 0
    if not database.is_file():
        raise OptionError(f"There is no workspace at {options.workspace}: it has no review.sqlite.")
    store = ReviewStore(database)
    try:
        content = labels_text(store) if options.labels else export_text(store)
    finally:
        store.close()
    if options.output is None:
        sys.stdout.write(content)
    else:
        write_beside(options.output, content)
        print(f"Written: {options.output}", file=sys.stderr)
    return 0
