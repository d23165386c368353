import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from services.errors import ErrorKind, ServiceError
from services.models import Calendar, Line, Op, Receipt, Slot, SlotState, Submission, Verdict
from tests.contract.conftest import signed_in
from tests.contract.places import START, CityPlace, Phone, Place

MONDAY = date(2026, 11, 30)
SUNDAY = date(2026, 12, 6)


def book(slot: Slot, **changes: object) -> Line:
    line = Line(op=Op.BOOK, child=slot.child, service=slot.service, day=slot.day, price_cents=slot.price_cents)
    return line.model_copy(update=changes)


def cancel(slot: Slot) -> Line:
    return book(slot, op=Op.CANCEL)


async def week(phone: Phone) -> Calendar:
    return await phone.bookings.calendar(MONDAY, SUNDAY)


async def free_slots(phone: Phone, service: str = "restauration-scolaire") -> list[Slot]:
    """Slots of that service which can be booked now, in order."""
    found = [slot for slot in (await week(phone)).slots if slot.service == service and slot.can_book]
    assert len(found) >= 4
    return found


async def submit(phone: Phone, key: str, *lines: Line) -> Receipt:
    return await phone.bookings.submit(Submission(key=key, lines=lines))


async def error_of(work: Awaitable[object]) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        await work
    return caught.value


async def test_a_calendar_has_every_day_and_slots_of_the_household_only(phone: Phone) -> None:
    calendar = await week(phone)
    household = await phone.backend.households.household()
    assert calendar.now == START
    assert (calendar.first_day, calendar.last_day) == (MONDAY, SUNDAY)
    assert [day.day for day in calendar.days] == [MONDAY + timedelta(days=number) for number in range(7)]
    assert calendar.slots
    assert {slot.child for slot in calendar.slots} <= {child.id for child in household.children}
    assert {slot.service for slot in calendar.slots} <= {service.id for service in household.services}
    assert len({slot.key for slot in calendar.slots}) == len(calendar.slots)


async def test_every_slot_says_until_when_and_why(phone: Phone) -> None:
    for slot in (await week(phone)).slots:
        assert slot.reason.code
        if slot.can_book:
            assert slot.state in {SlotState.FREE, SlotState.FULL}
            assert slot.book_by is None or slot.book_by > START
        if slot.can_cancel:
            assert slot.cancel_by is None or slot.cancel_by > START
        assert slot.price_cents >= slot.surcharge_cents >= 0


async def test_a_preview_says_what_a_submission_would_and_writes_nothing(phone: Phone) -> None:
    slot = (await free_slots(phone))[0]
    preview = await phone.bookings.preview((book(slot),))
    assert preview.total_cents == slot.price_cents
    assert [line.verdict for line in preview.lines] == [Verdict.BOOKED]
    assert (await free_slots(phone))[0] == slot
    assert (await phone.bookings.receipts()).items == ()


async def test_what_is_submitted_is_booked_and_its_receipt_found_again(phone: Phone) -> None:
    first, second = (await free_slots(phone))[:2]
    receipt = await submit(phone, "k1", book(first), book(second))
    assert receipt.total_cents == first.price_cents + second.price_cents
    assert receipt.by == "Camille Martin"
    assert [line.verdict for line in receipt.lines] == [Verdict.BOOKED, Verdict.BOOKED]
    assert receipt.lines[0].service_name == "Restauration scolaire"
    assert receipt.lines[0].child_name
    states = {slot.key: slot.state for slot in (await week(phone)).slots}
    assert states[first.key] is SlotState.BOOKED
    assert states[second.key] is SlotState.BOOKED
    assert (await phone.bookings.receipt(receipt.number)).lines == receipt.lines
    paper = await phone.bookings.receipt_paper(receipt.number)
    assert (paper.content[:4], paper.media_type) == (b"%PDF", "application/pdf")
    assert receipt.number in paper.name and paper.name.endswith(".pdf")
    page = await phone.bookings.receipts()
    assert [(item.number, item.line_count, item.refused_count) for item in page.items] == [(receipt.number, 2, 0)]


async def test_the_same_key_is_the_same_submission(phone: Phone) -> None:
    first, second = (await free_slots(phone))[:2]
    receipt = await submit(phone, "k1", book(first))
    assert await submit(phone, "k1", book(first)) == receipt
    assert (await error_of(submit(phone, "k1", book(second)))).kind is ErrorKind.INVALID
    assert len((await phone.bookings.receipts()).items) == 1
    again = await submit(phone, "k2", book(first))
    assert again.lines[0].verdict in {Verdict.UNCHANGED, Verdict.REFUSED}
    assert again.total_cents == 0


async def test_the_same_key_sent_many_times_at_once_is_one_submission(phone: Phone) -> None:
    slot = (await free_slots(phone))[0]
    receipts = await asyncio.gather(*(submit(phone, "k1", book(slot)) for _ in range(4)))
    assert all(receipt == receipts[0] for receipt in receipts)
    assert len((await phone.bookings.receipts()).items) == 1


async def test_two_devices_see_the_same_receipts(place: Place, phone: Phone) -> None:
    slot = (await free_slots(phone))[0]
    receipt = await submit(phone, "k1", book(slot))
    other = await signed_in(place, "device-2")
    assert (await other.bookings.receipt(receipt.number)).lines == receipt.lines
    assert {slot.key for slot in (await week(other)).slots if slot.state is SlotState.BOOKED} >= {slot.key}
    await other.close()


async def test_cancelling_gives_the_price_back(phone: Phone) -> None:
    slot = (await free_slots(phone))[0]
    await submit(phone, "k1", book(slot))
    receipt = await submit(phone, "k2", cancel(slot))
    assert [line.verdict for line in receipt.lines] == [Verdict.CANCELLED]
    assert receipt.total_cents == -slot.price_cents


async def test_refused_lines_are_told_one_by_one_and_the_others_stand(phone: Phone) -> None:
    good, cheap = (await free_slots(phone))[:2]
    past = book(good, day=date(2026, 11, 20))
    receipt = await submit(phone, "k1", book(good), book(cheap, price_cents=cheap.price_cents - 1), past)
    assert [line.verdict for line in receipt.lines] == [Verdict.BOOKED, Verdict.REFUSED, Verdict.REFUSED]
    assert receipt.lines[1].code == "PRICE_CHANGED"
    assert receipt.lines[1].price_cents == cheap.price_cents
    assert receipt.total_cents == good.price_cents
    page = await phone.bookings.receipts()
    assert (page.items[0].line_count, page.items[0].refused_count) == (3, 2)


async def test_receipts_come_newest_first_by_pages(phone: Phone) -> None:
    slot = (await free_slots(phone))[0]
    numbers = []
    for turn in range(22):
        line = book(slot) if turn % 2 == 0 else cancel(slot)
        numbers.append((await submit(phone, f"k{turn}", line)).number)
    first = await phone.bookings.receipts()
    assert len(first.items) == 20
    assert first.next is not None
    second = await phone.bookings.receipts(first.next)
    assert second.next is None
    assert [item.number for item in first.items + second.items] == numbers[::-1]


async def test_a_receipt_is_found_by_its_number(phone: Phone) -> None:
    first, second = (await free_slots(phone))[:2]
    wanted = await submit(phone, "k1", book(first))
    await submit(phone, "k2", book(second))
    page = await phone.bookings.receipts(search=wanted.number)
    assert [item.number for item in page.items] == [wanted.number]
    assert (await phone.bookings.receipts(search="zzz")).items == ()


@pytest.mark.parametrize("number", ["2026-999999", "nothing", "a/b", "../household"])
async def test_an_unknown_receipt_is_not_found(phone: Phone, number: str) -> None:
    assert (await error_of(phone.bookings.receipt(number))).kind is ErrorKind.NOT_FOUND


BAD: dict[str, tuple[Callable[[Slot], tuple[Line, ...]], ErrorKind]] = {
    "5 001 lines": (
        lambda slot: tuple(book(slot, day=slot.day + timedelta(days=number)) for number in range(5001)),
        ErrorKind.TOO_BIG,
    ),
    "the same slot twice": (lambda slot: (book(slot), book(slot)), ErrorKind.INVALID),
    "booked and cancelled": (lambda slot: (book(slot), cancel(slot)), ErrorKind.INVALID),
}


@pytest.mark.parametrize("case", BAD)
async def test_bad_submissions_are_refused_whole_and_named(city_place: CityPlace, case: str) -> None:
    make, kind = BAD[case]
    phone = await signed_in(city_place)
    slot = (await free_slots(phone))[0]
    error = await error_of(submit(phone, "k1", *make(slot)))
    assert error.kind is kind
    assert (await phone.bookings.receipts()).items == ()
    if kind is ErrorKind.TOO_BIG:
        assert error.params["max"] == "5000"
    assert (await submit(phone, "k1", book(slot))).lines[0].verdict is Verdict.BOOKED
    await phone.close()


async def test_unknown_and_strange_children_are_refused_line_by_line(city_place: CityPlace) -> None:
    phone = await signed_in(city_place)
    slot = (await free_slots(phone))[0]
    receipt = await submit(
        phone, "k1", book(slot, child="c_zoe"), book(slot, child="c_nobody"), book(slot, service="minigolf"), book(slot)
    )
    assert [line.code for line in receipt.lines[:3]] == ["UNKNOWN_CHILD", "UNKNOWN_CHILD", "UNKNOWN_SERVICE"]
    assert receipt.lines[3].verdict is Verdict.BOOKED
    await phone.close()


async def test_a_period_too_long_is_refused(city_place: CityPlace) -> None:
    phone = await signed_in(city_place)
    error = await error_of(phone.bookings.calendar(date(2026, 1, 1), date(2027, 12, 31)))
    assert error.kind is ErrorKind.INVALID
    assert (await phone.bookings.calendar(date(2026, 9, 1), date(2027, 7, 31))).slots
    await phone.close()
