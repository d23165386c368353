"""`town apply`: what a changed file alters is shown first, and written only when asked."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from city.bookings.models import BookingRow, CounterDayRow
from city.bookings.states import SEATED
from city.changes.compare import Existing, Placed, compare, deltas, sums
from city.changes.sentences import euros
from city.command import main
from city.database import Database
from city.folder import DATABASE_FILE, RECORDED_TOWN
from city.place import town_of
from city.submissions.models import FollowUpRow
from city.towns import Town, load_town
from city.towns.following import ALWAYS, following
from city.towns.read_procedures import procedures_file
from tests.city.conftest import TOWN_FILE

MEAL = "restauration-scolaire"
MOMENT = "2026-11-23T08:00"


def changed(folder: Path, *pairs: tuple[str, str]) -> Path:
    """The demonstration town's file with other words."""
    text = TOWN_FILE.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    file = folder / "changed.toml"
    file.write_text(text, encoding="utf-8")
    return file


def booking(day: date = date(2026, 12, 1), *, seated: bool = True, surcharge: int = 0) -> Existing:
    return Existing(
        id="b",
        submission_id=None,
        child_id="c",
        school_id="jean-jaures",
        age_group="elementaire",
        service=MEAL,
        day=day,
        price_cents=385 + surcharge,
        surcharge_cents=surcharge,
        quotient=742,
        seated=seated,
    )


DEARER = ("{ up_to = 900, cents = 385 }", "{ up_to = 900, cents = 400 }")


def test_an_unchanged_file_alters_nothing(town: Town) -> None:
    assert compare(town, town, [booking()], {}).none


def test_a_price_changes_and_the_surcharge_stays(town: Town, tmp_path: Path) -> None:
    changes = compare(town, load_town(changed(tmp_path, DEARER)), [booking(), booking(surcharge=193)], {})

    assert sums(changes.prices) == {MEAL: (2, 385 + 578, 400 + 593)}


def test_who_waits_keeps_the_price_of_the_day_they_asked(town: Town, tmp_path: Path) -> None:
    assert compare(town, load_town(changed(tmp_path, DEARER)), [booking(seated=False)], {}).none


def test_a_service_that_no_longer_runs_that_day_is_told(town: Town, tmp_path: Path) -> None:
    closure = ("[calendar]\n", '[calendar]\nclosures = [{ from = 2026-12-01, to = 2026-12-01, name = "Travaux" }]\n')
    new = load_town(changed(tmp_path, closure))

    assert list(compare(town, new, [booking(), booking(date(2026, 12, 3))], {}).orphans) == [MEAL]


def test_another_deadline_is_told(town: Town, tmp_path: Path) -> None:
    rule = ("[rules.repas]\nbook = { days = 1,", "[rules.repas]\nbook = { days = 2,")

    assert list(compare(town, load_town(changed(tmp_path, rule)), [booking()], {}).limits) == [MEAL]


def test_fewer_places_than_are_taken_is_told(town: Town, tmp_path: Path) -> None:
    new = load_town(changed(tmp_path, ("places = 140", "places = 20")))
    taken = {("repas-jean-jaures", date(2026, 12, 1)): 21, ("repas-jean-jaures", date(2026, 12, 3)): 20}
    found = compare(town, new, [], taken).overfull

    assert [(full.day.day, full.taken, full.places) for full in found] == [(1, 21, 20)]


@pytest.mark.parametrize(
    ("cents", "text"),
    [(0, "0,00\u00a0€"), (385, "3,85\u00a0€"), (-5, "−0,05\u00a0€"), (123456, "1\u202f234,56\u00a0€")],
)
def test_sums_are_printed_in_french(cents: int, text: str) -> None:
    assert euros(cents) == text


def prices(data: Path) -> list[tuple[int, int | None]]:
    async def read() -> list[tuple[int, int | None]]:
        database = Database(Database.sqlite_url(data / DATABASE_FILE))
        async with database.transaction() as session:
            rows = await session.execute(
                select(BookingRow.price_cents, BookingRow.former_price_cents).where(
                    BookingRow.service == MEAL,
                    BookingRow.day >= date(2026, 11, 30),
                    BookingRow.price_cents.in_((385, 400)),
                )
            )
            found = [(price, former) for price, former in rows]
            told = (await session.scalars(select(FollowUpRow.code))).all()
        await database.close()
        assert len(told) == sum(former is not None for _price, former in found)
        return found

    return asyncio.run(read())


def test_it_is_shown_first_and_written_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, file = tmp_path / "data", changed(tmp_path, DEARER)
    assert main(["seed", "--data", str(data), "--at", MOMENT]) == 0
    before = prices(data)
    command = ["town", "apply", str(file), "--from", "2026-11-30", "--data", str(data), "--at", "2026-11-23T09:00"]

    assert main(command) == 0
    shown = capsys.readouterr().out
    assert f"{len(before)} réservations changent de prix" in shown
    assert "Rien n’est enregistré" in shown
    assert prices(data) == before
    assert not (data / RECORDED_TOWN).exists()

    assert main([*command, "--yes"]) == 0
    assert procedures_file(data / RECORDED_TOWN).read_bytes() == procedures_file(TOWN_FILE).read_bytes()
    assert set(prices(data)) == {(400, 385)}
    assert (data / RECORDED_TOWN).read_bytes() == TOWN_FILE.read_bytes()
    assert (data / "ville.2026-11-30.toml").read_bytes() == file.read_bytes()
    capsys.readouterr()
    assert main(command) == 0
    assert "Aucune réservation existante n’est touchée." in capsys.readouterr().out


def test_bookings_without_a_service_stop_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closure = ("[calendar]\n", '[calendar]\nclosures = [{ from = 2026-12-01, to = 2026-12-01, name = "Travaux" }]\n')
    data, file = tmp_path / "data", changed(tmp_path, closure)
    assert main(["seed", "--data", str(data), "--at", MOMENT]) == 0

    assert main(["town", "apply", str(file), "--from", "2026-11-30", "--yes", "--data", str(data)]) == 1
    assert "mardi 1er\u00a0décembre" in capsys.readouterr().err
    assert not (data / RECORDED_TOWN).exists()


@pytest.mark.parametrize(
    ("pairs", "day"), [([('id = "villiers-sur-marne"', 'id = "ailleurs"')], "2026-12-01"), ([], "demain")]
)
def test_another_towns_file_or_a_wrong_day_is_a_sentence(
    tmp_path: Path, pairs: list[tuple[str, str]], day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = changed(tmp_path, *pairs)

    assert main(["town", "apply", str(file), "--from", day, "--data", str(tmp_path / "data")]) == 2
    told = capsys.readouterr().err
    assert (
        "« demain »" in told.replace("\u00a0", " ")
        if not pairs
        else "changed.toml, ligne" in told and "town.id" in told
    )


def test_deadlines_prices_and_days_change_from_the_day_only(town: Town, tmp_path: Path) -> None:
    no_wednesday = ("[services.restauration-scolaire]", '[services.restauration-scolaire]\nweekdays = ["monday"]')
    later = load_town(changed(tmp_path, DEARER, no_wednesday))
    both = following([(ALWAYS, town), (date(2026, 12, 3), later)])
    tuesday, thursday, monday = date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 7)

    assert [both.served(MEAL, day) for day in (tuesday, thursday, monday)] == [True, False, True]
    assert [both.price_cents(MEAL, quotient=742, day=day) for day in (tuesday, monday)] == [385, 400]
    assert both.limits(MEAL, tuesday) == town.limits(MEAL, tuesday)


def test_a_service_that_ends_or_begins_with_a_file_is_known_but_not_served_outside_it(
    town: Town, tmp_path: Path
) -> None:
    renamed = load_town(changed(tmp_path, ("restauration-scolaire", "cantine")))
    both = following([(ALWAYS, town), (date(2026, 12, 3), renamed)])
    before, after = date(2026, 12, 1), date(2026, 12, 3)
    at = datetime.fromisoformat("2026-11-23T08:00+01:00")

    assert {MEAL, "cantine"} <= both.services.keys()
    assert [both.judge(MEAL, day, at).served for day in (before, after)] == [True, False]
    assert [both.judge("cantine", day, at).served for day in (before, after)] == [False, True]
    assert both.offers(MEAL, "jean-jaures", day=before) and not both.offers(MEAL, "jean-jaures", day=after)
    assert both.counters_of(MEAL, school_id="jean-jaures", age_group=None, day=after) == ()


RENAMED = ("repas-jean-jaures", "salle-jean-jaures")


async def counted(data: Path) -> dict[str, int]:
    """The places taken per counter from the 30th of November on, as stored, and as the bookings say."""
    database = Database(Database.sqlite_url(data / DATABASE_FILE))
    async with database.transaction() as session:
        rows = await session.execute(
            select(CounterDayRow.counter, CounterDayRow.day, CounterDayRow.taken).where(
                CounterDayRow.day >= date(2026, 11, 30)
            )
        )
        stored = {(counter, day): taken for counter, day, taken in rows if taken}
        bookings = await session.execute(
            select(BookingRow.counters, BookingRow.day).where(
                BookingRow.day >= date(2026, 11, 30), BookingRow.state.in_(sorted(SEATED))
            )
        )
        said = Counter((counter, day) for counters, day in bookings for counter in counters)
    await database.close()
    assert stored == dict(said)
    return Counter(counter for counter, _day in said.elements())


def test_who_is_counted_stays_counted_when_counters_are_renamed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "data", changed(tmp_path, RENAMED)
    assert main(["seed", "--data", str(data), "--at", MOMENT]) == 0
    before = asyncio.run(counted(data))
    assert before["repas-jean-jaures"]

    command = ["town", "apply", str(file), "--from", "2026-11-30", "--yes", "--data", str(data), "--at", MOMENT]
    assert main(command) == 0
    assert "« repas-jean-jaures » à « salle-jean-jaures »" in capsys.readouterr().out.replace("\u00a0", " ")
    after = asyncio.run(counted(data))
    assert after["salle-jean-jaures"] == before["repas-jean-jaures"]
    assert after["repas-jean-jaures"] == 0
    assert town_of(data / RECORDED_TOWN).on(date(2026, 11, 30)).counters.keys() >= {"salle-jean-jaures"}
    assert town_of(data / RECORDED_TOWN).on(date(2026, 11, 29)).counters.keys() >= {"repas-jean-jaures"}


def test_a_counter_that_is_split_takes_its_bookings_apart(town: Town) -> None:
    placed = Placed("b", "jean-jaures", "elementaire", MEAL, date(2026, 12, 1), ("grande-salle",), True, None)
    changes = compare(town, town, [], {("grande-salle", placed.day): 1}, [placed])

    assert [move.counters for move in changes.moves] == [("repas-jean-jaures",)]
    assert deltas(changes.moves) == {("grande-salle", placed.day): -1, ("repas-jean-jaures", placed.day): 1}
