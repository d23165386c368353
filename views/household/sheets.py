"""The sheets of what changes at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from services.models.sheet import (
    Authorisations,
    ChildChanges,
    ChildSheet,
    Doctor,
    Fact,
    GuardianSheet,
    Insurance,
    Sheet,
)
from views.design import inline_error, primary_button, text_field, tick_line
from views.design import sheet as over
from views.household.contact import ContactForm
from views.household.editing import Editing
from views.household.lines import stacked
from views.state import Layout, Mutation, Typed, answering, screen, use_mutation, use_portal, use_typed
from views.text import _
from views.text.dates import typed_day
from views.text.errors import told_error

_LONGEST = 1000


def editing_sheet(
    known: Sheet | None, editing: Editing | None, layout: Layout, close: Callable[[], None]
) -> ft.DialogControl | None:
    """The sheet of what is being changed; None when nothing is."""
    if known is None or editing is None:
        return None
    title, content = _content(known, editing, close)
    return over(title, content, close, phone=layout.phone, height=layout.height)


def _content(known: Sheet, editing: Editing, close: Callable[[], None]) -> tuple[str, ft.Control]:
    key = f"{editing.fact.value}-{editing.of}"
    if editing.fact is Fact.CONTACTS:
        contact = next((one for one in known.contacts if one.id == editing.of), None)
        return _("Une personne autour de nous"), ContactForm(known, contact, close, key=key)
    if editing.fact is Fact.PHONES:
        guardian = next(one for one in known.guardians if one.id == editing.of)
        return _("Téléphones de {name}").format(name=guardian.first_name), PhonesForm(guardian, close, key=key)
    child = next(one for one in known.children if one.id == editing.of)
    titles = {
        Fact.DIET: _("Régime alimentaire de {name}"),
        Fact.ALLERGIES: _("Allergies de {name}"),
        Fact.DOCTOR: _("Médecin de {name}"),
        Fact.INSURANCE: _("Assurance de {name}"),
        Fact.AUTHORISATIONS: _("Autorisations de {name}"),
    }
    form = {Fact.DOCTOR: DoctorForm, Fact.INSURANCE: InsuranceForm, Fact.AUTHORISATIONS: AuthorisationsForm}
    drawn = (
        form[editing.fact](child, close, key=key)
        if editing.fact in form
        else WordsForm(child, editing.fact, close, key=key)
    )
    return titles[editing.fact].format(name=child.first_name), drawn


@screen
def PhonesForm(guardian: GuardianSheet, close: Callable[[], None]) -> ft.Control:
    """Two at most are asked for: the one to call first, and another."""
    portal = use_portal()
    first = use_typed(guardian.phones[0] if guardian.phones else "")
    second = use_typed(guardian.phones[1] if len(guardian.phones) > 1 else "")
    saving = use_mutation(answering(portal.sheet.change_phones))

    async def save() -> None:
        phones = tuple(one.text().strip() for one in (first, second) if one.text().strip())
        if await saving.run(guardian.id, phones):
            close()

    return _form(
        saving,
        save,
        _field(_("Téléphone à appeler d'abord"), first, keyboard_type=ft.KeyboardType.PHONE, autofocus=True),
        _field(_("Autre téléphone"), second, keyboard_type=ft.KeyboardType.PHONE),
    )


@screen
def WordsForm(child: ChildSheet, fact: Fact, close: Callable[[], None]) -> ft.Control:
    known = child.diet if fact is Fact.DIET else child.allergies
    label = _("Régime alimentaire") if fact is Fact.DIET else _("Allergies")
    typed = use_typed(known or "")
    saving = _use_changes(child, close)

    async def save() -> None:
        await saving.run(ChildChanges.model_validate({fact.value: typed.text().strip() or None}))

    return _form(saving, save, _field(label, typed, multiline=True, max_lines=4, max_length=_LONGEST, autofocus=True))


@screen
def DoctorForm(child: ChildSheet, close: Callable[[], None]) -> ft.Control:
    known = child.doctor or Doctor()
    name, phone = use_typed(known.name), use_typed(known.phone)
    saving = _use_changes(child, close)

    async def save() -> None:
        await saving.run(ChildChanges(doctor=Doctor(name=name.text().strip(), phone=phone.text().strip())))

    return _form(
        saving,
        save,
        _field(_("Nom du médecin"), name, autofocus=True),
        _field(_("Téléphone du médecin"), phone, keyboard_type=ft.KeyboardType.PHONE),
    )


@screen
def InsuranceForm(child: ChildSheet, close: Callable[[], None]) -> ft.Control:
    known = child.insurance or Insurance()
    company, number = use_typed(known.company), use_typed(known.number)
    until = use_typed(known.until.strftime("%d/%m/%Y") if known.until else "")
    wrong, set_wrong = ft.use_state(False)
    saving = _use_changes(child, close)

    async def save() -> None:
        last = typed_day(until.text())
        set_wrong(last is None and bool(until.text().strip()))
        if last is not None or not until.text().strip():
            given = Insurance(company=company.text().strip(), number=number.text().strip(), until=last)
            await saving.run(ChildChanges(insurance=given))

    told = _("Écrivez ce jour ainsi : 31/08/2027.") if wrong else None
    return _form(
        saving,
        save,
        _field(_("Compagnie"), company, autofocus=True),
        _field(_("Numéro de contrat"), number),
        _field(_("Valable jusqu'au"), until, keyboard_type=ft.KeyboardType.DATETIME, error=told),
    )


@screen
def AuthorisationsForm(child: ChildSheet, close: Callable[[], None]) -> ft.Control:
    given = child.authorisations
    photo, set_photo = ft.use_state(bool(given.photo))
    alone, set_alone = ft.use_state(bool(given.leave_alone))
    saving = _use_changes(child, close)

    async def save() -> None:
        await saving.run(ChildChanges(authorisations=Authorisations(photo=photo, leave_alone=alone)))

    return _form(
        saving,
        save,
        tick_line(_("Peut être pris en photo"), checked=photo, on_tap=lambda: set_photo(not photo)),
        tick_line(_("Peut rentrer seul"), checked=alone, on_tap=lambda: set_alone(not alone)),
    )


def _use_changes(child: ChildSheet, close: Callable[[], None]) -> Mutation[bool]:
    portal = use_portal()

    async def change(changes: ChildChanges) -> bool:
        await portal.sheet.change_child(child.id, changes)
        close()
        return True

    return use_mutation(change)


def _field(label: str, typed: Typed, **properties: Any) -> ft.Control:
    return text_field(label, typed.value, typed.change, ref=typed.ref, **properties)


def _form(saving: Mutation[bool], save: Callable[[], Awaitable[None]], *fields: ft.Control) -> ft.Control:
    wrong = [inline_error(told_error(saving.error).sentence)] if saving.error is not None else []
    return stacked([*fields, *wrong, primary_button(_("Enregistrer"), save, busy=saving.busy)])
