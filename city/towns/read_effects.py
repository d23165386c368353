"""Reading what a validated procedure changes: a closed set, checked against the fields it takes its values from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from city.procedures.definition import Effect, EffectKind, Question
from city.text import _
from city.towns.node import Node, options_of


class Role(NamedTuple):
    """A value that an effect takes from a field of one of `kinds`."""

    kinds: tuple[str, ...]
    required: bool = False


_TEXT = ("text", "long_text", "choice")
ROLES: dict[str, dict[str, Role]] = {
    "register": {"activities": Role(("choice", "choices")), "year": Role(("choice",)), "from": Role(("date",))},
    "change_address": {"address": Role(("address",), required=True), "from": Role(("date",))},
    "change_quotient": {"value": Role(("number",), required=True), "until": Role(("date",))},
    "note_absence": {"from": Role(("date",), required=True), "to": Role(("date",))},
    "health_sheet": {
        "diet": Role(_TEXT),
        "allergies": Role(_TEXT),
        "pai_until": Role(("date",)),
        "doctor_name": Role(("text",)),
        "doctor_phone": Role(("phone",)),
        "insurance_company": Role(("text",)),
        "insurance_number": Role(("text",)),
        "insurance_until": Role(("date",)),
        "photo": Role(("yes_no",)),
        "leave_alone": Role(("yes_no",)),
    },
    "certificate": {},
    "none": {},
}
_OF_A_CHILD = ("register", "note_absence", "health_sheet", "certificate")
_SOURCES = {"activities": "activities", "year": "school_years"}


def read_effect(node: Node, about: str, questions: Mapping[str, Question], activities: Mapping[str, str]) -> Effect:
    """The effect of a procedure; none where it is not written."""
    if not node.has("effect"):
        return Effect()
    block = node.child("effect")
    if not isinstance(block.value, dict):
        block.fail(_("un bloc de clés est attendu ici"))
    kind: EffectKind = block.choice("kind", options_of(EffectKind))
    roles = ROLES[kind]
    extra = ("activity",) if kind == "register" else ()
    block.table(("kind", *roles, *extra))
    if (about == "child") != (kind in _OF_A_CHILD) and kind != "none":
        told = _('« {kind} » demande about = "{about}"')
        block.fail(told.format(kind=kind, about="child" if kind in _OF_A_CHILD else "household"), "kind")
    fields = {role: _field(block, role, wanted, questions) for role, wanted in roles.items() if block.has(role)}
    for role, wanted in roles.items():
        if wanted.required and role not in fields:
            block.fail(_("il manque la clé « {key} »").format(key=role))
    activity = block.choice("activity", activities, None) if kind == "register" else None
    if kind == "register" and ("activities" in fields) == (activity is not None):
        block.fail(_("il faut « activities » (une question) ou « activity » (une activité), l’un des deux"))
    if kind == "health_sheet" and not fields:
        block.fail(_("il faut dire quelles réponses vont dans la fiche"))
    return Effect(kind=kind, fields=fields, activity=activity)


def _field(block: Node, role: str, wanted: Role, questions: Mapping[str, Question]) -> str:
    question = block.known(role, questions, _("la question"))
    if question.kind not in wanted.kinds:
        told = _("la question « {key} » est de genre « {kind} » ; il faut {wanted}")
        block.fail(told.format(key=question.key, kind=question.kind, wanted=", ".join(wanted.kinds)), role)
    source = _SOURCES.get(role)
    if source and block.value["kind"] == "register" and question.source != source:
        told = _('la question « {key} » doit avoir options = "{source}"')
        block.fail(told.format(key=question.key, source=source), role)
    if wanted.required and (not question.required or question.when):
        block.fail(_("la question « {key} » doit être obligatoire et sans condition").format(key=question.key), role)
    return question.key
