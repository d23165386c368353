"""What became of a line, in one sentence: the reason of a refusal, the rank on a list, what followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from services.models import FollowUp, Op, Receipt, ReceiptLine, Verdict
from views.booking.names import joined, lower_first
from views.text import _, mark, ngettext, typeset
from views.text.dates import day_name
from views.text.deadlines import opening, since, until
from views.text.money import money

_REFUSALS = {
    "NEVER_CANCELLABLE": mark("Ce service ne peut pas être annulé"),
    "GROUP_REFUSED": mark("Une autre ligne du même changement a été refusée : rien n'a bougé"),
    "NOT_SERVED": mark("Ce service n'a pas lieu ce jour-là"),
    "PUBLIC_HOLIDAY": mark("C'est un jour férié"),
    "SCHOOL_HOLIDAY": mark("Ce sont les vacances scolaires"),
    "WEEKEND": mark("Ce service n'a pas lieu le week-end"),
    "CITY_CLOSED": mark("La ville a fermé ce service ce jour-là"),
    "UNKNOWN_CALENDAR": mark("Le calendrier de cette période n'est pas encore connu"),
    "PAST": mark("Ce jour est passé"),
    "ATTENDED": mark("La présence est déjà notée"),
    "INVOICED": mark("Ce jour est déjà sur une facture"),
    "NOT_REGISTERED": mark("Pas d'inscription à ce service ce jour-là"),
    "BOOKED_ELSEWHERE": mark("Déjà réservé par l'autre foyer"),
    "UNKNOWN_CHILD": mark("Cet enfant n'est plus dans votre foyer"),
    "UNKNOWN_SERVICE": mark("Ce service n'existe plus"),
    "FULL": mark("La dernière place est partie pendant votre choix"),
    "EXCLUDES": mark("Un autre service est réservé aux mêmes heures"),
    "REQUIRES": mark("Un autre service doit être réservé d'abord"),
}
_REFUSED = mark("La ville a refusé cette ligne")
_FOLLOWED = {
    "PLACE_FREED": mark("une place s'est libérée : c'est réservé"),
    "BOOKED": mark("c'est réservé"),
    "VALIDATED": mark("accepté par la ville"),
    "CANCELLED_BY_CITY": mark("annulé par la ville, sans frais"),
    "CANCELLED": mark("annulé"),
    "WAITING_LIST_CLOSED": mark("la liste d'attente est close, aucune place ne s'est libérée"),
    "EXPIRED": mark("la place gardée n'a pas été confirmée à temps, elle est rendue"),
    "HOLD_EXPIRED": mark("la place gardée n'a pas été confirmée à temps, elle est rendue"),
    "REFUSED": mark("refusé par la ville"),
}
_FOLLOWED_OTHERWISE = mark("la situation a changé")


def receipt_title(receipt: Receipt) -> str:
    """« C’est enregistré », « Enregistré, sauf 1 ligne », « Rien n’a été réservé »."""
    refused = refused_count(receipt)
    if not refused:
        return _("C'est enregistré")
    if refused == len(receipt.lines):
        return _("Rien n'a été réservé")
    return ngettext("Enregistré, sauf {count} ligne", "Enregistré, sauf {count} lignes", refused)


def refused_count(receipt: Receipt) -> int:
    return sum(line.verdict is Verdict.REFUSED for line in receipt.lines)


def ordered(receipt: Receipt) -> tuple[ReceiptLine, ...]:
    """The refused lines first, each part in the order sent."""
    return tuple(sorted(receipt.lines, key=lambda line: line.verdict is not Verdict.REFUSED))


def refusal(line: ReceiptLine, now: datetime) -> str:
    """Why a line was refused, with its instant or its new price."""
    instant = _instant(line.params, "book_by") or _instant(line.params, "cancel_by") or _instant(line.params, "opens")
    match line.code:
        case "PRICE_CHANGED":
            return _("Ce créneau a changé pendant votre choix : il coûte maintenant {price}").format(
                price=money(line.price_cents)
            )
        case "DEADLINE_PASSED":
            return typeset(f"{_('Le délai est passé')} {since(instant, now) if instant else ''}".strip())
        case "CANCEL_DEADLINE_PASSED":
            if instant is None:
                return _("Ne peut plus être annulé")
            return _("L'annulation était possible {until}").format(until=until(instant, now))
        case "REQUIRES" if line.op is Op.CANCEL:
            return _("Un autre service réservé ce jour-là en dépend : annulez-le aussi")
        case "NOT_OPEN":
            return opening(instant, now) if instant else _("Les réservations ne sont pas encore ouvertes")
        case code:
            return _(_REFUSALS.get(code, _REFUSED))


def explanation(line: ReceiptLine, services: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """Why a line that was accepted differs from what was asked. `services`: names by id."""
    about = f"{line.service_name}, {line.child_name}, {day_name(line.day)}"
    if line.verdict is Verdict.WAITLISTED:
        rank = _("1re") if line.position == 1 else f"{line.position or '?'}e"
        told = _("place {rank} sur la liste d'attente ; nous vous prévenons dès qu'elle se libère").format(rank=rank)
        return typeset(f"{about} : {told}.")
    if line.verdict is Verdict.AWAITING_VALIDATION:
        return typeset(_("{about} : la ville doit encore répondre.").format(about=about))
    if line.verdict is Verdict.UNCHANGED:
        told = _("c'était déjà réservé") if line.op is Op.BOOK else _("ce n'était pas réservé")
        return typeset(f"{about} : {told}.")
    also = [services.get(service, service) for service in line.params.get("also", "").split()]
    if also:
        names = joined([lower_first(name) for name in also])
        told = ngettext(
            "{names} en dépendait, sa liste d'attente est quittée aussi",
            "{names} en dépendaient, leur liste d'attente est quittée aussi",
            len(also),
        ).replace("{names}", names)
        return typeset(f"{about} : {told}.")
    return None


def followed(
    follow_up: FollowUp, child_name: str, service_name: str, params: Mapping[str, str] = MappingProxyType({})
) -> str:
    """What happened since to a line: « Accueil du soir, Alice, jeudi 26 novembre : une place s’est libérée ».

    `params` are those of the follow-up's code: `from_cents` and `to_cents`, `reason`.
    """
    told = _followed(follow_up.code, params)
    return typeset(f"{service_name}, {child_name}, {day_name(follow_up.day)} : {told}.")


def _followed(known: str, params: Mapping[str, str]) -> str:
    match known:
        case "REPRICED":
            before, after = _cents(params, "from_cents"), _cents(params, "to_cents")
            if before is None or after is None:
                return _("le prix a changé")
            return _("le prix passe de {before} à {after}").format(before=money(before), after=money(after))
        case "CANCELLED_BY_CITY" if params.get("reason"):
            return _("annulé par la ville, sans frais ({reason})").format(reason=params["reason"])
        case "REFUSED" if params.get("reason"):
            return _("refusé par la ville ({reason})").format(reason=params["reason"])
        case code:
            return _(_FOLLOWED.get(code, _FOLLOWED_OTHERWISE))


def _cents(params: Mapping[str, str], name: str) -> int | None:
    try:
        return int(params[name])
    except (KeyError, ValueError):
        return None


def _instant(params: dict[str, str], name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(params[name])
    except (KeyError, ValueError):
        return None
