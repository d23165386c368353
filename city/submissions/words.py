"""What became of the lines of a receipt, in French, as mails and papers say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from city.changes.sentences import euros
from city.rules.text import limit_text, start_text
from city.text import _, mark

COUNTED: Final = frozenset({"booked", "held", "cancelled"})
"""The verdicts that count in the total."""
_REFUSED: Final = mark("la ville a refusé cette ligne")
_REASONS: Final[Mapping[str, str]] = {
    "NEVER_CANCELLABLE": mark("cette prestation ne s'annule pas"),
    "GROUP_REFUSED": mark("une autre ligne du même changement a été refusée"),
    "NOT_SERVED": mark("pas de prestation ce jour-là"),
    "PUBLIC_HOLIDAY": mark("jour férié"),
    "SCHOOL_HOLIDAY": mark("vacances scolaires"),
    "WEEKEND": mark("week-end"),
    "CITY_CLOSED": mark("fermé par la ville"),
    "UNKNOWN_CALENDAR": mark("le calendrier n'est pas encore connu"),
    "PAST": mark("ce jour est passé"),
    "ATTENDED": mark("la présence est déjà notée"),
    "INVOICED": mark("ce jour est déjà sur une facture"),
    "NOT_REGISTERED": mark("pas d'inscription ce jour-là"),
    "BOOKED_ELSEWHERE": mark("déjà réservé par l'autre foyer"),
    "UNKNOWN_CHILD": mark("enfant inconnu"),
    "UNKNOWN_SERVICE": mark("prestation inconnue"),
    "FULL": mark("complet"),
    "EXCLUDES": mark("une autre prestation est réservée aux mêmes heures"),
    "REQUIRES": mark("une autre prestation y est liée"),
}
_FOLLOWED: Final[Mapping[str, str]] = {
    "PLACE_FREED": mark("une place s'est libérée, c'est réservé"),
    "EXPIRED": mark("non payé à temps, annulé"),
    "WAITING_LIST_CLOSED": mark("la liste d'attente est close, sans place"),
    "CANCELLED_BY_CITY": mark("annulé par la ville, sans frais"),
    "VALIDATED": mark("accepté par la ville"),
    "REFUSED": mark("refusé par la ville"),
}
_CHANGED: Final = mark("la situation a changé")


def verdict_words(line: Mapping[str, Any]) -> str:
    """« réservé », « liste d'attente, rang 3 » … `line` as the receipt has it; without the reason of a refusal."""
    match line["verdict"]:
        case "booked":
            return _("réservé")
        case "held":
            return _("place gardée, à payer")
        case "waitlisted":
            return _("liste d'attente, rang {position}").format(position=line["position"])
        case "awaiting_validation":
            return _("en attente de la réponse de la ville")
        case "cancelled":
            return _("annulé")
        case "unchanged":
            return _("inchangé")
        case _refused:
            return _("refusé")


def cents_of(line: Mapping[str, Any]) -> int | None:
    """What a line adds to the total, in cents; None where it does not count."""
    if line["verdict"] not in COUNTED:
        return None
    cents = int(line["price_cents"])
    return -cents if line["verdict"] == "cancelled" else cents


def refusal_words(line: Mapping[str, Any]) -> str:
    """Why a refused line was, with its instant or its new price."""
    params = line["params"]
    match line["code"]:
        case "PRICE_CHANGED":
            return _("le prix est devenu {sum}").format(sum=euros(line["price_cents"]))
        case "DEADLINE_PASSED" if "book_by" in params:
            told = _("c'était possible jusqu'au {limit}")
            return told.format(limit=limit_text(datetime.fromisoformat(params["book_by"])))
        case "CANCEL_DEADLINE_PASSED" if "cancel_by" in params:
            told = _("l'annulation était possible jusqu'au {limit}")
            return told.format(limit=limit_text(datetime.fromisoformat(params["cancel_by"])))
        case "NOT_OPEN" if "opens" in params:
            return _("s'ouvre le {start}").format(start=start_text(datetime.fromisoformat(params["opens"])))
        case "DEADLINE_PASSED":
            return _("le délai est passé")
        case "CANCEL_DEADLINE_PASSED":
            return _("ne peut plus être annulé")
        case "NOT_OPEN":
            return _("pas encore ouvert")
        case code:
            return _(_REASONS.get(code, _REFUSED))


def follow_up_words(code: str, params: Mapping[str, Any]) -> str:
    """What happened to a line since."""
    if code == "REPRICED" and {"from_cents", "to_cents"} <= params.keys():
        before, after = euros(int(params["from_cents"])), euros(int(params["to_cents"]))
        return _("le prix passe de {before} à {after}").format(before=before, after=after)
    said = _(_FOLLOWED.get(code, _CHANGED))
    reason = params.get("reason")
    return f"{said} ({reason})" if reason else said
