"""The demonstration's bell: a few recent things are unread, and nothing of the past goes by mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from city.accounts.models import AccountRow
from city.accounts.sessions import open_session
from city.database import Database
from city.seed import DEMONSTRATION_EMAIL
from city.seed.demonstration import seed
from city.towns import Town
from tests.city.city import SETTINGS, START, City


async def test_only_what_is_recent_is_unread_and_no_receipt_is_mailed(town: Town, database: Database) -> None:
    city = City(town, database)
    await seed(database, town, city.clock, SETTINGS)
    async with database.transaction(write=True) as session:
        account = (await session.scalars(select(AccountRow.id).where(AccountRow.email == DEMONSTRATION_EMAIL))).one()
        opened = await open_session(session, account, "d", "Téléphone", START)
    client = city.client
    told = (await client.get("/notifications", headers={"Authorization": f"Bearer {opened.token}"})).json()
    await city.run_jobs("announce", "receipts", "mail")

    assert 1 <= told["unread"] <= 5
    unread = [datetime.fromisoformat(item["at"]) for item in told["items"] if not item["read"]]
    assert min(unread) > START - timedelta(weeks=3)
    assert city.mailbox.mails == []
    await city.close()
