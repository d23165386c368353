from datetime import date, timedelta

import pytest
from pydantic import TypeAdapter

from services.models import Household
from services.query import Copy
from services.replica import CALENDAR, KEPT_PER_KIND, Replica
from services.storage import MemoryStorage
from tests.fakes import builders
from tests.fakes.builders import FRIDAY, MONDAY, NOW, SUNDAY
from tests.fakes.storages import FailingStorage

HOUSEHOLD: TypeAdapter[Household] = TypeAdapter(Household)


async def test_a_copy_survives_the_run_with_its_age() -> None:
    storage = MemoryStorage()
    kept = Copy(builders.household(), NOW)
    assert await Replica(storage, "a").keep("household", HOUSEHOLD, kept)
    assert await Replica(storage, "a").find("household", HOUSEHOLD) == kept


async def test_scopes_never_see_each_other() -> None:
    storage = MemoryStorage()
    await Replica(storage, "town/anne").keep("household", HOUSEHOLD, Copy(builders.household(), NOW))
    assert await Replica(storage, "town/ann").find("household", HOUSEHOLD) is None
    assert await Replica(storage, "town").find("household", HOUSEHOLD) is None


@pytest.mark.parametrize("kept", [b"", b"1 {}", b'1 {"as_of":"2026-11-23T08:00:00+01:00"}\n{"id":3}', b"2 {}\n{}"])
async def test_a_copy_that_no_longer_fits_is_absent(kept: bytes) -> None:
    storage = MemoryStorage()
    await storage.set("a/copy/household", kept)
    assert await Replica(storage, "a").find("household", HOUSEHOLD) is None


async def test_a_period_is_answered_from_the_newest_wider_copy() -> None:
    replica = Replica(MemoryStorage(), "a")
    month = builders.calendar(date(2026, 11, 1), date(2026, 11, 30))
    await replica.keep("calendar:2026-11-01:2026-11-30", CALENDAR, Copy(month, NOW))
    await replica.keep(f"calendar:{MONDAY}:{SUNDAY}", CALENDAR, Copy(builders.calendar(), NOW - timedelta(hours=1)))
    found = await replica.covering(MONDAY, FRIDAY)
    assert found is not None
    assert found.as_of == NOW
    assert (found.value.first_day, found.value.last_day) == (MONDAY, FRIDAY)
    assert [day.day for day in found.value.days] == [MONDAY + timedelta(days=number) for number in range(5)]
    assert {slot.key for slot in found.value.slots} == {slot.key for slot in builders.calendar(MONDAY, FRIDAY).slots}
    assert await replica.covering(date(2026, 11, 30), date(2026, 12, 1)) is None


async def test_the_oldest_calendars_leave_first() -> None:
    storage = MemoryStorage()
    replica = Replica(storage, "a")
    limit = KEPT_PER_KIND["calendar"]
    weeks = [MONDAY + timedelta(weeks=number) for number in range(limit + 3)]
    for week in weeks:
        end = week + timedelta(days=6)
        await replica.keep(f"calendar:{week}:{end}", CALENDAR, Copy(builders.calendar(week, end), NOW))
    assert len(await storage.keys("a/copy/calendar:")) == limit
    assert await replica.covering(weeks[0], weeks[0]) is None
    assert await replica.covering(weeks[-1], weeks[-1]) is not None


async def test_a_full_disk_keeps_the_copy_for_this_run() -> None:
    storage = FailingStorage()
    storage.full = True
    replica = Replica(storage, "a")
    copy = Copy(builders.household(), NOW)
    assert not await replica.keep("household", HOUSEHOLD, copy)
    assert await replica.find("household", HOUSEHOLD) == copy


async def test_forgotten_means_forgotten_even_for_what_comes_late() -> None:
    storage = MemoryStorage()
    replica = Replica(storage, "a")
    copy = Copy(builders.household(), NOW)
    await replica.keep("household", HOUSEHOLD, copy)
    await replica.forget()
    assert not await replica.keep("household", HOUSEHOLD, copy)
    assert await replica.find("household", HOUSEHOLD) is None
    assert await storage.keys() == ()
