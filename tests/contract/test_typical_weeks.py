from datetime import date

import pytest

from services.errors import ErrorKind, ServiceError
from services.models import Op, Recurrence, RecurrenceKind, Tick, TypicalWeek
from tests.contract.places import Phone

MEAL = "restauration-scolaire"
MONDAY = date(2026, 11, 30)
SUNDAY = date(2026, 12, 13)


async def pattern(phone: Phone, **changes: object) -> TypicalWeek:
    household = await phone.backend.households.household()
    week = TypicalWeek(
        source=household.source,
        id="w1",
        child=household.children[0].id,
        name="École",
        services=(MEAL,),
        ticks=(Tick(weekday=1, service=MEAL), Tick(weekday=4, service=MEAL)),
        recurrence=Recurrence(kind=RecurrenceKind.EVERY),
    )
    return week.model_copy(update=changes)


async def test_a_pattern_is_kept_replaced_and_deleted(phone: Phone) -> None:
    week = await pattern(phone)
    await phone.typical_weeks.save_typical_week(week)
    await phone.typical_weeks.save_typical_week(week)
    assert await phone.typical_weeks.typical_weeks() == (week,)
    renamed = week.model_copy(update={"name": "Semaine chez Papa"})
    await phone.typical_weeks.save_typical_week(renamed)
    assert await phone.typical_weeks.typical_weeks() == (renamed,)
    await phone.typical_weeks.delete_typical_week(week.id)
    await phone.typical_weeks.delete_typical_week(week.id)
    assert await phone.typical_weeks.typical_weeks() == ()


@pytest.mark.parametrize("kind", list(RecurrenceKind))
async def test_each_recurrence_is_kept_as_it_is(phone: Phone, kind: RecurrenceKind) -> None:
    monday = MONDAY if kind is RecurrenceKind.ALTERNATE else None
    week = await pattern(phone, recurrence=Recurrence(kind=kind, monday=monday))
    await phone.typical_weeks.save_typical_week(week)
    assert await phone.typical_weeks.typical_weeks() == (week,)


async def test_the_difference_is_told_line_by_line_and_writes_nothing(phone: Phone) -> None:
    week = await pattern(phone)
    await phone.typical_weeks.save_typical_week(week)
    preview = await phone.typical_weeks.preview_typical_week("w1", MONDAY, SUNDAY, cancel_others=False)
    assert [(line.op, line.service, line.day) for line in preview.lines] == [
        (Op.BOOK, MEAL, date(2026, 11, 30)),
        (Op.BOOK, MEAL, date(2026, 12, 3)),
        (Op.BOOK, MEAL, date(2026, 12, 7)),
        (Op.BOOK, MEAL, date(2026, 12, 10)),
    ]
    assert all(line.possible and line.price_cents > 0 and line.child == week.child for line in preview.lines)
    assert [applied.monday for applied in preview.weeks] == [MONDAY, date(2026, 12, 7)]
    assert (await phone.bookings.receipts()).items == ()


async def test_the_difference_of_an_unknown_pattern_is_not_found(phone: Phone) -> None:
    with pytest.raises(ServiceError) as caught:
        await phone.typical_weeks.preview_typical_week("none", MONDAY, SUNDAY, cancel_others=False)
    assert caught.value.kind is ErrorKind.NOT_FOUND
