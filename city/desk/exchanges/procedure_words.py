"""Procedures in words: where they stand, what was answered, what a decision changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from city.desk.frame import short_day
from city.procedures.definition import Question
from city.procedures.states import ProcedureState
from city.text import _, mark

_STATES = {
    ProcedureState.TO_COMPLETE: mark("à compléter par la famille"),
    ProcedureState.PENDING: mark("à décider"),
    ProcedureState.VALIDATED: mark("validée"),
    ProcedureState.REJECTED: mark("refusée"),
    ProcedureState.WITHDRAWN: mark("retirée par la famille"),
}
_LOOKS = {
    ProcedureState.TO_COMPLETE: "wait",
    ProcedureState.PENDING: "wait",
    ProcedureState.VALIDATED: "good",
    ProcedureState.REJECTED: "bad",
}
_EFFECTS = {
    "REGISTERED": mark("Inscription faite, du {from} au {to} : {activities}."),
    "ADDRESS_CHANGED": mark("Adresse changée à partir du {from}."),
    "QUOTIENT_CHANGED": mark("Quotient familial {value}, du {from} au {to}."),
    "ABSENCE_NOTED": mark("Absence justifiée du {from} au {to}, {count} réservations."),
    "SHEET_CHANGED": mark("Fiche sanitaire mise à jour."),
    "CERTIFICATE_MADE": mark("Attestation jointe à la réponse."),
}


def state_words(state: str) -> str:
    """A state in French; an unknown one is shown as it is."""
    return _(_STATES[ProcedureState(state)]) if state in _STATES else state


def state_look(state: str) -> str:
    """The class of a state's label; the words say the same."""
    return _LOOKS.get(ProcedureState(state), "")


def states() -> list[tuple[str, str]]:
    """Every state that an agent can look for."""
    return [(state.value, _(words)) for state, words in _STATES.items()]


def answer_words(question: Question, answer: object) -> str:
    """An answer as text, several lines where it has them; nothing for what was not answered."""
    match question.kind, answer:
        case _, None | "" | [] | {}:
            return ""
        case "yes_no", bool():
            return _("oui") if answer else _("non")
        case "date", str():
            return _day(answer)
        case "choice", str():
            return _label(question, answer)
        case "choices", list():
            return "\n".join(_label(question, str(key)) for key in answer)
        case "address", Mapping():
            return f"{answer.get('street', '')}\n{answer.get('postcode', '')} {answer.get('town', '')}"
        case _:
            return str(answer)


def effect_words(effect: Mapping[str, object] | None) -> str:
    """What a validated procedure changed."""
    if not effect or str(effect.get("code")) not in _EFFECTS:
        return ""
    params = effect.get("params")
    words = {name: _param(value) for name, value in (params if isinstance(params, Mapping) else {}).items()}
    return _(_EFFECTS[str(effect["code"])]).format_map(words)


def _param(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return _day(value) if isinstance(value, str) else str(value)


def _day(text: str) -> str:
    try:
        return short_day(date.fromisoformat(text))
    except ValueError:
        return text


def _label(question: Question, key: str) -> str:
    return next((option.label for option in question.options if option.key == key), key)
