"""What is filled in of a new message, kept on this device with each key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import flet as ft

from services.letters import Enclosure
from services.models.message import LONGEST_SUBJECT, LONGEST_TEXT, Correspondent, NewMessage
from services.models.notification import Page, Target
from views.state import Typed, current_route, use_portal, use_typed
from views.state.navigation import query_of
from views.text import _, mark, plain, typeset


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


def about_invoice(route: str) -> Target | None:
    """The invoice of `?facture=2026-000731`."""
    number = query_of(route, "facture")
    return Target(page=Page.INVOICE, id=number) if number else None


def use_form(
    thread: str, offices: Sequence[Correspondent], begun: NewMessage | None, about: Target | None = None
) -> Form:
    """Begins with what the route asks for (`?service=`, `?objet=`), else with what was begun. A hook.

    `about`: an invoice; its office, a subject and the first words are there.
    """
    portal, route = use_portal(), current_route()
    begun = begun or (_of_invoice(about, offices, thread) if about is not None else None)
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
            await portal.messages.write(thread, words.text(), service=office.key, subject=said, about=about)

    async def choose(key: str) -> None:
        office = next((one for one in offices if one.key == key), None)
        set_chosen(office)
        set_picked("" if about is not None else None)
        await keep(office, "" if about is not None else None)

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


def _of_invoice(about: Target, offices: Sequence[Correspondent], thread: str) -> NewMessage:
    office = next((one for one in offices if one.invoices), None)
    return NewMessage(
        thread=thread,
        id="",
        text=plain(mark("Sur la facture n° {number} : ")).format(number=about.id),
        service=office.key if office is not None else None,
        subject=plain(mark("Erreur sur la facture n° {number}")).format(number=about.id),
        about=about,
    )


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
