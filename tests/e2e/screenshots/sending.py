"""From the choice to the receipt, and « Mes reçus »."""

from __future__ import annotations

from datetime import date

from tests.e2e.city_facts import SlotName
from tests.e2e.screens import DESKTOP
from tests.e2e.screenshots.camera import Set

_FRIDAY = "2026-11-27"


def _ticks(at: Set, slot: SlotName) -> None:
    """Ticks a slot of the day (phone) or week (grid) on screen."""
    if at.phone:
        at.chooses(slot.child)
    at.parent.tap("checkbox", slot.service if at.phone else slot.cell)


def choice(at: Set) -> None:
    """Two bookings, a cancellation and a place on a waiting list; then the receipt."""
    parent, facts = at.parent, at.facts
    full = facts.slot(state="full")
    same_day = {"first": full.day, "weekdays": (full.day.weekday(),)}
    free = [slot for slot in facts.found("free", **same_day) if slot.day == full.day and slot.child == full.child]
    booked = [slot for slot in facts.found("booked", **same_day) if slot.day == full.day and slot.child != full.child]
    at.books(full.day.isoformat())
    _ticks(at, free[0])
    at.shot("choix-une-reservation", large=True)
    _ticks(at, full)
    at.shot("liste-attente")
    _ticks(at, booked[0])
    at.chooses("Alice", "Noé", "Lila") if at.phone else None
    at.shot("choix", large=True)
    if at.camera.screen is not DESKTOP:
        at.shot_over("choix-lignes", lambda: parent.tap("button", "Votre choix"), large=True)
    parent.tap("button", "Soumettre")
    parent.reads("Reçu n°")
    parent.reads("C’est enregistré")
    at.shot("recu", large=True)


def leaving(at: Set) -> None:
    """The question asked when a parent goes away with a choice not sent."""
    if not at.phone:
        return
    at.books(_FRIDAY)
    _ticks(at, SlotName("Alice", "Restauration scolaire", date.fromisoformat(_FRIDAY), "free"))
    at.parent.tap("button", "Mes reçus")
    at.parent.reads("Garder votre choix")
    at.shot("quitter")
    at.parent.tap("button", "Abandonner")


def refused(at: Set) -> None:
    """The last places went to others meanwhile."""
    parent, facts = at.parent, at.facts
    first, second, third = facts.scarce(places=2)
    other = next(slot for slot in facts.found("free") if slot.service != third.service)
    for slot in (other, third):
        at.books(slot.day.isoformat())
        _ticks(at, slot)
    facts.submit(first, second)
    parent.tap("button", "Soumettre")
    parent.reads("Enregistré, sauf 1 ligne")
    at.shot("recu-partiel", large=True)


def receipts(at: Set) -> None:
    parent = at.parent
    parent.open("/recus")
    parent.sees("button", "Reçu n°")
    at.shot("mes-recus", large=True)
    parent.tap("button", "Reçu n°")
    parent.reads("Fermer")
    at.shot("recu-ancien")
    parent.open("/recus")
    parent.write("Chercher", "Lila")
    parent.sees("button", "Reçu n°")
    at.shot("mes-recus-recherche")
    parent.write("Chercher", "piscine")
    parent.reads("Aucun reçu ne contient")
    at.shot("mes-recus-rien")


def typical_week(at: Set) -> None:
    parent = at.parent
    at.books()
    if at.phone:
        parent.tap("button", "Plus d’actions")
    parent.tap("button", "Semaine type")
    parent.tap("button", "Alice")
    parent.reads("La semaine type d’Alice")
    at.shot("semaine-type-vide")
    for day in ("mardi", "jeudi", "vendredi"):
        parent.tap("checkbox", f"Accueil du matin, {day}")
        parent.is_ticked(f"Accueil du matin, {day}")
    parent.reads("en plus")
    at.shot("semaine-type", large=True)
    at.shot_over("semaine-type-periode", lambda: parent.tap("button", "Période"))
    if at.phone:
        parent.scrolls_to("button", "en plus")
    at.shot("semaine-type-difference")
    at.shot_over("semaine-type-jour", lambda: parent.tap("button", "en plus"))


SCENES = (choice, leaving, refused, receipts, typical_week)
