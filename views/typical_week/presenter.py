"""State of the semaine type page: whose, which pattern, over which weeks, and the difference the city foresees."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import flet as ft

from services.errors import ServiceError
from services.models import Child, PatternPreview, SlotKey, TypicalWeek
from services.portal import Kept, Portal, Sent
from services.query import BoundQuery, Copy, Query, Topic
from views.booking.planning import Planning, monday_of
from views.booking.sending import Sending, use_sending_of
from views.state import Failed, Loadable, Loading, Mutation, Ready, use_mutation, use_portal_state, use_query
from views.text import _
from views.typical_week.difference import to_submit, weeks_between
from views.typical_week.pattern import copied, new_week, services_of

#: Lengths of the period that are offered, in weeks.
LENGTHS = (1, 3, 6, 12, 26)


@dataclass(frozen=True, slots=True)
class TypicalState:
    """`week` is the pattern as drawn now; `preview` the difference it makes; `removed` the lines taken out."""

    child: Child
    week: TypicalWeek
    named: tuple[TypicalWeek, ...]
    first: date
    weeks: int
    cancel_others: bool
    removed: frozenset[SlotKey]
    preview: Loadable[PatternPreview] | None

    @property
    def last(self) -> date:
        return weeks_between(self.first, self.weeks)[1]

    @property
    def shown(self) -> PatternPreview | None:
        return self.preview.value if isinstance(self.preview, Ready) else None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the parent does on this page, not yet anywhere else."""

    child: str | None = None
    week: str | None = None
    drafts: tuple[TypicalWeek, ...] = ()
    first: date | None = None
    weeks: int = 3
    cancel_others: bool = False
    removed: frozenset[SlotKey] = frozenset()
    gone: frozenset[str] = frozenset()


class TypicalActions:
    """Handlers of the page."""

    def __init__(self, change: Callable[[Callable[[_Drawn], _Drawn]], None]) -> None:
        self._change = change

    def choose_child(self, child: str) -> None:
        self._change(lambda d: replace(d, child=child, week=None, removed=frozenset()))

    def choose_week(self, week: str) -> None:
        self._change(lambda d: replace(d, week=week, removed=frozenset()))

    def draw(self, week: TypicalWeek) -> None:
        """The pattern as the parent changed it; it is kept by the city with the next preview."""

        def change(drawn: _Drawn) -> _Drawn:
            others = tuple(draft for draft in drawn.drafts if draft.id != week.id)
            return replace(drawn, drafts=(*others, week), week=week.id, removed=frozenset())

        self._change(change)

    def forget(self, week: str) -> None:
        """The pattern is no longer shown; the first of the others is."""
        self._change(lambda d: replace(d, gone=d.gone | {week}, week=None, removed=frozenset()))

    def recall(self, week: str) -> None:
        """The pattern is shown again: the city kept it."""
        self._change(lambda d: replace(d, gone=d.gone - {week}, week=week))

    def period(self, first: date, weeks: int) -> None:
        self._change(lambda d: replace(d, first=first, weeks=weeks, removed=frozenset()))

    def turn(self, first: date, step: int) -> None:
        self._change(lambda d: replace(d, first=first + timedelta(weeks=step), removed=frozenset()))

    def toggle_cancel(self) -> None:
        self._change(lambda d: replace(d, cancel_others=not d.cancel_others, removed=frozenset()))

    def toggle_line(self, key: SlotKey) -> None:
        self._change(lambda d: replace(d, removed=d.removed ^ {key}))


@dataclass(frozen=True, slots=True)
class TypicalPage:
    state: TypicalState
    actions: TypicalActions
    sending: Sending
    copy_to: Mutation[None]
    add: Callable[[], None]
    delete: Mutation[None]


def use_typical_week(planning: Planning, today: date) -> TypicalPage:
    """State and actions. A hook."""
    portal = use_portal_state(Topic.SESSION)
    drawn, set_drawn = ft.use_state(_Drawn())
    actions = ft.use_memo(lambda: TypicalActions(set_drawn), [])
    fresh_id = ft.use_memo(lambda: uuid.uuid4().hex, [drawn.child, len(drawn.drafts)])
    saved, _refresh = use_query(portal.typical_weeks(), [])
    known = saved.value if isinstance(saved, Ready) else ()
    child = next((c for c in planning.household.children if c.id == drawn.child), planning.household.children[0])
    named = _named(child, known, drawn)
    week = next((w for w in named if w.id == drawn.week), named[0] if named else None)
    if week is None:
        week = new_week(child, fresh_id, _("École"), services_of(planning, child.id))
    first = drawn.first or monday_of(today) + timedelta(weeks=1)
    preview = _use_preview(portal, week, known, drawn, first)
    state = TypicalState(child, week, named, first, drawn.weeks, drawn.cancel_others, drawn.removed, preview)

    def add() -> None:
        actions.draw(new_week(child, fresh_id, _("Nouvelle semaine"), services_of(planning, child.id)))

    return TypicalPage(
        state,
        actions,
        _use_sending(portal, state),
        _use_copy(portal, planning, state, known),
        add,
        _use_delete(portal, state, known, actions),
    )


def _named(child: Child, known: tuple[TypicalWeek, ...], drawn: _Drawn) -> tuple[TypicalWeek, ...]:
    """The child's patterns, as drawn here where they were changed."""
    drafts = {draft.id: draft for draft in drawn.drafts if draft.child == child.id and draft.id not in drawn.gone}
    kept = tuple(drafts.pop(week.id, week) for week in known if week.child == child.id and week.id not in drawn.gone)
    return (*kept, *drafts.values())


def _use_preview(
    portal: Portal, week: TypicalWeek, known: tuple[TypicalWeek, ...], drawn: _Drawn, first: date
) -> Loadable[PatternPreview] | None:
    """The difference; the last one stays on screen while a change is being worked out. None for an empty pattern."""
    last_known: ft.MutableRef[PatternPreview] = ft.use_ref()
    query = preview_query(portal, week, known, weeks_between(first, drawn.weeks), cancel_others=drawn.cancel_others)
    answer, _refresh = use_query(query, [])
    if not week.ticks and week.id not in {kept.id for kept in known}:
        return None
    if isinstance(answer, Ready):
        last_known.current = answer.value
    elif isinstance(answer, Loading) and last_known.current is not None:
        return Ready(last_known.current, last_known.current.now, refreshing=True)
    return answer


def preview_query(
    portal: Portal, week: TypicalWeek, known: tuple[TypicalWeek, ...], period: tuple[date, date], *, cancel_others: bool
) -> Query[PatternPreview]:
    """The difference as a question: keeps the pattern first when the city does not have it so."""
    first, last = period
    nothing = not week.ticks and week.id not in {kept.id for kept in known}

    async def ask() -> Copy[PatternPreview]:
        if nothing:
            empty = PatternPreview(source="app", now=portal.now(), lines=(), untouched=(), weeks=())
            return Copy(empty, portal.now())
        if week not in known:
            await portal.save_typical_week(week)
        preview = await portal.preview_typical_week(week.id, first, last, cancel_others=cancel_others)
        return Copy(preview, preview.now)

    key = f"pattern:{week.model_dump_json()}:{first}:{last}:{cancel_others}"
    return BoundQuery(key, frozenset({Topic.CALENDAR}), lambda: None, _no_copy, ask)


async def _no_copy() -> Copy[PatternPreview] | None:
    return None


def _use_sending(portal: Portal, state: TypicalState) -> Sending:
    async def send() -> Sent | Kept | None:
        lines = to_submit(state.shown, state.removed) if state.shown else ()
        return await portal.submit(lines) if lines else None

    return use_sending_of(send)


def _use_copy(
    portal: Portal, planning: Planning, state: TypicalState, known: tuple[TypicalWeek, ...]
) -> Mutation[None]:
    """Keeps the same pattern for the other children; nothing is booked by it."""

    async def copy() -> None:
        for child in planning.household.children:
            if child.id != state.child.id:
                same = [week.id for week in known if (week.child, week.name) == (child.id, state.week.name)]
                week_id = same[0] if same else uuid.uuid4().hex
                await portal.save_typical_week(copied(state.week, child, week_id, planning))

    action: Callable[[], Awaitable[None]] = copy
    return use_mutation(action)


def _use_delete(
    portal: Portal, state: TypicalState, known: tuple[TypicalWeek, ...], actions: TypicalActions
) -> Mutation[None]:
    """Takes the pattern away, at once on screen; what it booked stays booked."""

    async def delete() -> None:
        gone = state.week.id
        actions.forget(gone)
        if gone not in {week.id for week in known}:
            return
        try:
            await portal.delete_typical_week(gone)
        except ServiceError:
            actions.recall(gone)
            raise

    action: Callable[[], Awaitable[None]] = delete
    return use_mutation(action)


def failed(preview: Loadable[PatternPreview] | None) -> Failed | None:
    return preview if isinstance(preview, Failed) else None
