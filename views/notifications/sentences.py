"""What a notification says: a title in one line, one sentence, an icon, and an action only if it saves a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import flet as ft

from services.models.notification import Notification, NotificationKind
from views.design import icons
from views.text import _, mark, ngettext, typeset
from views.text.dates import day_name, limit, moment, weekday
from views.text.money import money

Params = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """`sentence` may be empty; `kind` is a colour of states (amber, green, blue, red) or "primary"."""

    title: str
    sentence: str
    icon: ft.IconData
    kind: str = "primary"
    action: str | None = None


def said(notification: Notification, now: datetime) -> Said:
    """The notification in words. One of a kind this app does not know promises nothing."""
    made = _TELLERS.get(notification.kind, _other)(notification.params, now)
    return Said(typeset(made.title), typeset(made.sentence), made.icon, made.kind, made.action)


def _message(params: Params, now: datetime) -> Said:
    who = params.get("from") or _("la ville")
    excerpt = params.get("excerpt") or params.get("subject", "")
    return Said(_("Nouveau message : {who}").format(who=who), _quoted(excerpt), icons.MESSAGES, "blue")


def _invoice(params: Params, now: datetime) -> Said:
    title = _("Facture {title} : {total}").format(title=params.get("title", ""), total=_money(params, "total_cents"))
    due = _day(params, "due_on")
    said = _("À régler avant le {day}.").format(day=day_name(due)) if due else ""
    return Said(title, said, icons.INVOICES, "amber")


def _overdue(params: Params, now: datetime) -> Said:
    due = _day(params, "due_on")
    title = _("Facture {title} : en retard").format(title=params.get("title", ""))
    told = _("{total}, à régler depuis le {day}.") if due else _("{total} à régler.")
    sentence = told.format(total=_money(params, "total_cents"), day=day_name(due) if due else "")
    return Said(title, sentence, icons.INVOICES, "amber")


def _payment(params: Params, now: datetime) -> Said:
    total = _money(params, "total_cents")
    if params.get("state") == "paid":
        count = _number(params, "count") or 1
        told = ngettext("{count} facture est réglée.", "{count} factures sont réglées.", count)
        return Said(_("Paiement reçu : {total}").format(total=total), told, icons.DONE, "green")
    refused = params.get("state") == "refused"
    title = _("Paiement refusé : {total}") if refused else _("Paiement abandonné : {total}")
    return Said(title.format(total=total), _("Rien n'a été débité."), icons.INVOICES, "grey")


def _to_complete(params: Params, now: datetime) -> Said:
    title = _("À compléter : {title}").format(title=params.get("title", ""))
    return Said(title, _quoted(params.get("words", "")), icons.TO_DO, "amber")


def _decided(params: Params, now: datetime) -> Said:
    validated = params.get("state") == "validated"
    title = _("{title} : validée") if validated else _("{title} : rejetée")
    icon, kind = (icons.DONE, "green") if validated else (icons.REFUSED, "red")
    return Said(title.format(title=params.get("title", "")), _quoted(params.get("words", "")), icon, kind)


def _place(params: Params, now: datetime) -> Said:
    told = _("{child} a une place : {service}, {day}.")
    return Said(_("Une place s'est libérée"), _slot(told, params, now), icons.SEAT, "green")


_ENDINGS: Final = {
    "EXPIRED": mark("Place gardée, rendue sans paiement"),
    "WAITING_LIST_CLOSED": mark("La liste d'attente est fermée"),
    "CANCELLED_BY_CITY": mark("Annulé par la ville"),
    "REFUSED": mark("Réservation refusée"),
}


def _ended(params: Params, now: datetime) -> Said:
    code = params.get("code", "")
    title = _(_ENDINGS[code]) if code in _ENDINGS else _("Une réservation a pris fin")
    sentence = _slot(_("{service} de {child}, {day}."), params, now)
    if params.get("reason"):
        sentence = f"{sentence} {_quoted(params['reason'])}"
    return Said(title, sentence, icons.ENDED, "red" if code == "REFUSED" else "grey")


def _validated(params: Params, now: datetime) -> Said:
    return Said(_("Réservation acceptée"), _slot(_("{service} de {child}, {day}."), params, now), icons.DONE, "green")


def _repriced(params: Params, now: datetime) -> Said:
    told = _slot(_("{service} de {child}, {day}"), params, now)
    prices = _("{price} au lieu de {before}.").format(
        price=_money(params, "to_cents"), before=_money(params, "from_cents")
    )
    return Said(_("Un prix a changé"), f"{told} : {prices}", icons.INVOICES, "blue")


def _deadline(params: Params, now: datetime) -> Said:
    day, ends = _day(params, "date"), _instant(params, "book_by", now)
    service = params.get("service_name", "")
    name = weekday(day) if day else ""
    title = _("{service} de {day} : bientôt fermé").format(service=service, day=name) if day else service
    children = params.get("child_name", "")
    asked = _("Vous avez demandé ce rappel, pour {child}.")
    usual = _("Vous réservez d'habitude le {day} pour {child}.")
    told = (asked if params.get("asked") else usual).format(day=name, child=children) if day else ""
    if ends is not None:
        told = f"{told} " + _("Cela ferme {limit}.").format(limit=limit(ends, now.date()))
    action = _("Réserver {day}").format(day=name) if day else None
    return Said(title, told.strip(), icons.CLOCK, "amber", action)


def _opening(params: Params, now: datetime) -> Said:
    opens = _instant(params, "opens", now)
    title = _("Les réservations ouvrent : {service}").format(service=params.get("service_name", ""))
    told = _("Ouverture {moment}.").format(moment=moment(opens, now.date())) if opens is not None else ""
    return Said(title, told, icons.CLOCK, "amber", _("Réserver"))


def _place_to_take(params: Params, now: datetime) -> Said:
    day = _day(params, "date")
    told = _slot(_("{service} de {child}, {day}. La première famille qui réserve l'obtient."), params, now)
    action = _("Réserver {day}").format(day=weekday(day)) if day else None
    return Said(_("Une place est libre"), told, icons.SEAT, "amber", action)


def _news(params: Params, now: datetime) -> Said:
    return Said(params.get("title") or _("Une nouvelle de la ville"), "", icons.NEWS)


_CHANGES: Final = {
    "sheet": mark("L'autre foyer a changé sa fiche : santé, assurance ou autorisations."),
    "pick_up": mark("L'autre foyer a changé qui peut venir le chercher."),
    "registrations": mark("Une inscription, à la demande de son autre foyer."),
}


def _child_changed(params: Params, now: datetime) -> Said:
    what = params.get("what", "")
    told = _(_CHANGES[what]) if what in _CHANGES else ""
    title = _("Du nouveau pour {child}").format(child=params.get("child_name", ""))
    return Said(title, told, icons.HOUSEHOLD, "blue")


def _registration_ended(params: Params, now: datetime) -> Said:
    day, count = _day(params, "date"), _number(params, "count") or 0
    title = _("Fin d'inscription : {activity}").format(activity=params.get("activity_name", ""))
    told = _("Pour {child}, à partir du {day}.") if day else _("Pour {child}.")
    told = told.format(child=params.get("child_name", ""), day=day_name(day) if day else "")
    if count:
        cancelled = ngettext(
            "{count} réservation annulée sans frais.", "{count} réservations annulées sans frais.", count
        )
        told = f"{told} {cancelled.format(count=count)}"
    return Said(title, f"{told} {_quoted(params.get('reason', ''))}".strip(), icons.ENDED, "grey")


_REFUNDS: Final = {
    "transfer": mark("Par virement, le {day} ; référence {reference}."),
    "cheque": mark("Par chèque, le {day} ; numéro {reference}."),
    "cash": mark("En espèces, le {day} ; quittance {reference}."),
}


def _refund(params: Params, now: datetime) -> Said:
    title = _("Remboursement : {total}").format(total=_money(params, "total_cents"))
    day, means = _day(params, "date"), params.get("means", "")
    told = ""
    if day and means in _REFUNDS:
        told = _(_REFUNDS[means]).format(day=day_name(day), reference=params.get("reference", ""))
    return Said(title, told, icons.DONE, "green")


def _other(params: Params, now: datetime) -> Said:
    return Said(params.get("title") or _("Une nouvelle de la ville"), "", icons.BELL)


_TELLERS: Final[Mapping[NotificationKind, Callable[[Params, datetime], Said]]] = {
    NotificationKind.MESSAGE: _message,
    NotificationKind.INVOICE: _invoice,
    NotificationKind.INVOICE_OVERDUE: _overdue,
    NotificationKind.PAYMENT: _payment,
    NotificationKind.PROCEDURE_TO_COMPLETE: _to_complete,
    NotificationKind.PROCEDURE_DECIDED: _decided,
    NotificationKind.PLACE_FREED: _place,
    NotificationKind.BOOKING_ENDED: _ended,
    NotificationKind.BOOKING_VALIDATED: _validated,
    NotificationKind.REPRICED: _repriced,
    NotificationKind.DEADLINE: _deadline,
    NotificationKind.OPENING: _opening,
    NotificationKind.PLACE_TO_TAKE: _place_to_take,
    NotificationKind.NEWS: _news,
    NotificationKind.CHILD_CHANGED: _child_changed,
    NotificationKind.REGISTRATION_ENDED: _registration_ended,
    NotificationKind.REFUND: _refund,
}


def _quoted(words: str) -> str:
    return _("« {words} »").format(words=words) if words else ""


def _slot(template: str, params: Params, now: datetime) -> str:
    day = _day(params, "date")
    return template.format(
        child=params.get("child_name", ""),
        service=params.get("service_name", ""),
        day=day_name(day) if day else params.get("date", ""),
    )


def _number(params: Params, name: str) -> int | None:
    value = params.get(name, "")
    return int(value) if value.lstrip("-").isdecimal() else None


def _money(params: Params, name: str) -> str:
    cents = _number(params, name)
    return money(cents) if cents is not None else ""


def _day(params: Params, name: str) -> date | None:
    try:
        return date.fromisoformat(params.get(name, ""))
    except ValueError:
        return None


def _instant(params: Params, name: str, now: datetime) -> datetime | None:
    try:
        return datetime.fromisoformat(params.get(name, "")).astimezone(now.tzinfo)
    except ValueError:
        return None
