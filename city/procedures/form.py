"""The form of one procedure: which definition it is judged by, what may still be typed, what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from city.procedures.answers import Problem, gone, problems_of, progress
from city.procedures.catalogue import definition_on
from city.procedures.definition import Definition
from city.procedures.models import ProcedureRow
from city.procedures.states import ProcedureState
from city.towns import Town


@dataclass(frozen=True)
class Form:
    """`editable`: the keys of the fields that may be typed into now."""

    row: ProcedureRow
    definition: Definition
    editable: frozenset[str]

    @property
    def is_draft(self) -> bool:
        return self.row.state == ProcedureState.DRAFT

    def problems(self, documents: Mapping[str, int]) -> list[Problem]:
        """What keeps it from being sent: the child first, then the fields in order, then answers without a field."""
        lacks_child = self.definition.about == "child" and self.row.child_id is None
        found = [Problem("child", "REQUIRED")] if lacks_child else []
        found += problems_of(self.definition, self.row.answers, documents)
        return found + gone(self.definition, self.row.answers.keys())

    def progress(self, documents: Mapping[str, int]) -> tuple[int, int]:
        """How many of the answers it needs it has, and how many it needs."""
        return progress(self.definition, self.row.answers, documents)


def form_of(town: Town, row: ProcedureRow, day: date) -> Form:
    """A draft is judged by what the town asks on `day`; a sent one by what it was sent under, whatever changed."""
    state = ProcedureState(row.state)
    current = definition_on(town, row.key, day) if state is ProcedureState.DRAFT else None
    kept = current or Definition.model_validate(row.definition)
    if state is ProcedureState.DRAFT:
        return Form(row, kept, frozenset(question.key for question in kept.questions))
    opened = reopened(kept, row.asked) if state is ProcedureState.TO_COMPLETE else frozenset()
    return Form(row, kept, frozenset(opened))


def reopened(definition: Definition, asked: Collection[str]) -> frozenset[str]:
    """The fields that the city wants again, with those that depend on their answers; none named = all."""
    found = set(asked) or {question.key for question in definition.questions}
    for question in definition.questions:
        if question.when and question.when.field in found:
            found.add(question.key)
    return frozenset(found)
