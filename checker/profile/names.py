"""Words that are no part of a place's name, and those that join its parts."""

from __future__ import annotations

from checker.text.english import MONTHS

COUNCIL_KINDS = frozenset({"borough", "city", "county", "district", "metropolitan", "royal", "unitary"})
# "City Council", "Metropolitan Borough Council" behind a name, as a pattern.
COUNCIL_BEHIND = r" (?:(?:City|County|Borough|Metropolitan|District|Unitary) ){0,3}Council\b"
# Behind a name, these show that a body of another footprint is meant, or a place within the area.
OTHER_BODY = frozenset(
    {
        "academy",
        "ambulance",
        "ccg",
        "ccgs",
        "clinical",
        "college",
        "constabulary",
        "coroner",
        "fire",
        "foundation",
        "health",
        "healthcare",
        "hospital",
        "hospitals",
        "house",
        "icb",
        "integrated",
        "nhs",
        "police",
        "probation",
        "road",
        "street",
        "teaching",
        "university",
    }
)
CONNECTORS = frozenset({"and", "by", "in", "le", "of", "on", "the", "under", "upon", "with"})
# Words that a title or sentence puts in front of a name; they are never the start of one.
_NOT_A_NAME_WORDS = """
    a about act adult adults agency all an and annual appendix area arrangement arrangements as at author
    authorised authority between board borough both business by case chair chief child children childrens city
    contents council councils county current date dear department district draft each england english every
    executive existing final focused following for foreword former from government hm how if in independent
    inspection introduction is it joint key letter local london lscb lscp metropolitan monitoring multi national
    new nhs of ofsted on our page part partner partners partnership partnerships plan plans previous progress
    published regional report reports review royal safeguarding scrutiny section services shared since single
    statutory strategy summary targeted that the this three through title to together under unitary update
    version visit welcome what when where who why with working yearly your
    caring helping keeping kept looking making protecting safe safer
    age ages assurance delegated lead leads quarter season strategic week year years
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter
"""
NOT_A_NAME = frozenset(_NOT_A_NAME_WORDS.split()) | {month.lower() for month in MONTHS}
ENGLISH = frozenset({"british", "england", "london", "uk"})


def in_title_case(name: str) -> str:
    """A name printed in capitals as it is written otherwise: "Bath and North East Somerset"."""
    return " ".join(word.lower() if word.lower() in CONNECTORS else word.capitalize() for word in name.split())
