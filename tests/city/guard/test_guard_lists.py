"""No answer grows without end: a list is turned by pages of 50 at most, or is short for a reason that is written."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import func, insert, select

from city.accounts.sessions import MOST_DEVICES
from city.database import Base
from city.messages.models import ThreadRow
from tests.city.city import City
from tests.city.guard.aims import API
from tests.city.guard.family import CAMILLE, account, signed_in, token_of
from tests.city.guard.lists import BOUNDED, MOST, PAGED, Paged, lists_of, longest

MORE = MOST + 5


def test_every_list_says_why_it_is_short(lived_in: City) -> None:
    found = lists_of(lived_in.app.openapi())
    assert found - PAGED.keys() - BOUNDED.keys() == set(), "page these, or say why they are short (lists.py)"
    assert (PAGED.keys() | BOUNDED.keys()) - found == set(), "these are gone"


@pytest.mark.parametrize("lived_in", ["sqlite", "postgresql"], indirect=True)
async def test_every_page_has_fifty_rows_at_most_and_no_row_is_lost_or_doubled(lived_in: City) -> None:
    """The new rows are all of the same instant: what comes first among them must not change between two pages."""
    camille, me = await signed_in(lived_in, CAMILLE), await account(lived_in.database, CAMILLE)
    async with lived_in.database.transaction() as session:
        thread = (await session.scalars(select(ThreadRow).where(ThreadRow.household_id == me.household_id))).first()
    assert thread is not None
    owners = {"household_id": me.household_id, "account_id": me.id, "thread_id": thread.id, "": None}
    for list_name, paged in PAGED.items():
        added = await more_rows(lived_in, paged, owners[paged.where])
        pages = await turned(camille, paged.path.format(thread_id=thread.app_id))
        names = [row[paged.named] for page in pages for row in page]
        assert len(pages) > 1 and max(map(len, pages)) <= MOST, list_name
        assert len(names) == len(set(names)), list_name
        assert {name for name in added if sum(named.endswith(name) for named in names) != 1} == set(), list_name
    blocks = (await camille.get(f"{API}/dashboard")).json()["blocks"]
    assert longest({name: block for name, block in blocks.items() if name != "bookings"}) <= MOST


async def more_rows(city: City, paged: Paged, owner: str | None) -> list[str]:
    """More of them, like one that is there; answers what names them."""
    table = Base.metadata.tables[paged.table]
    async with city.database.transaction(write=True) as session:
        mine = select(table).where(*([table.c[paged.where] == owner] if paged.where else []))
        first = table.c.get("published_at", table.c.id)  # what is published later is on no list yet
        like = dict((await session.execute(mine.order_by(first, table.c.id).limit(1))).mappings().one())
        numbers = {name: await session.scalar(select(func.max(table.c[name]))) for name in paged.own}
        rows = [like | {name: _another(numbers[name], turn) for name in paged.own} for turn in range(1, MORE + 1)]
        await session.execute(insert(table), rows)
    return [f"{row[paged.column]:06d}" if paged.column == "serial" else row[paged.column] for row in rows]


def _another(most: Any, turn: int) -> Any:
    return most + turn if isinstance(most, int) else f"encore-{turn}"


async def turned(client: httpx.AsyncClient, path: str) -> list[list[dict[str, Any]]]:
    """Every page of a list."""
    pages, cursor = [], ""
    while cursor is not None:
        answer = await client.get(f"{API}/{path}", params={"cursor": cursor} if cursor else {})
        assert answer.status_code == 200, answer.text
        pages.append(answer.json()["items"])
        cursor = answer.json()["next"]
    return pages


async def test_what_a_household_may_add_to_is_full_one_day(lived_in: City) -> None:
    oldest = await signed_in(lived_in, CAMILLE, "the oldest")
    lived_in.clock.advance(hours=2)
    camille, home = await signed_in(lived_in, CAMILLE), (await account(lived_in.database, CAMILLE)).household_id
    child = (await camille.get(f"{API}/household")).json()["children"][0]["id"]
    contact = {"name": "Mme Nour", "link": "Voisine", "phone": "06 00 00 00 00", "children": [child]}
    ticks = [{"weekday": 4, "service": "restauration-scolaire"}]
    week = {"child": child, "name": "Semaine", "services": ["restauration-scolaire"], "ticks": ticks}
    week |= {"recurrence": {"kind": "every", "from": None}}
    for full, body, most, code in (
        (
            Paged("household/sheet/contacts", "", "contact", "app_id", ("id", "app_id")),
            contact,
            40,
            "TOO_MANY_CONTACTS",
        ),
        (Paged("typical-weeks", "", "typical_week", "id"), week, 50, "TOO_MANY_WEEKS"),
    ):
        there = await more_rows(lived_in, full, home)
        refused = await camille.put(f"{API}/{full.path}/une-de-trop", json=body)
        assert (refused.status_code, refused.json()["code"], refused.json()["params"]) == (409, code, {"max": most})
        changed = await camille.put(f"{API}/{full.path}/{there[0]}", json=body)
        assert changed.is_success, "what is there may be changed"

    for turn in range(MOST_DEVICES - 1):
        await token_of(lived_in, CAMILLE, f"device {turn}")
    assert (await oldest.get(f"{API}/sessions")).status_code == 401, "it was used least recently"
    assert len((await camille.get(f"{API}/sessions")).json()["items"]) == MOST_DEVICES
