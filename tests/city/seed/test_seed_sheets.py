"""What the demonstration family told about itself: complete, but for an insurance that ended."""

from __future__ import annotations

from datetime import datetime

import pytest

from city.database import Database
from city.towns import Town
from tests.city.seed.test_seed import MOMENTS, as_camille, seeded


@pytest.mark.parametrize("at", MOMENTS[2:5])
async def test_one_thing_is_out_of_date_and_nothing_is_missing(database: Database, town: Town, at: str) -> None:
    city = await seeded(database, town, datetime.fromisoformat(at))
    await as_camille(city)
    sheet = (await city.client.get("/household/sheet")).json()

    assert [(one["code"], one["child_name"]) for one in sheet["notices"]] == [("INSURANCE_EXPIRED", "Noé")]
    assert [(one["name"], one["emergency"], len(one["children"])) for one in sheet["contacts"]] == [
        ("Odile Martin", True, 3),
        ("Thomas Girard", False, 2),
    ]
    assert all(one["phones"] for one in sheet["guardians"])
