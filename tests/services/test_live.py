"""The line on which the city tells what changes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from services.errors import ErrorKind
from services.live import FIRST_WAIT, LONGEST_WAIT, Live
from services.models.notification import LiveTopic
from services.query import Topic
from tests.fakes import builders
from tests.fakes.pauses import Pauses
from tests.fakes.portal import PortalKit, fake_portal


class Listener:
    """What the screens hear, in order."""

    def __init__(self, kit: PortalKit) -> None:
        self._heard: asyncio.Queue[Topic] = asyncio.Queue()
        kit.portal.subscribe(self._heard.put_nowait)

    async def until(self, topic: Topic) -> list[Topic]:
        """All topics heard up to that one."""
        heard = [await self._heard.get()]
        while heard[-1] is not topic:
            heard.append(await self._heard.get())
        return heard


@asynccontextmanager
async def listening(kit: PortalKit, pauses: Pauses | None = None) -> AsyncIterator[Listener]:
    pauses = pauses or Pauses()
    listener = Listener(kit)
    task = asyncio.create_task(Live(kit.portal, wait=pauses.wait, dice=lambda: 0.5).run())
    try:
        yield listener
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_what_the_city_tells_is_told_to_the_screens_with_the_count() -> None:
    kit = fake_portal()
    await kit.sign_in()
    async with listening(kit) as screens:
        await screens.until(Topic.UNREAD)
        assert kit.portal.notifications.unread == 3
        kit.city.notify(builders.notification("n_new"))
        assert await screens.until(Topic.NOTIFICATIONS) == [Topic.UNREAD, Topic.NOTIFICATIONS]
        assert kit.portal.notifications.unread == 4
        kit.city.tell(LiveTopic.BOOKINGS, LiveTopic.REGISTRATIONS)
        heard = [*await screens.until(Topic.REGISTRATIONS), *await screens.until(Topic.HOUSEHOLD)]
        assert heard == [Topic.CALENDAR, Topic.RECEIPTS, Topic.REGISTRATIONS, Topic.HOUSEHOLD]
    assert kit.city.open_lines == 0


async def test_every_topic_of_the_city_tells_some_screen() -> None:
    kit = fake_portal()
    await kit.sign_in()
    async with listening(kit) as screens:
        await screens.until(Topic.UNREAD)
        for topic in LiveTopic:
            kit.city.tell(topic)
        assert Topic.PROFILE in await screens.until(Topic.PROFILE)


async def test_after_a_break_it_comes_back_to_where_it_was() -> None:
    kit, pauses = fake_portal(), Pauses()
    await kit.sign_in()
    async with listening(kit, pauses) as screens:
        await screens.until(Topic.UNREAD)
        kit.city.tell(LiveTopic.INVOICES)
        await screens.until(Topic.INVOICES)
        kit.city.break_lines(ErrorKind.CITY_DOWN)
        await pauses.asked.get()
        kit.city.tell(LiveTopic.MESSAGES)
        pauses.passing.put_nowait(None)
        assert await screens.until(Topic.MESSAGES) == [Topic.MESSAGES]
        assert kit.city.asked_after == [None, "1"]


async def test_a_city_that_is_not_there_yet_is_asked_further_and_further_apart() -> None:
    kit, pauses = fake_portal(), Pauses()
    await kit.sign_in()
    kit.city.fail_with(ErrorKind.CITY_DOWN, "events")
    async with listening(kit, pauses) as screens:
        expected = FIRST_WAIT
        for _ in range(8):
            assert await pauses.over() == expected
            expected = min(expected * 2, LONGEST_WAIT)
        await pauses.asked.get()
        kit.city.fail_with(None, "events")
        pauses.passing.put_nowait(None)
        await screens.until(Topic.UNREAD)
        kit.city.break_lines()
        assert await pauses.over() == FIRST_WAIT, "a line that told something counts as a success"


async def test_when_the_city_is_back_the_line_waits_no_longer() -> None:
    kit, pauses = fake_portal(), Pauses()
    await kit.sign_in()
    kit.city.fail_with(ErrorKind.OFFLINE)
    await kit.portal.reconnect()
    async with listening(kit, pauses) as screens:
        await pauses.asked.get()
        kit.city.fail_with(None)
        await kit.portal.reconnect()
        await screens.until(Topic.UNREAD)


async def test_signed_out_the_line_closes_and_signed_in_again_it_opens() -> None:
    kit = fake_portal()
    async with listening(kit) as screens:
        assert kit.city.asked_after == []
        await kit.sign_in()
        await screens.until(Topic.UNREAD)
        kit.city.tell(LiveTopic.NEWS)
        await screens.until(Topic.NEWS)
        await kit.portal.sign_out()
        await screens.until(Topic.SESSION)
        await kit.sign_in()
        await screens.until(Topic.UNREAD)
        assert kit.city.open_lines == 1
        assert kit.city.asked_after == [None, None], "nothing of the former session is known to the new one"


async def test_a_session_ended_by_the_city_is_known_by_the_line_too() -> None:
    kit, pauses = fake_portal(), Pauses()
    await kit.sign_in()
    async with listening(kit, pauses) as screens:
        await screens.until(Topic.UNREAD)
        kit.city.end_sessions()
        kit.city.break_lines()
        await pauses.over()
        await screens.until(Topic.SESSION)
        assert kit.portal.needs_password
        assert pauses.asked.empty()


@pytest.mark.parametrize("kind", [ErrorKind.NOT_FOUND, ErrorKind.NOT_ALLOWED])
async def test_a_city_without_such_a_line_is_left_in_peace(kind: ErrorKind) -> None:
    kit, pauses = fake_portal(), Pauses()
    await kit.sign_in()
    kit.city.fail_with(kind, "events")
    async with listening(kit, pauses):
        await kit.city.reached("events")
        await kit.portal.household().fetch()
        assert pauses.asked.empty()
        assert kit.city.calls.count("events") == 1
