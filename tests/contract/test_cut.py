"""The whole app-side over a bad network: nothing lost, nothing doubled, and the parent knows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

import httpx
import pytest

from services.backends.registry import open_backend
from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models import Line, Op, SlotState, Verdict
from services.portal import Connection, Kept, Portal
from services.session import Credentials
from services.storage import MemoryStorage, Storage
from services.transport import Transport
from services.vault import MemoryVault, Vault
from tests.contract.cutting import Cut, CuttingProxy
from tests.contract.places import CityPlace

MONDAY, SUNDAY = date(2026, 11, 30), date(2026, 12, 6)


@dataclass
class Device:
    """A parent's device behind the bad network."""

    place: CityPlace
    proxy: CuttingProxy
    url: str
    storage: Storage
    vault: Vault
    portal: Portal

    async def restart(self) -> Portal:
        """The app is killed and started again."""
        await self.portal.close()
        self.portal = make_portal(self.url, self.storage, self.vault)
        await self.portal.restore()
        await self.portal.settled()
        return self.portal

    async def meal(self) -> Line:
        """A meal that can be booked."""
        calendar = (await self.portal.calendar(MONDAY, SUNDAY).fetch()).value
        slot = next(slot for slot in calendar.slots if slot.service == "restauration-scolaire" and slot.can_book)
        return Line(op=Op.BOOK, child=slot.child, service=slot.service, day=slot.day, price_cents=slot.price_cents)

    async def booked(self) -> int:
        calendar = (await self.portal.calendar(MONDAY, SUNDAY).fetch()).value
        return sum(slot.state is SlotState.BOOKED for slot in calendar.slots)


async def no_pause(_seconds: float) -> None:
    """Between two tries of a read."""


def make_portal(url: str, storage: Storage, vault: Vault) -> Portal:
    clock, credentials = CityClock(), Credentials()
    transport = Transport(url, credentials=credentials, clock=clock, wait=no_pause)
    return Portal(
        open_backend("reference", "villiers", transport),
        city="villiers",
        credentials=credentials,
        clock=clock,
        storage=storage,
        vault=vault,
        device="device-1",
    )


@pytest.fixture
async def device(over_http: CityPlace) -> AsyncIterator[Device]:
    proxy = CuttingProxy(httpx.URL(over_http.url).port or 0)
    url = await proxy.start()
    storage, vault = MemoryStorage(), MemoryVault()
    portal = make_portal(url, storage, vault)
    await portal.sign_in(over_http.email, over_http.password)
    made = Device(over_http, proxy, url, storage, vault, portal)
    yield made
    await made.portal.close()
    await proxy.stop()


@pytest.mark.parametrize("cut", [Cut.BEFORE, Cut.AFTER, Cut.MIDDLE])
async def test_cut_anywhere_a_submission_is_kept_and_then_made_once(device: Device, cut: Cut) -> None:
    line = await device.meal()
    device.proxy.cut = cut
    outcome = await device.portal.submit((line,))
    assert isinstance(outcome, Kept)
    assert outcome.kind is ErrorKind.CITY_DOWN
    assert device.portal.connection is Connection.CITY_DOWN
    assert [pending.submission for pending in device.portal.outbox] == [outcome.submission]
    device.proxy.cut = Cut.NOWHERE
    assert await device.portal.reconnect()
    await device.portal.settled()
    assert not device.portal.outbox
    assert await device.booked() == 1
    page = (await device.portal.receipts().fetch()).value
    assert len(page.items) == 1
    receipt = (await device.portal.receipt(page.items[0].number).fetch()).value
    assert [answered.verdict for answered in receipt.lines] == [Verdict.BOOKED]


@pytest.mark.parametrize("cut", [Cut.BEFORE, Cut.AFTER, Cut.MIDDLE])
async def test_killed_after_the_cut_the_next_start_makes_it_once(device: Device, cut: Cut) -> None:
    line = await device.meal()
    device.proxy.cut = cut
    await device.portal.submit((line,))
    device.proxy.cut = Cut.NOWHERE
    portal = await device.restart()
    assert not portal.needs_password
    assert not portal.outbox
    assert await device.booked() == 1
    assert len((await portal.receipts().fetch()).value.items) == 1


async def test_leaving_the_screen_in_mid_submit_makes_it_once(device: Device) -> None:
    line = await device.meal()
    device.proxy.hold(Cut.AFTER)
    task = asyncio.create_task(device.portal.submit((line,)))
    await device.proxy.reached.wait()
    task.cancel()
    device.proxy.release()
    await asyncio.gather(task, return_exceptions=True)
    await device.portal.send_pending()
    assert not device.portal.outbox
    assert await device.booked() == 1


async def test_a_session_replaced_before_soumettre_asks_the_password_and_then_sends(device: Device) -> None:
    line = await device.meal()
    other = make_portal(device.url, MemoryStorage(), MemoryVault())
    await other.sign_in(device.place.email, device.place.password)
    await other.close()
    outcome = await device.portal.submit((line,))
    assert isinstance(outcome, Kept)
    assert outcome.kind is ErrorKind.SESSION_EXPIRED
    assert device.portal.needs_password
    await device.portal.sign_in(device.place.email, device.place.password)
    await device.portal.settled()
    assert not device.portal.outbox
    assert await device.booked() == 1


async def test_a_read_over_a_dead_line_is_named_and_the_copy_stays(device: Device) -> None:
    query = device.portal.calendar(MONDAY, SUNDAY)
    fetched = await query.fetch()
    await device.proxy.stop()
    with pytest.raises(ServiceError) as caught:
        await query.fetch()
    assert caught.value.kind is ErrorKind.CITY_DOWN
    assert await query.copy() == fetched
    assert device.portal.connection is Connection.CITY_DOWN
