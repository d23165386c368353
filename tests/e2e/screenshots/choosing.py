"""« Réservations » as a parent chooses: the phone page and the week grid, and what lies over them."""

from __future__ import annotations

from datetime import date

from tests.e2e.city_facts import SlotName
from tests.e2e.screenshots.camera import Set

_ALL = ("Alice", "Noé", "Lila")
_THURSDAY, _WEDNESDAY = "2026-11-26", "2026-12-02"


def opening(at: Set) -> None:
    """As the page opens, and a child after the other."""
    parent = at.parent
    if not at.phone:
        at.books()
        at.shot("semaine", large=True)
        parent.tap("button", "Lila, enfant choisi")
        parent.does_not_see("button", "Lila, enfant choisi")
        at.shot("semaine-deux-enfants")
        parent.tap("button", "Lila")
        return
    at.books(_THURSDAY)
    parent.reads("Pour qui ?")
    at.shot("jour-personne", large=True)
    at.chooses("Alice")
    parent.sees("checkbox", "Restauration scolaire")
    at.shot("jour-un-enfant", large=True)
    at.chooses(*_ALL)
    parent.sees("checkbox", "Restauration scolaire, Lila")
    at.shot("jour-trois-enfants", large=True)


def several_days(at: Set) -> None:
    if not at.phone:
        return
    parent = at.parent
    at.books(_THURSDAY)
    at.chooses("Alice", "Noé")
    parent.tap("button", "Plusieurs jours")
    parent.tap("button", "vendredi 27 novembre")
    parent.reads("Jeudi 26 et vendredi 27 novembre")
    at.shot("plusieurs-jours", large=True)


def closed_days(at: Set) -> None:
    """A public holiday, and days whose deadline has passed."""
    at.books("2026-11-11")
    at.shot("jour-ferie")
    at.books("2026-11-25")
    at.chooses("Alice") if at.phone else None
    at.parent.sees("checkbox", "Mercredi, journée entière")
    at.shot("delai-depasse")
    at.books("2026-12-22")
    at.chooses(*_ALL) if at.phone else None
    at.shot("vacances")
    at.books("2027-01-06")
    at.shot("pas-encore-ouvert")
    _reminder(at)


def _reminder(at: Set) -> None:
    """« Me prévenir », offered and asked for."""
    slot = at.facts.found("not_open", first=date(2027, 1, 4), weekdays=(0, 1, 2, 3), changeable=False)[0]
    at.books(slot.day.isoformat())
    at.chooses(slot.child) if at.phone else None

    def open_it() -> None:
        at.parent.tap("checkbox", _cell(at, slot))

    def ask() -> None:
        open_it()
        if at.parent.reads_one_of("Ne plus me prévenir", "Me prévenir") == "Me prévenir":
            at.parent.tap("button", "Me prévenir")
            at.parent.sees("button", "Ne plus me prévenir")

    at.shot_over("me-prevenir", open_it, large=at.phone)
    at.shot_over("prevenu", ask)


def _cell(at: Set, slot: SlotName) -> str:
    if not at.phone:
        return slot.cell
    return slot.service


def reasons(at: Set) -> None:
    """Why a slot cannot be changed; what a swap asks."""
    late = at.facts.found("booked", changeable=False)[0]
    at.books(late.day.isoformat())
    at.chooses(late.child) if at.phone else None
    at.shot_over("raison", lambda: at.parent.tap("checkbox", _cell(at, late)), large=at.phone)


def swap(at: Set) -> None:
    at.books(_WEDNESDAY)
    at.chooses("Alice") if at.phone else None
    who = "" if at.phone else ", Alice"
    at.parent.tap("checkbox", f"Mercredi, journée entière{who}")
    at.parent.is_ticked(f"Mercredi, journée entière{who}")
    at.shot_over("echange", lambda: at.parent.tap("checkbox", f"Mercredi, demi-journée{who}"))
    at.parent.tap("checkbox", f"Mercredi, journée entière{who}")


def month(at: Set) -> None:
    parent = at.parent
    at.books(_THURSDAY)

    def november() -> None:
        parent.tap("button", parent.reads_one_of("Semaine du 23 novembre", "23 – 27 nov.") if at.phone else "Période")

    def december() -> None:
        november()
        parent.tap("button", "Mois suivant")
        parent.reads("décembre 2026")

    at.shot_over("mois" if at.phone else "periode", november, large=at.phone)
    at.shot_over("mois-vacances" if at.phone else "periode-vacances", december)


def copies(at: Set) -> None:
    parent = at.parent
    at.books(_THURSDAY)

    def day() -> None:
        parent.tap("button", "Copier le jeudi 26 novembre")
        parent.tap("button", "vendredi 27 novembre")

    def week() -> None:
        if at.phone:
            parent.tap("button", "Plus d’actions")
        else:
            at.books(_THURSDAY)
        parent.tap("button", "Copier la semaine de Noé" if at.phone else "Copier la semaine")
        parent.tap("button", "Semaine du 30 novembre")

    if at.phone:
        at.chooses("Noé")
        at.shot_over("copier-jour", day, large=True)
        at.shot_over("menu", lambda: parent.tap("button", "Plus d’actions"), large=True)
    at.shot_over("copier-semaine", week)


def activities(at: Set) -> None:
    if at.phone:
        return
    at.books()
    at.shot_over("activites", lambda: at.parent.tap("button", "Filtrer les activités"))


SCENES = (opening, several_days, closed_days, reasons, swap, month, copies, activities)
