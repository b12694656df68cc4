"""What a form sent: a few named texts, each of a bounded length, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qsl

from starlette.requests import Request

from curation.model import EventKind, PageUrl

_MOST_FIELDS = 40
_MOST_LETTERS = 4_000
"""Of one field: an address may be long, and no sentence of ours is."""
_NUL = "\0"
"""Nobody types it, and PostgreSQL keeps none."""
_YEARS = range(2000, 2200)
"""In which courses are: at the ends of the calendar there is no day before, or after."""


class Unusable(Exception):
    """What came is no form of ours."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one form, white space around them taken off."""

    fields: Mapping[str, str]

    @classmethod
    async def of(cls, request: Request) -> "Form":
        """Return what *request* sent; raise `Unusable`."""
        if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            raise Unusable
        try:
            text = (await request.body()).decode("utf-8")
            fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
        except ValueError as error:
            raise Unusable from error
        if any(len(each) > _MOST_LETTERS or _NUL in each for each in fields.values()):
            raise Unusable
        return cls({name: value.replace("\r\n", "\n").strip() for name, value in fields.items()})

    def text(self, name: str) -> str:
        """Return the field, empty when it was not sent."""
        return self.fields.get(name, "")

    @property
    def page(self) -> PageUrl:
        """The page the form is about; whoever writes it down looks whether it is one."""
        return PageUrl(self.text("page"))

    @property
    def seen(self) -> int | None:
        """How many acts on the page the person had seen."""
        said = self.text("seen")
        return int(said) if said.isdecimal() and said.isascii() and len(said) < 10 else None

    @property
    def looked(self) -> str:
        """When the person had looked, as their page wrote it; empty where it is no moment."""
        said = self.text("looked")
        try:
            return said if datetime.fromisoformat(said).tzinfo else ""
        except ValueError:
            return ""

    def kind(self) -> EventKind:
        """Return the act wanted; raise `Unusable`."""
        try:
            return EventKind(self.text("kind"))
        except ValueError as error:
            raise Unusable from error


def day_in(text: str) -> date | None:
    """Return the day an address names, `None` when it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text and day.year in _YEARS else None
