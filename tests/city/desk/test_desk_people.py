"""Households, guardians and children: searched, read, invited again."""

from __future__ import annotations

from datetime import date

import pytest

from city.accounts.models import AccountRow
from city.households.models import ChildRow, HouseholdRow, PersonRow
from tests.city.city import City
from tests.city.desk.browser import words_of
from tests.city.desk.conftest import Desk
from tests.city.desk.slots import TUESDAY, booked

EVIL = "<script>alert(1)</script>"
LIST = "/guichet/fiches/enfants/list"


async def test_children_are_searched_filtered_and_sorted(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    assert (await nadia.get("/guichet/fiches")).headers["location"] == "/guichet/fiches/foyers/list"
    found = words_of(await nadia.get(f"{LIST}?search=alice%20mar"))
    assert "1 fiche" in found and "Martin Alice 04/05/2016 École élémentaire Jean-Jaurès CM1" in found
    school = words_of(await nadia.get(f"{LIST}?school_id=charles-peguy"))
    assert "1 fiche" in school and "Lila" in school and "Alice" not in school
    by_birth = (await nadia.get(f"{LIST}?sortBy=birth_date&sort=desc")).text
    assert by_birth.index("Lila") < by_birth.index("Noé") < by_birth.index("Alice")
    assert "Rien ne correspond" in words_of(await nadia.get(f"{LIST}?search=personne"))


@pytest.mark.parametrize(
    "asked",
    [
        "page=0",
        "page=-1",
        "page=99999999999999999999",
        "page=x",
        "pageSize=100000",
        "search=%25",
        "search=%00",
        "school_id=%00",
    ],
)
async def test_odd_questions_are_answered_or_refused(city: City, desk: Desk, asked: str) -> None:
    answer = await (await desk("nadia")).get(f"{LIST}?{asked}")
    assert answer.status_code in (200, 302, 400, 404, 422)


async def test_lists_are_paged(city: City, desk: Desk) -> None:
    async with city.database.transaction(write=True) as session:
        for number in range(120):
            session.add(HouseholdRow(id=f"h_{number}", name=f"Foyer {number:03}"))
        await session.flush()
        for number in range(120):
            names = {"first_name": "Ana", "last_name": f"Nom {number:03}"}
            session.add(PersonRow(id=f"p_{number}", household_id=f"h_{number}", **names))
    nadia = await desk("nadia")
    first = words_of(await nadia.get("/guichet/fiches/foyers/list?search=Foyer"))
    assert "120 fiches" in first and first.count("Foyer 0") == 50 and "Page suivante" in first
    last = words_of(await nadia.get("/guichet/fiches/foyers/list?search=Foyer&page=3"))
    assert "Foyer 119" in last and "Foyer 099" not in last and "Page suivante" not in last


async def test_names_are_text_on_every_page(city: City, desk: Desk) -> None:
    async with city.database.transaction(write=True) as session:
        (await session.get_one(HouseholdRow, "h_martin")).name = EVIL
        (await session.get_one(PersonRow, "p_camille")).first_name = EVIL
        (await session.get_one(ChildRow, "c_alice")).last_name = EVIL
    await booked(city, "c_alice", day=TUESDAY)
    nadia = await desk("nadia")
    paths = ["/guichet/foyers/h_martin", "/guichet/enfants/c_alice"]
    paths += [f"/guichet/fiches/{name}/list" for name in ("foyers", "representants", "enfants")]
    for path in paths:
        answer = await nadia.get(path)
        assert answer.status_code == 200
        assert "<script" not in answer.text and "&lt;script&gt;" in answer.text, path


async def test_a_household_shows_who_and_what(city: City, desk: Desk) -> None:
    await booked(city, "c_alice", day=TUESDAY)
    await booked(city, "c_noe", day=date(2026, 11, 20))
    nadia = await desk("nadia")
    text = words_of(await nadia.get("/guichet/foyers/h_martin"))
    assert "Quotient familial : 742" in text and "camille.martin@exemple.fr s'est déjà connecté" in text
    assert "24/11/2026 Restauration scolaire Martin Alice" in text and "20/11/2026" not in text
    text = words_of(await nadia.get("/guichet/enfants/c_noe"))
    assert "Famille Benali , Famille Martin" in text or "Famille Benali, Famille Martin" in text
    assert (await nadia.get("/guichet/foyers/h_rien")).status_code == 404
    assert (await nadia.get("/guichet/enfants/c_rien")).status_code == 404
    for odd in ("/guichet/foyers/%00", "/guichet/demarches/%00", "/guichet/demarches?q=%00", "/guichet/messages?q=%00"):
        assert (await nadia.get(odd)).status_code in (200, 404, 422), odd


async def test_an_invitation_goes_again_only_to_who_never_signed_in(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    path = "/guichet/foyers/h_martin/representants/p_karim/inviter"
    assert (await nadia.post(path)).status_code == 409
    async with city.database.transaction(write=True) as session:
        (await session.get_one(AccountRow, "a_karim")).password_hash = None
    assert "Renvoyer l'invitation" in words_of(await nadia.get("/guichet/foyers/h_martin"))
    assert (await nadia.post(path)).status_code == 303
    await city.run_jobs("mail")
    (mail,) = city.mailbox.mails
    assert mail.recipient == "karim.martin@exemple.fr" and "https://portail.exemple.fr/invitation/" in mail.text
    assert (await nadia.post(path.replace("h_martin", "h_petit"))).status_code == 404
