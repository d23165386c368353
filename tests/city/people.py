"""The people of the city's tests: two households that share a child, and a third.

- Famille Martin (quotient 742): Camille and Karim; Alice (2016), Noé (2020), Lila (2022).
- Famille Benali (quotient 1210): Samia; shares Noé with the Martins, and has Yanis (2018).
- Famille Petit (no known quotient): Jules; Zoé (2017).

All passwords are `PASSWORD`. Children are registered to every activity of the town file for the school year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.models import AccountRow
from city.accounts.passwords import hash_password
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, PersonRow, RegistrationRow
from city.settings import PasswordCost
from city.towns import Town

PASSWORD = "mirabelle-cantine-2026"
CHEAP = PasswordCost(time=1, memory_kib=64)
YEAR = (date(2026, 9, 1), date(2027, 7, 3))


@dataclass(frozen=True, slots=True)
class Guardian:
    """A guardian of the tests: the key is what `sign_in` takes."""

    household: str
    first_name: str
    last_name: str

    @property
    def email(self) -> str:
        return f"{self.first_name}.{self.last_name}@exemple.fr".lower()


HOUSEHOLDS = {
    "h_martin": ("Famille Martin", 742),
    "h_benali": ("Famille Benali", 1210),
    "h_petit": ("Famille Petit", None),
}
GUARDIANS = {
    "camille": Guardian("h_martin", "Camille", "Martin"),
    "karim": Guardian("h_martin", "Karim", "Martin"),
    "samia": Guardian("h_benali", "Samia", "Benali"),
    "jules": Guardian("h_petit", "Jules", "Petit"),
}
CHILDREN = {
    "c_alice": ("Alice", "Martin", date(2016, 5, 4), "jean-jaures", "CM1", "elementaire", ("h_martin",)),
    "c_noe": ("Noé", "Martin", date(2020, 2, 11), "jean-jaures", "CP", "elementaire", ("h_martin", "h_benali")),
    "c_lila": ("Lila", "Martin", date(2022, 8, 30), "charles-peguy", "MS", "maternelle", ("h_martin",)),
    "c_yanis": ("Yanis", "Benali", date(2018, 3, 3), "jean-jaures", "CE2", "elementaire", ("h_benali",)),
    "c_zoe": ("Zoé", "Petit", date(2017, 12, 24), "jean-jaures", "CM1", "elementaire", ("h_petit",)),
}


async def settle(session: AsyncSession, town: Town) -> None:
    """Writes all of them."""
    for household_id, (name, quotient) in HOUSEHOLDS.items():
        session.add(HouseholdRow(id=household_id, name=name, quotient=quotient, quotient_from=None, quotient_to=None))
    await session.flush()
    for position, (key, guardian) in enumerate(GUARDIANS.items()):
        session.add(
            PersonRow(
                id=f"p_{key}",
                household_id=guardian.household,
                first_name=guardian.first_name,
                last_name=guardian.last_name,
                position=position,
            )
        )
    for child_id, (first, last, born, school, class_name, age_group, _households) in CHILDREN.items():
        session.add(
            ChildRow(
                id=child_id,
                first_name=first,
                last_name=last,
                birth_date=born,
                school_id=school,
                class_name=class_name,
                age_group=age_group,
            )
        )
    await session.flush()
    await _register(session, town)
    await _open_accounts(session)


async def _register(session: AsyncSession, town: Town) -> None:
    for child_id, child in CHILDREN.items():
        for household_id in child[-1]:
            session.add(HouseholdChildRow(household_id=household_id, child_id=child_id))
        for activity in town.activities:
            session.add(
                RegistrationRow(
                    id=f"r_{child_id}_{activity}",
                    child_id=child_id,
                    activity=activity,
                    first_day=YEAR[0],
                    last_day=YEAR[1],
                    state="active",
                )
            )
    await session.flush()


async def _open_accounts(session: AsyncSession) -> None:
    password_hash = await hash_password(PASSWORD, CHEAP)
    for key, guardian in GUARDIANS.items():
        session.add(
            AccountRow(
                id=f"a_{key}",
                household_id=guardian.household,
                person_id=f"p_{key}",
                email=guardian.email,
                password_hash=password_hash,
                created_at=datetime(2026, 8, 1, tzinfo=UTC),
            )
        )
    await session.flush()
