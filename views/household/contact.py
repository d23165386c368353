"""The sheet of somebody around the family."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from services.errors import ServiceError
from services.models.sheet import ContactPerson, Sheet
from views.design import inline_error, outlined_button, primary_button, text, text_field, tick_line
from views.household.lines import stacked
from views.state import Mutation, Typed, answering, screen, use_mutation, use_portal, use_typed
from views.text import _
from views.text.errors import told_error


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What is ticked."""

    children: tuple[str, ...]
    emergency: bool
    pick_up: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """What is typed."""

    name: Typed
    link: Typed
    phone: Typed

    @property
    def whole(self) -> bool:
        return all(one.text().strip() for one in (self.name, self.link, self.phone))


@screen
def ContactForm(known: Sheet, contact: ContactPerson | None, close: Callable[[], None]) -> ft.Control:
    """`contact` None: somebody new, for all children at first. Another household's keeps its own marks."""
    portal = use_portal()
    contact_id: str = ft.use_memo(lambda: contact.id if contact else portal.sheet.new_contact_id(), [])
    words = _Words(*(use_typed(getattr(contact, part, "")) for part in ("name", "link", "phone")))
    every = tuple(child.id for child in known.children)
    first = _Chosen(contact.children, contact.emergency, contact.pick_up) if contact else _Chosen(every, True, False)
    chosen, choose = ft.use_state(first)
    missing, set_missing = ft.use_state(False)
    saving = use_mutation(answering(portal.sheet.put_contact))
    deleting = use_mutation(answering(portal.sheet.delete_contact))

    async def save() -> None:
        whole = words.whole and bool(chosen.children)
        set_missing(not whole)
        if whole and await saving.run(_person(contact_id, words, chosen)):
            close()

    async def remove() -> None:
        if await deleting.run(contact_id):
            close()

    return stacked(
        [
            *_fields(words, first=contact is None),
            *_children(known, chosen, choose),
            *_roles(chosen, choose, mine=contact is None or contact.mine),
            *_wrong(saving.error or deleting.error, missing=missing),
            primary_button(_("Enregistrer"), save, busy=saving.busy),
            *_leaving(contact, remove, deleting),
        ]
    )


def _person(contact_id: str, words: _Words, chosen: _Chosen) -> ContactPerson:
    return ContactPerson(
        id=contact_id,
        name=words.name.text().strip(),
        link=words.link.text().strip(),
        phone=words.phone.text().strip(),
        emergency=chosen.emergency,
        pick_up=chosen.pick_up,
        children=chosen.children,
    )


def _fields(words: _Words, *, first: bool) -> list[ft.Control]:
    return [
        _field(_("Nom"), words.name, autofocus=first),
        _field(_("Lien avec les enfants (grand-mère, voisin…)"), words.link),
        _field(_("Téléphone"), words.phone, keyboard_type=ft.KeyboardType.PHONE),
    ]


def _field(label: str, typed: Typed, **properties: Any) -> ft.Control:
    return text_field(label, typed.value, typed.change, ref=typed.ref, **properties)


def _children(known: Sheet, chosen: _Chosen, choose: Callable[[_Chosen], None]) -> list[ft.Control]:
    every = [child.id for child in known.children]

    def turned(child: str) -> Callable[[], None]:
        kept = tuple(one for one in every if (one in chosen.children) != (one == child))
        return lambda: choose(_Chosen(kept, chosen.emergency, chosen.pick_up))

    ticks = (
        tick_line(child.first_name, checked=child.id in chosen.children, on_tap=turned(child.id), key=child.id)
        for child in known.children
    )
    return [text(_("Pour quels enfants ?"), "strong"), *ticks]


def _roles(chosen: _Chosen, choose: Callable[[_Chosen], None], *, mine: bool) -> list[ft.Control]:
    if not mine:
        said = _("Écrite par l'autre foyer de votre enfant : vous partagez la liste de ceux qui viennent le chercher.")
        return [text(said, "small", "ink_soft")]
    children, emergency, pick_up = chosen.children, chosen.emergency, chosen.pick_up
    return [
        text(_("Son rôle"), "strong"),
        tick_line(
            _("À appeler en cas d'urgence"),
            checked=emergency,
            on_tap=lambda: choose(_Chosen(children, not emergency, pick_up)),
        ),
        tick_line(
            _("Peut venir chercher les enfants"),
            checked=pick_up,
            on_tap=lambda: choose(_Chosen(children, emergency, not pick_up)),
        ),
    ]


def _wrong(error: ServiceError | None, *, missing: bool) -> list[ft.Control]:
    if missing:
        return [inline_error(_("Il manque le nom, le lien, le téléphone ou un enfant."))]
    return [inline_error(told_error(error).sentence)] if error is not None else []


def _leaving(
    contact: ContactPerson | None, remove: Callable[[], Awaitable[None]], deleting: Mutation[bool]
) -> list[ft.Control]:
    if contact is None:
        return []
    return [outlined_button(_("Retirer cette personne"), remove, busy=deleting.busy)]
