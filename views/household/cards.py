"""One card per person, one for the household, one for the people around it."""

from __future__ import annotations

from collections.abc import Mapping

import flet as ft

from services.models import Child
from services.models.sheet import ChildSheet, ContactPerson, Fact, GuardianSheet, Notice, Quotient, Sheet
from views.dashboard.blocks.household import notice_said
from views.design import (
    SPACE,
    card,
    child_mark,
    icon_button,
    icon_tile,
    icons,
    large_text,
    separator,
    soft_button,
    text,
    text_button,
)
from views.household.editing import Editing
from views.household.lines import Ways, fact_line, stacked
from views.state import navigate
from views.state.navigation import PROFILE
from views.text import _, typeset
from views.text.dates import day_with_year


def home_card(sheet: Sheet, ways: Ways) -> ft.Control:
    """Where the household lives, and its quotient."""
    address = sheet.address
    where = f"{address.street}, {address.postcode} {address.town}" if address else None
    label, quotient = _("Adresse"), _("Quotient familial")
    rows = [
        _head(icon_tile(icons.HOUSEHOLD), sheet.name),
        fact_line(label, where, ways.of(Fact.ADDRESS, label, ""), below=ways.below(Fact.ADDRESS)),
        separator(),
        fact_line(
            quotient,
            _quotient(sheet.quotient),
            ways.of(Fact.QUOTIENT, quotient, ""),
            amber=_amber(sheet, "QUOTIENT_LAPSED", "QUOTIENT_ENDS"),
            below=ways.below(Fact.QUOTIENT),
        ),
    ]
    return card(stacked(rows), key="home")


def guardian_card(guardian: GuardianSheet, ways: Ways) -> ft.Control:
    """`you` leads to one's own data."""
    name = f"{guardian.first_name} {guardian.last_name}"
    phones, email = _("Téléphone"), _("Adresse e-mail")
    own = (
        text_button(_("Modifier"), lambda: navigate(PROFILE), name=_("Modifier mon adresse e-mail"))
        if guardian.you
        else None
    )
    rows = [
        _head(icon_tile(icons.ACCOUNT), _("{name} (vous)").format(name=name) if guardian.you else name),
        fact_line(
            phones, " · ".join(guardian.phones) or None, ways.of(Fact.PHONES, phones, guardian.first_name, guardian.id)
        ),
        separator(),
        fact_line(email, guardian.email, own),
    ]
    return card(stacked(rows), key=f"guardian-{guardian.id}")


def child_card(sheet: Sheet, child: ChildSheet, known: Child | None, letters: str, ways: Ways) -> ft.Control:
    """`known`: the child as the rest of the app has it, for its mark."""
    mark = child_mark(known, 36, letters) if known is not None else icon_tile(icons.ACCOUNT)
    rows: list[ft.Control] = [
        _head(mark, f"{child.first_name} {child.last_name}", f"{child.class_name} · {child.school}")
    ]
    if child.shared:
        rows.append(text(_("Fiche partagée avec son autre foyer."), "small", "ink_soft"))
    born = _("Date de naissance : {day}").format(day=day_with_year(child.birth_date))
    rows.append(text(typeset(born), "small", "ink_soft"))
    for fact, label, said in _facts(child):
        way = ways.of(fact, label, child.first_name, child.id, child=child.id)
        amber = _amber_of(sheet.notices, child.id, fact)
        rows += [separator(), fact_line(label, said, way, amber=amber, below=ways.below(fact))]
    return card(stacked(rows), key=f"child-{child.id}")


def contacts_card(sheet: Sheet, names: Mapping[str, str], ways: Ways) -> ft.Control:
    """The people to call and those who may pick children up; `names`: the children's, by id."""
    rows: list[ft.Control] = [_head(icon_tile(icons.CONTACT), _("Personnes autour de nous"))]
    missing = _amber(sheet, "CONTACT_MISSING")
    if missing:
        rows.append(fact_line(_("En cas d'urgence"), None, None, amber=missing))
    for contact in sheet.contacts:
        if len(rows) > 1:
            rows.append(separator())
        rows.append(_contact(contact, names, ways))
    if Fact.CONTACTS in sheet.at_once:
        rows.append(soft_button(_("Ajouter une personne"), lambda: ways.edit(Editing(Fact.CONTACTS)), icons.ADD))
    return card(stacked(rows), key="contacts")


def _contact(contact: ContactPerson, names: Mapping[str, str], ways: Ways) -> ft.Control:
    roles = [_("à appeler en cas d'urgence")] if contact.emergency else []
    roles += [_("peut venir chercher")] if contact.pick_up else []
    children = ", ".join(names[child] for child in contact.children if child in names)
    lines: list[ft.Control] = [
        text(f"{contact.name} · {contact.link}", "strong"),
        text(typeset(contact.phone), "small"),
        text(typeset(f"{children} : {', '.join(roles)}") if roles else children, "small", "ink_soft"),
    ]
    words = ft.Column(lines, spacing=SPACE.hair, tight=True, expand=not large_text())
    edit = icon_button(
        icons.EDIT,
        _("Modifier : {name}").format(name=contact.name),
        lambda: ways.edit(Editing(Fact.CONTACTS, contact.id)),
    )
    if large_text():
        return ft.Column([words, edit], spacing=SPACE.tiny, tight=True, key=contact.id)
    return ft.Row([words, edit], spacing=SPACE.snug, key=contact.id)


def _facts(child: ChildSheet) -> list[tuple[Fact, str, str | None]]:
    doctor, insurance, given = child.doctor, child.insurance, child.authorisations
    insured = None
    if insurance is not None and insurance.company:
        until = _("jusqu'au {day}").format(day=day_with_year(insurance.until)) if insurance.until else ""
        insured = ", ".join(part for part in (insurance.company, insurance.number, until) if part)
    pai = child.pai.last_day if child.pai else None
    found: list[tuple[Fact, str, str | None]] = [
        (Fact.DIET, _("Régime alimentaire"), child.diet),
        (Fact.ALLERGIES, _("Allergies"), child.allergies),
        (
            Fact.DOCTOR,
            _("Médecin"),
            ", ".join(part for part in (doctor.name, doctor.phone) if part) if doctor else None,
        ),
        (Fact.INSURANCE, _("Assurance"), insured),
        (Fact.AUTHORISATIONS, _("Autorisations"), _given(given.photo, given.leave_alone)),
    ]
    if pai is not None:
        care_plan = _("jusqu'au {day}").format(day=day_with_year(pai))
        found.insert(2, (Fact.PAI, _("Projet d'accueil individualisé (PAI)"), care_plan))
    return found


def _given(photo: bool | None, leave_alone: bool | None) -> str | None:
    said = []
    if photo is not None:
        said.append(_("Photos autorisées") if photo else _("Pas de photos"))
    if leave_alone is not None:
        said.append(_("rentre seul") if leave_alone else _("ne rentre pas seul"))
    return ", ".join(said) or None


def _quotient(quotient: Quotient | None) -> str | None:
    if quotient is None:
        return None
    if quotient.last_day is None:
        return str(quotient.value)
    return _("{value}, jusqu'au {day}").format(value=quotient.value, day=day_with_year(quotient.last_day))


def _amber(sheet: Sheet, *codes: str) -> str | None:
    return next((notice_said(notice) for notice in sheet.notices if notice.code in codes), None)


def _amber_of(notices: tuple[Notice, ...], child: str, fact: Fact) -> str | None:
    start = {Fact.INSURANCE: "INSURANCE", Fact.DOCTOR: "DOCTOR", Fact.PAI: "PAI"}.get(fact)
    if start is None:
        return None
    mine = (notice for notice in notices if notice.child == child and notice.code.startswith(start))
    return next((notice_said(notice) for notice in mine), None)


def _head(mark: ft.Control, title: str, under: str | None = None) -> ft.Control:
    words: list[ft.Control] = [text(title, "h2", heading=2)]
    if under:
        words.append(text(under, "small", "ink_soft"))
    column = ft.Column(words, spacing=0, tight=True, expand=True)
    return ft.Row([column] if large_text() else [mark, column], spacing=SPACE.cosy)
