"""The size of a month's calendar on the wire, for a household of three children registered to six services each.

The household is built for it, with some of its days booked, in the demonstration town whose first six services then run
every day: as many slots as a month can have. The whole application answers, compressed as it is sent.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import delete

from benchmarks.asgi import call
from benchmarks.busy_town import SERVICES, busy_town
from benchmarks.crowd import YEAR, Crowd, crowd, sqlite_urls
from benchmarks.result import Result
from city.households.models import ChildRow, HouseholdChildRow, RegistrationRow
from city.ids import new_id
from city.towns import Town, load_town

LIMIT = 15 * 1024
CHILDREN = ("Alice", "Noé", "Lila")
DAYS = 31
MONTH = "from=2026-12-01&to=2026-12-31"


def measure() -> list[Result]:
    """Bytes of the body as sent, against the limit."""
    return [asyncio.run(_measure())]


async def _measure() -> Result:
    with sqlite_urls() as fresh:
        async with crowd(_busy_town(), str(fresh("month")), 1) as people:
            await _three_children(people)
            slots = await _calendar(people)
            await _book_some(people, slots["slots"])
            sent, answered = await _sent(people)
    assert len(answered["slots"]) == len(CHILDREN) * SERVICES * DAYS, len(answered["slots"])
    what = f"A month's calendar ({len(answered['slots'])} slots), gzipped"
    return Result(what, len(sent), LIMIT, "B", 1.0, "limit 15 kB")


def _busy_town() -> Town:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ville.toml"
        file.write_text(busy_town(), encoding="utf-8")
        return load_town(file)


async def _three_children(people: Crowd) -> None:
    """Instead of the household's one child, three with ids as the city gives them."""
    activities = {service.activity for service in list(people.town.services.values())[:SERVICES]}
    async with people.database.transaction(write=True) as session:
        await session.execute(delete(RegistrationRow))
        for name in CHILDREN:
            child = new_id("c")
            session.add(
                ChildRow(
                    id=child,
                    first_name=name,
                    last_name="Famille",
                    birth_date=date(2017, 3, 1),
                    school_id=next(iter(people.town.schools)),
                    class_name="CE2",
                    age_group="elementaire",
                )
            )
            await session.flush()
            session.add(HouseholdChildRow(household_id="h_0", child_id=child))
            for activity in activities:
                valid = {"first_day": YEAR[0], "last_day": YEAR[1], "state": "active"}
                session.add(RegistrationRow(id=new_id("r"), child_id=child, activity=activity, **valid))
            await session.flush()


async def _book_some(people: Crowd, slots: list[dict[str, Any]]) -> None:
    """Every fifth slot that can be booked."""
    lines = [
        {name: slot[name] for name in ("child", "service", "date", "price_cents")} | {"op": "book", "on_full": "wait"}
        for slot in [slot for slot in slots if slot.get("can_book")][::5]
    ]
    assert lines
    headers = _headers(people) | {"idempotency-key": "some"}
    body = json.dumps({"lines": lines}).encode()
    status, answer = await call(people.app, "POST", "/api/v1/submissions", headers, body=body)
    assert status == 201, answer


async def _calendar(people: Crowd) -> dict[str, Any]:
    found: dict[str, Any] = (await _sent(people))[1]
    return found


async def _sent(people: Crowd) -> tuple[bytes, dict[str, Any]]:
    headers = _headers(people) | {"accept-encoding": "gzip"}
    status, sent = await call(people.app, "GET", "/api/v1/calendar", headers, query=MONTH)
    assert status == 200, sent
    return sent, json.loads(gzip.decompress(sent))


def _headers(people: Crowd) -> dict[str, str]:
    return {"authorization": f"Bearer {people.tokens[0]}"}
