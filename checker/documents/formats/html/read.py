"""The HTML reader: a web page's main content as blocks, without its navigation and controls.

lxml parses without network access and mends broken markup. Markdown's embedded HTML comes here too.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from checker.documents.formats.decoding import decode_html, mend_twice
from checker.documents.formats.html.builder import Builder, cell_text
from checker.documents.formats.html.passed_over import Controls, Element, words_of
from checker.documents.model import BlockKind
from checker.documents.shape.draft import Reading
from checker.documents.shape.notes import Notes
from checker.documents.shape.structure import clean, finish
from checker.errors import DocumentError

_ERROR_PAGE = re.compile(
    r"\b(?:40[0134]|410|429|50[0234])\b|not found|access denied|forbidden|unauthori[sz]ed|bad gateway|"
    r"unavailable|just a moment|\berror\b|sign in|log ?in|cannot be found|"
    r"can[’']t be found|no longer (?:available|exists)|"
    r"request (?:rejected|blocked)|are you (?:a )?(?:robot|human)",
    re.IGNORECASE,
)
_MOST_WORDS_OF_ERROR_PAGE = 200
_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]{0,40})[^<>]{5000,}>")
_MOST_ATTRIBUTES = 500  # of one tag
_MAIN_SHARE = 0.4  # the part of a page's text that its <main> must hold to be taken alone
# Frames that show no document: films, maps, counters.
_NO_DOCUMENT = re.compile(
    r"youtube|vimeo|google|doubleclick|facebook|twitter|recaptcha|analytics|maps?\.|about:blank", re.I
)
_MOST_FRAMES = 4  # told by address


def read(data: bytes) -> Reading:
    """The main content of a web page. Raises DocumentError: not-what-it-says for an error page."""
    markup, warning = decode_html(data)
    markup, mended = mend_twice(markup)
    reading = Reading("html", warnings=[said for said in (warning, mended) if said])
    root = parse(markup)
    if root is None:
        return reading
    reading.declared_title = title_of(root)
    builder = Builder(reading, controls=Controls.of(root))
    builder.block(_main_of(root))
    builder.flush()
    _tell_of_frames(root, reading)
    _refuse_error_page(reading)
    finish(reading.drafts)
    return reading


def read_fragment(markup: str, reading: Reading, page: int | None) -> None:
    """Add the blocks of a piece of HTML to a reading, without settling anything."""
    root = parse(f"<div>{markup}</div>")
    if root is not None:
        builder = Builder(reading, page, Controls.of(root) if "<style" in markup else None)
        builder.block(root)
        builder.flush()


def text_of(markup: str, notes: Notes | None = None) -> str:
    """The words of a piece of inline HTML on one line; list items in it parted by semicolons.

    `notes` is told of words left out.
    """
    if "<" not in markup and "&" not in markup:
        return clean(markup)
    root = parse(f"<div>{markup}</div>")
    return "" if root is None else cell_text(root, notes)


def page_title(data: bytes) -> str | None:
    """What a page's <title>, or its first heading, says it is."""
    root = parse(decode_html(data)[0])
    return None if root is None else title_of(root)


def title_of(root: Element) -> str | None:
    """The words of <title>, else of the first heading."""
    for path in ("//title", "//h1", "//h2"):
        for found in root.iterfind(f".{path}"):
            words = clean(words_of(found))
            if words:
                return words
    return None


def _without_endless_tags(markup: str) -> str:
    """The page with tags of thousands of attributes made bare: the parser compares each with all others."""

    def bare(tag: re.Match[str]) -> str:
        return f"<{tag[1]}>" if len(tag[0].split(None, _MOST_ATTRIBUTES + 1)) > _MOST_ATTRIBUTES else tag[0]

    return _LONG_TAG.sub(bare, markup)


def parse(markup: str) -> Element | None:
    markup = _without_endless_tags(markup)
    # Bytes with a stated encoding: lxml refuses text that declares one of its own.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _main_of(root: Element) -> Element:
    """The element that holds the page's own words, or the whole body."""
    body = root.find(".//body")
    body = root if body is None else body
    whole = len(_words_of(body))
    for path in (".//main", ".//*[@role='main']", ".//article", ".//*[@id='content']", ".//*[@id='main-content']"):
        found = list(body.iterfind(path))
        if len(found) == 1 and len(_words_of(found[0])) >= _MAIN_SHARE * whole:
            return found[0]
    return body


def _words_of(element: Element) -> str:
    return "".join(words_of(child) for child in element.iter("p", "li", "td", "th", "dd", "h1", "h2", "h3"))


def _tell_of_frames(root: Element, reading: Reading) -> None:
    """Warn of other pages that this one shows in frames. Raises DocumentError for a page of frames only."""
    sources = [
        frame.get("src") or "" for frame in root.iter("iframe", "frame", "object", "embed") if _is_document(frame)
    ]
    if not sources:
        return
    shown = ", ".join(clean(source)[:80] for source in sources[:_MOST_FRAMES] if source)
    named = f" ({shown})" if shown else ""
    if not any(draft.text for draft in reading.drafts):
        raise DocumentError(
            "no-text",
            f"The page only shows another page in a frame{named}. Open that page and save it, and check that.",
        )
    frames, was = ("a frame", "was") if len(sources) == 1 else (f"{len(sources)} frames", "were")
    reading.warnings.append(
        f"The page shows other pages in {frames}, which {was} not read{named}. Open and save them, and check them too."
    )
    reading.may_hold.append(f"What the page shows in {frames} was not read and may hold it.")


def _is_document(frame: Element) -> bool:
    source = frame.get("src") or frame.get("data") or frame.get("srcdoc") or ""
    tiny = any((frame.get(name) or "").strip() in {"0", "1", "0px", "1px"} for name in ("width", "height"))
    style = frame.get("style", "").replace(" ", "").lower()
    if tiny or "display:none" in style or frame.get("hidden") is not None or not source:
        return False
    picture = re.search(r"\.(?:png|jpe?g|gif|svg|mp[34]|webm|swf)(?:$|[?#])", source, re.I)
    return picture is None and not _NO_DOCUMENT.search(source)


def _refuse_error_page(reading: Reading) -> None:
    words = sum(len(draft.text.split()) for draft in reading.drafts)
    if words > _MOST_WORDS_OF_ERROR_PAGE:
        return
    named = [reading.declared_title or "", *(d.text for d in reading.drafts[:8] if d.kind is BlockKind.HEADING)]
    for name in named:
        if _ERROR_PAGE.search(name):
            raise DocumentError(
                "not-what-it-says",
                f'The file is a web page that says "{name}", not the document. Download the document again.',
            )
