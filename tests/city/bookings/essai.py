"""A small town with few places, and short ways to book in it.

Today is Monday 23 November 2026, 08:00. `MON` … `FRI` are of the following week, 30 November to 4 December.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from city.towns import Town, load_town

Line = dict[str, Any]

MON, TUE, WED, THU, FRI = (date(2026, 11, 30), *(date(2026, 12, day) for day in (1, 2, 3, 4)))
PRICES = {"matin": 175, "cantine": 385, "atelier": 100, "sortie": 800, "journee": 1220, "demi-journee": 740}
HIGH = {"matin": 300, "cantine": 520, "atelier": 100, "sortie": 800, "journee": 1720, "demi-journee": 1050}
ANY_PRICE = 100_000
_keys = count(1)


@pytest.fixture(scope="session")
def town() -> Town:
    """The town of essai.toml."""
    return load_town(Path(__file__).with_name("essai.toml"))


def book(child: str, service: str, day: date = MON, *, price: int | None = None, **more: Any) -> Line:
    """A line to book, at the price of the Martins unless said. `wait=True` for the waiting list."""
    if more.pop("wait", False):
        more["on_full"] = "wait"
    seen = PRICES.get(service, 0) if price is None else price
    return {"op": "book", "child": child, "service": service, "date": day.isoformat(), "price_cents": seen, **more}


def cancel(child: str, service: str, day: date = MON, **more: Any) -> Line:
    """A line to cancel."""
    return {"op": "cancel", "child": child, "service": service, "date": day.isoformat(), **more}


async def send(client: httpx.AsyncClient, *lines: Line, key: str | None = None) -> dict[str, Any]:
    """Submits the lines under a new key; the receipt."""
    answer = await post(client, lines, key=key)
    assert answer.status_code == 201, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


async def post(client: httpx.AsyncClient, lines: Sequence[Line], *, key: str | None = None) -> httpx.Response:
    """Submits the lines; the answer as it comes."""
    headers = {"Idempotency-Key": key or f"key-{next(_keys)}"}
    return await client.post("/submissions", json={"lines": list(lines)}, headers=headers)


async def outcome(client: httpx.AsyncClient, *lines: Line) -> list[str]:
    """Submits the lines; the code of each."""
    return [line["code"] for line in (await send(client, *lines))["lines"]]


async def slots(client: httpx.AsyncClient, first: date, last: date | None = None) -> dict[tuple[str, str, str], Any]:
    """The calendar's slots by (child, service, date)."""
    answer = await client.get("/calendar", params={"from": first.isoformat(), "to": (last or first).isoformat()})
    assert answer.status_code == 200, answer.text
    return {(slot["child"], slot["service"], slot["date"]): slot for slot in answer.json()["slots"]}


async def slot(client: httpx.AsyncClient, child: str, service: str, day: date = MON) -> dict[str, Any]:
    """One slot of the calendar."""
    found: dict[str, Any] = (await slots(client, day))[child, service, day.isoformat()]
    return found
