"""The form's state: what is typed on this device, where it is kept, what is wrong with it, the files on their way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flet as ft

from services.drafts import KeptDraft
from services.models.procedure import Answer, Definition, FormField, Problem, Procedure, ProcedureFile, ProcedureState
from services.portal import Portal
from services.query import Connection, Topic
from views.procedures.form.documents import ShownFile
from views.procedures.form.giving import Giving, use_giving
from views.procedures.words import problem_said
from views.state import use_mutation, use_portal_state
from views.state.mutation import Mutation

#: Problems that only say that an answer is not there yet: told once the parent has tried to send.
_MISSING = frozenset({"REQUIRED", "DOCUMENT_MISSING"})


@dataclass(frozen=True)
class Writer:
    """Answers one field of one draft; equal for the same field, so that its control is not drawn again."""

    portal: Portal
    draft: str
    field: str
    touch: Callable[[str], Any]

    async def __call__(self, answer: Answer | None) -> None:
        self.touch(self.field)
        await self.portal.procedures.write(self.draft, self.field, answer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Writer) and (self.draft, self.field) == (other.draft, other.field)

    def __hash__(self) -> int:
        return hash((self.draft, self.field))


@dataclass(frozen=True, slots=True)
class FormState:
    """`errors`: by field, a sentence; `files`: by field. `offline`: what waits cannot leave now.

    `open`: the fields that may be answered; the city takes no other answer.
    """

    definition: Definition
    kept: KeptDraft
    file: ProcedureFile | None
    open: frozenset[str]
    errors: Mapping[str, str]
    files: Mapping[str, tuple[ShownFile, ...]]
    attempted: bool
    offline: bool
    generation: str
    submitting: Mutation[Procedure]
    writer: Callable[[str], Writer]
    giving: Giving
    take_back: Callable[[str], Awaitable[None]]
    submit: Callable[[], Awaitable[Procedure | None]]
    resolve: Callable[[bool], Awaitable[None]]

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The questions that these answers call for."""
        return self.definition.asked(self.kept.draft.answers)


def use_form(kept: KeptDraft, definition: Definition, file: ProcedureFile | None) -> FormState:
    """A hook. `kept` is the draft of this device, `file` the city's copy once it has one."""
    portal = use_portal_state(Topic.DRAFTS, Topic.CONNECTION)
    draft = kept.draft.id
    attempted, attempt = ft.use_state(False)
    touched, touch = ft.use_state("")
    turn, set_turn = ft.use_state(0)
    giving = use_giving(portal, draft)
    submitting = use_mutation(portal.procedures.submit)
    taking = use_mutation(portal.procedures.take_document_back)

    async def submit() -> Procedure | None:
        attempt(True)
        touch("")
        return await submitting.run(draft)

    async def take_back(document: str) -> None:
        giving.forget()
        if file is not None and any(one.id == document for one in file.documents):
            await taking.run(draft, document)

    async def resolve(mine: bool) -> None:
        await portal.procedures.resolve(draft, mine=mine)
        set_turn(turn + 1)

    problems = kept.problems or (file.problems if file is not None else ())
    pristine = file.revision if file is not None and not touched else 0
    held: ft.MutableRef[int] = ft.use_ref()
    if not touched:
        held.current = pristine
    return FormState(
        definition,
        kept,
        file,
        open_fields(definition, file),
        errors_of(problems, definition, attempted=attempted, touched=touched),
        files_of(file, giving.current),
        attempted,
        portal.connection is not Connection.ONLINE,
        f"{turn}-{held.current or 0}",
        submitting,
        lambda field: Writer(portal, draft, field, touch),
        giving,
        take_back,
        submit,
        resolve,
    )


def open_fields(definition: Definition, file: ProcedureFile | None) -> frozenset[str]:
    """All of a draft; of one sent back, those the city asks again (none named = all) and those that hang on them."""
    every = frozenset(field.key for field in definition.fields)
    if file is None or file.procedure.state is not ProcedureState.TO_COMPLETE or not file.procedure.asked:
        return every
    found = {*file.procedure.asked}
    for field in definition.fields:
        if field.when is not None and field.when.field in found:
            found.add(field.key)
    return every & found


def errors_of(
    problems: tuple[Problem, ...], definition: Definition, *, attempted: bool, touched: str
) -> dict[str, str]:
    """What to say under which field: what is missing only after an attempt, never of the field being answered."""
    return {
        one.field: problem_said(one, definition.field(one.field))
        for one in problems
        if one.field != touched and (attempted or one.code not in _MISSING)
    }


def files_of(file: ProcedureFile | None, current: tuple[str, ShownFile] | None) -> dict[str, tuple[ShownFile, ...]]:
    """By field: those that the city has, then the one on its way."""
    made: dict[str, tuple[ShownFile, ...]] = {}
    for one in file.documents if file is not None else ():
        made[one.field] = (*made.get(one.field, ()), ShownFile(one.id, one.name, one.size))
    if current is not None:
        field, shown = current
        if all(one.id != shown.id for one in made.get(field, ())):
            made[field] = (*made.get(field, ()), shown)
    return made
