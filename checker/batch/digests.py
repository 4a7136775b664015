"""What a result depends on besides the document: this program, the libraries that read, the rules.

A stored result is used again only while all of these are the same.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from checker import __version__
from checker.packs.load import rules_folder

# Libraries whose version can change a document's text or what is found in it.
_LIBRARIES = (
    "pypdfium2",
    "pdfplumber",
    "lxml",
    "python-docx",
    "markdown-it-py",
    "spacy",
    "snowballstemmer",
    "rapidfuzz",
    "numpy",
)


_SOURCE = ("py", "sql", "j2", "css", "js")


def program_digest() -> str:
    """A digest of this package's own source, its version and the libraries it reads with."""
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).resolve().parent.parent
    for path in sorted(path for suffix in _SOURCE for path in package.rglob(f"*.{suffix}")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()[:16]


def rules_digest(folder: Path) -> str:
    """A digest of every rule, vocabulary and learned weight in a folder of rules, and of the shipped table of areas."""
    digest = hashlib.sha256((rules_folder() / "areas.yaml").read_bytes())
    for path in sorted([*folder.rglob("*.yaml"), *folder.glob("weights/*.json")]):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def file_digest(file: Path) -> str | None:
    """The sha256 of a file, or None where there is no regular file that can be read."""
    try:
        if not file.is_file():
            return None
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
