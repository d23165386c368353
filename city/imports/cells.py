"""The cells of one line. What cannot be read leaves a fault with its column, and the line goes on being read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from city.accounts.repository import fold
from city.imports.columns import GUARDIANS, OF_CHILD, Column
from city.imports.lines import Fault, Guardian, Listed
from city.submissions.receipts import plain
from city.text import _
from city.towns import Town

_LONGEST = 80
_LONGEST_NUMBER = 40
_LONGEST_EMAIL = 254
_SHOWN = 60
_OLDEST = 19
_KEPT = 1000
_FRENCH_DAY = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]*")
_EMAIL = re.compile(r"[^@\s<>\",;:()\[\]\\]+@[^@\s<>\",;:()\[\]\\.]+(\.[^@\s<>\",;:()\[\]\\.]+)+")
_SCHOOL_WORDS = frozenset({"ecole", "elementaire", "maternelle", "primaire", "groupe", "scolaire"})


@dataclass
class Cells:
    """A line's cells by column, and what is wrong with them so far."""

    values: Mapping[Column, str]
    town: Town
    today: date
    faults: list[Fault] = field(default_factory=list)

    def shown(self) -> str:
        """A few words by which a line is recognised, as they stand in the file."""
        names = [self._of(Column.CHILD_FIRST), self._of(Column.CHILD_LAST)]
        if not any(names):
            names = [self._of(Column.FIRST_1), self._of(Column.LAST_1)]
        return cut(" ".join(name for name in names if name))

    def number(self, column: Column) -> str:
        """A number of the town's: letters and digits."""
        value = self._of(column)
        if not value:
            return self._fault(column, _("il manque"))
        if len(value) > _LONGEST_NUMBER or not _NUMBER.fullmatch(value):
            return self._fault(column, _("« {value} » n'est pas un numéro").format(value=cut(value)))
        return value

    def name(self, column: Column, *, required: bool = True) -> str:
        """A name as people write it: not a formula, not a page's code, with a letter or a digit in it."""
        value = self._of(column)
        if not value:
            return self._fault(column, _("il manque")) if required else ""
        if len(value) > _LONGEST or not value.isprintable():
            return self._fault(column, _("c'est trop long, ou il y a des signes invisibles"))
        if value.startswith(("=", "+", "-", "@")) or set(value) & set("<>") or not any(map(str.isalnum, value)):
            return self._fault(column, _("« {value} » n'est pas un nom").format(value=cut(value)))
        return value

    def guardians(self) -> tuple[Guardian, ...]:
        """The guardians that the line names, none or both perhaps."""
        found = []
        for first, last, email in GUARDIANS:
            if any(self._of(column) for column in (first, last, email)):
                found.append(Guardian(self.name(first), self.name(last), self._email(email)))
        if len(found) == len(GUARDIANS) and found[0].email and found[0].email == found[1].email:
            self._fault(GUARDIANS[1][2], _("les deux représentants ont la même adresse ; chacun a son compte"))
        return tuple(found)

    def child(self) -> Listed | None:
        """The child of the line; None for a household without, and for one that cannot be read."""
        if not any(self._of(column) for column in OF_CHILD):
            return None
        before = len(self.faults)
        number, first, last = (
            self.number(Column.CHILD),
            self.name(Column.CHILD_FIRST),
            self.name(Column.CHILD_LAST),
        )
        born, school = self._birth(), self._school()
        class_name, group = self.name(Column.CLASS), self._group()
        if born is None or len(self.faults) > before:
            return None
        return Listed(number, first, last, born, school, class_name, group)

    def _of(self, column: Column) -> str:
        return self.values.get(column, "")

    def _fault(self, column: Column, reason: str) -> str:
        self.faults.append(Fault(column, reason))
        return ""

    def _email(self, column: Column) -> str | None:
        value = fold(self._of(column))
        if not value:
            return None
        if len(value) > _LONGEST_EMAIL or not value.isprintable() or not _EMAIL.fullmatch(value):
            self._fault(column, _("« {value} » n'est pas une adresse e-mail").format(value=cut(value)))
            return None
        return value

    def _birth(self) -> date | None:
        text = self._of(Column.BIRTH)
        found = _day(text)
        if not text:
            self._fault(Column.BIRTH, _("il manque"))
        elif found is None:
            self._fault(Column.BIRTH, _("« {value} » n'est pas un jour (04/05/2016)").format(value=cut(text)))
        elif found > self.today:
            self._fault(Column.BIRTH, _("le {day} est à venir").format(day=f"{found:%d/%m/%Y}"))
        elif found.year < self.today.year - _OLDEST:
            self._fault(Column.BIRTH, _("le {day} est trop ancien").format(day=f"{found:%d/%m/%Y}"))
        return found

    def _school(self) -> str:
        value = self._of(Column.SCHOOL)
        if not value:
            return self._fault(Column.SCHOOL, _("il manque"))
        schools = self.town.on(self.today).schools
        exact = [key for key, school in schools.items() if _letters(value) in (_letters(key), _letters(school.name))]
        near = exact or [key for key, school in schools.items() if _core(value) and _core(value) <= _core(school.name)]
        if len(near) == 1:
            return near[0]
        known = ", ".join(school.name for school in schools.values())
        reason = _("« {value} » n'est pas une école de la ville ({known})").format(value=cut(value), known=known)
        return self._fault(Column.SCHOOL, reason)

    def _group(self) -> str | None:
        value = self._of(Column.GROUP)
        if not value:
            return None
        found = [group for group in self.town.age_groups if _letters(group) == _letters(value)]
        if not found:
            known = ", ".join(self.town.age_groups)
            reason = _("« {value} » n'est pas une tranche d'âge ({known})").format(value=cut(value), known=known)
            self._fault(Column.GROUP, reason)
        return found[0] if found else None


def cut(text: str) -> str:
    """The beginning of a cell, to be quoted."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _day(text: str) -> date | None:
    found = _FRENCH_DAY.fullmatch(text) or _DAY.fullmatch(text)
    try:
        return date(*(int(found[part]) for part in ("year", "month", "day"))) if found else None
    except ValueError:
        return None


@lru_cache(maxsize=_KEPT)
def _letters(text: str) -> str:
    return "".join(re.findall(r"[a-z0-9]+", plain(text)))


@lru_cache(maxsize=_KEPT)
def _core(text: str) -> frozenset[str]:
    """The words of a school's name without those that say what it is."""
    return frozenset(re.findall(r"[a-z0-9]+", plain(text))) - _SCHOOL_WORDS
