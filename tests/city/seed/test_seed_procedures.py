"""The demonstration's procedures: some in each state, on any day."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest
from sqlalchemy import func, select

from city.database import Database
from city.documents.examine import examine
from city.notifications.models import NotificationRow
from city.procedures import waiting
from city.procedures.models import ProcedureRow
from city.seed.paper import paper
from city.towns import Town
from tests.city.seed.test_seed import MOMENTS, as_camille, seeded

ALL = {"draft": 1, "to_complete": 1, "pending": 1, "validated": 4, "rejected": 1, "withdrawn": 1}


@pytest.mark.parametrize("at", [*MOMENTS, "2026-11-18T09:00+01:00", "2026-11-19T09:00+01:00", "2027-01-01T00:30+01:00"])
async def test_there_are_some_in_each_state_on_any_day(database: Database, town: Town, at: str) -> None:
    now = datetime.fromisoformat(at)
    city = await seeded(database, town, now)
    await as_camille(city)
    items = (await city.client.get("/procedures")).json()["items"]
    async with database.transaction() as session:
        waits, _more = await waiting.pending(session)
        latest = await session.scalar(select(func.max(ProcedureRow.changed_at)))
        announced = await session.scalar(select(func.count()).where(NotificationRow.announce_at.is_not(None)))

    assert Counter(item["state"] for item in items) == ALL
    assert len(waits) == 6
    assert latest is not None and latest <= now
    assert announced == 0
    await city.close()


async def test_the_family_reads_what_the_city_asks_and_why_it_refused(database: Database, town: Town) -> None:
    city = await seeded(database, town)
    await as_camille(city)
    asked = (await city.client.get("/procedures/demo-fiche-noe")).json()
    refused = (await city.client.get("/procedures/demo-quotient")).json()
    draft = (await city.client.get("/procedures/demo-quotient-nouveau")).json()
    file = await city.client.get("/procedures/demo-fiche-noe/documents/f0")

    assert (asked["child_name"], asked["asked"]) == ("Noé", ["vaccins"])
    assert "certificat de vaccination" in asked["words"]
    assert "trois mois" in refused["words"]
    assert (draft["answered"], draft["of"]) == (3, 4)
    assert [problem["code"] for problem in draft["problems"]] == ["DOCUMENT_MISSING"]
    assert examine(file.content) == "pdf"
    await city.close()


def test_a_paper_of_the_demonstration_is_readable() -> None:
    assert examine(paper("Carnet de santé (page 90) 日本")) == "pdf"
