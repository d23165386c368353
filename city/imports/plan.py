"""What a list does, line by line, and what is to be written for it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from city.imports.known import KnownChild, KnownGuardian, KnownHousehold
from city.imports.lines import Fault, Guardian, Listed


class Effect(StrEnum):
    """What a line does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class When:
    """The years in which the list's school year and today's begin."""

    listed: int
    current: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line: what it does, in French (`said`), what is worth knowing besides (`notes`), why it is refused."""

    line: int
    household: str
    shown: str
    effect: Effect
    said: Sequence[str] = ()
    notes: Sequence[str] = ()
    faults: Sequence[Fault] = ()

    @property
    def digest(self) -> str:
        """Another one when the line does something else."""
        faults = [(fault.column, fault.reason) for fault in self.faults]
        told = repr((self.effect.value, list(self.said), list(self.notes), faults))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class GuardianPlan:
    """A guardian as listed and as known (None = new); what is to be written of them."""

    listed: Guardian
    known: KnownGuardian | None
    renamed: bool = False
    opens: bool = False
    corrected: bool = False

    @property
    def to_invite(self) -> bool:
        """Whether they have an account to which no invitation ever went."""
        if self.opens or self.corrected:
            return True
        known = self.known
        return known is not None and known.account_id is not None and not (known.joined or known.invited)

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        return self.known is None or self.renamed or self.opens or self.corrected


@dataclass(frozen=True, slots=True)
class HouseholdPlan:
    """A household as known (None = new), the name it gets (None = the one it has), its guardians."""

    number: str
    known: KnownHousehold | None
    name: str | None
    guardians: Sequence[GuardianPlan]

    @property
    def changes(self) -> bool:
        """Whether anything is to be written."""
        own = self.known is None or self.known.number is None or self.name is not None
        return own or any(guardian.changes for guardian in self.guardians)


@dataclass
class ChildPlan:
    """A child as listed and as known (None = new); the households it joins, by their numbers.

    `class_year`: the year in which the school year of its class begins; `left_on`: the day it left, if it still has.
    """

    listed: Listed
    known: KnownChild | None
    age_group: str
    class_year: int
    left_on: date | None = None
    written: bool = True
    joins: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole list."""

    outcomes: Sequence[Outcome]
    households: Sequence[HouseholdPlan]
    children: Sequence[ChildPlan]

    @property
    def to_invite(self) -> int:
        """How many guardians could be sent their first invitation."""
        return sum(guardian.to_invite for home in self.households for guardian in home.guardians)

    @property
    def counts(self) -> dict[str, int]:
        """How many lines do what."""
        found = Counter(outcome.effect.value for outcome in self.outcomes)
        return {effect.value: found[effect.value] for effect in Effect}

    @property
    def digests(self) -> dict[str, str]:
        """What each line does, in a word, by its number."""
        return {str(outcome.line): outcome.digest for outcome in self.outcomes}

    @property
    def fingerprint(self) -> str:
        """Another one when anything that would be written is another."""
        told = " ".join(f"{outcome.line} {outcome.digest}" for outcome in self.outcomes)
        return hashlib.sha256(f"{told} {self.to_invite}".encode()).hexdigest()
