"""The whole app-side over one open line to a real city: nothing that changes is missed, whatever breaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from services.backends.registry import open_backend
from services.clock import CityClock
from services.live import Live
from services.models.notification import LiveTopic
from services.portal import Portal, Topic
from services.session import Credentials
from services.storage import MemoryStorage
from services.transport import Transport
from services.vault import MemoryVault
from tests.contract.dropping import DroppingProxy
from tests.contract.places import CityPlace
from tests.fakes.pauses import Pauses


@dataclass
class Listening:
    """A parent's app that listens through the proxy."""

    place: CityPlace
    proxy: DroppingProxy
    portal: Portal
    pauses: Pauses
    heard: asyncio.Queue[Topic]

    async def until(self, topic: Topic) -> None:
        while await self.heard.get() is not topic:
            continue


async def no_pause(_seconds: float) -> None:
    """Between two tries of a read."""


@pytest.fixture
async def app(over_http: CityPlace) -> AsyncIterator[Listening]:
    proxy = DroppingProxy(httpx.URL(over_http.url).port or 0)
    clock, credentials, pauses = CityClock(), Credentials(), Pauses()
    transport = Transport(await proxy.start(), credentials=credentials, clock=clock, wait=no_pause)
    portal = Portal(
        open_backend("reference", "villiers", transport),
        city="villiers",
        credentials=credentials,
        clock=clock,
        storage=MemoryStorage(),
        vault=MemoryVault(),
        device="device-1",
    )
    made = Listening(over_http, proxy, portal, pauses, asyncio.Queue())
    portal.subscribe(made.heard.put_nowait)
    await over_http.tell_news("w_0")
    await portal.sign_in(over_http.email, over_http.password)
    task = asyncio.create_task(Live(portal, wait=pauses.wait).run())
    await made.until(Topic.UNREAD)
    yield made
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await portal.close()
    await proxy.stop()


async def test_what_changes_at_the_city_is_told_to_the_screens(app: Listening) -> None:
    before = app.portal.notifications.unread
    assert before >= 1
    for told, topic in ((LiveTopic.BOOKINGS, Topic.CALENDAR), (LiveTopic.INVOICES, Topic.INVOICES)):
        await app.place.change(told)
        await app.until(topic)
    assert app.portal.notifications.unread == before


async def test_dropped_and_cut_off_for_a_while_nothing_is_missed(app: Listening) -> None:
    app.proxy.cut_off()
    await app.pauses.over()
    await app.place.change(LiveTopic.PROCEDURES)
    await app.pauses.asked.get()
    app.proxy.mend()
    app.pauses.passing.put_nowait(None)
    await app.until(Topic.PROCEDURES)


async def test_a_session_that_is_replaced_closes_the_line_and_asks_the_password(app: Listening) -> None:
    phone = app.place.phone()
    await phone.backend.accounts.sign_in(app.place.email, app.place.password, "device-1", "Téléphone")
    await phone.close()
    await app.pauses.over()
    await app.until(Topic.SESSION)
    assert app.portal.needs_password
