"""Payments and forms over a bad network: one order, every word, wherever the line is cut."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from services.errors import ErrorKind, ServiceError
from services.models.procedure import FieldKind
from services.portal import Portal
from services.storage import MemoryStorage
from services.vault import MemoryVault
from tests.contract.cutting import Cut, CuttingProxy
from tests.contract.forms import one_with_a_document
from tests.contract.places import CityPlace
from tests.contract.test_cut import make_portal

CUTS = [Cut.BEFORE, Cut.AFTER, Cut.MIDDLE]


@dataclass
class Device:
    """A parent's device whose line is cut where a request begins with `asked`."""

    place: CityPlace
    url: str
    storage: MemoryStorage
    vault: MemoryVault
    portal: Portal

    async def restart(self) -> None:
        """The app is killed and started again."""
        await self.portal.close()
        self.portal = make_portal(self.url, self.storage, self.vault)
        await self.portal.restore()
        await self.portal.settled()

    async def cut_through(self, asked: str) -> CuttingProxy:
        """From now on its line goes through a proxy that cuts what begins so."""
        proxy = CuttingProxy(httpx.URL(self.place.url).port or 0, asked)
        self.url = await proxy.start()
        await self.restart()
        return proxy


@pytest.fixture
async def device(over_http: CityPlace) -> AsyncIterator[Device]:
    storage, vault = MemoryStorage(), MemoryVault()
    portal = make_portal(over_http.url, storage, vault)
    await portal.sign_in(over_http.email, over_http.password)
    made = Device(over_http, over_http.url, storage, vault, portal)
    yield made
    await made.portal.close()


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("cut", CUTS)
async def test_cut_anywhere_a_payment_is_one_order(device: Device, cut: Cut, restarted: bool) -> None:
    number = await device.place.owe(8640)
    proxy = await device.cut_through("POST /api/v1/payments")
    proxy.cut = cut
    with pytest.raises(ServiceError) as caught:
        await device.portal.invoices.pay((number,), 8640)
    assert caught.value.kind is ErrorKind.CITY_DOWN
    proxy.cut = Cut.NOWHERE
    if restarted:
        await device.restart()
    order = await device.portal.invoices.pay((number,), 8640)
    assert order.running
    listed = (await device.portal.invoices.payments().fetch()).value
    assert [one.id for one in listed.items] == [order.id]
    await proxy.stop()


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("cut", CUTS)
async def test_cut_anywhere_what_is_typed_is_kept_and_then_saved(device: Device, cut: Cut, restarted: bool) -> None:
    phone = device.place.phone()
    session = await phone.backend.accounts.sign_in(device.place.email, device.place.password, "device-2", "Tablette")
    phone.credentials.token = session.token
    definition = await one_with_a_document(phone)
    field = next(one.key for one in definition.fields if one.kind in (FieldKind.TEXT, FieldKind.PHONE))
    proxy = await device.cut_through("PUT /api/v1/procedures")
    begun = await device.portal.procedures.begin(definition)
    await device.portal.procedures.write(begun, field, "01 49 41 28 00")
    proxy.cut = cut
    with pytest.raises(ServiceError) as caught:
        await device.portal.procedures.save(begun)
    assert caught.value.kind is ErrorKind.CITY_DOWN
    assert device.portal.unsettled
    proxy.cut = Cut.NOWHERE
    if restarted:
        await device.restart()
    await device.portal.reconnect()
    await device.portal.settled()
    await device.portal.procedures.send_typed()
    assert not device.portal.procedures.waiting
    kept = await phone.procedures.procedure(begun)
    assert kept.answers == {field: "01 49 41 28 00"}
    assert kept.revision == 1
    await phone.close()
    await proxy.stop()
