"""What the screens read and write through the portal."""

import asyncio
from datetime import date, timedelta

import pytest

from services.courier import FIRST_WAIT, LONGEST_WAIT, Courier
from services.errors import ErrorKind, ServiceError
from services.exchange import Exchange
from services.models import Household
from services.portal import Portal
from services.ports import Backend
from services.query import Connection, Query, Topic
from services.session import Credentials
from services.storage import MemoryStorage
from services.vault import MemoryVault
from tests.fakes import builders
from tests.fakes.builders import ALICE, MEAL, MONDAY, SUNDAY
from tests.fakes.city import FakeCity
from tests.fakes.pauses import Pauses
from tests.fakes.portal import FixedTime, PortalKit, fake_portal

TUESDAY = date(2026, 11, 24)
LINES = (builders.line(ALICE, MEAL, date(2026, 11, 26)),)


async def signed_in() -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    return kit


def queries(portal: Portal) -> dict[str, Query[object]]:
    return {
        "household": portal.household(),
        "calendar:2026-11-23:2026-11-29": portal.calendar(MONDAY, SUNDAY),
        "receipts::": portal.receipts(),
        "receipt:2026-001482": portal.receipt("2026-001482"),
        "typical_weeks": portal.typical_weeks(),
        "town": portal.town,
    }


async def test_what_was_fetched_is_there_at_once_next_time_with_its_age() -> None:
    kit = await signed_in()
    await kit.portal.submit(LINES)
    for key, query in queries(kit.portal).items():
        assert query.key == key
        fetched = await query.fetch()
        assert fetched.as_of == builders.NOW
        assert await query.copy() == fetched
    again = kit.restart()
    await again.portal.restore()
    kit.city.fail_with(ErrorKind.OFFLINE)
    for query in queries(again.portal).values():
        copy = await query.copy()
        assert copy is not None
        assert copy.as_of == builders.NOW
        with pytest.raises(ServiceError):
            await query.fetch()


async def test_nothing_is_known_before_the_first_answer() -> None:
    kit = await signed_in()
    for query in queries(kit.portal).values():
        assert await query.copy() is None


async def test_each_query_names_what_makes_it_old() -> None:
    kit = await signed_in()
    assert kit.portal.household().topics == {Topic.SESSION, Topic.HOUSEHOLD}
    assert kit.portal.calendar(MONDAY, SUNDAY).topics == {Topic.SESSION, Topic.CALENDAR}
    assert kit.portal.receipts().topics == {Topic.SESSION, Topic.RECEIPTS}
    assert kit.portal.typical_weeks().topics == {Topic.SESSION, Topic.TYPICAL_WEEKS}
    assert kit.portal.town.topics == frozenset()


async def test_a_day_is_known_from_the_copy_of_its_week() -> None:
    kit = await signed_in()
    await kit.portal.calendar(MONDAY, SUNDAY).fetch()
    copy = await kit.portal.calendar(TUESDAY, TUESDAY).copy()
    assert copy is not None
    assert {slot.day for slot in copy.value.slots} == {TUESDAY}


async def test_signed_out_only_the_town_answers() -> None:
    kit = fake_portal()
    for key, query in queries(kit.portal).items():
        if key == "town":
            assert (await query.fetch()).value == builders.town()
            continue
        with pytest.raises(ServiceError) as caught:
            await query.fetch()
        assert caught.value.kind is ErrorKind.SESSION_EXPIRED
    assert kit.city.calls == ["town"]


async def test_the_town_gives_its_zone_to_the_clock() -> None:
    kit = fake_portal()
    kit.city.town_value = builders.town(time_zone="Indian/Reunion")
    await kit.portal.town.fetch()
    assert kit.portal.now().utcoffset() == timedelta(hours=4)
    assert kit.portal.now() == builders.NOW


async def test_the_connection_is_that_of_the_last_exchange() -> None:
    kit = await signed_in()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    for kind, connection in [
        (ErrorKind.OFFLINE, Connection.OFFLINE),
        (ErrorKind.OFFLINE, Connection.OFFLINE),
        (ErrorKind.CITY_DOWN, Connection.CITY_DOWN),
        (ErrorKind.UNEXPECTED, Connection.CITY_DOWN),
        (ErrorKind.NOT_FOUND, Connection.ONLINE),
        (ErrorKind.OPENING_RUSH, Connection.ONLINE),
    ]:
        kit.city.fail_with(kind, "household")
        with pytest.raises(ServiceError):
            await kit.portal.household().fetch()
        assert kit.portal.connection is connection
    assert heard == [Topic.CONNECTION] * 3


async def test_back_again_all_screens_ask_once() -> None:
    kit = await signed_in()
    kit.city.fail_with(ErrorKind.OFFLINE)
    with pytest.raises(ServiceError):
        await kit.portal.household().fetch()
    assert not await kit.portal.reconnect()
    kit.city.fail_with(None)
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    assert await kit.portal.reconnect()
    assert await kit.portal.reconnect()
    assert len(heard) == len(set(heard))
    assert heard[0] is Topic.CONNECTION
    assert set(Topic) - set(heard) == {
        Topic.SESSION,
        Topic.UNREAD,
        Topic.UNREAD_MESSAGES,
        Topic.DRAFTS,
        Topic.OUTBOX,
    }


async def test_a_preview_writes_nothing() -> None:
    kit = await signed_in()
    preview = await kit.portal.preview(LINES)
    assert preview.total_cents == 385
    assert kit.city.submissions == []


async def test_typical_weeks_are_written_and_told() -> None:
    kit = await signed_in()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    week = builders.typical_week()
    await kit.portal.save_typical_week(week)
    assert (await kit.portal.typical_weeks().fetch()).value == (week,)
    difference = await kit.portal.preview_typical_week(week.id, MONDAY, SUNDAY, cancel_others=False)
    assert [(line.service, line.day) for line in difference.lines] == [
        (MEAL, date(2026, 11, 26)),
        (MEAL, date(2026, 11, 27)),
    ]
    await kit.portal.delete_typical_week(week.id)
    assert (await kit.portal.typical_weeks().fetch()).value == ()
    assert heard == [Topic.TYPICAL_WEEKS, Topic.TYPICAL_WEEKS]


async def test_receipts_are_found_by_words_and_page() -> None:
    kit = await signed_in()
    for _ in range(21):
        await kit.portal.submit(LINES)
    first = (await kit.portal.receipts().fetch()).value
    assert len(first.items) == 20
    second = (await kit.portal.receipts(cursor=first.next).fetch()).value
    assert [item.number for item in second.items] == ["2026-001482"]
    assert (await kit.portal.receipts(search="noé").fetch()).value.items == ()


async def test_a_city_that_cannot_book_says_not_found() -> None:
    time = FixedTime()
    credentials, clock = Credentials(), time.clock()
    city = FakeCity(clock, credentials, time.city)
    portal = Portal(
        Backend(accounts=city, households=city),
        city="x",
        credentials=credentials,
        clock=clock,
        storage=MemoryStorage(),
        vault=MemoryVault(),
        device="d",
    )
    await portal.sign_in(builders.EMAIL, builders.PASSWORD)
    for action in (portal.submit(LINES), portal.preview(LINES), portal.typical_weeks().fetch()):
        with pytest.raises(ServiceError) as caught:
            await action
        assert caught.value.kind is ErrorKind.NOT_FOUND
    assert portal.outbox == ()
    await portal.close()


async def test_a_backend_that_breaks_is_unexpected_and_reported(caplog: pytest.LogCaptureFixture) -> None:
    kit = await signed_in()

    async def broken() -> Household:
        raise KeyError("children")

    kit.city.household = broken  # type: ignore[method-assign]
    with pytest.raises(ServiceError) as caught:
        await kit.portal.household().fetch()
    assert caught.value.kind is ErrorKind.UNEXPECTED
    assert "unnamed way" in caplog.text


def test_a_listener_that_fails_holds_nobody_back(caplog: pytest.LogCaptureFixture) -> None:
    exchange = Exchange(Credentials())
    heard: list[Topic] = []

    def broken(topic: Topic) -> None:
        raise RuntimeError(topic)

    exchange.subscribe(broken)
    unsubscribe = exchange.subscribe(heard.append)
    exchange.announce(Topic.OUTBOX)
    unsubscribe()
    unsubscribe()
    exchange.announce(Topic.SESSION)
    assert heard == [Topic.OUTBOX]
    assert "a listener failed" in caplog.text


async def test_the_courier_rests_while_nothing_waits_and_insists_further_and_further_apart() -> None:
    kit = await signed_in()
    pauses = Pauses()
    courier = asyncio.create_task(Courier(kit.portal, wait=pauses.wait, dice=lambda: 0.5).run())
    await kit.portal.household().fetch()
    assert pauses.asked.empty()
    kit.city.fail_with(ErrorKind.OFFLINE)
    await kit.portal.submit(LINES)
    expected = FIRST_WAIT
    for _ in range(6):
        assert await pauses.asked.get() == expected
        expected = min(expected * 2, LONGEST_WAIT)
        pauses.passing.put_nowait(None)
    await pauses.asked.get()
    kit.city.fail_with(None)
    kit.city.hold("submit")
    pauses.passing.put_nowait(None)
    await kit.city.reached("submit")
    kit.city.release()
    await kit.portal.settled()
    assert len(kit.city.submissions) == 1
    assert not kit.portal.unsettled
    courier.cancel()
    with pytest.raises(asyncio.CancelledError):
        await courier
