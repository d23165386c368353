"""What is filled in of a new message, kept on this device with each key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import flet as ft

from services.letters import Enclosure
from services.models.message import LONGEST_SUBJECT, LONGEST_TEXT, Correspondent, NewMessage
from views.state import Typed, current_route, use_portal, use_typed
from views.state.navigation import query_of
from views.text import _, typeset


@dataclass(frozen=True, slots=True)
class Form:
    """`picked`: the suggested subject chosen, "" = another one, which is typed; None = not said yet."""

    offices: Sequence[Correspondent]
    office: Correspondent | None
    picked: str | None
    subject: Typed
    words: Typed
    choose: Callable[[str], Awaitable[None]]
    pick: Callable[[str], Awaitable[None]]
    name: Callable[[str], Awaitable[None]]
    write: Callable[[str], Awaitable[None]]
    keep: Callable[[], Awaitable[None]]

    @property
    def free(self) -> bool:
        """The subject is typed, not picked."""
        return self.picked == "" or (self.office is not None and not self.office.subjects)

    def wrong(self, given: Sequence[Enclosure]) -> dict[str, str | None]:
        """By part, what is still to be said."""
        subject, words = _subject(self), self.words.text().strip()
        too_long = typeset(_("C'est trop long : {most} caractères au plus."))
        return {
            "office": None if self.office is not None else _("Choisissez à qui vous écrivez."),
            "subject": too_long.format(most=LONGEST_SUBJECT)
            if len(subject) > LONGEST_SUBJECT
            else None
            if subject
            else _("Dites en quelques mots de quoi il s'agit."),
            "words": too_long.format(most=LONGEST_TEXT)
            if len(words) > LONGEST_TEXT
            else None
            if words or given
            else _("Écrivez votre message."),
        }


def use_form(thread: str, offices: Sequence[Correspondent], begun: NewMessage | None) -> Form:
    """Begins with what the route asks for (`?service=`, `?objet=`), else with what was begun. A hook."""
    portal, route = use_portal(), current_route()
    asked = query_of(route, "service") or (begun.service if begun is not None else None)
    named = query_of(route, "objet") or (begun.subject or "" if begun is not None else "")
    first = _known(offices, asked)
    chosen, set_chosen = ft.use_state(first)
    picked, set_picked = ft.use_state(_picked(first, named))
    subject = use_typed(named)
    words = use_typed(begun.text if begun is not None else "")

    async def keep(office: Correspondent | None = chosen, pick: str | None = picked) -> None:
        if office is not None:
            said = pick or subject.text()
            await portal.messages.write(thread, words.text(), service=office.key, subject=said)

    async def choose(key: str) -> None:
        office = next((one for one in offices if one.key == key), None)
        set_chosen(office)
        set_picked(None)
        await keep(office, None)

    async def pick(said: str) -> None:
        set_picked(said)
        await keep(chosen, said)

    async def name(said: str) -> None:
        subject.change(said)
        await keep()

    async def write(said: str) -> None:
        words.change(said)
        await keep()

    return Form(offices, chosen, picked, subject, words, choose, pick, name, write, keep)


def _subject(form: Form) -> str:
    return form.subject.text().strip() if form.free else (form.picked or "")


def _known(offices: Sequence[Correspondent], key: str | None) -> Correspondent | None:
    """The office of that key; the only one there is."""
    found = next((one for one in offices if one.key == key), None)
    return found or (offices[0] if len(offices) == 1 else None)


def _picked(office: Correspondent | None, subject: str) -> str | None:
    if not subject:
        return None
    return subject if office is not None and subject in office.subjects else ""
