"""The words of a notification as a mail: a subject, one or two sentences, and what its button says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from city.changes.sentences import euros
from city.notifications.kinds import Kind
from city.rules.text import day_text, limit_text, start_text
from city.text import _, french, ngettext

_ROUTES = {
    "thread": "/messagerie/{id}",
    "invoice": "/factures/{id}",
    "payment": "/paiements/{id}",
    "procedure": "/demarches/{id}",
    "receipt": "/recus/{id}",
    "day": "/reservations?jour={id}",
    "news": "/actualites/{id}",
    "child": "/foyer",
}
_OWN_WORDS = ("words", "reason", "excerpt")
BELL_ROUTE = "/notifications"


def address_of(public_url: str, page: str | None, target: str | None) -> str:
    """Where a mail leads in the app: the thing itself, or the bell."""
    route = _ROUTES[page].format(id=quote(target, safe="")) if page in _ROUTES and target else BELL_ROUTE
    return public_url.rstrip("/") + route


def subject_of(kind: Kind, params: Mapping[str, Any]) -> str:
    """One line."""
    match kind:
        case Kind.MESSAGE:
            return _("Nouveau message : {subject}")
        case Kind.INVOICE:
            return _("Votre facture {title}")
        case Kind.INVOICE_OVERDUE:
            return _("Facture {title} : échéance dépassée")
        case Kind.PAYMENT:
            return _payment_subject(params["state"])
        case Kind.PROCEDURE_TO_COMPLETE:
            return _("À compléter : {title}")
        case Kind.PROCEDURE_DECIDED if params["state"] == "validated":
            return _("Démarche validée : {title}")
        case Kind.PROCEDURE_DECIDED:
            return _("Démarche refusée : {title}")
        case Kind.PLACE_FREED:
            return _("Une place pour {child_name} le {day}")
        case Kind.BOOKING_ENDED:
            return _ended_subject(params["code"])
        case Kind.BOOKING_VALIDATED:
            return _("Réservation acceptée pour {child_name} le {day}")
        case Kind.REPRICED:
            return _("Nouveau prix pour {child_name} le {day}")
        case Kind.DEADLINE:
            return _("À réserver avant {limit} : {service_name}")
        case Kind.OPENING:
            return _("Les réservations sont ouvertes : {service_name}")
        case Kind.PLACE_TO_TAKE:
            return _("Une place à prendre : {service_name}, {day}")
        case Kind.NEWS:
            return "{title}"
        case Kind.CHILD_CHANGED:
            return _("{child_name} : l'autre foyer a changé quelque chose")
        case Kind.REGISTRATION_ENDED:
            return _("{child_name} : fin de l'inscription, {activity_name}")
        case Kind.REFUND:
            return _("Remboursement de {sum}")


def sentences_of(kind: Kind, params: Mapping[str, Any]) -> tuple[str, ...]:
    """What happened, and the city's own words where there are some."""
    said = next((name for name in _OWN_WORDS if params.get(name)), None)
    return (_sentence(kind, params), *((french("« {" + said + "} »"),) if said else ()))


def label_of(page: str | None) -> str:
    """What the button says."""
    match page:
        case "thread":
            return _("Lire le message")
        case "invoice":
            return _("Voir la facture")
        case "payment":
            return _("Voir le paiement")
        case "procedure":
            return _("Ouvrir la démarche")
        case "receipt":
            return _("Voir le reçu")
        case "day":
            return _("Ouvrir les réservations")
        case "news":
            return _("Lire l'actualité")
        case "child":
            return _("Ouvrir Mon Foyer")
        case _other:
            return _("Ouvrir le Portail Famille")


def fields_of(params: Mapping[str, Any], zone: ZoneInfo) -> dict[str, str]:
    """What fills the sentences: days, sums and instants in words, everything else as it is."""
    fields = {name: str(value) for name, value in params.items() if value is not None}
    for name, source in (("day", "date"), ("due", "due_on")):
        if params.get(source):
            fields[name] = day_text(date.fromisoformat(params[source]))
    for name, source in (("sum", "total_cents"), ("before", "from_cents"), ("after", "to_cents")):
        if params.get(source) is not None:
            fields[name] = euros(int(params[source]))
    if params.get("book_by"):
        fields["limit"] = limit_text(datetime.fromisoformat(params["book_by"]).astimezone(zone))
    if params.get("opens"):
        fields["start"] = start_text(datetime.fromisoformat(params["opens"]).astimezone(zone))
    return fields


def _sentence(kind: Kind, params: Mapping[str, Any]) -> str:
    match kind:
        case Kind.MESSAGE:
            return _("{from} vous a écrit à propos de : {subject}.")
        case Kind.INVOICE:
            return _("La facture {number}, {title}, est de {sum}, à régler avant le {due}.")
        case Kind.INVOICE_OVERDUE:
            return _("La facture {number}, {title}, de {sum}, était à régler avant le {due}.")
        case Kind.PAYMENT:
            return _payment_sentence(params["state"])
        case Kind.PROCEDURE_TO_COMPLETE:
            return _("Votre démarche {number}, {title}, attend un complément :")
        case Kind.PROCEDURE_DECIDED if params["state"] == "validated":
            return _("Votre démarche {number}, {title}, est validée.")
        case Kind.PROCEDURE_DECIDED:
            return _("Votre démarche {number}, {title}, est refusée.")
        case Kind.PLACE_FREED:
            return _("Une place s'est libérée : {service_name}, le {day}. Elle est réservée pour {child_name}.")
        case Kind.BOOKING_ENDED:
            return _ended_sentence(params["code"])
        case Kind.BOOKING_VALIDATED:
            return _("La ville a accepté la réservation de {child_name} : {service_name}, le {day}.")
        case Kind.REPRICED:
            return _("{child_name}, {service_name}, le {day} : le prix passe de {before} à {after}.")
        case Kind.DEADLINE if params.get("asked"):
            return _(
                "Vous avez demandé un rappel : {service_name}, le {day}, pour {child_name}. C'est possible jusqu'au "
                "{limit}."
            )
        case Kind.DEADLINE:
            return _(
                "Vous réservez d'habitude {service_name} ce jour-là pour {child_name}. Pour le {day}, c'est possible "
                "jusqu'au {limit}."
            )
        case Kind.OPENING:
            return _("{service_name}, le {day} : les réservations sont ouvertes depuis le {start}.")
        case Kind.PLACE_TO_TAKE:
            return _(
                "Une place est libre pour {child_name} : {service_name}, le {day}. Elle n'est gardée pour personne : "
                "d'autres familles sont prévenues, et la première qui réserve l'a."
            )
        case Kind.NEWS:
            return _("La ville a publié une actualité : {title}.")
        case Kind.CHILD_CHANGED:
            return _changed_sentence(params["what"])
        case Kind.REGISTRATION_ENDED:
            return _registration_sentence(int(params["count"]))
        case Kind.REFUND:
            return _refund_sentence(params["means"])


def _registration_sentence(count: int) -> str:
    ended = _("{child_name} n'est plus inscrit à {activity_name} à partir du {day}.")
    if not count:
        return ended
    told = ngettext(
        "{count} réservation est annulée par la ville, sans frais.",
        "{count} réservations sont annulées par la ville, sans frais.",
        count,
    )
    return f"{ended} {told}"


def _refund_sentence(means: str) -> str:
    match means:
        case "transfer":
            return _("La ville vous a remboursé {sum} par virement, le {day}. Référence : {reference}.")
        case "cheque":
            return _("La ville vous a remboursé {sum} par chèque, le {day}. Numéro : {reference}.")
        case _other:
            return _("La ville vous a remboursé {sum} en espèces, le {day}. Quittance : {reference}.")


def _payment_subject(state: str) -> str:
    if state == "paid":
        return _("Paiement reçu : {sum}")
    return _("Paiement non abouti : {sum}")


def _payment_sentence(state: str) -> str:
    match state:
        case "paid":
            return _("La ville a bien reçu votre paiement de {sum}, référence {reference}.")
        case "refused":
            return _("Le paiement de {sum}, référence {reference}, a été refusé par la banque. Rien n'a été débité.")
        case _other:
            return _("Le paiement de {sum}, référence {reference}, n'a pas abouti à temps. Rien n'a été débité.")


def _changed_sentence(what: str) -> str:
    match what:
        case "pick_up":
            return _("L'autre foyer de {child_name} a changé les personnes qui peuvent venir chercher cet enfant.")
        case "registrations":
            return _("{child_name} est inscrit à de nouvelles activités, à la demande de son autre foyer.")
        case _other:
            return _("L'autre foyer de {child_name} a changé sa fiche : santé, assurance ou autorisations.")


def _ended_subject(code: str) -> str:
    match code:
        case "EXPIRED":
            return _("Non payé à temps, annulé : {service_name}, {day}")
        case "WAITING_LIST_CLOSED":
            return _("Liste d'attente close : {service_name}, {day}")
        case "CANCELLED_BY_CITY":
            return _("Annulé par la ville : {service_name}, {day}")
        case _other:
            return _("Réservation refusée : {service_name}, {day}")


def _ended_sentence(code: str) -> str:
    match code:
        case "EXPIRED":
            return _(
                "La place gardée pour {child_name} n'a pas été payée à temps : {service_name}, le {day}, est annulé."
            )
        case "WAITING_LIST_CLOSED":
            return _(
                "La liste d'attente est close : aucune place ne s'est libérée pour {child_name}, {service_name}, "
                "le {day}."
            )
        case "CANCELLED_BY_CITY":
            return _("La ville annule {service_name} le {day}, pour {child_name}. Rien n'est facturé.")
        case _other:
            return _("La ville n'a pas accepté la réservation de {child_name} : {service_name}, le {day}.")
