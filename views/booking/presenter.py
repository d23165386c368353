"""What the booking pages show: household and slots of the weeks around, as one value; the choice beside it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import flet as ft

from services.models import Calendar, Household
from services.query import Topic
from views.booking.actions import BookingActions
from views.booking.choice import Choice
from views.booking.pages import LOOK_AHEAD_WEEKS, open_on
from views.booking.planning import Planning, monday_of, month_window
from views.booking.store import ChoiceStore, PagesEntry, store_of
from views.state import Failed, Loadable, Loading, Ready, use_layout, use_portal_state, use_query, use_text_scale

_KEPT_WINDOWS = 6
#: Under this width, in pixels of text at 100 %, what stands side by side is stacked.
NARROW = 350


@dataclass(frozen=True, slots=True)
class BookingState:
    """One picture of the page. `planning` is what is known so far; `narrow`: what stands side by side is stacked."""

    now: datetime
    planning: Loadable[Planning]
    week: date
    days: tuple[date, ...]
    children: tuple[str, ...]
    several_days: bool
    opened: bool
    narrow: bool = False

    @property
    def today(self) -> date:
        return self.now.date()


def use_store() -> ChoiceStore:
    """The choice of the signed-in account. A hook."""
    portal = use_portal_state(Topic.SESSION)
    # The loop and not the page: the store outlives the page that first asked for it.
    loop = asyncio.get_running_loop()
    return store_of(portal, lambda job: asyncio.run_coroutine_threadsafe(job(), loop))


def use_choice_pending() -> bool:
    """Whether something is ticked and not sent; the component is drawn again only when that changes. A hook."""
    store = use_store()
    entry, set_entry = ft.use_state(store.pending)
    if entry is not store.pending:
        set_entry(store.pending)
    return store.pending.value


def use_booking(asked: date | None = None) -> tuple[BookingState, BookingActions]:
    """State and actions of the booking pages; opens them on `asked` or the next bookable day. A hook."""
    portal = use_portal_state(Topic.SESSION)
    store = use_store()
    actions = ft.use_memo(lambda: BookingActions(store), [id(store)])
    pages = _use_pages(store)
    now = portal.now().replace(second=0, microsecond=0)
    wanted = _use_wanted(asked)
    week = monday_of(wanted.current) if wanted.current else pages.week or monday_of(now.date())
    household, _refresh_household = use_query(portal.household(), [])
    window = month_window(week)
    calendar, refresh = use_query(portal.calendar(*window), [])
    planning = _use_planning(household, calendar, week)
    actions.refresh = refresh
    actions.planning = planning.value if isinstance(planning, Ready) else None
    _use_opening(store, actions, planning, now.date(), asked, wanted)
    state = BookingState(
        now=now,
        planning=planning,
        week=week,
        days=pages.days,
        children=pages.children,
        several_days=pages.several_days,
        opened=bool(pages.days),
        narrow=use_layout().width / use_text_scale() < NARROW,
    )
    return state, actions


def _use_pages(store: ChoiceStore) -> PagesEntry:
    entry, set_entry = ft.use_state(store.pages)
    if entry is not store.pages:
        set_entry(store.pages)
    return store.pages


def _use_planning(household: Loadable[Household], calendar: Loadable[Calendar], week: date) -> Loadable[Planning]:
    """Slots of the window asked for, over what earlier windows told, so that turning a week shows no skeleton."""
    nothing: tuple[Calendar, ...] = ()
    kept = ft.use_ref(nothing)
    known = kept.current or ()
    if isinstance(calendar, Ready) and not (known and known[-1] is calendar.value):
        fresh = calendar.value
        others = tuple(old for old in known if (old.first_day, old.last_day) != (fresh.first_day, fresh.last_day))
        known = kept.current = (*others, fresh)[-_KEPT_WINDOWS:]
    home = household.value if isinstance(household, Ready) else None
    merged = ft.use_memo(lambda: Planning.of(home, *known) if home and known else None, [home, known])
    if merged is not None and merged.covers(week):
        if isinstance(calendar, Ready):
            return replace(calendar, value=merged)  # type: ignore[arg-type,return-value]
        trouble = calendar.kind if isinstance(calendar, Failed) else None
        return Ready(merged, known[-1].now, stale=trouble is not None, refreshing=trouble is None, trouble=trouble)
    if isinstance(household, Failed):
        return household
    return calendar if isinstance(calendar, Failed) else Loading()


def _use_wanted(asked: date | None) -> ft.MutableRef[date]:
    """The day asked for, until it has been opened. A hook."""
    wanted, heard = ft.use_ref(asked), ft.use_ref(asked)
    if asked is not None and asked != heard.current:
        wanted.current = asked
    heard.current = asked
    return wanted


def _use_opening(
    store: ChoiceStore,
    actions: BookingActions,
    planning: Loadable[Planning],
    today: date,
    asked: date | None,
    wanted: ft.MutableRef[date],
) -> None:
    """Takes up the kept choice, then opens on the right day once, looking further ahead when nothing is bookable.

    Another day asked for while the page is shown (an address typed, « back ») is opened too.
    """
    looked = ft.use_ref(0)

    async def open_page() -> None:
        await store.load()
        if not isinstance(planning, Ready) or actions.planning is None:
            return
        choice = store.choice
        if wanted.current is None and choice.days:
            return
        opened = open_on(choice, planning.value, today, wanted.current)
        wanted.current = None
        if opened is None:
            opened = _further(choice, planning.value, today, looked)
        store.replace(opened)

    first = planning.value.first_day if isinstance(planning, Ready) else None
    last = planning.value.last_day if isinstance(planning, Ready) else None
    ft.use_effect(open_page, [first, last, id(store), asked], cleanup=_nothing)


def _further(choice: Choice, planning: Planning, today: date, looked: ft.MutableRef[int]) -> Choice:
    """Another month when nothing was bookable in this one; today when nothing is for long."""
    looked.current = (looked.current or 0) + 1
    if looked.current <= LOOK_AHEAD_WEEKS // 4:
        return replace(choice, week=monday_of(planning.last_day + timedelta(days=1)))
    return replace(choice, days=(today,), week=monday_of(today))


def _nothing() -> None:
    """A cleanup must be there for a running effect to be cancelled."""
