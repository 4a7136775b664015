"""Web pages and messages kept as mail: web archives (MHT), Confluence's "Word" exports, e-mails.

The page or the message is read as if it stood alone; what else is packed with it is named.
"""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from checker.documents.shape.draft import Reading
from checker.errors import DocumentError

_FIELD = re.compile(r"(?:>?From |([A-Za-z][A-Za-z-]{1,40}):)")
_FIELDS_OF_MAIL = frozenset(
    "from to subject date received return-path message-id mime-version content-type delivered-to reply-to "
    "snapshot-content-location x-mailer cc content-transfer-encoding".split()
)
_NO_LETTER_HAS = frozenset(
    {"mime-version", "received", "return-path", "message-id", "content-type", "content-transfer-encoding"}
)
_LOOKED_AT = 40  # lines
_LEAST_FIELDS = 3
_MOST_PARTS = 2_000
_MOST_NAMES = 8


def looks_like_mail(text: str) -> bool:
    """Whether a text begins with the head of a message: several of its fields, a MIME version or a route among them."""
    named: set[str] = set()
    for line in text.lstrip("\ufeff \r\n\t").split("\n")[:_LOOKED_AT]:
        if not line.strip():
            break
        field = _FIELD.match(line)
        if field is None and not line.startswith((" ", "\t")):
            return False
        if field is not None and field[1]:
            named.add(field[1].lower())
    mail = named & _FIELDS_OF_MAIL
    return len(mail) >= _LEAST_FIELDS - 1 and bool(mail & _NO_LETTER_HAS)


def read(data: bytes) -> Reading:
    """The page or message in a file of mail. Raises DocumentError (unsupported) where it holds none."""
    from checker.documents.formats import text
    from checker.documents.formats.html import read as html

    start = len(data) - len(data.lstrip(b"\xef\xbb\xbf \r\n\t"))
    message = email.message_from_bytes(data[start:], policy=email.policy.default)
    parts: list[EmailMessage] = []
    for part in message.walk():
        if len(parts) >= _MOST_PARTS:
            break
        if isinstance(part, EmailMessage) and not part.is_multipart():
            parts.append(part)
    main = next((p for p in parts if p.get_content_type() == "text/html" and not _is_attached(p)), None)
    main = main or next((p for p in parts if p.get_content_type() == "text/plain" and not _is_attached(p)), None)
    content = None if main is None else main.get_payload(decode=True)
    if main is None or not isinstance(content, bytes):
        raise DocumentError(
            "unsupported",
            "The file is an e-mail or a web archive (MHT) without text. Save what it holds as PDF, and check that.",
        )
    content = _as_utf8(content, main)
    archive = message.get_content_type() == "multipart/related"
    reading = html.read(content) if main.get_content_type() == "text/html" else text.read(content, as_markdown=False)
    what = (
        "a web archive (MHT): its page was read, its pictures were not"
        if archive
        else "an e-mail: its message was read"
    )
    reading.warnings.append(f"The file is {what}.")
    _tell_of_attachments(parts, reading)
    return reading


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment"


def _as_utf8(content: bytes, part: EmailMessage) -> bytes:
    """The content in UTF-8, as far as the message says how it is written."""
    charset = part.get_content_charset()
    if not charset or charset in {"utf-8", "us-ascii"}:
        return content
    try:
        words = content.decode(charset, "replace")
    except LookupError:
        return content
    return b"\xef\xbb\xbf" + words.encode("utf-8", "replace")


def _tell_of_attachments(parts: list[EmailMessage], reading: Reading) -> None:
    names = [str(part.get_filename() or "a file without a name")[:80] for part in parts if _is_attached(part)]
    if names:
        shown = ", ".join(names[:_MOST_NAMES]) + (" and more" if len(names) > _MOST_NAMES else "")
        reading.warnings.append(f"The e-mail has files with it that were not read: {shown}. Save and check them.")
        reading.may_hold.append("The files that came with the e-mail were not read and may hold it.")
