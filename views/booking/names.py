"""Accessible names: what a screen reader says of a day, a child, a service, a cell and the bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from services.models import Child, Service, Slot, SlotState
from views.booking.choice import Pick, Summary
from views.booking.planning import ASKED_STATES, Planning
from views.booking.shown import state_word
from views.text import _, ngettext, typeset
from views.text.dates import day_name, hour
from views.text.deadlines import slot_note
from views.text.money import money, money_in_words


def lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def joined(names: Sequence[str]) -> str:
    """« Alice », « Alice et Noé », « Alice, Noé et Lila »."""
    if len(names) < 2:
        return "".join(names)
    return _("{others} et {last}").format(others=", ".join(names[:-1]), last=names[-1])


def of_name(plain: str, elided: str, name: str) -> str:
    """`plain` or, before a vowel, `elided`, with `{name}` filled: « de Noé », « d’Alice »."""
    vowel = name[:1].lower() in "aeiouyàâéèêëîïôöûüœæ"
    return typeset((elided if vowel else plain).format(name=name))


def hours_said(service: Service) -> str:
    """« 11 h 30 à 13 h 30 »."""
    return typeset(_("{starts} à {ends}").format(starts=hour(service.starts), ends=hour(service.ends)))


def booked_count(planning: Planning, child: str, day: date) -> int:
    """How many services the child has (or waits for) that day, as the city knows."""
    counted = {*ASKED_STATES, SlotState.PRESENT}
    return sum(slot.state in counted for slot in planning.slots_on(day, [child]))


def day_said(planning: Planning, day: date, children: Sequence[Child], today: date) -> str:
    """« jeudi 26 novembre, Alice : 1 réservation, Noé : 2 réservations »."""
    parts = [day_name(day)]
    if day == today:
        parts.append(_("aujourd'hui"))
    known = planning.days.get(day)
    if planning.covers(day) and planning.is_closed(day):
        parts.append(known.name if known and known.name else _("fermé"))
        return ", ".join(parts)
    for child in children:
        count = booked_count(planning, child.id, day)
        told = ngettext("{count} réservation", "{count} réservations", count) if count else _("rien de réservé")
        parts.append(typeset(f"{child.first_name} : {told}"))
    return ", ".join(parts)


def child_said(child: Child, chosen: bool) -> str:
    return _("{name}, enfant choisi").format(name=child.first_name) if chosen else child.first_name


def service_said(service: Service, slot: Slot, pick: Pick | None, now: datetime, closed_for: str | None = None) -> str:
    """« Restauration scolaire, 11 h 30 à 13 h 30, 3,85 €, disponible, réservable jusqu’au … »."""
    word = lower_first(state_word(slot, pick))
    note = lower_first(slot_note(slot, now, closed_for).sentence)
    parts = [service.name, hours_said(service), money(slot.price_cents), word]
    if note != word:
        parts.append(note)
    return ", ".join(parts)


def ticket_said(service: Service, child: Child, word: str) -> str:
    """« Restauration scolaire, Noé, à annuler »."""
    return f"{service.name}, {child.first_name}, {lower_first(word)}"


def cell_said(
    service: Service, child: Child, slot: Slot, pick: Pick | None, now: datetime, closed_for: str | None = None
) -> str:
    """« Restauration scolaire, Alice, jeudi 26 novembre, 3,85 €, réservable jusqu’au …, choisi »."""
    note = lower_first(slot_note(slot, now, closed_for).sentence)
    word = lower_first(state_word(slot, pick))
    parts = [service.name, child.first_name, day_name(slot.day), money(slot.price_cents), note, word]
    return ", ".join(parts)


def counts_said(sums: Summary, separator: str = " · ") -> str:
    """« 3 réservations · 1 annulation »."""
    parts = []
    if sums.bookings:
        parts.append(ngettext("{count} réservation", "{count} réservations", sums.bookings))
    if sums.cancellations:
        parts.append(ngettext("{count} annulation", "{count} annulations", sums.cancellations))
    return separator.join(parts)


def bar_said(sums: Summary) -> str:
    """« Votre choix : 3 réservations, 1 annulation, 4 euros »."""
    return typeset(
        _("Votre choix : {counts}, {amount}").format(counts=counts_said(sums, ", "), amount=money_in_words(sums.cents))
    )


def change_said(before: Summary, after: Summary) -> str:
    """What a polite live region says after a tick: « Ajouté. 3 réservations, 4 euros. »"""
    if after == before:
        return ""
    verb = _("Ajouté.") if after.count >= before.count else _("Retiré.")
    if not after.count:
        return f"{verb} " + _("Plus rien à envoyer.")
    return f"{verb} {counts_said(after, ', ')}, {money_in_words(after.cents)}."
