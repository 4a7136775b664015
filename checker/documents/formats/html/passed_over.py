"""Which elements of a web page are no part of its text: controls, navigation, banners, and what is hidden for good.

What a reader can open is text: accordions, tabs, details. A class or an id alone decides only over
short elements or lists of links, never over prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from checker.documents.formats.html.look import Looks, Shown

Element = etree._Element

_DROPPED = frozenset(
    "nav header footer script style noscript template form button input select textarea label option iframe "
    "object embed canvas audio video map menu dialog svg math head title meta link frame".split()
)
_KEPT_IN_FORM = frozenset({"form", "label"})  # some sites wrap a whole page in a form
_ROLES_DROPPED = frozenset({"navigation", "banner", "contentinfo", "search", "tablist"})
_CONSENT = re.compile(r"\bcookies?\b|\bconsent preferences\b", re.IGNORECASE)
_DIALOGS = frozenset({"dialog", "alertdialog"})
_ASIDE_ROLES = frozenset({"complementary"})
# Names of banners, menus and the like: alone, last in a name, or before a word for its box.
_BYSTANDER = re.compile(
    r"(?:^|[_-])(?:cookies?|consent|breadcrumbs?|skip-?link|share|social|sidebar|navbar|nav|menu|pagination|"
    r"visually-hidden|sr-only|print-only)(?:[_-]{1,2}(?:banner|bar|links?|list|wrap(?:per)?|container|buttons?|icons?|"
    r"media|notice|message|popup|menu|items?|toggle|inner))*$",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"(?:^|[_-])(?:cookies?|consent)(?:$|[_-])", re.IGNORECASE)
_PANEL = re.compile(
    r"(?:^|[\s_-])(?:accordion|collapse|collapsible|collapsed|panel|tab|tabs|tabpanel|expander|expandable|toggle|"
    r"toggler|details|reveal|disclosure|faq|drawer)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMED = frozenset({"div", "section", "ul", "ol", "span", "a", "p", "aside"})
_QUOTED = re.compile(r"[\"']([#.]?[\w-]{1,80})[\"']")  # what a script names
_OPENS = re.compile(
    r"(?:^|[\s_-])(?:expand|expander|toggle|toggler|open|opener|more|readmore|trigger|show|showhide)(?:$|[\s_-])", re.I
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend", "summary"})
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "data-controls", "aria-owns")
_SENTENCE = re.compile(r"\w[.!?…][”’\"')]*(?:\s|$)")
_LEAST_PROSE = 8  # words
_LEAST_TOLD = 4  # words
_LEAST_OF_PAGE = 60  # words
_FIGURE = re.compile(r"\d{2}|£\s?\d")
_MOST_OF_BANNER = 200  # words of a notice on cookies
_STRUCK = frozenset({"del", "s", "strike"})


@dataclass(frozen=True, slots=True)
class Controls:
    """What the controls of a page open: the ids of their panels, and the words on the control, by that id.

    `looks` tells what the page's style sheets hide; `words` is how many the page has.
    """

    ids: frozenset[str] = frozenset()
    labels: dict[str, str] = field(default_factory=dict)
    looks: Looks = field(default_factory=Looks)
    words: int = 0

    @classmethod
    def of(cls, root: Element) -> Controls:
        """From all controls and links within the page."""
        labels: dict[str, str] = {}
        by_id = {
            element.get("id"): element for element in root.iter() if isinstance(element.tag, str) and element.get("id")
        }
        for element in by_id.values():
            named = by_id.get(element.get("aria-labelledby") or "")
            if named is not None and element.get("role") in {"tabpanel", "region"}:
                labels[element.get("id") or ""] = words_of(named)
        for element in root.iter("a", "button", "input", "li", "div", "span", "h2", "h3", "h4", "label"):
            for name in _TARGETS:
                for target in (element.get(name) or "").split():
                    labels.setdefault(target.lstrip("#."), words_of(element))
            for target in _QUOTED.findall(element.get("onclick") or ""):
                labels.setdefault(target.lstrip("#."), words_of(element))
            target = element.get("href") or ""
            if element.tag == "a" and target.startswith("#") and len(target) > 1 and _is_tab(element):
                labels.setdefault(target[1:], words_of(element))
        return cls(frozenset(labels), labels, Looks.of(root), len(words_of(root).split()))


def _is_tab(link: Element) -> bool:
    named = _PANEL.search(_names(link)) is not None
    return named or link.get("role") == "tab" or link.get("data-toggle") is not None


def words_of(element: Element) -> str:
    """An element's words on one line."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def is_passed_over(element: Element, tag: str, controls: Controls) -> bool:
    """Whether an element is a control, navigation or a banner rather than text."""
    if tag == "dialog" or element.get("role") in _DIALOGS:
        return not _opens_on_demand(element, controls)
    if tag in _DROPPED and tag not in _KEPT_IN_FORM:
        if tag == "button":
            return not is_heading_button(element)
        return tag != "header" or element.find(".//h1") is None or _is_page_title(element)
    role = element.get("role", "")
    if role in _ROLES_DROPPED:
        return True
    if tag == "aside" or role in _ASIDE_ROLES:
        return _is_mostly_links(element) or not (_within_text(element) and _is_told(element))
    return tag in _NAMED and _is_bystander(element)


def _opens_on_demand(dialog: Element, controls: Controls) -> bool:
    """Whether a window is one with prose that a control of the page opens, and does not ask for consent."""
    words = words_of(dialog)
    return dialog.get("id") in controls.ids and _is_prose(words) and _CONSENT.search(words) is None


def is_hidden(element: Element, tag: str, controls: Controls) -> bool:
    """Whether an element's words can be neither seen nor opened."""
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() == "until-found":
        return False
    shown = controls.looks.shown(element)
    if hidden is None and shown is Shown.SEEN:
        # Hidden from screen readers alone: icons, or the panel of an accordion that is closed.
        return element.get("aria-hidden") == "true" and not _is_prose(words_of(element))
    words = words_of(element).count(" ") + 1
    if words > _LEAST_OF_PAGE and 2 * words > controls.words > 0:
        return False  # the page as a whole: a script shows it
    return shown is Shown.UNSEEN or not _can_be_opened(element, tag, controls)


def is_struck(element: Element, tag: str, controls: Controls) -> bool:
    """Whether an element's words are crossed out."""
    return tag in _STRUCK or controls.looks.is_struck(element)


def is_heading_button(element: Element) -> bool:
    """Whether a button is the heading of what it opens."""
    if element.get("aria-expanded") is not None or element.get("aria-controls") or _PANEL.search(_names(element)):
        return bool(words_of(element))
    if next(element.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is not None:
        return True
    return any(above.tag in {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"} for above in element.iterancestors())


def _can_be_opened(element: Element, tag: str, controls: Controls) -> bool:
    if element.get("role") == "tabpanel" or (element.get("id") or "") in controls.ids:
        return True
    if element.get("aria-labelledby") and element.get("role") in {"region", "group", None}:
        return True
    if _PANEL.search(_names(element)):
        return True
    before = _before(element)
    if before is None:
        return False
    if before.tag in _HEADINGS and _stands_alone(element):
        return True  # what stands under a heading that has nothing else below it
    if before.tag == "label" and (named := _before(before)) is not None and named.get("type") in {"checkbox", "radio"}:
        return True
    buttons = [before] if before.tag in {"button", "summary"} else list(before.iter("button", "summary"))
    opens = any(_OPENS.search(_names(inner)) for inner in (before, *before.iter("a", "span")))
    return bool(buttons) or opens or before.get("aria-expanded") is not None


def _before(element: Element) -> Element | None:
    """The element before another under the same parent."""
    before = element.getprevious()
    while before is not None and not isinstance(before.tag, str):
        before = before.getprevious()
    return before


def _stands_alone(element: Element) -> bool:
    """Whether nothing follows an element before the next heading."""
    after = element.getnext()
    while after is not None and not isinstance(after.tag, str):
        after = after.getnext()
    return after is None or after.tag in _HEADINGS


def _names(element: Element) -> str:
    return f"{element.get('id', '')} {element.get('class', '')}"


def _is_bystander(element: Element) -> bool:
    hits = [name for name in _names(element).split() if _BYSTANDER.search(name)]
    if not hits:
        return False
    words = words_of(element)
    if any(_COOKIES.search(name) for name in hits):
        return "cookie" in words.lower() and words.count(" ") < _MOST_OF_BANNER
    return _is_mostly_links(element) or not _is_told(element)


def _is_told(element: Element) -> bool:
    """Whether an element tells something: a sentence, or several words with a figure and no link."""
    words = words_of(element)
    if _is_prose(words):
        return True
    figure = _FIGURE.search(words) is not None or _SENTENCE.search(words) is not None
    return words.count(" ") + 1 >= _LEAST_TOLD and figure and next(element.iter("a", "form", "input"), None) is None


def _is_prose(words: str) -> bool:
    return words.count(" ") + 1 >= _LEAST_PROSE and _SENTENCE.search(words) is not None


def _is_mostly_links(element: Element) -> bool:
    linked = sum(len(words_of(link)) for link in element.iter("a"))
    return 2 * linked > len(words_of(element))


def _within_text(element: Element) -> bool:
    """Whether an element stands within the main part, or in a page that marks none."""
    if any(above.tag in {"main", "article"} or above.get("role") == "main" for above in element.iterancestors()):
        return True
    root = element.getroottree().getroot()
    return root.find(".//main") is None and root.find(".//article") is None


def _is_page_title(header: Element) -> bool:
    """Whether a header stands outside the text: a banner, or a converter's title made of a file's name."""
    return all(above.tag not in {"main", "article"} for above in header.iterancestors())
