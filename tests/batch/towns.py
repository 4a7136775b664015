"""Made-up towns and their arrangements."""

from __future__ import annotations

TOWNS = ("Ashmere", "Brockwell", "Coldharbour", "Dunsley", "Elmstead")


def arrangements(town: str, paragraphs: int = 3) -> str:
    """Made-up arrangements of a made-up town, as long as wanted."""
    middle = "\n\n".join(
        f"In quarter {number} the partners of {town} met and looked at what had changed for children."
        for number in range(1, paragraphs + 1)
    )
    return (
        f"# {town} Safeguarding Children Partnership: arrangements\n\n"
        f"The safeguarding partners are {town} Borough Council, NHS {town} Clinical Commissioning Group and "
        f"{town} Police.\n\n{middle}\n\n## Independent scrutiny\n\n"
        "An independent scrutineer meets the partners each quarter and reports what she finds.\n"
    )
