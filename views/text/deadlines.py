"""What can be done with a slot, until when, and why not: one sentence each.

Instants are told in the zone of `now`, the town's. A sentence alone has no full stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from babel.dates import format_date

from services.models import Op, Slot, SlotState
from views.text.dates import (
    day_of_month,
    day_without_weekday,
    hour,
    limit,
    moment,
    relative_day,
    weekday,
    weekday_and_number,
)
from views.text.language import _, mark, ngettext
from views.text.money import money
from views.text.typography import typeset

#: Below this, an open slot says how long is left.
LAST_HOURS = timedelta(hours=6)


class Tone(StrEnum):
    """How a note is drawn: quietly, as something that ends soon, or as a fact of a state."""

    QUIET = "quiet"
    SOON = "soon"
    FEW = "few"
    WAITING = "waiting"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Note:
    sentence: str
    tone: Tone = Tone.QUIET


def until(instant: datetime, now: datetime) -> str:
    """« jusqu’au mercredi 25 novembre à 10 h », « jusqu’à demain 10 h », « jusqu’à 10 h » (today)."""
    day = _end_day(instant, now)
    if day == now.date():
        return typeset(_("jusqu'à {hour}").format(hour=hour(_local(instant, now))))
    if relative_day(day, now.date()):
        return typeset(_("jusqu'à {limit}").format(limit=limit(_local(instant, now), now.date())))
    return typeset(_("jusqu'au {limit}").format(limit=limit(_local(instant, now), now.date())))


def before(instant: datetime, now: datetime) -> str:
    """« avant le mercredi 25 novembre à 10 h », « avant demain 10 h », « avant 10 h » (today)."""
    day = _end_day(instant, now)
    if day == now.date():
        return typeset(_("avant {hour}").format(hour=hour(_local(instant, now))))
    if relative_day(day, now.date()):
        return typeset(_("avant {limit}").format(limit=limit(_local(instant, now), now.date())))
    return typeset(_("avant le {limit}").format(limit=limit(_local(instant, now), now.date())))


def since(instant: datetime, now: datetime) -> str:
    """« depuis hier 10 h », « depuis vendredi 20 novembre à 12 h »."""
    return typeset(_("depuis {limit}").format(limit=limit(_local(instant, now), now.date())))


def short_limit(instant: datetime, now: datetime) -> str:
    """For the head of a column: « auj. 10 h », « mer. 10 h », « 4 janv. 10 h »."""
    day = _end_day(instant, now)
    if day == now.date():
        name = _("auj.")
    elif abs((day - now.date()).days) < 7:
        name = format_date(day, "EEE", "fr")
    else:
        name = f"{day_of_month(day)} {format_date(day, 'MMM', 'fr')}"
    return typeset(f"{name} {hour(_local(instant, now))}")


def opening(instant: datetime, now: datetime) -> str:
    """« S’ouvre le lundi 4 janvier à 8 h 30 »; the hour is left out when it is midnight."""
    return typeset(_("S'ouvre {when}").format(when=_opening_instant(instant, now)))


def reminder(instant: datetime, now: datetime) -> str:
    """« Nous vous préviendrons le lundi 4 janvier à 8 h 30. »"""
    return typeset(_("Nous vous préviendrons {when}.").format(when=_opening_instant(instant, now)))


def _opening_instant(instant: datetime, now: datetime) -> str:
    at = _local(instant, now)
    near = relative_day(at.date(), now.date())
    if (at.hour, at.minute) == (0, 0):
        return near or _("le {day}").format(day=f"{weekday(at.date())} {day_without_weekday(at.date())}")
    when = moment(at, now.date())
    return when if near else _("le {day}").format(day=when)


def slot_note(slot: Slot, now: datetime, closed_for: str | None = None) -> Note:
    """The sentence under a slot as the city last described it.

    `closed_for` is the name of the public or school holiday of that day, when known.
    """
    if slot.state is SlotState.WAITLISTED:
        rank = _rank(slot.position)
        return Note(
            _("Vous êtes {rank}. Nous vous prévenons, et la place est à vous dès qu'elle se libère").format(rank=rank),
            Tone.WAITING,
        )
    if slot.state is SlotState.AWAITING_VALIDATION:
        return Note(_("La ville doit encore répondre"))
    if slot.state in (SlotState.BOOKED, SlotState.HELD):
        return _booked_note(slot, now)
    if slot.can_book:
        return _open_note(slot, now)
    return Note(reason_sentence(slot, now, closed_for), Tone.LOCKED)


def reason_sentence(slot: Slot, now: datetime, closed_for: str | None = None) -> str:
    """Why nothing can be done, from the city's code."""
    named = closed_for or slot.reason.params.get("name")
    match slot.reason.code:
        case "DEADLINE_PASSED" | "CLOSED":
            past = slot.late_until or slot.book_by
            return _("Délai dépassé {since}").format(since=since(past, now)) if past else _("Délai dépassé")
        case "CANCEL_DEADLINE_PASSED":
            return _cannot_cancel(slot, now)
        case "NOT_OPEN":
            return opening(slot.opens, now) if slot.opens else _("Les réservations ne sont pas encore ouvertes")
        case "NO_WAITING_LIST" | "FULL":
            return _("Complet. Pas de liste d'attente pour ce service")
        case "PUBLIC_HOLIDAY":
            return typeset(_("Fermé : {name}").format(name=named or _("jour férié")))
        case "CITY_CLOSED":
            return typeset(_("Fermé par la ville : {name}").format(name=named)) if named else _("Fermé par la ville")
        case "REFUSED":
            told = slot.reason.params.get("text") or slot.reason.params.get("reason")
            return typeset(_("Refusé : « {told} »").format(told=told)) if told else _("Refusé par la ville")
        case code:
            return _(_REASONS.get(code, _NOT_SERVED))


_NOT_SERVED = mark("Ce service n'a pas lieu ce jour-là")
_REASONS = {
    "NEVER_CANCELLABLE": mark("Ce service ne peut pas être annulé"),
    "SCHOOL_HOLIDAY": mark("Vacances scolaires : voir le centre de loisirs"),
    "WEEKEND": mark("Fermé le week-end"),
    "PAST": mark("Ce jour est passé"),
    "ATTENDED": mark("La présence est déjà notée"),
    "INVOICED": mark("Déjà sur une facture : ce jour ne peut plus changer"),
    "BOOKED_ELSEWHERE": mark("Déjà réservé par l'autre foyer"),
    "NOT_REGISTERED": mark("Pas d'inscription à ce service ce jour-là"),
    "UNKNOWN_CALENDAR": mark("Le calendrier de cette période n'est pas encore connu"),
    "AWAITING_VALIDATION": mark("La ville doit encore répondre"),
}


def change_limit(slot: Slot) -> datetime | None:
    """The instant until which the parent can still change this slot; None when locked or without limit."""
    if slot.can_cancel:
        return slot.cancel_by
    if slot.can_book:
        return slot.late_until if slot.reason.code == "LATE" else slot.book_by
    return None


def group_note(slots: Sequence[tuple[str, Slot]], now: datetime, closed_for: str | None = None) -> Note | None:
    """One sentence for the slots of one service and day, each with its child's first name.

    The tightest limit of those shown; when children differ, each one's own. Of several days: those that cannot be
    taken by name, then the first limit of the others.
    """
    if not slots:
        return None
    few = [(name, slot) for name, slot in slots if slot.can_book and slot.places_left and slot.places_left <= 5]
    if few:
        left = min(slot.places_left or 0 for _name, slot in few)
        names = "" if len(few) == len(slots) else _(" pour {name}").format(name=few[0][0])
        head = ngettext("Dernière place : plus que {count}", "Dernières places : plus que {count}", left)
        return Note(head + names, Tone.FEW)
    changeable = [(name, slot) for name, slot in slots if slot.can_book or slot.can_cancel]
    if not changeable:
        notes = {slot_note(slot, now, closed_for) for _name, slot in slots}
        return notes.pop() if len(notes) == 1 else slot_note(slots[0][1], now, closed_for)
    limits = {change_limit(slot) for _name, slot in changeable}
    if len({slot.day for _name, slot in slots}) > 1:
        return _days_note([slot for _name, slot in slots], min((end for end in limits if end), default=None), now)
    if len(limits) > 1:
        ends = [(name, change_limit(slot)) for name, slot in changeable]
        told = [f"{name} : {_named_limit(end, now)}." for name, end in ends if end]
        return Note(typeset(" ".join(told)))
    only = limits.pop()
    ops = {Op.CANCEL if slot.can_cancel else Op.BOOK for _name, slot in changeable}
    if len(ops) == 1 or only is None:
        return slot_note(changeable[0][1], now, closed_for)
    return Note(_("À changer {before}").format(before=before(only, now)), _tone(only, now))


def _days_note(slots: Sequence[Slot], first_limit: datetime | None, now: datetime) -> Note:
    told = []
    for day in sorted({slot.day for slot in slots}):
        words = {_obstacle(slot) for slot in slots if slot.day == day}
        if len(words) == 1 and (word := words.pop()) is not None:
            name = weekday_and_number(day)
            told.append(f"{name[:1].upper()}{name[1:]} : {word}")
    if first_limit is not None:
        told.append(_("Premier délai : {limit}").format(limit=_named_limit(first_limit, now)))
    said = ". ".join(told) + ("." if len(told) > 1 else "")
    return Note(typeset(said), _tone(first_limit, now) if first_limit is not None else Tone.QUIET)


def _obstacle(slot: Slot) -> str | None:
    """Why a slot cannot simply be taken or given back, in two words; None when it can."""
    if slot.state is SlotState.FULL:
        return _("complet")
    if slot.can_book or slot.can_cancel:
        return None
    late = slot.reason.code in ("DEADLINE_PASSED", "CANCEL_DEADLINE_PASSED", "PAST")
    return _("délai dépassé") if late else _("fermé")


def _open_note(slot: Slot, now: datetime) -> Note:
    if slot.state is SlotState.FULL:
        rank = _rank(slot.position)
        return Note(_("Complet : demander une place (vous seriez {rank})").format(rank=rank), Tone.WAITING)
    if slot.reason.code == "LATE":
        told = _("Réservation tardive : {price} au lieu de {usual}").format(
            price=money(slot.price_cents), usual=money(slot.price_cents - slot.surcharge_cents)
        )
        return Note(f"{told}, {until(slot.late_until, now)}" if slot.late_until else told, Tone.SOON)
    if slot.book_by is None:
        return Note(_("Réservable jusqu'au jour même"))
    left = slot.book_by - now
    if timedelta() < left <= LAST_HOURS:
        told = _("Réservable encore {left}, {until}").format(left=_left(left), until=until(slot.book_by, now))
        return Note(told, Tone.SOON)
    return Note(_("Réservable {until}").format(until=until(slot.book_by, now)), _tone(slot.book_by, now))


def _booked_note(slot: Slot, now: datetime) -> Note:
    if slot.can_cancel:
        if slot.cancel_by is None:
            return Note(_("Annulable"))
        return Note(_("Annulable {until}").format(until=until(slot.cancel_by, now)))
    if slot.reason.code in _REASONS:
        return Note(_(_REASONS[slot.reason.code]), Tone.LOCKED)
    return Note(_cannot_cancel(slot, now), Tone.LOCKED)


def _cannot_cancel(slot: Slot, now: datetime) -> str:
    if slot.cancel_by is None:
        return _("Ne peut plus être annulé")
    return _("Ne peut plus être annulé {since}").format(since=since(slot.cancel_by, now))


def _tone(instant: datetime, now: datetime) -> Tone:
    return Tone.SOON if instant - now <= timedelta(hours=24) else Tone.QUIET


def _left(duration: timedelta) -> str:
    """« 2 h », « 40 min »."""
    minutes = int(duration.total_seconds()) // 60
    return typeset(f"{minutes // 60} h" if minutes >= 60 else f"{max(minutes, 1)} min")


def _rank(position: int | None) -> str:
    if position is None:
        return _("en attente")
    return _("1re") if position == 1 else f"{position}e"


def _named_limit(instant: datetime, now: datetime) -> str:
    """« mercredi 10 h », « demain 10 h »; the date too when it is a week away or more."""
    day = _end_day(instant, now)
    if relative_day(day, now.date()) or abs((day - now.date()).days) >= 7:
        return limit(_local(instant, now), now.date())
    return typeset(f"{weekday(day)} {hour(_local(instant, now))}")


def _local(instant: datetime, now: datetime) -> datetime:
    return instant.astimezone(now.tzinfo)


def _end_day(instant: datetime, now: datetime) -> date:
    """The day that a half-open limit ends in: midnight belongs to the day before."""
    at = _local(instant, now)
    return (at - timedelta(days=1)).date() if (at.hour, at.minute) == (0, 0) else at.date()
