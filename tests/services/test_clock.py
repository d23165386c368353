from datetime import UTC, datetime, timedelta, timezone

from services.clock import CityClock
from tests.fakes.builders import NOW, PARIS
from tests.fakes.portal import FixedTime


def test_it_counts_from_the_last_instant_heard_not_from_the_device() -> None:
    time = FixedTime()
    time.ahead = timedelta(hours=2)
    clock = time.clock()
    clock.hear(NOW)
    time.pass_by(timedelta(minutes=3))
    time.ahead += timedelta(days=1)
    assert clock.now() == NOW + timedelta(minutes=3)
    assert clock.offset == timedelta(hours=2)


def test_before_the_city_is_heard_it_follows_the_device_and_the_offset_of_last_time() -> None:
    time = FixedTime(NOW)
    clock = time.clock()
    assert clock.now() == NOW
    assert not clock.heard
    clock.assume_offset(timedelta(hours=-1))
    assert clock.now() == NOW + timedelta(hours=1)


def test_an_assumed_offset_never_wins_over_the_city() -> None:
    clock = FixedTime(NOW).clock()
    clock.hear(NOW)
    clock.assume_offset(timedelta(hours=5))
    assert clock.now() == NOW
    assert clock.offset == timedelta(0)


def test_it_speaks_in_the_zone_of_the_town_across_the_change_of_hour() -> None:
    time = FixedTime(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    clock = time.clock()
    clock.hear(datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2))))
    time.pass_by(timedelta(hours=1))
    assert clock.now().isoformat() == "2026-10-25T02:30:00+01:00"


def test_an_unknown_zone_leaves_the_offset_the_city_speaks_with() -> None:
    clock = FixedTime(NOW).clock()
    clock.hear(NOW.astimezone(timezone(timedelta(hours=4))))
    clock.set_zone("Outre-Mer/Nulle-Part")
    assert clock.now().utcoffset() == timedelta(hours=4)
    clock.set_zone("Europe/Paris")
    assert clock.now().tzinfo == PARIS


def test_the_default_clock_is_the_device_one() -> None:
    before = datetime.now(UTC)
    assert before <= CityClock().now() <= datetime.now(UTC)
