"""Every sentence of the deadlines table, in words, in the town's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from services.models import Reason, Slot, SlotState
from tests.views.booking.build import LIMIT, NOW, PARIS, booked, free, full, late
from views.text import typeset
from views.text.deadlines import Tone, before, group_note, opening, reason_sentence, short_limit, slot_note, until

FREE = free("alice", "midi")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def changed(slot: Slot, **values: object) -> Slot:
    return slot.model_copy(update=values)


def closed(code: str, **params: str) -> Slot:
    return changed(late("alice", "midi"), reason=Reason(code=code, params=params))


CASES = [
    (FREE, NOW, "Réservable jusqu'au mercredi 25 novembre à 10 h", Tone.QUIET),
    (FREE, at(24, 9), "Réservable jusqu'à demain 10 h", Tone.QUIET),
    (FREE, at(25, 8), "Réservable encore 2 h, jusqu'à 10 h", Tone.SOON),
    (FREE, at(25, 9, 20), "Réservable encore 40 min, jusqu'à 10 h", Tone.SOON),
    (booked("alice", "midi"), NOW, "Annulable jusqu'au mercredi 25 novembre à 10 h", Tone.QUIET),
    (
        changed(booked("alice", "midi", can_cancel=False), reason=Reason(code="CANCEL_DEADLINE_PASSED")),
        at(26, 7),
        "Ne peut plus être annulé depuis hier 10 h",
        Tone.LOCKED,
    ),
    (late("alice", "midi"), at(26, 7), "Délai dépassé depuis hier 10 h", Tone.LOCKED),
    (
        changed(FREE, reason=Reason(code="LATE"), price_cents=578, surcharge_cents=193, late_until=at(26, 9)),
        at(25, 11),
        "Réservation tardive : 5,78 € au lieu de 3,85 €, jusqu'à demain 9 h",
        Tone.SOON,
    ),
    (full("alice", "midi"), NOW, "Complet : demander une place (vous seriez 3e)", Tone.WAITING),
    (full("alice", "midi", waiting_list=False), NOW, "Complet. Pas de liste d'attente pour ce service", Tone.LOCKED),
    (
        changed(booked("alice", "midi"), state=SlotState.WAITLISTED, position=3),
        NOW,
        "Vous êtes 3e. Nous vous prévenons, et la place est à vous dès qu'elle se libère",
        Tone.WAITING,
    ),
    (closed("PUBLIC_HOLIDAY", name="Armistice 1918"), NOW, "Fermé : Armistice 1918", Tone.LOCKED),
    (closed("SCHOOL_HOLIDAY"), NOW, "Vacances scolaires : voir le centre de loisirs", Tone.LOCKED),
    (closed("BOOKED_ELSEWHERE"), NOW, "Déjà réservé par l'autre foyer", Tone.LOCKED),
    (closed("A_CODE_OF_TOMORROW"), NOW, "Ce service n'a pas lieu ce jour-là", Tone.LOCKED),
]


@pytest.mark.parametrize(("slot", "now", "sentence", "tone"), CASES)
def test_the_sentence_of_a_slot(slot: Slot, now: datetime, sentence: str, tone: Tone) -> None:
    note = slot_note(slot, now)
    assert (note.sentence, note.tone) == (typeset(sentence), tone)


def test_an_instant_in_another_zone_is_told_in_the_towns() -> None:
    utc = changed(FREE, book_by=LIMIT.astimezone(UTC))
    assert slot_note(utc, NOW).sentence == slot_note(FREE, NOW).sentence


def test_midnight_belongs_to_the_day_it_ends() -> None:
    assert until(at(26, 0), NOW) == typeset("jusqu'au mercredi 25 novembre à minuit")
    assert before(at(24, 0), NOW) == typeset("avant minuit")


def test_opening_says_day_and_hour() -> None:
    assert opening(datetime(2027, 1, 4, 8, 30, tzinfo=PARIS), NOW) == typeset("S'ouvre le lundi 4 janvier à 8 h 30")
    assert opening(datetime(2027, 1, 4, 0, 0, tzinfo=PARIS), NOW) == typeset("S'ouvre le lundi 4 janvier")
    assert opening(at(24, 8, 30), NOW) == typeset("S'ouvre demain 8 h 30")


def test_the_head_of_a_column_is_short() -> None:
    assert short_limit(at(23, 10), NOW) == typeset("auj. 10 h")
    assert short_limit(LIMIT, NOW) == typeset("mer. 10 h")


def test_one_sentence_for_several_children() -> None:
    def told(*pairs: tuple[str, Slot]) -> str:
        note = group_note(pairs, NOW)
        assert note
        return note.sentence

    taken = booked("noe", "midi")
    assert told(("Alice", FREE), ("Noé", taken)) == typeset("À changer avant le mercredi 25 novembre à 10 h")
    assert told(("Alice", FREE), ("Noé", late("noe", "midi"))) == slot_note(FREE, NOW).sentence
    sooner = changed(taken, cancel_by=at(24, 10))
    assert told(("Alice", FREE), ("Noé", sooner)) == typeset("Alice : mercredi 10 h. Noé : demain 10 h.")
    few = free("alice", "midi", places=2)
    assert told(("Alice", few), ("Noé", taken)) == typeset("Dernières places : plus que 2 pour Alice")
    assert group_note((), NOW) is None


def test_several_days_tell_the_first_limit_and_name_the_days_that_cannot_be_taken() -> None:
    def told(*pairs: tuple[str, Slot]) -> str:
        note = group_note(pairs, NOW)
        assert note
        return note.sentence

    friday = changed(FREE, day=date(2026, 11, 27), book_by=at(26, 10))
    both = [(name, slot) for name in ("Alice", "Noé") for slot in (FREE, friday)]
    assert told(*both) == typeset("Premier délai : mercredi 10 h")
    full = changed(friday, state=SlotState.FULL)
    assert told(("Alice", FREE), ("Alice", full)) == typeset("Vendredi 27 : complet. Premier délai : mercredi 10 h.")
    gone = changed(late("alice", "midi"), day=date(2026, 11, 24))
    assert told(("Alice", gone), ("Alice", FREE)) == typeset("Mardi 24 : délai dépassé. Premier délai : mercredi 10 h.")


def test_every_reason_of_the_wire_has_its_sentence() -> None:
    codes = [
        "DEADLINE_PASSED",
        "CANCEL_DEADLINE_PASSED",
        "NEVER_CANCELLABLE",
        "NO_WAITING_LIST",
        "PUBLIC_HOLIDAY",
        "SCHOOL_HOLIDAY",
        "WEEKEND",
        "NOT_SERVED",
        "CITY_CLOSED",
        "PAST",
        "ATTENDED",
        "INVOICED",
        "BOOKED_ELSEWHERE",
        "NOT_REGISTERED",
        "UNKNOWN_CALENDAR",
        "AWAITING_VALIDATION",
        "REFUSED",
        "NOT_OPEN",
    ]
    told = {code: reason_sentence(closed(code), NOW) for code in codes}
    assert all(sentence and code not in sentence for code, sentence in told.items())
