"""A list applied: nobody twice, nobody taken over, nothing else than what was shown."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from sqlalchemy import func, select, update

from city.accounts.models import AccountRow, SingleUseLinkRow
from city.errors import NotFound
from city.households.models import ChildRow, HouseholdChildRow, HouseholdRow, PersonRow
from city.imports.applying import write
from city.imports.refusals import AppliedAlready, ListChanged
from tests.city.city import City
from tests.city.desk.slots import TUESDAY, booked
from tests.city.imports.lists import (
    LOU,
    NOBODY,
    ROY,
    TOM,
    applied,
    effects,
    family,
    imported,
    kept,
    listed,
    planned,
    shown,
    told,
)

ALICE = "E10;Alice;Martin;04/05/2016;Jean-Jaurès;CM1"
NOE = "E11;Noé;Martin;11/02/2020;Jean-Jaurès;CP"
MARTIN = "F10;Camille;Martin;camille.martin@exemple.fr;;;"


async def test_a_family_comes_in_and_the_same_list_again_changes_nothing(city: City) -> None:
    plan = await planned(city, family())
    assert effects(plan) == {2: "new", 3: "new"}
    assert "nouveau foyer « Famille Roy »" in told(plan.outcomes[0]) and "compte pour ana.roy@" in told(
        plan.outcomes[0]
    )
    assert "nouvel enfant : École maternelle Charles-Péguy, MS" in told(plan.outcomes[1])
    assert await imported(city, family(), invites=True) == {
        "new": 2,
        "changed": 0,
        "same": 0,
        "refused": 0,
        "invited": 1,
    }
    async with city.database.transaction() as session:
        household = (await session.scalars(select(HouseholdRow).where(HouseholdRow.number == "F1"))).one()
        people = await session.scalars(select(PersonRow).where(PersonRow.household_id == household.id))
        assert sorted(person.first_name for person in people) == ["Ana", "Paul"]
        lou = (await session.scalars(select(ChildRow).where(ChildRow.number == "E1"))).one()
        assert (lou.school_id, lou.class_name, lou.age_group, lou.class_year) == (
            "jean-jaures",
            "CM1",
            "elementaire",
            2026,
        )
    await city.run_jobs("invitations", "mail")
    assert [mail.recipient for mail in city.mailbox.mails] == ["ana.roy@exemple.fr"]
    assert await imported(city, family(), invites=True) == {
        "new": 0,
        "changed": 0,
        "same": 2,
        "refused": 0,
        "invited": 0,
    }
    await city.run_jobs("invitations", "mail")
    assert len(city.mailbox.mails) == 1


async def test_without_the_tick_nobody_is_written_to_and_may_be_later(city: City) -> None:
    assert (await imported(city, family()))["invited"] == 0
    async with city.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(SingleUseLinkRow)) == 0
    plan = await planned(city, family())
    assert (effects(plan), plan.to_invite) == ({2: "same", 3: "same"}, 1)
    assert (await imported(city, family(), invites=True))["invited"] == 1


async def test_a_changed_line_says_from_what_to_what(city: City) -> None:
    await imported(city, listed(f"{ROY};{LOU}", f"{MARTIN};{ALICE}"))
    await booked(city, "c_alice", day=TUESDAY)
    text = listed(
        f"F1;Ana;Roy-Petit;ana.roy@exemple.fr;Paul;Roy;paul.roy@exemple.fr;{LOU}",
        f"{MARTIN};{ALICE.replace('Jean-Jaurès;CM1', 'Jules Ferry;CM2')}",
        f"F10{NOBODY};{NOE}",
    )
    plan = await planned(city, text)
    assert effects(plan) == {2: "changed", 3: "changed", 4: "changed"}
    assert told(plan.outcomes[0]) == ("représentant : Ana Roy → Ana Roy-Petit | compte pour paul.roy@exemple.fr")
    assert told(plan.outcomes[1]) == (
        "école : École élémentaire Jean-Jaurès → École élémentaire Jules-Ferry | classe : CM1 → CM2"
        " | 1 réservation à venir est gardée telle quelle"
    )
    await imported(city, text)
    assert effects(await planned(city, text)) == {2: "same", 3: "same", 4: "same"}


async def test_people_who_came_in_another_way_get_their_numbers(city: City) -> None:
    text = listed(f"{MARTIN};{ALICE}", f"F10{NOBODY};{NOE}", f"F11;Samia;Benali;samia.benali@exemple.fr;;;;{NOE}")
    plan = await planned(city, text)
    assert effects(plan) == {2: "changed", 3: "changed", 4: "changed"}
    assert "le foyer « Famille Martin » reçoit ce numéro" in told(plan.outcomes[0])
    assert "Alice reçoit ce numéro" in told(plan.outcomes[0])
    await imported(city, text)
    async with city.database.transaction() as session:
        numbers = {row.id: row.number for row in await session.scalars(select(ChildRow)) if row.number}
        assert numbers == {"c_alice": "E10", "c_noe": "E11"}
        assert await session.scalar(select(func.count()).select_from(HouseholdRow)) == 3
        assert await session.scalar(select(func.count()).select_from(HouseholdChildRow)) == 6
    assert set(effects(await planned(city, text)).values()) == {"same"}


async def test_separated_parents_share_a_child_each_in_their_own_household(city: City) -> None:
    text = listed(f"F1;Ana;Roy;ana@exemple.fr;;;;{LOU}", f"F2;Paul;Roy;paul@exemple.fr;;;;{LOU}")
    assert (await imported(city, text))["new"] == 2
    assert set(effects(await planned(city, text)).values()) == {"same"}
    async with city.database.transaction() as session:
        lou = (await session.scalars(select(ChildRow).where(ChildRow.number == "E1"))).one()
        homes = select(func.count()).select_from(HouseholdChildRow).where(HouseholdChildRow.child_id == lou.id)
        assert await session.scalar(homes) == 2
    third = await planned(city, listed(f"F3;Zed;Roy;;;;;{LOU}"))
    assert "deux foyers au plus" in told(third.outcomes[0])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"F9;Camille;Autre;camille.martin@exemple.fr;;;;{LOU}", "d'un compte du foyer « Famille Martin »"),
        (f"F9;Xavier;Autre;camille.martin@exemple.fr;;;;{LOU}", "d'un compte du foyer « Famille Martin »"),
        (f"F9{NOBODY};{LOU}", "au moins un représentant"),
    ],
)
async def test_an_account_is_never_taken_over(city: City, line: str, reason: str) -> None:
    plan = await planned(city, listed(line, f"F9{NOBODY};{TOM}"))
    assert effects(plan) == {2: "refused", 3: "refused"}
    assert reason in told(plan.outcomes[0]) and "le foyer F9 est refusé à cause de la ligne 2" in told(plan.outcomes[1])
    assert await imported(city, listed(line)) == {"new": 0, "changed": 0, "same": 0, "refused": 1, "invited": 0}
    async with city.database.transaction() as session:
        assert await session.scalar(select(HouseholdRow.id).where(HouseholdRow.number == "F9")) is None


async def test_an_address_of_two_households_is_only_its_owners(city: City) -> None:
    other = MARTIN.replace("F10;Camille;Martin", "F2;Zed;Haie")
    text = listed(f"{MARTIN};{ALICE}", f"{other};{LOU}", f"{ROY};{LOU}", f"F3{ROY[2:]};{TOM}")
    plan = await planned(city, text)
    assert effects(plan) == {2: "changed", 3: "refused", 4: "refused", 5: "refused"}
    assert "« camille.martin@exemple.fr » est aussi l'adresse du foyer F10" in told(plan.outcomes[1])
    assert "« ana.roy@exemple.fr » est aussi l'adresse du foyer F3" in told(plan.outcomes[2])
    twice = await planned(city, listed(f"{MARTIN};{ALICE}", f"{MARTIN.replace('F10', 'F2')};{LOU}"))
    assert effects(twice) == {2: "refused", 3: "refused"}
    karim = MARTIN.replace("F10;Camille;Martin;camille", "F2;Karim;Martin;karim")
    plan = await planned(city, listed(f"{MARTIN};{ALICE}", f"{karim};{LOU}"))
    assert effects(plan) == {2: "changed", 3: "refused"}
    assert "le foyer « Famille Martin » reçoit déjà le numéro F10" in told(plan.outcomes[1])


async def test_a_child_known_in_the_household_of_a_later_line_is_not_doubled(city: City) -> None:
    yanis = "E12;Yanis;Benali;03/03/2018;Jean-Jaurès;CE2"
    text = listed(f"{MARTIN};{yanis}", f"F11;Samia;Benali;samia.benali@exemple.fr;;;;{yanis}")
    plan = await planned(city, text)
    assert "enfant rattaché aussi à ce foyer" in told(plan.outcomes[0])
    await imported(city, text)
    async with city.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(ChildRow)) == 5
    assert set(effects(await planned(city, text)).values()) == {"same"}


async def test_who_left_comes_back_with_a_list_of_a_later_year_only(city: City) -> None:
    await imported(city, listed(f"{ROY};{LOU}"))
    async with city.database.transaction(write=True) as session:
        (await session.scalars(select(ChildRow).where(ChildRow.number == "E1"))).one().left_on = date(2027, 7, 2)
    assert effects(await planned(city, listed(f"{ROY};{LOU}"))) == {2: "same"}
    plan = await planned(city, listed(f"{ROY};{LOU}"), 2027)
    assert told(plan.outcomes[0]) == "revient dans les écoles de la ville | classe de 2027-2028 : CM1"
    await imported(city, listed(f"{ROY};{LOU}"), 2027)
    await imported(city, listed(f"{ROY};{LOU.replace('Lou', 'Louise')}"), 2026)
    async with city.database.transaction() as session:
        lou = (await session.scalars(select(ChildRow).where(ChildRow.number == "E1"))).one()
        assert (lou.first_name, lou.left_on, lou.class_year) == ("Louise", None, 2027)


async def test_who_joined_keeps_their_address_and_who_never_did_gets_the_right_one(city: City) -> None:
    await imported(city, listed(f"{MARTIN};{ALICE}", f"{ROY};{LOU}"), invites=True)
    text = listed(
        f"{MARTIN.replace('camille.martin', 'autre')};{ALICE}", f"{ROY.replace('ana.roy', 'ana.juste')};{LOU}"
    )
    plan = await planned(city, text)
    assert effects(plan) == {2: "same", 3: "changed"}
    assert "Camille Martin garde l'adresse de son compte : camille.martin@exemple.fr" in told(plan.outcomes[0])
    await imported(city, text)
    async with city.database.transaction() as session:
        emails = set(await session.scalars(select(AccountRow.email)))
        assert {"camille.martin@exemple.fr", "ana.juste@exemple.fr"} <= emails
        assert not {"autre@exemple.fr", "ana.roy@exemple.fr"} & emails
        assert await session.scalar(select(func.count()).select_from(SingleUseLinkRow)) == 0, "the first link is dead"


async def test_refused_lines_leave_the_others(city: City) -> None:
    wrong = "F1;;;;;;;E3;Max;Roy;32/01/2019;Jean-Jaurès;CE1"
    text = family(wrong, "F2;Eve;Long;pas-une-adresse;;;;E4;Ali;Long;01/01/2018;Jean-Jaurès;CE2")
    assert await imported(city, text) == {"new": 2, "changed": 0, "same": 0, "refused": 2, "invited": 0}
    async with city.database.transaction() as session:
        numbers = set(await session.scalars(select(ChildRow.number).where(ChildRow.number.is_not(None))))
        assert numbers == {"E1", "E2"}
    mended = text.replace("32/01", "31/01").replace("pas-une-adresse", "")
    assert effects(await planned(city, mended)) == {2: "same", 3: "same", 4: "new", 5: "new"}


async def test_what_changed_since_is_noticed_line_by_line_and_nothing_is_written(city: City) -> None:
    import_id = await kept(city, family())
    before = await shown(city, import_id)
    await imported(city, listed(f"{ROY};{LOU.replace('CM1', 'CM2')}"))
    with pytest.raises(ListChanged):
        await applied(city, import_id, before)
    async with city.database.transaction() as session:
        assert await session.scalar(select(ChildRow.id).where(ChildRow.number == "E2")) is None
    await applied(city, import_id, await shown(city, import_id))
    with pytest.raises(AppliedAlready):
        await applied(city, import_id, before)
    city.clock.advance(days=1, hours=1)
    await city.run_jobs("lists")
    with pytest.raises(NotFound):
        await applied(city, import_id, before)


async def test_the_same_list_applied_twice_at_once_is_written_once(city: City) -> None:
    ids = [await kept(city, family()), await kept(city, family())]
    prints = [await shown(city, one) for one in ids]
    tries = [applied(city, one, mark) for one, mark in zip([*ids, ids[0]], [*prints, prints[0]], strict=True)]
    results = await asyncio.gather(*tries, return_exceptions=True)
    refused = [result for result in results if isinstance(result, BaseException)]
    assert len(refused) == 2 and all(isinstance(one, ListChanged | AppliedAlready) for one in refused)
    async with city.database.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(ChildRow).where(ChildRow.number == "E1")) == 1


async def test_a_list_of_the_year_before_moves_nobody_back(city: City) -> None:
    await imported(city, family(), 2027)
    plan = await planned(city, listed(f"F1{NOBODY};{LOU}", f"F1{NOBODY};{TOM.replace('MS', 'GS')}"))
    assert effects(plan) == {2: "same", 3: "refused"}
    assert "déjà dans sa classe de 2027-2028" in told(plan.outcomes[1])


async def test_an_address_is_corrected_while_its_invitation_waits(city: City) -> None:
    await imported(city, family(), invites=True)
    counts = await imported(city, family().replace("ana.roy@", "anna.roy@"), invites=True)
    assert counts["changed"] == 1
    await city.run_jobs("invitations")
    async with city.database.transaction() as session:
        invited = select(AccountRow.email).join(SingleUseLinkRow, SingleUseLinkRow.account_id == AccountRow.id)
        assert list(await session.scalars(invited.where(AccountRow.email.like("an%.roy@%")))) == ["anna.roy@exemple.fr"]


async def test_who_comes_in_at_this_moment_keeps_their_address(city: City) -> None:
    await imported(city, family())
    plan = await planned(city, family().replace("ana.roy@", "anna.roy@"))
    async with city.database.transaction(write=True) as session:
        came_in = update(AccountRow).where(AccountRow.email == "ana.roy@exemple.fr").values(password_hash="x")
        await session.execute(came_in)
    with pytest.raises(ListChanged):
        async with city.database.transaction(write=True) as session:
            await write(session, plan, invites=False, now=city.clock.now())
    async with city.database.transaction() as session:
        assert (
            await session.scalar(select(AccountRow.email).where(AccountRow.password_hash == "x"))
            == "ana.roy@exemple.fr"
        )
