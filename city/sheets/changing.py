"""How each fact changes: through the procedure of the town that changes it, or at once where there is none."""

from __future__ import annotations

from datetime import date

from city.procedures.catalogue import entries_on
from city.towns import Town

NOW = "now"
_WHOLE = {"change_address": "address", "change_quotient": "quotient"}
_FACTS = {
    "diet": "diet",
    "allergies": "allergies",
    "pai_until": "pai",
    "doctor_name": "doctor",
    "doctor_phone": "doctor",
    "insurance_company": "insurance",
    "insurance_number": "insurance",
    "insurance_until": "insurance",
    "photo": "authorisations",
    "leave_alone": "authorisations",
}
OF_A_CHILD = ("diet", "allergies", "doctor", "insurance", "authorisations")


def ways(town: Town, day: date) -> dict[str, str]:
    """By fact, `now` or `procedure:KEY`; a fact that only the town changes, without a procedure, is absent."""
    found = dict.fromkeys((*OF_A_CHILD, "phones", "contacts"), NOW)
    for entry in entries_on(town, day):
        effect = entry.definition.effect
        facts = [_WHOLE[effect.kind]] if effect.kind in _WHOLE else []
        if effect.kind == "health_sheet":
            facts = [_FACTS[role] for role in effect.fields]
        for fact in facts:
            if found.get(fact, NOW) == NOW:
                found[fact] = f"procedure:{entry.definition.key}"
    return found


def procedure_of(way: str) -> str | None:
    """The procedure's key, None when the fact changes at once."""
    kind, _separator, key = way.partition(":")
    return key if kind == "procedure" else None
