"""What a person says of a document, in place of what reading it would find."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from checker.documents.limits import Limits
from checker.documents.model import Period, Profile
from checker.profile.authorities import Areas


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How a file is read: within which limits, and whether pages without text are read by Tesseract."""

    ocr: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Given:
    """Facts of the profile that are given; None where reading is to find them. Dates are ISO."""

    type: str | None = None
    area: str | None = None
    title: str | None = None
    published: str | None = None
    period: tuple[str, str] | None = None
    edition: str | None = None  # of the guidance
    notes: tuple[str, ...] = ()  # what was given and could not be used: warnings of the document
    where: str = "given on the command line"
    edition_where: str = ""  # where the edition was given, if elsewhere than the rest

    def over(self, profile: Profile, areas: Areas) -> Profile:
        """The profile with these facts in it, each told to be given."""
        given: dict[str, object] = {"type": self.type, "title": self.title, "published": self.published}
        given["edition"] = self.edition
        if self.area:
            listed = areas.named(self.area)
            given |= {"area": self.area, "areas": listed[1] if listed else (self.area,)}
        if self.period:
            given["period"] = Period(*self.period)
        changed = {name: value for name, value in given.items() if value is not None}
        if self.type:  # whoever gives the type knows what it is
            profile = replace(profile, looks_like=None)
        how = dict(profile.how) | dict.fromkeys(changed, self.where)
        if self.edition and self.edition_where:
            how["edition"] = self.edition_where
        return replace(profile, **changed, how=tuple(how.items()))  # type: ignore[arg-type]
