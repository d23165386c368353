"""The reference backend: the JSON of docs/wire.md becomes the app's values."""

import json
from datetime import date, datetime
from typing import Any

import httpx
import pytest

from services.backends.reference.backend import open_reference
from services.backends.registry import BACKENDS, UnknownSoftware, open_backend
from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models import (
    DayKind,
    Line,
    Moment,
    OnFull,
    Op,
    Recurrence,
    RecurrenceKind,
    SlotState,
    Submission,
    Verdict,
)
from services.ports import Backend, Bookings, TypicalWeeks
from services.session import Credentials
from services.transport import Transport
from tests.fakes import builders
from tests.fakes.wire import Answer, Wires, answer

SLOT: dict[str, Any] = {
    "child": "c_1",
    "service": "restauration-scolaire",
    "date": "2026-11-26",
    "state": "free",
    "can_book": True,
    "book_by": "2026-11-25T10:00:00+01:00",
    "cancel_by": None,
    "price_cents": 385,
    "reason": {"code": "OPEN", "params": {}},
}
CALENDAR: dict[str, Any] = {
    "now": "2026-11-23T08:00:00+01:00",
    "from": "2026-11-26",
    "to": "2026-11-26",
    "days": [{"date": "2026-11-26", "kind": "school"}],
    "slots": [SLOT],
}
RECEIPT: dict[str, Any] = {
    "number": "2026-001482",
    "received_at": "2026-11-23T08:04:00+01:00",
    "by": "Camille Martin",
    "total_cents": 385,
    "lines": [
        {
            "op": "book",
            "child": "c_1",
            "service": "restauration-scolaire",
            "date": "2026-11-26",
            "price_cents": 385,
            "on_full": "refuse",
            "group": None,
            "verdict": "booked",
            "code": "BOOKED",
            "params": {},
            "position": None,
            "child_name": "Alice",
            "service_name": "Restauration scolaire",
        }
    ],
}


def opened(*answers: Answer) -> tuple[Backend, Wires]:
    wires = Wires(*answers)
    transport = Transport("http://127.0.0.1:1", credentials=Credentials(), clock=CityClock(), inner=wires)
    return open_reference("villiers", transport), wires


def bookings(*answers: Answer) -> tuple[Bookings, Wires]:
    backend, wires = opened(*answers)
    assert backend.bookings is not None
    return backend.bookings, wires


def patterns(*answers: Answer) -> tuple[TypicalWeeks, Wires]:
    backend, wires = opened(*answers)
    assert backend.typical_weeks is not None
    return backend.typical_weeks, wires


async def test_left_out_keys_have_their_commonest_value() -> None:
    port, wires = bookings(answer(CALENDAR))
    calendar = await port.calendar(date(2026, 11, 26), date(2026, 11, 26))
    (slot,) = calendar.slots
    assert slot.key == ("c_1", "restauration-scolaire", date(2026, 11, 26))
    assert (slot.can_book, slot.can_cancel, slot.opens, slot.late_until) == (True, False, None, None)
    assert (slot.surcharge_cents, slot.places_left, slot.position, slot.waiting_list) == (0, None, None, True)
    assert slot.book_by == datetime.fromisoformat("2026-11-25T10:00:00+01:00")
    assert calendar.source == "villiers"
    assert wires.requests[0].url.raw_path == b"/api/v1/calendar?from=2026-11-26&to=2026-11-26"


async def test_what_a_newer_city_adds_promises_nothing() -> None:
    newer = CALENDAR | {
        "slots": [SLOT | {"state": "teleported", "extra": 1, "reason": {"code": "NEW", "params": {"n": 2, "x": None}}}],
        "days": [{"date": "2026-11-26", "kind": "strike"}],
        "more": True,
    }
    port, _ = bookings(answer(newer))
    calendar = await port.calendar(date(2026, 11, 26), date(2026, 11, 26))
    assert calendar.slots[0].state is SlotState.CLOSED
    assert calendar.slots[0].reason.params == {"n": "2"}
    assert calendar.days[0].kind is DayKind.UNKNOWN


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        json.dumps(CALENDAR | {"now": "2026-11-23T08:00:00"}).encode(),
        json.dumps(CALENDAR | {"slots": [SLOT | {"price_cents": "dear"}]}).encode(),
    ],
)
async def test_an_answer_that_cannot_be_read_is_unexpected_and_keeps_its_cause(body: bytes) -> None:
    port, _ = bookings(httpx.Response(200, content=body))
    with pytest.raises(ServiceError) as caught:
        await port.calendar(date(2026, 11, 26), date(2026, 11, 26))
    assert caught.value.kind is ErrorKind.UNEXPECTED
    assert caught.value.__cause__ is not None


async def test_no_error_repeats_what_it_could_not_read() -> None:
    backend, _ = opened(answer({"token": "secret", "expires_at": "soon", "account": {}}, 201))
    with pytest.raises(ServiceError) as caught:
        await backend.accounts.sign_in("a@b.fr", "password", "device", "name")
    assert "secret" not in str(caught.value.__cause__)


async def test_a_submission_is_sent_under_its_key_and_its_receipt_read() -> None:
    port, wires = bookings(answer(RECEIPT, 201))
    asked = Line(
        op=Op.BOOK,
        child="c_1",
        service="restauration-scolaire",
        day=date(2026, 11, 26),
        price_cents=385,
        on_full=OnFull.WAIT,
        group="g1",
    )
    receipt = await port.submit(Submission(key="k1", lines=(asked,)))
    assert receipt.lines[0].verdict is Verdict.BOOKED
    request = wires.requests[0]
    assert request.headers["idempotency-key"] == "k1"
    assert json.loads(request.content) == {
        "lines": [
            {
                "op": "book",
                "child": "c_1",
                "service": "restauration-scolaire",
                "date": "2026-11-26",
                "price_cents": 385,
                "on_full": "wait",
                "group": "g1",
            }
        ]
    }


async def test_a_verdict_is_never_guessed() -> None:
    odd = RECEIPT | {"lines": [RECEIPT["lines"][0] | {"verdict": "perhaps"}]}
    port, _ = bookings(answer(odd, 201))
    with pytest.raises(ServiceError) as caught:
        await port.submit(Submission(key="k1", lines=()))
    assert caught.value.kind is ErrorKind.UNEXPECTED


async def test_a_receipt_tells_what_followed() -> None:
    after = {
        "at": "2026-11-24T09:00:00+01:00",
        "child": "c_1",
        "service": "s",
        "date": "2026-11-26",
        "code": "REPRICED",
        "params": {"from_cents": 385, "to_cents": 520},
    }
    port, wires = bookings(answer(RECEIPT | {"follow_ups": [after]}))
    receipt = await port.receipt("2026/00?1")
    assert receipt.follow_ups[0].code == "REPRICED"
    assert receipt.follow_ups[0].params == {"from_cents": "385", "to_cents": "520"}
    assert wires.requests[0].url.raw_path == b"/api/v1/submissions/2026%2F00%3F1"


async def test_receipts_are_asked_by_page_and_words() -> None:
    page = {
        "now": "2026-11-23T08:00:00+01:00",
        "items": [
            {
                "number": "2026-001482",
                "received_at": "2026-11-23T08:04:00+01:00",
                "by": "Camille",
                "total_cents": -385,
                "line_count": 2,
                "refused_count": 1,
            }
        ],
        "next": "abc",
    }
    port, wires = bookings(answer(page))
    found = await port.receipts("cur", "Noé & co")
    assert found.next == "abc"
    assert found.items[0].refused_count == 1
    assert dict(wires.requests[0].url.params) == {"cursor": "cur", "q": "Noé & co"}
    await port.receipts()
    assert wires.requests[1].url.query == b""


async def test_a_typical_week_goes_and_comes_back_the_same() -> None:
    port, wires = patterns(answer({}))
    monday = date(2026, 11, 30)
    recurrence = Recurrence(kind=RecurrenceKind.ALTERNATE, monday=monday)
    week = builders.typical_week().model_copy(update={"recurrence": recurrence, "source": "villiers"})
    await port.save_typical_week(week)
    sent = json.loads(wires.requests[0].content)
    assert sent["recurrence"] == {"kind": "alternate", "from": "2026-11-30"}
    again, _ = patterns(answer({"items": [sent], "next": None}))
    assert await again.typical_weeks() == (week,)


async def test_the_difference_of_a_pattern_is_read() -> None:
    preview = {
        "now": "2026-11-23T08:00:00+01:00",
        "lines": [
            {
                "op": "cancel",
                "child": "c_1",
                "service": "s",
                "date": "2026-11-26",
                "price_cents": None,
                "possible": False,
                "code": "PAST",
                "params": {},
                "position": None,
            }
        ],
        "untouched": [{"service": "s", "date": "2026-11-27", "code": "BOOKED"}],
        "weeks": [{"monday": "2026-11-23", "iso_week": 48, "applies": True, "holiday": None}],
        "notes": [{"code": "TWO_ODD_WEEKS", "params": {"weeks": [53, 1]}}],
    }
    port, wires = patterns(answer(preview))
    read = await port.preview_typical_week("w", date(2026, 11, 23), date(2026, 11, 29), cancel_others=True)
    assert read.lines[0].op is Op.CANCEL
    assert read.notes[0].params == {"weeks": "53,1"}
    assert json.loads(wires.requests[0].content) == {"from": "2026-11-23", "to": "2026-11-29", "cancel_others": True}


async def test_a_household_of_a_newer_city_still_shows() -> None:
    service = {
        "id": "s",
        "name": "S",
        "short_name": "s",
        "activity": "a",
        "activity_name": "A",
        "icon": "meal",
        "moment": "night",
        "starts": "11:30",
        "ends": "13:30",
    }
    body = {"now": "2026-11-23T08:00:00+01:00", "id": "h", "name": "F", "children": [], "services": [service]}
    backend, _ = opened(answer(body))
    household = await backend.households.household()
    assert household.services[0].moment is Moment.DAY
    assert household.quotient is None


def test_the_registry_knows_its_softwares_and_names_them() -> None:
    transport = Transport("http://127.0.0.1:1", credentials=Credentials(), clock=CityClock(), inner=Wires(answer({})))
    assert set(BACKENDS) == {"reference"}
    assert open_backend("reference", "villiers", transport).bookings is not None
    with pytest.raises(UnknownSoftware, match="known: reference"):
        open_backend("minitel", "villiers", transport)
