"""The demonstration town for the guard's tests: a family that has something of everything, and who looks at it.

The Martins are the seeded family; besides what the seed gives them they have a typical week, a contact for Alice
alone, a file not sent yet, a running payment, a reminder and a picture in the news of their school. Noé lives in two
households: theirs and the Benalis'.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import select, update

from city.accounts.models import AccountRow
from city.accounts.sessions import open_session
from city.clock import FixedClock
from city.database import Database
from city.households.models import ChildRow, HouseholdChildRow
from city.news.models import NewsRow, NewsTargetRow
from city.seed.demonstration import seed
from city.towns import Town
from tests.city.city import SETTINGS, START, City
from tests.city.documents.files import pdf

CAMILLE = "camille.martin@exemple.fr"
STRANGER = "anne.lefevre@exemple.fr"
"""A parent who shares nothing with the Martins."""
OTHER_HOME = "samia.benali@exemple.fr"
"""A parent whose household shares Noé with them."""
ONLY_OURS = "school:charles-peguy"
"""What only the Martins, of all families, are among."""


async def settle(folder: Path, town: Town) -> Path:
    """A database in which all of this is true."""
    file = folder / "guard.sqlite3"
    database = Database(Database.sqlite_url(file))
    await database.create_tables()
    await seed(database, town, FixedClock(START), SETTINGS)
    city = City(town, database)
    await _share_noe(database)
    await _illustrate(database)
    await _act(await signed_in(city, CAMILLE))
    await city.close()
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    await database.close()
    return file


async def account(database: Database, email: str) -> AccountRow:
    """Whose account that is."""
    async with database.transaction() as session:
        return (await session.scalars(select(AccountRow).where(AccountRow.email == email))).one()


async def signed_in(city: City, email: str, device: str = "guard") -> httpx.AsyncClient:
    """A client of that guardian, on a device of its own; the caller closes nothing (it holds no connection)."""
    token = await token_of(city, email, device)
    return at(city, Authorization=f"Bearer {token}")


async def token_of(city: City, email: str, device: str = "guard") -> str:
    """The token of a session opened now."""
    whose = await account(city.database, email)
    async with city.database.transaction(write=True) as session:
        return (await open_session(session, whose.id, device, f"Téléphone de {email}", city.clock.now())).token


def at(city: City, **headers: str) -> httpx.AsyncClient:
    """A client of the whole city: addresses begin with `/api/v1` or `/guichet`."""
    transport = httpx.ASGITransport(city.app, raise_app_exceptions=True)
    return httpx.AsyncClient(transport=transport, base_url="http://ville", headers=headers)


async def _share_noe(database: Database) -> None:
    home = (await account(database, OTHER_HOME)).household_id
    async with database.transaction(write=True) as session:
        noe = await session.scalar(select(ChildRow.id).where(ChildRow.first_name == "Noé"))
        assert noe is not None
        session.add(HouseholdChildRow(household_id=home, child_id=noe))


async def _illustrate(database: Database) -> None:
    """A picture for the news that is the Martins' alone."""
    async with database.transaction(write=True) as session:
        picture = await session.scalar(select(NewsRow.content_id).where(NewsRow.content_id.is_not(None)))
        ours = select(NewsTargetRow.news_id).where(NewsTargetRow.target == ONLY_OURS)
        await session.execute(update(NewsRow).where(NewsRow.id.in_(ours)).values(content_id=picture))


async def _act(camille: httpx.AsyncClient) -> None:
    """What the seed does not give: done by the parent, as the app does it."""
    child = (await camille.get("/api/v1/household")).json()["children"][0]["id"]
    week: dict[str, Any] = {
        "child": child,
        "name": "Semaine d'Alice",
        "services": ["restauration-scolaire"],
        "ticks": [{"weekday": 4, "service": "restauration-scolaire"}],
        "recurrence": {"kind": "every", "from": None},
    }
    due = next(one for one in (await camille.get("/api/v1/invoices")).json()["items"] if one["state"] == "due")
    order = {"invoices": [due["number"]], "total_cents": due["left_cents"]}
    neighbour = {"name": "Odette Vasseur", "link": "Voisine", "phone": "06 39 98 77 77", "children": [child]}
    done = [
        await camille.put("/api/v1/household/sheet/contacts/voisine-alice", json=neighbour),
        await camille.put("/api/v1/typical-weeks/semaine-alice", json=week),
        await camille.put("/api/v1/attachments/pas-envoye", params={"name": "Brouillon.pdf"}, content=pdf()),
        await camille.post("/api/v1/payments", json=order, headers={"Idempotency-Key": "payer-martin"}),
        await camille.put("/api/v1/reminders/restauration-scolaire/2027-01-14"),
    ]
    assert all(answer.is_success for answer in done), [answer.text for answer in done]
