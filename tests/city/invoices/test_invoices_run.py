"""The invoicing run: what is billed, once, with its number."""

from __future__ import annotations

import asyncio
from datetime import date, datetime

from city.bookings.closing import close
from city.bookings.judging import Closure
from city.bookings.models import BookingRow
from city.invoices.issuing import issue, preview
from tests.city.city import City
from tests.city.invoices.billing import DECEMBER, DECEMBER_2, NOVEMBER, booked, detail, listed, nov, rows, run


async def test_lines_are_by_child_service_and_price(city: City) -> None:
    for day in (2, 3, 5):
        await booked(city, "c_alice", "cantine", nov(day))
    await booked(city, "c_alice", "cantine", nov(6), cents=400)
    await booked(city, "c_alice", "cantine", nov(9), cents=578, surcharge=193)
    await booked(city, "c_alice", "cantine", nov(10), state="absent_justified")
    await booked(city, "c_lila", "cantine", nov(2), state="absent")
    await booked(city, "c_alice", "matin", nov(3), cents=175, state="booked")
    await run(city)
    camille = await city.sign_in("camille")
    (invoice,) = await listed(camille)
    assert (invoice["number"], invoice["title"], invoice["due_on"]) == ("2026-000001", "Novembre 2026", "2027-01-01")
    found = await detail(camille, "2026-000001")
    lines = [
        (line["child_name"], line["service"], line["kind"], line["quantity"], line["unit_cents"])
        for line in found["lines"]
    ]
    assert lines == [
        ("Alice", "matin", "booking", 1, 175),
        ("Alice", "cantine", "booking", 4, 385),
        ("Alice", "cantine", "booking", 1, 400),
        ("Alice", "cantine", "surcharge", 1, 193),
        ("Alice", "cantine", "absence", 1, 0),
        ("Lila", "cantine", "booking", 1, 385),
    ]
    assert found["lines"][1]["days"] == ["2026-11-02", "2026-11-03", "2026-11-05", "2026-11-09"]
    assert found["total_cents"] == 175 + 4 * 385 + 400 + 193 + 385 == found["left_cents"]


async def test_only_what_is_past_and_was_really_booked_is_billed(city: City) -> None:
    for state in ("cancelled", "refused", "waitlisted", "awaiting_validation", "held", "absent_justified"):
        await booked(city, "c_alice", "cantine", nov(2 + len(state)), state=state)
    await booked(city, "c_alice", "cantine", nov(30), state="booked")
    issued = await run(city, at=datetime.fromisoformat("2026-11-30T23:00+01:00"))
    assert issued.invoices == []
    issued = await run(city)
    assert [row.total_cents for row in issued.invoices] == [385]


async def test_a_second_run_issues_nothing_and_a_late_sheet_what_is_missing(city: City) -> None:
    await booked(city, "c_alice", "cantine", nov(2))
    assert len((await run(city)).invoices) == 1
    assert (await run(city)).invoices == []
    await booked(city, "c_alice", "matin", nov(3), cents=175)
    assert [row.total_cents for row in (await run(city)).invoices] == [175]


async def test_two_runs_at_once_bill_everything_once_and_numbers_have_no_hole(city: City) -> None:
    for household, child in (("h_martin", "c_alice"), ("h_benali", "c_yanis"), ("h_petit", "c_zoe")):
        await booked(city, child, "cantine", nov(2), household=household)

    async def one() -> int:
        async with city.database.transaction(write=True) as session:
            return len((await issue(session, city.town, NOVEMBER, DECEMBER_2)).invoices)

    assert sorted(await asyncio.gather(*(one() for _ in range(4)))) == [0, 0, 0, 3]
    found = [row for household in ("h_martin", "h_benali", "h_petit") for row in await rows(city, household)]
    assert sorted(row.serial for row in found) == [1, 2, 3]


async def test_a_run_that_fails_leaves_no_hole(city: City) -> None:
    await booked(city, "c_alice", "cantine", nov(2))
    try:
        async with city.database.transaction(write=True) as session:
            await issue(session, city.town, NOVEMBER, DECEMBER_2)
            raise ConnectionError
    except ConnectionError:
        assert await rows(city) == []
    await run(city)
    assert [row.serial for row in await rows(city)] == [1]


async def test_the_preview_is_what_is_issued_and_writes_nothing(city: City) -> None:
    await booked(city, "c_alice", "cantine", nov(2))
    await booked(city, "c_yanis", "cantine", nov(2), household="h_benali", cents=520)
    async with city.database.transaction() as session:
        drafts = await preview(session, city.town, NOVEMBER, DECEMBER_2)
    assert await rows(city) == []
    issued = await run(city)
    assert [(draft.household_id, draft.total_cents) for draft in drafts] == [
        (row.household_id, row.total_cents) for row in issued.invoices
    ]


async def test_below_one_euro_the_sum_goes_to_the_next_invoice(city: City) -> None:
    await booked(city, "c_alice", "cantine", nov(2), cents=60)
    await run(city)
    camille = await city.sign_in("camille")
    (small,) = await listed(camille)
    assert (small["state"], small["left_cents"], small["carried_to"]) == ("carried", 0, None)
    assert await listed(camille, "due") == []
    await booked(city, "c_alice", "cantine", nov(2).replace(month=12))
    await run(city, DECEMBER, datetime.fromisoformat("2027-01-04T09:00+01:00"))
    (next_one, small) = await listed(camille)
    assert (next_one["number"], next_one["total_cents"], small["carried_to"]) == ("2027-000001", 445, "2027-000001")
    assert (await detail(camille, "2027-000001"))["lines"][-1]["kind"] == "carried"


async def test_an_invoiced_day_that_the_city_closes_is_credited(city: City) -> None:
    await booked(city, "c_alice", "cantine", nov(2), state="booked")
    await booked(city, "c_alice", "cantine", nov(3), state="booked")
    await run(city)
    async with city.database.transaction(write=True) as session:
        await close(session, city.town, Closure(nov(3), nov(3), None, None, "Grève"), now=DECEMBER_2)
    camille = await city.sign_in("camille")
    (note, invoice) = await listed(camille)
    assert (note["total_cents"], note["state"], note["credits"]) == (-385, "credited", invoice["number"])
    assert (invoice["total_cents"], invoice["left_cents"], invoice["credited_by"]) == (770, 385, note["number"])
    assert (await detail(camille, note["number"]))["lines"][0]["words"] == "Grève"
    async with city.database.transaction(write=True) as session:
        await close(session, city.town, Closure(nov(2), nov(3), None, None, "Grève"), now=DECEMBER_2)
    (_, _, invoice) = await listed(camille)
    assert (invoice["state"], invoice["left_cents"]) == ("cancelled", 0)


async def test_both_guardians_see_an_invoice_and_the_other_household_does_not(city: City) -> None:
    await booked(city, "c_noe", "cantine", nov(2))
    await run(city)
    camille, karim, samia = [await city.sign_in(name) for name in ("camille", "karim", "samia")]
    assert [row["number"] for row in await listed(camille)] == [row["number"] for row in await listed(karim)]
    assert await listed(samia) == []
    assert (await samia.get("/invoices/2026-000001")).status_code == 404
    assert (await city.client.get("/invoices/2026-000001")).status_code == 401


async def test_an_invoice_becomes_overdue_by_the_clock_and_is_told_once(city: City) -> None:
    await booked(city, "c_alice", "cantine", nov(2))
    await run(city)
    camille = await city.sign_in("camille")
    city.clock.set(datetime.fromisoformat("2027-01-01T23:59+01:00"))
    assert (await listed(camille))[0]["state"] == "due"
    await city.run_jobs("overdue")
    city.clock.set(datetime.fromisoformat("2027-01-02T00:01+01:00"))
    assert (await listed(camille))[0]["state"] == "overdue"
    await city.run_jobs("overdue")
    await city.run_jobs("overdue")
    told = (await camille.get("/notifications")).json()["items"]
    assert [(item["kind"], item["params"]["total_cents"]) for item in told] == [
        ("invoice_overdue", 385),
        ("invoice", 385),
    ]


async def test_a_day_that_closes_while_it_is_invoiced_is_credited_or_never_billed(city: City) -> None:
    for number in range(4):
        day = nov(2 + number)
        booking = await booked(city, "c_alice", "cantine", day, state="booked")

        async def closes(day: date = day) -> None:
            async with city.database.transaction(write=True) as session:
                await close(session, city.town, Closure(day, day, None, None, "Grève"), now=DECEMBER_2)

        jobs = [closes(), run(city)]
        await asyncio.gather(*(jobs if number % 2 else jobs[::-1]))
        async with city.database.transaction() as session:
            row = await session.get_one(BookingRow, booking)
        assert row.state == "cancelled"
        assert (row.invoice_line_id is None) == (row.credit_line_id is None)


async def test_pages_are_of_twenty_and_the_cursor_leads_on(city: City) -> None:
    for number in range(23):
        await booked(city, "c_alice", "cantine", nov(2 + number))
        await run(city)
    camille = await city.sign_in("camille")
    first = (await camille.get("/invoices")).json()
    second = (await camille.get("/invoices", params={"cursor": first["next"]})).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (20, 3, None)
    assert first["due_cents"] == 23 * 385
    assert (await camille.get("/invoices", params={"cursor": "nonsense"})).status_code == 422
