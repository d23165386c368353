"""Reading the fields of a form. What cannot be read is refused with the field's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import AfterValidator
from starlette.datastructures import FormData, UploadFile

from city.desk.acting.refusals import BadForm

Word = TypeVar("Word", bound=StrEnum)
_LONGEST = 10_000
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


def _counted(day: date) -> date:
    if not _FIRST <= day < _LAST:
        raise ValueError("a day that no town counts with")
    return day


Day = Annotated[date, AfterValidator(_counted)]
"""A day in an address: of this century, since days are added to it and it is told in the town's time."""


def day_of(text: str) -> date:
    """A day as a date field writes it, of this century. Raises ValueError."""
    return _counted(date.fromisoformat(text))


@dataclass(frozen=True, slots=True)
class Form:
    """The fields that came, as text."""

    data: FormData

    @staticmethod
    def of(fields: Mapping[str, str]) -> Form:
        """The fields of an address, read like those of a form."""
        return Form(FormData(list(fields.items())))

    def text(self, name: str, *, longest: int = 500, required: bool = True) -> str:
        """A field without the spaces around it. Raises BadForm: empty though required, too long, a null in it."""
        value = self.data.get(name, "")
        if not isinstance(value, str) or "\0" in value:
            raise BadForm({"field": name})
        value = value.strip()
        if len(value) > longest or (required and not value):
            raise BadForm({"field": name})
        return value

    def long_text(self, name: str, *, required: bool = True) -> str:
        """Several lines."""
        return self.text(name, longest=_LONGEST, required=required).replace("\r\n", "\n")

    def day(self, name: str) -> date:
        """A day, as a date field sends it. Raises BadForm."""
        try:
            return day_of(self.text(name))
        except ValueError as error:
            raise BadForm({"field": name}) from error

    def number(self, name: str, *, most: int = 100_000) -> int:
        """A whole number from 0 on."""
        value = self.text(name)
        if not (value.isascii() and value.isdecimal()) or len(value) > 9 or int(value) > most:
            raise BadForm({"field": name})
        return int(value)

    def word(self, name: str, kind: type[Word]) -> Word:
        """One of the words of `kind`."""
        try:
            return kind(self.text(name))
        except ValueError as error:
            raise BadForm({"field": name}) from error

    def all(self, name: str) -> list[str]:
        """Every value of a field that may be ticked several times."""
        return [value for value in self.data.getlist(name) if isinstance(value, str)]

    async def files(self, name: str) -> list[tuple[str, bytes]]:
        """The files chosen in a field, with their names; an empty list for none."""
        chosen = [value for value in self.data.getlist(name) if isinstance(value, UploadFile) and value.filename]
        return [(file.filename or "", await file.read()) for file in chosen]

    def starting(self, prefix: str) -> dict[str, str]:
        """The fields whose names begin with `prefix`, by the rest of their names."""
        return {
            name.removeprefix(prefix): value
            for name, value in self.data.items()
            if name.startswith(prefix) and isinstance(value, str)
        }
