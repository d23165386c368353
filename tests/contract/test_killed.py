"""A process that dies for real in mid-submit, on a real disk, over real HTTP: the next one makes it once."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path

import httpx
import pytest

from services.models import Line, Op, SlotState
from tests.contract.conftest import signed_in
from tests.contract.cutting import Cut, CuttingProxy
from tests.contract.places import CityPlace

MONDAY, SUNDAY = date(2026, 11, 30), date(2026, 12, 6)


async def parent(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.contract.one_parent", *arguments)


@pytest.mark.parametrize("held", [Cut.BEFORE, Cut.AFTER])
async def test_killed_while_the_city_is_asked_the_next_start_makes_it_once(
    over_http: CityPlace, tmp_path: Path, held: Cut
) -> None:
    proxy = CuttingProxy(httpx.URL(over_http.url).port or 0, "POST /api/v1/submissions")
    url = await proxy.start()
    phone = await signed_in(over_http, "device-2")
    slots = (await phone.bookings.calendar(MONDAY, SUNDAY)).slots
    slot = next(slot for slot in slots if slot.service == "restauration-scolaire" and slot.can_book)
    line = Line(op=Op.BOOK, child=slot.child, service=slot.service, day=slot.day, price_cents=slot.price_cents)
    who = (url, str(tmp_path / "kept"), over_http.email, over_http.password)

    proxy.hold(held)
    process = await parent(*who, line.model_dump_json())
    await proxy.reached.wait()
    process.kill()
    await process.wait()
    proxy.release()

    assert await (await parent(*who)).wait() == 0
    slots = (await phone.bookings.calendar(MONDAY, SUNDAY)).slots
    assert [slot.key for slot in slots if slot.state is SlotState.BOOKED] == [line.key]
    assert len((await phone.bookings.receipts()).items) == 1
    await phone.close()
    await proxy.stop()
