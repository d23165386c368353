"""The attendance sheet: who is on it, what is noted, what is refused."""

from __future__ import annotations

import pytest

from city.audit.acts import Act
from city.bookings.states import BookingState
from city.households.facts import ChildSheetRow
from city.households.models import ChildRow
from tests.city.city import City
from tests.city.desk.browser import Browser, audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.desk.slots import MEALS, MONDAY, TUESDAY, booked, state_of
from tests.city.invoices.billing import rows, run

SHEET = f"/guichet/presences/feuille?jour={MONDAY}&prestation={MEALS}&lieu=jean-jaures"
EVIL = "<img src=x onerror=alert(1)>"


def form(**states: str) -> dict[str, str]:
    """A sheet of today: `alice="booked present"` is what was shown and what is wanted."""
    fields = {"jour": MONDAY.isoformat(), "prestation": MEALS, "lieu": "jean-jaures"}
    for child, both in states.items():
        seen, wanted = both.split()
        fields |= {f"vu-b_c_{child}_{MEALS}_{MONDAY}": seen, f"etat-b_c_{child}_{MEALS}_{MONDAY}": wanted}
    return fields


async def note(browser: Browser, fields: dict[str, str]) -> int:
    await browser.get("/guichet")
    return (await browser.post("/guichet/presences/feuille", fields)).status_code


async def test_the_sheets_of_a_day_are_counted_by_place(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    for child in ("c_alice", "c_noe", "c_lila"):
        await booked(city, child)
    await booked(city, "c_zoe", state=BookingState.PRESENT)
    await booked(city, "c_yanis", state=BookingState.CANCELLED)
    text = words_of(await nadia.get("/guichet/presences"))
    assert "Restauration scolaire École élémentaire Jean-Jaurès 3 2" in text
    assert "Charles-Péguy 1 1" in text
    assert "Personne n'est attendu ce jour-là." in words_of(await nadia.get("/guichet/presences?jour=2026-11-24"))


async def test_a_sheet_shows_its_place_only_and_what_to_know(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    await booked(city, "c_alice")
    await booked(city, "c_lila")
    async with city.database.transaction(write=True) as session:
        session.add(ChildSheetRow(child_id="c_alice", allergies=EVIL, pai_until=TUESDAY, changed_at=city.clock.now()))
        (await session.get_one(ChildRow, "c_alice")).last_name = EVIL
    answer = await nadia.get(SHEET)
    text = words_of(answer)
    assert "Alice" in text and "CM1" in text and "Lila" not in text
    assert f"PAI ; Allergies : {EVIL}" in text
    assert "<img" not in answer.text


async def test_what_is_noted_is_kept_with_its_audit(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    alice, noe, zoe = [await booked(city, child) for child in ("c_alice", "c_noe", "c_zoe")]
    fields = form(alice="booked absent", noe="booked booked", zoe="booked absent_justified")
    assert await note(nadia, fields) == 303
    assert [await state_of(city, key) for key in (alice, noe, zoe)] == ["absent", "booked", "absent_justified"]
    row = (await audited(city))[-1]
    assert (row.act, row.by) == (Act.ATTENDANCE_NOTED, "Nadia Lefèvre")
    assert row.before == {alice: "booked", zoe: "booked"}
    assert row.after == {alice: "absent", zoe: "absent_justified"}
    fields = form(alice="absent absent", noe="booked booked", zoe="absent_justified booked") | {"tous": "present"}
    assert await note(nadia, fields) == 303
    assert [await state_of(city, key) for key in (alice, noe, zoe)] == ["absent", "present", "present"]


async def test_the_second_of_two_agents_is_told(city: City, desk: Desk) -> None:
    alice, noe = await booked(city, "c_alice"), await booked(city, "c_noe")
    first, second = await desk("nadia"), await desk("claire")
    assert await note(first, form(alice="booked present")) == 303
    assert await note(second, form(alice="booked absent", noe="booked absent")) == 409
    assert [await state_of(city, key) for key in (alice, noe)] == ["present", "booked"]


async def test_a_day_to_come_takes_only_a_justified_absence(city: City, desk: Desk) -> None:
    nadia, key = await desk("nadia"), await booked(city, "c_alice", day=TUESDAY)
    base = {"jour": TUESDAY.isoformat(), "prestation": MEALS, "lieu": "jean-jaures", f"vu-{key}": "booked"}
    assert await note(nadia, base | {f"etat-{key}": "present"}) == 409
    assert await note(nadia, base | {f"etat-{key}": "absent_justified"}) == 303
    assert await state_of(city, key) == "absent_justified"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"prestation": "rien"}, 404),
        ({"lieu": "rien"}, 404),
        ({"jour": "2026-11-24"}, 404),
        ({"jour": "hier"}, 422),
        ({"etat": "cancelled"}, 409),
        ({"etat": "roi"}, 422),
    ],
)
async def test_a_forged_sheet_changes_nothing(city: City, desk: Desk, change: dict[str, str], status: int) -> None:
    nadia, key = await desk("nadia"), await booked(city, "c_alice")
    before = len(await audited(city))
    fields = form(alice=f"booked {change.get('etat', 'present')}")
    assert await note(nadia, fields | {name: value for name, value in change.items() if name != "etat"}) == status
    assert await state_of(city, key) == "booked"
    assert len(await audited(city)) == before


async def test_a_held_place_is_not_noted(city: City, desk: Desk) -> None:
    nadia, key = await desk("nadia"), await booked(city, "c_alice", state=BookingState.HELD)
    assert "place non payée" in words_of(await nadia.get(SHEET))
    assert await note(nadia, form(alice="held present")) == 409
    assert await state_of(city, key) == "held"


async def test_the_file_holds_the_sheet_and_no_formula(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    await booked(city, "c_alice", state=BookingState.PRESENT)
    async with city.database.transaction(write=True) as session:
        (await session.get_one(ChildRow, "c_alice")).last_name = '=HYPERLINK("x");'
    answer = await nadia.get(SHEET.replace("feuille?", "feuille.csv?"))
    assert answer.headers["content-disposition"].startswith("attachment")
    lines = answer.text.removeprefix("\ufeff").splitlines()
    assert lines[0] == "Jour;Prestation;Lieu;Nom;Prénom;École;Classe;Présence"
    assert lines[1].startswith("2026-11-23;Restauration scolaire;")
    assert '"\'=HYPERLINK(""x"");"' in lines[1] and lines[1].endswith(";CM1;présent")


async def test_a_justified_absence_that_was_invoiced_is_credited_once(city: City, desk: Desk) -> None:
    key = await booked(city, "c_alice", state=BookingState.PRESENT)
    await run(city)
    nadia = await desk("nadia")
    assert await note(nadia, form(alice="present absent_justified")) == 303
    assert [row.total_cents for row in await rows(city)] == [385, -385]
    assert await note(nadia, form(alice="absent_justified present")) == 409
    assert await state_of(city, key) == "absent_justified"
