"""The states of a démarche, its kinds of problems and its files, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import flet as ft

from services.models.document import FileType
from services.models.procedure import Effect, FormField, Problem, Procedure, ProcedureState
from views.design import icons
from views.text import _, mark, ngettext, typeset
from views.text.dates import day_without_weekday


@dataclass(frozen=True, slots=True)
class StateLook:
    """`kind` is a colour of states; `word` in French."""

    icon: ft.IconData
    word: str
    kind: str


_STATES: Final = {
    ProcedureState.DRAFT: (icons.EDIT, mark("Brouillon"), "grey"),
    ProcedureState.TO_COMPLETE: (icons.WARNING, mark("À compléter"), "amber"),
    ProcedureState.PENDING: (icons.PENDING, mark("En attente de validation"), "blue"),
    ProcedureState.VALIDATED: (icons.DONE, mark("Validée"), "green"),
    ProcedureState.REJECTED: (icons.REFUSED, mark("Rejetée"), "red"),
    ProcedureState.WITHDRAWN: (icons.UNDO, mark("Retirée"), "grey"),
}


def state_of(state: ProcedureState) -> StateLook:
    icon, word, kind = _STATES[state]
    return StateLook(icon, _(word), kind)


def title_of(procedure: Procedure) -> str:
    """« Fiche sanitaire, Noé »."""
    if procedure.child_name is None or procedure.child_name in procedure.title:
        return typeset(procedure.title)
    return typeset(_("{title}, {child}").format(title=procedure.title, child=procedure.child_name))


def note_of(procedure: Procedure) -> str:
    """What stands at the right of the state: how far a draft is, a number, or the day of the decision."""
    if procedure.state is ProcedureState.DRAFT:
        if not procedure.of:
            return ""
        said = ngettext("{count} réponse sur {of}", "{count} réponses sur {of}", procedure.answered)
        return typeset(said.replace("{of}", str(procedure.of)))
    if procedure.decided_at is not None and procedure.state in (ProcedureState.VALIDATED, ProcedureState.REJECTED):
        return typeset(_("le {day}").format(day=day_without_weekday(procedure.decided_at.date())))
    return typeset(_("n° {number}").format(number=procedure.number)) if procedure.number else ""


_PROBLEMS: Final = {
    "REQUIRED": mark("Cette réponse est nécessaire."),
    "BAD_VALUE": mark("Cette réponse n'a pas la forme attendue."),
    "TOO_LONG": mark("C'est trop long : {most} caractères au plus."),
    "TOO_SMALL": mark("C'est trop peu : {least} au moins."),
    "TOO_LARGE": mark("C'est trop : {most} au plus."),
    "UNKNOWN_OPTION": mark("Ce choix n'existe plus. Choisissez-en un autre."),
    "DOCUMENT_MISSING": mark("Il manque un document."),
    "FIELD_GONE": mark("Cette question a changé depuis. Regardez-la de nouveau."),
}
_BAD_VALUES: Final = {
    "email": mark("Cette adresse e-mail est incomplète."),
    "phone": mark("Ce numéro de téléphone est incomplet."),
    "date": mark("Écrivez la date comme ceci : 05/12/2026."),
    "number": mark("Écrivez un nombre."),
    "address": mark("Il manque la rue, le code postal ou la ville."),
}


def problem_said(problem: Problem, field: FormField | None) -> str:
    """What to do about a problem, under its field."""
    if problem.code == "BAD_VALUE" and field is not None and field.kind in _BAD_VALUES:
        return _(_BAD_VALUES[field.kind])
    template = _PROBLEMS.get(problem.code, _PROBLEMS["BAD_VALUE"])
    bounds = {"most": _bound(field.most) if field else "", "least": _bound(field.least) if field else ""}
    return typeset(_(template).format_map({**bounds, **problem.params}))


def _bound(value: float | date | None) -> str:
    if isinstance(value, date):
        return day_without_weekday(value)
    return "" if value is None else f"{value:g}".replace(".", ",")


def problems_counted(count: int) -> str:
    """« 2 réponses à revoir »."""
    return ngettext("{count} réponse à revoir", "{count} réponses à revoir", count)


_TYPES: Final = {FileType.PDF: "PDF", FileType.JPG: "JPG", FileType.PNG: "PNG", FileType.HEIC: "HEIC"}


def files_said(accepts: Sequence[FileType], max_bytes: int | None) -> str:
    """What may be given, said before: « PDF, JPG ou PNG, 10 Mo au plus »."""
    names = [_TYPES[kind] for kind in accepts if kind in _TYPES]
    listed = _(" ou ").join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    if max_bytes is None:
        return listed
    return typeset(_("{types}, {size} au plus").format(types=listed, size=size_said(max_bytes)))


_WHOLE = 1024 * 1024


def size_said(count: int) -> str:
    """« 840 ko », « 1,4 Mo », « 10 Mo » (also for ten times 1024 × 1024, as limits are set)."""
    if count < 1_000_000:
        return typeset(f"{max(1, round(count / 1000))} ko")
    millions = count / (_WHOLE if count % _WHOLE == 0 else 1_000_000)
    return typeset(f"{millions:.1f}".replace(".", ",").removesuffix(",0") + " Mo")


def effect_said(effect: Effect) -> str:
    """What a decision did, in a sentence; nothing for a code this app does not know."""
    days = {name: _day(value) for name, value in effect.params.items()}
    params = {name: day_without_weekday(day) if (day := days[name]) else value for name, value in effect.params.items()}
    told = {
        "REGISTERED": _("Les réservations sont ouvertes : {activities}, du {from} au {to}."),
        "ADDRESS_CHANGED": _("La ville a mis votre adresse à jour."),
        "QUOTIENT_CHANGED": _("Votre quotient familial est maintenant de {value}."),
        "ABSENCE_NOTED": _("L'absence est notée."),
        "SHEET_CHANGED": _("La ville a mis la fiche à jour."),
        "CERTIFICATE_MADE": _("Votre attestation est jointe à la réponse."),
    }.get(effect.code)
    try:
        return typeset(told.format_map(params)) if told else ""
    except KeyError:
        return ""


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
