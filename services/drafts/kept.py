"""A form as this device has it."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import AwareDatetime, Field

from services.errors import ErrorKind
from services.models.base import Model
from services.models.procedure import Answer, Draft, Problem
from services.outbox import PASSING


class KeptDraft(Model):
    """`draft` is what is typed, over the city's answers `base` (and the child `base_child`) of `draft.revision`.

    `waiting`: something typed is not at the city yet; `trouble`: what the last attempt met. `saved_at`: the city's
    instant of the last save. `theirs`: by field, what the other device typed where both did (None = emptied); nothing
    is sent before `resolve`.
    """

    draft: Draft
    base: Mapping[str, Answer] = Field(default_factory=dict)
    base_child: str | None = None
    waiting: bool = False
    saved_at: AwareDatetime | None = None
    problems: tuple[Problem, ...] = ()
    trouble: ErrorKind | None = None
    theirs: Mapping[str, Answer | None] = Field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """The city will not take it as it is (`trouble` says why), and waiting changes nothing."""
        return self.waiting and not self.theirs and self.trouble is not None and self.trouble not in PASSING

    @property
    def clashes(self) -> tuple[str, ...]:
        """The fields both devices changed."""
        return tuple(self.theirs)
