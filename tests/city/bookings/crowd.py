"""Many households with one child each, for what many parents do at once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import httpx
import pytest

from city.accounts.models import AccountRow
from city.accounts.sessions import open_session
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, PersonRow, RegistrationRow
from tests.city.city import City
from tests.city.people import YEAR


class Crowd:
    """Households without a known quotient, whose children go to Jean-Jaurès."""

    async def sign_in(self, city: City, count: int) -> list[tuple[str, httpx.AsyncClient]]:
        """`count` new households: each one's child and its guardian's client."""
        numbers = [f"foule{number}" for number in range(count)]
        async with city.database.transaction(write=True) as session:
            for name in numbers:
                session.add(HouseholdRow(id=f"h_{name}", name=name))
                session.add(
                    ChildRow(
                        id=f"c_{name}",
                        first_name=name,
                        last_name="Foule",
                        birth_date=date(2017, 1, 1),
                        school_id="jean-jaures",
                        class_name="CE2",
                        age_group="elementaire",
                    )
                )
            await session.flush()
            for name in numbers:
                session.add(HouseholdChildRow(household_id=f"h_{name}", child_id=f"c_{name}"))
                session.add(PersonRow(id=f"p_{name}", household_id=f"h_{name}", first_name=name, last_name="Foule"))
                for activity in city.town.activities:
                    session.add(
                        RegistrationRow(
                            id=f"r_{name}_{activity}",
                            child_id=f"c_{name}",
                            activity=activity,
                            first_day=YEAR[0],
                            last_day=YEAR[1],
                            state="active",
                        )
                    )
            await session.flush()
            for name in numbers:
                session.add(
                    AccountRow(
                        id=f"a_{name}",
                        household_id=f"h_{name}",
                        person_id=f"p_{name}",
                        email=f"{name}@exemple.fr",
                        created_at=datetime(2026, 8, 1, tzinfo=UTC),
                    )
                )
            await session.flush()
            opened = [
                await open_session(session, f"a_{name}", "device", "Téléphone", city.clock.now()) for name in numbers
            ]
        return [(f"c_{name}", _client(city, made.token)) for name, made in zip(numbers, opened, strict=True)]

    def through(self, city: City, client: httpx.AsyncClient) -> httpx.AsyncClient:
        """The same guardian, served by another worker."""
        return _client(city, client.headers["Authorization"].removeprefix("Bearer "))


def _client(city: City, token: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(city.app),
        base_url="http://ville/api/v1",
        headers={"Authorization": f"Bearer {token}"},
    )


@pytest.fixture
def crowd() -> Crowd:
    """Makes households when asked."""
    return Crowd()
