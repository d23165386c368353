"""The dashboard: one answer, blocks that fail alone, few statements however long the history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn
from city.bookings.models import BookingRow
from city.dashboard.blocks import BLOCKS, Provider
from city.towns import Town
from tests.city.city import City
from tests.city.dashboard.statements import counted
from tests.city.notifications.bell import tell_news

MOST_STATEMENTS_A_BLOCK = 6
SIGNED_IN_AND_BELL = 3


@contextmanager
def also(name: str, provider: Provider) -> Iterator[None]:
    """Another block, before all others."""
    before = dict(BLOCKS)
    BLOCKS.clear()
    BLOCKS.update({name: provider} | before)
    try:
        yield
    finally:
        BLOCKS.clear()
        BLOCKS.update(before)


async def fails(_session: AsyncSession, _town: Town, _me: SignedIn, _now: datetime) -> dict[str, Any]:
    raise KeyError("camille.martin@exemple.fr")


async def breaks_the_transaction(session: AsyncSession, _town: Town, _me: SignedIn, _now: datetime) -> dict[str, Any]:
    await session.execute(text("SELECT nothing FROM nowhere"))
    return {}


async def asks_who(_session: AsyncSession, _town: Town, me: SignedIn, _now: datetime) -> dict[str, Any]:
    return {"household": me.household_id}


async def test_the_first_screen_is_one_answer(city: City) -> None:
    await tell_news(city)
    camille = await city.sign_in("camille")
    body = (await camille.get("/dashboard")).json()

    assert body["now"] == "2026-11-23T08:00:00+01:00"
    assert body["unread"] == 1
    assert list(body["blocks"]) == list(BLOCKS)
    block = body["blocks"]["bookings"]
    assert block["household"] == (await camille.get("/household")).json()
    period = {"from": "2026-11-23", "to": "2026-12-06"}
    assert block["calendar"] == (await camille.get("/calendar", params=period)).json()
    assert body["blocks"]["profile"] == {"email": "camille.martin@exemple.fr", "devices": 1}
    assert not any("failed" in shown for shown in body["blocks"].values())


@pytest.mark.parametrize("day", ["2026-11-27T23:59+01:00", "2026-11-29T23:59+01:00"])
async def test_the_weeks_shown_begin_on_this_monday(city: City, day: str) -> None:
    city.clock.set(datetime.fromisoformat(day))
    calendar = (await (await city.sign_in("camille")).get("/dashboard")).json()["blocks"]["bookings"]["calendar"]
    assert (calendar["from"], calendar["to"]) == ("2026-11-23", "2026-12-06")


@pytest.mark.parametrize("broken", [fails, breaks_the_transaction])
async def test_a_block_that_fails_fails_alone(city: City, broken: Provider, caplog: pytest.LogCaptureFixture) -> None:
    camille = await city.sign_in("camille")
    whole = (await camille.get("/dashboard")).json()["blocks"]
    with also("first", broken), also("before", asks_who), also("very_first", broken):
        answer = await camille.get("/dashboard")

    assert answer.status_code == 200
    shown = answer.json()["blocks"]
    assert shown.pop("very_first") == shown.pop("first") == {"failed": "UNEXPECTED"}
    assert shown.pop("before") == {"household": "h_martin"}
    assert shown == whole
    assert "block first failed" in caplog.text


async def test_everybody_sees_their_own_and_nobody_nothing(city: City) -> None:
    assert (await city.client.get("/dashboard")).status_code == 401
    shown = {}
    for who in ("camille", "samia", "jules"):
        body = (await (await city.sign_in(who)).get("/dashboard")).json()
        shown[who] = {child["first_name"] for child in body["blocks"]["bookings"]["household"]["children"]}
        assert body["unread"] == 0
    assert shown == {"camille": {"Alice", "Noé", "Lila"}, "samia": {"Noé", "Yanis"}, "jules": {"Zoé"}}


async def test_it_takes_few_statements_however_long_the_history(city: City) -> None:
    camille = await city.sign_in("camille")
    with counted(city.database) as young:
        await camille.get("/dashboard")
    await live(city, years=3)
    with counted(city.database) as old:
        assert (await camille.get("/dashboard")).json()["unread"] == 40

    assert len(old) == len(young), "the number of statements does not follow the history"
    assert len(old) <= SIGNED_IN_AND_BELL + MOST_STATEMENTS_A_BLOCK * len(BLOCKS), old


async def live(city: City, *, years: int) -> None:
    """Bookings of every day, and what was told."""
    first = date(2026, 11, 22)
    async with city.database.transaction(write=True) as session:
        for number in range(365 * years):
            day = first - timedelta(days=number)
            session.add(
                BookingRow(
                    id=f"b_{number}",
                    household_id="h_martin",
                    child_id="c_alice",
                    service="restauration-scolaire",
                    day=day,
                    state="present",
                    price_cents=385,
                    counters=(),
                    made_at=city.clock.now(),
                    changed_at=city.clock.now(),
                )
            )
    for number in range(40):
        await tell_news(city, f"w_{number}")
