"""Ending a registration at the desk: shown first, done as shown, told once to each household."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from city.audit.acts import Act
from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.states import BookingState
from city.households.models import RegistrationRow
from city.invoices.issuing import Run, issue
from city.invoices.models import InvoiceRow
from tests.city.city import City
from tests.city.desk.browser import audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.desk.slots import FRIDAY, MEALS, MONDAY, TUESDAY, booked, state_of
from tests.city.desk.test_desk_closures import hidden

END = "/guichet/enfants/{}/inscriptions/r_{}_restauration/fin"
COUNTER = "repas-jean-jaures"
WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)


async def places(city: City, day: date, count: int, taken: int) -> None:
    async with city.database.transaction(write=True) as session:
        session.add(CounterDayRow(day=day, counter=COUNTER, taken=taken, queued=1, capacity=count))


async def billed(city: City, day: date) -> None:
    async with city.database.transaction(write=True) as session:
        now = city.clock.now().astimezone(city.town.time_zone)
        assert (await issue(session, city.town, Run(day, day), now)).invoices


async def test_it_is_shown_first_then_cancels_gives_places_on_and_tells_each_household_once(
    city: City, desk: Desk
) -> None:
    camille, samia = await city.sign_in("camille"), await city.sign_in("samia")
    past = await booked(city, "c_noe", day=FRIDAY)
    await places(city, TUESDAY, 1, taken=1)
    seat = await booked(city, "c_noe", day=TUESDAY, counters=(COUNTER,))
    await booked(city, "c_noe", service="accueil-matin", day=TUESDAY)
    waiting = await booked(city, "c_noe", day=THURSDAY, state=BookingState.WAITLISTED)
    next_in_line = await booked(city, "c_zoe", day=TUESDAY, state=BookingState.WAITLISTED, counters=(COUNTER,))
    nadia = await desk("nadia")
    path = END.format("c_noe", "c_noe")
    assert f'href="{path}"' in (await nadia.get("/guichet/enfants/c_noe")).text
    assert "Mettre fin à une inscription" in words_of(await nadia.get(path))
    shown = await nadia.get(f"{path}/apercu?du={TUESDAY}&motif=Demande%20de%20la%20famille")
    text = words_of(shown)
    assert "Restauration scolaire, Noé Martin : dernier jour le 23/11/2026 ?" in text
    assert "2 réservations seront annulées par la ville, sans frais" in text and "1 attendait une place" in text
    assert "1 place libérée va à qui l'attendait" in text and "Zoé" in text and "Accueil du matin" not in text
    states = [await state_of(city, key) for key in (seat, waiting, next_in_line)]
    assert states == ["booked", "waitlisted", "waitlisted"]
    answer = await nadia.post(path, hidden(shown.text))
    assert answer.headers["location"] == "/guichet/enfants/c_noe?fait=inscription-finie"
    states = [await state_of(city, key) for key in (past, seat, waiting, next_in_line)]
    assert states == ["booked", "cancelled", "cancelled", "booked"]
    async with city.database.transaction() as session:
        assert (await session.get_one(RegistrationRow, "r_c_noe_restauration")).last_day == MONDAY
        other = await session.get_one(BookingRow, f"b_c_noe_accueil-matin_{TUESDAY}")
        assert other.state == "booked"
    for client in (camille, samia):
        items = (await client.get("/notifications")).json()["items"]
        (told,) = [item for item in items if item["params"].get("child") == "c_noe"]
        assert (told["kind"], told["params"]["date"]) == ("registration_ended", "2026-11-24")
        assert told["params"]["reason"] == "Demande de la famille"
    row = (await audited(city))[-1]
    assert (row.act, row.label) == (Act.REGISTRATION_ENDED, "Noé Martin, Restauration scolaire")
    assert row.after and sorted(row.after["cancelled"]) == sorted([seat, waiting])
    assert row.after["given"] == [next_in_line]
    again = await nadia.get(f"{path}/apercu?du={TUESDAY}")
    assert again.status_code == 409 and "Cette inscription est déjà terminée" in words_of(again)
    mails = await _mails(city)
    assert any("n'est plus inscrit à Restauration scolaire à partir du mardi 24 novembre" in mail for mail in mails), (
        mails
    )


async def _mails(city: City) -> list[str]:
    await city.run_jobs("announce", "mail")
    return [" ".join(mail.text.replace("\u00a0", " ").replace("’", "'").split()) for mail in city.mailbox.mails]


async def test_it_is_over_in_the_app_and_may_be_asked_for_again(city: City, desk: Desk) -> None:
    nadia, camille = await desk("nadia"), await city.sign_in("camille")
    path = END.format("c_alice", "c_alice")
    await nadia.post(path, hidden((await nadia.get(f"{path}/apercu?du={TUESDAY}")).text))

    async def of_alice() -> tuple[tuple[str, str], list[str]]:
        children = (await camille.get("/registrations")).json()["children"]
        (alice,) = [child for child in children if child["child"] == "c_alice"]
        (meals,) = [item for item in alice["items"] if item["activity"] == "restauration"]
        return (meals["state"], meals["to"]), [item["activity"] for item in alice["open"]]

    assert await of_alice() == (("active", "2026-11-23"), [])
    slots = (await camille.get("/calendar", params={"from": str(TUESDAY), "to": str(TUESDAY)})).json()["slots"]
    assert not any((slot["child"], slot["service"]) == ("c_alice", MEALS) and slot["can_book"] for slot in slots)
    city.clock.advance(hours=24)
    assert await of_alice() == (("ended", "2026-11-23"), ["restauration"])


async def test_what_is_invoiced_is_credited_and_what_was_attended_stays(city: City, desk: Desk) -> None:
    await booked(city, "c_alice", day=FRIDAY, counters=(COUNTER,))
    attended = await booked(city, "c_lila", day=FRIDAY, state=BookingState.PRESENT)
    await places(city, FRIDAY, 1, taken=1)
    await booked(city, "c_zoe", day=FRIDAY, state=BookingState.WAITLISTED, counters=(COUNTER,))
    await billed(city, FRIDAY)
    claire = await desk("claire")
    for child in ("c_alice", "c_lila"):
        path = END.format(child, child)
        shown = await claire.get(f"{path}/apercu?du={FRIDAY}")
        assert "place libérée" not in words_of(shown)
        expected = "1 est déjà facturée : un avoir sera fait" if child == "c_alice" else "Aucune réservation n'est"
        assert expected in words_of(shown)
        assert (await claire.post(path, hidden(shown.text))).status_code == 303
    assert await state_of(city, attended) == "present"
    async with city.database.transaction() as session:
        (note,) = await session.scalars(select(InvoiceRow).where(InvoiceRow.credits_id.is_not(None)))
        assert note.total_cents == -385


async def test_what_changed_since_it_was_shown_is_looked_at_again(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    path = END.format("c_alice", "c_alice")
    shown = await nadia.get(f"{path}/apercu?du={TUESDAY}")
    key = await booked(city, "c_alice", day=TUESDAY)
    answer = await nadia.post(path, hidden(shown.text))
    assert answer.status_code == 409 and "Cela vient de changer" in words_of(answer)
    assert await state_of(city, key) == "booked"


async def test_one_that_has_not_begun_is_ended_whole(city: City, desk: Desk) -> None:
    async with city.database.transaction(write=True) as session:
        (await session.get_one(RegistrationRow, "r_c_alice_restauration")).first_day = THURSDAY
    nadia = await desk("nadia")
    path = END.format("c_alice", "c_alice")
    shown = await nadia.get(f"{path}/apercu?du={WEDNESDAY}")
    assert "Restauration scolaire, Alice Martin : ne commencera pas ?" in words_of(shown)
    assert (await nadia.post(path, hidden(shown.text))).status_code == 303
    text = words_of(await nadia.get("/guichet/enfants/c_alice"))
    assert "Restauration scolaire, du 26/11/2026 au 03/07/2027 (terminée)" in text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (END.format("c_alice", "c_alice") + "/apercu?du=2026-08-22", 422),
        (END.format("c_alice", "c_alice") + "/apercu?du=hier", 422),
        (END.format("c_alice", "c_alice") + "/apercu?du=2027-08-30", 409),
        (END.format("c_lila", "c_alice"), 404),
        (END.format("c_rien", "c_alice"), 404),
    ],
)
async def test_an_end_that_makes_no_sense_is_refused(city: City, desk: Desk, path: str, status: int) -> None:
    hugo, nadia = await desk("hugo"), await desk("nadia")
    assert (await nadia.get(path)).status_code == status
    assert (await hugo.get(path)).status_code == 403
    assert "Y mettre fin" not in words_of(await hugo.get("/guichet/enfants/c_alice"))
