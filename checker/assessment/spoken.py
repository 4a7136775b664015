"""Of what a rule asks for and recognised nowhere, that which the words shown speak of in words that it does not know.

A rule knows a duty's usual words; a reader sees that "the Council" is a partner, that somebody "rings the other's
manager", or that a report "forms a part of" another one. What is spoken of so is weak, and is not said to be nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.text.late import late

_PLACE = r"(?:county|city|borough|district|island|isle|area)"
_WHO_ASKS = r"(?:manager|chair|director|executive|head|leads?|chief officer|scrutineer|board|partners?)"
# The beginning of a limb's name, and words that speak of it.
_SPOKEN: Sequence[tuple[re.Pattern[str], re.Pattern[str]]] = tuple(
    (late(name), late(words))
    for name, words in (
        (r"which council", r"\bCouncils?\b"),
        (r"which police force", r"\b(?:[A-Z]\w+ (?:Police|Constabulary)|Police)\b"),
        (r"which (?:health commissioner|integrated care board)", r"\bNHS [A-Z]|\b(?:[A-Z]\w+ )(?:CCG|ICB)\b"),
        (
            r"which area\b",
            rf"(?i:\b(?:whole|entire|all) (?:of )?(?:the |our )?{_PLACE}\b|\bpartners? (?:for|in|of) the {_PLACE}\b"
            r"|\bcovers?\b)",
        ),
        (
            r"who leads for",
            r"(?i:\bchief officers?\b|\bmost senior\b|\blead representatives?\b|\bat the (?:very )?top\b)",
        ),
        (r"which post leads for", r"\b(?:Chief (?:Executive|Constable|Officer|Nurse)|Director)s?\b|\bheads of th"),
        (r"who acts for the leads", r"(?i:\bdelegat|\bon (?:their|its) behalf\b|\bday[- ]to[- ]day\b)"),
        (
            r"what the (?:leads|delegates) (?:may )?(?:decide|do)",
            r"(?i:\bmeets?\b|\bact for\b|\bauthority\b|\bagree\b|\bset\b|\bsign\b|\bcommit\b|\bdecisions?\b|\bdecide)",
        ),
        (
            r"what the chair does",
            r"(?i:\b(?:led|run|chaired|convened|opened) by\b|\bchair (?:\w+ ){0,4}(?:leads|runs"
            r"|convenes|attends?|keeps)\b"
            r"|\binvited to attend\b|\bcontinuity\b)",
        ),
        (r"who holds the chair", r"(?i:\bheld by\b|\bwhose contract\b|\bchaired by\b)"),
        (
            r"how the agencies take part",
            r"(?i:\b(?:asked|expected|invited|required|must|will|shall"
            r"|should)\b[^.]{0,80}\b(?:nominate|name|attend|send"
            r"|co-?operate|take part|engage|join|sit|contribute|release|return)\b)",
        ),
        (
            r"the route by which disputes",
            rf"(?i:\b(?:speak|talk|go|goes|turn|taken?|raised?|bring|brought|put|contact|ring|rings"
            rf"|say so)\b[^.]{{0,60}}"
            rf"\b{_WHO_ASKS}\b|\bsteps?\b|\b(?:protocol|procedure)s?\b)",
        ),
        (
            r"which priorities",
            r"(?i:\bmore (?:is )?to (?:do|be done)\b|\bremains to be done\b"
            r"|\b(?:all|our|the|these) (?:three|four|five|six)\b)",
        ),
        (
            r"who audits",
            r"(?i:\bremit\b|\bfunctions\b|\bwe (?:also )?(?:carry out|audit)|\bgroup\b"
            r"|\bagencies working\b"
            r"|\bboards have\b)",
        ),
        (
            r"how training is commissioned or delivered",
            r"(?i:\b(?:bought|contract|taught|delivered|provi(?:ded|sion)|put on|run) "
            r"|\bavailable (?:through|via|on|from)\b"
            r"|\bheld at\b|\be-?learning\b|\bwebinars?\b|\bcourses, \w+ a (?:year|term)\b)",
        ),
        (r"how the impact of training", r"(?i:\bmonitor (?:its|their)\b|\bits effect\b)"),
        (
            r"when or by whom the arrangements are reviewed",
            r"(?i:\b(?:partners|executive|board|leads|we|we['’]ll)\b[^.]{0,60}\b(?:review|look)(?:s|ed|ing)?\b"
            r"|\b(?:in|since|during) (?:the )?(?:spring|summer|autumn|winter)\b)",
        ),
        (
            r"who considers and decides on reviews",
            r"(?i:\b(?:partnership|partners|alliance|group|signatories|executive|we)\b[^.]{0,80}"
            r"\b(?:consider|commission|identif|decid|carr(?:y|ies) out|oversee)|\bfunctions of considering\b)",
        ),
        (r"that the partnership will publish", r"(?i:\b(?:annual|yearly) report\b)"),
        (
            r"what the yearly report covers",
            r"(?i:\b(?:part of|for|to|in|into) (?:the|our|its|their|an|each)(?: \w+)? (?:annual|yearly) report\b"
            r"|\bin which we\b|\bthe report (?:will|is to) \w+)",
        ),
        (r"which seat or role education has", r"(?i:\binvit\w+|\bseats?\b)"),
    )
)


def spoken_of(name: str, passages: Sequence[str]) -> bool:
    """Whether passages speak of a limb, by its name, in words that no rule asks for."""
    for begins, words in _SPOKEN:
        if begins.match(name):
            return any(words.search(passage) for passage in passages)
    return False
