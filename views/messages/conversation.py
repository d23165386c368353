"""One conversation: its bubbles from the bottom up, and the composer under them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import flet as ft

from services.errors import ServiceError
from services.letters import Letter
from services.models.message import Attachment, Conversation
from services.query import Topic
from views.design import SPACE, inline_error, outlined_button, text
from views.frame import fate, in_column, stale_line
from views.headed import headed_page
from views.messages.arrivals import use_arrivals
from views.messages.bubble import BubbleActs
from views.messages.bubbles import dated, drawn
from views.messages.composer import Composer
from views.messages.files import use_saving
from views.state import (
    Failed,
    Loadable,
    Ready,
    navigate,
    screen,
    use_layout,
    use_mutation,
    use_portal_state,
    use_query,
)
from views.state.navigation import MESSAGES
from views.text import _
from views.text.errors import told_error

_ABOVE = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """What can be said of the thread: the city's words, or those it is begun with here."""

    subject: str
    office: str
    closed: bool


@screen
def ConversationView(thread: str, beside: bool) -> ft.Control:
    """`beside`: the list stands at its left. Opening it marks it read."""
    portal = use_portal_state(Topic.SESSION, Topic.OUTBOX)
    answer, refresh = use_query(portal.messages.conversation(thread), [])
    letters = portal.messages.on_its_way(thread)
    turn, turn_to = ft.use_state(0)
    layout = use_layout()
    saving = use_saving()
    _use_reading(thread, answer)
    acts, failed = _use_acts(saving.run, lambda: turn_to(lambda count: count + 1))

    shown = _shown(answer, letters)
    body = _body(answer, letters, acts, thread, portal.now())
    error = failed or saving.error
    under: list[ft.Control] = [text(shown.office, "small", "ink_soft")] if shown.office else []
    under.append(stale_line(answer, portal.now(), refresh))
    under.append(use_arrivals(answer))
    if error is not None:
        under.append(inline_error(told_error(error).sentence))
    composer = Composer(
        thread,
        lambda: turn_to(lambda count: count + 1),
        closed=shown.closed,
        autofocus=turn > 0,
        key=f"composer-{turn}",
    )
    return headed_page(
        shown.subject or _("Conversation"),
        body if beside else in_column(body, layout),
        composer,
        beside=beside,
        on_back=None if beside else lambda: navigate(MESSAGES),
        under_title=ft.Column(under, spacing=SPACE.tiny, tight=True),
        scroll=False,
    )


def _shown(answer: Loadable[Conversation], letters: Sequence[Letter]) -> Shown:
    if isinstance(answer, Ready):
        thread = answer.value.thread
        return Shown(thread.subject, thread.service_name, thread.closed)
    begun = next((one.message for one in letters if one.message.service is not None), None)
    return Shown((begun.subject or "") if begun is not None else "", "", closed=False)


def _body(
    answer: Loadable[Conversation], letters: Sequence[Letter], acts: BubbleActs, thread: str, now: datetime
) -> ft.Control:
    """A conversation begun here is shown before the city has heard of it."""
    if letters and not isinstance(answer, Ready):
        return _upwards(drawn(dated((), letters, now), acts, now.date()))
    if isinstance(answer, Failed):
        return fate(answer, lambda _value: ft.Container())

    def draw(value: Conversation) -> ft.Control:
        rows = drawn(dated(value.items, letters, now), acts, now.date())
        if value.next is not None:
            rows.append(ft.Container(Older(thread, value.next, acts), key=f"older-{value.next}"))
        return _upwards(rows)

    return fate(answer, draw, height=64)


def _upwards(rows: list[ft.Control]) -> ft.Control:
    """The first row lies at the bottom, whatever there is above."""
    return ft.ListView(
        rows,
        reverse=True,
        expand=True,
        spacing=SPACE.cosy,
        padding=ft.Padding.symmetric(vertical=SPACE.cosy),
        cache_extent=_ABOVE,
    )


@screen
def Older(thread: str, cursor: str, acts: BubbleActs) -> ft.Control:
    """The page before, once asked for."""
    portal = use_portal_state(Topic.SESSION)
    asked, ask = ft.use_state(False)
    if not asked:
        return outlined_button(_("Voir les messages plus anciens"), lambda: ask(True))
    return OlderPage(thread, cursor, acts, portal.now(), key="page")


@screen
def OlderPage(thread: str, cursor: str, acts: BubbleActs, now: datetime) -> ft.Control:
    portal = use_portal_state(Topic.SESSION)
    answer, _refresh = use_query(portal.messages.conversation(thread, cursor), [])

    def draw(value: Conversation) -> ft.Control:
        rows = drawn(dated(value.items, (), now), acts, now.date())
        if value.next is not None:
            rows.append(ft.Container(Older(thread, value.next, acts), key=f"older-{value.next}"))
        rows.reverse()
        return ft.Column(rows, spacing=SPACE.cosy, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)

    return fate(answer, draw, height=64)


def _use_reading(thread: str, answer: Loadable[Conversation]) -> None:
    """What is on screen is read, as soon as the city itself has said it."""
    portal = use_portal_state()
    reading = use_mutation(portal.messages.mark_read)
    newest, unread = None, False
    if isinstance(answer, Ready) and not answer.stale and not answer.refreshing and answer.value.items:
        newest, unread = answer.value.items[0].id, answer.value.thread.unread > 0

    async def read() -> None:
        if unread:
            await reading.run(thread)

    ft.use_effect(read, [newest, unread])


def _use_acts(
    save: Callable[[Attachment], Awaitable[object]], redraw: Callable[[], None]
) -> tuple[BubbleActs, ServiceError | None]:
    portal = use_portal_state()
    taking, discarding = use_mutation(portal.messages.take_up_again), use_mutation(portal.messages.discard)

    async def again(message: str) -> None:
        await taking.run(message)
        redraw()

    acts = ft.use_memo(lambda: BubbleActs(save, again, discarding.run), [])
    return acts, taking.error or discarding.error
