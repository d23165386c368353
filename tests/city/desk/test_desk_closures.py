"""Closing days and changing places at the desk: shown first, then done if it is still the same."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import func, select, update

from city.audit.acts import Act
from city.bookings.models import ClosureRow
from city.bookings.states import BookingState
from city.households.models import RegistrationRow
from tests.city.city import City
from tests.city.desk.browser import audited, words_of
from tests.city.desk.conftest import Desk
from tests.city.desk.slots import MEALS, TUESDAY, booked, state_of

PREVIEW = "/guichet/fermetures/apercu?du=2026-11-24&au=2026-11-24&motif=Gr%C3%A8ve&prestation=&ecole="
EVIL = "<b>pluie</b>"


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of a page's last form."""
    form = text[text.rindex("<form") :]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))


async def closures(city: City) -> int:
    async with city.database.transaction() as session:
        return await session.scalar(select(func.count()).select_from(ClosureRow)) or 0


async def test_what_a_closure_ends_is_shown_and_nothing_done_yet(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    alice, lila = await booked(city, "c_alice", day=TUESDAY), await booked(city, "c_lila", day=TUESDAY)
    shown = await nadia.get(PREVIEW)
    text = words_of(shown)
    assert "2 réservations seront annulées par la ville" in text and "Martin Alice Famille Martin réservé" in text
    assert await closures(city) == 0
    assert [await state_of(city, key) for key in (alice, lila)] == ["booked", "booked"]
    answer = await nadia.post("/guichet/fermetures", hidden(shown.text))
    assert answer.headers["location"] == "/guichet/fermetures?fait=ferme"
    assert [await state_of(city, key) for key in (alice, lila)] == ["cancelled", "cancelled"]
    row = (await audited(city))[-1]
    assert (row.act, row.label) == (Act.DAYS_CLOSED, "toutes les prestations, partout, le 24/11/2026")
    assert row.after and sorted(row.after["cancelled"]) == sorted([alice, lila]) and row.after["reason"] == "Grève"
    text = words_of(await nadia.get("/guichet/fermetures?fait=ferme"))
    assert (
        "C'est fermé : les familles sont averties." in text
        and "le 24/11/2026 toutes les prestations partout Grève" in text
    )


async def test_days_are_opened_again_and_who_had_booked_is_told(city: City, desk: Desk) -> None:
    nadia, camille = await desk("nadia"), await city.sign_in("camille")
    friday = date(2026, 11, 27)
    key = await booked(city, "c_alice", day=friday)
    await booked(city, "c_lila", day=friday)
    await booked(city, "c_zoe", day=TUESDAY)
    asked = PREVIEW.replace("au=2026-11-24", "au=2026-11-27")
    await nadia.post("/guichet/fermetures", hidden((await nadia.get(asked)).text))
    async with city.database.transaction(write=True) as session:
        await session.execute(
            update(RegistrationRow).where(RegistrationRow.child_id == "c_lila").values(last_day=TUESDAY)
        )
    city.clock.advance(hours=30)
    nadia = await desk("nadia")
    link = re.search(r'href="(/guichet/fermetures/[^"]+/rouvrir)"', (await nadia.get("/guichet/fermetures")).text)
    assert link
    shown = await nadia.get(link.group(1))
    assert "27/11/2026 Restauration scolaire Martin Alice" in words_of(shown)
    assert not any(name in words_of(shown) for name in ("Zoé", "Lila")), "too late, or no longer registered"
    assert await closures(city) == 1
    answer = await nadia.post(link.group(1))
    assert answer.headers["location"] == "/guichet/fermetures?fait=rouvert"
    assert (await closures(city), await state_of(city, key)) == (0, "cancelled")
    told = (await camille.get("/notifications")).json()["items"]
    assert [(row["params"]["service"], row["params"]["date"]) for row in told if row["kind"] == "opening"] == [
        (MEALS, "2026-11-27")
    ]
    jules = await city.sign_in("jules")
    assert "opening" not in [row["kind"] for row in (await jules.get("/notifications")).json()["items"]]
    days = await camille.get("/calendar", params={"from": "2026-11-27", "to": "2026-11-27"})
    (slot,) = [row for row in days.json()["slots"] if (row["child"], row["service"]) == ("c_alice", MEALS)]
    assert slot["can_book"] is True
    assert (await nadia.post(link.group(1))).status_code == 404
    assert (await audited(city))[-1].act == Act.DAYS_REOPENED


async def test_a_booking_made_after_the_preview_is_seen_before_it_is_ended(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    shown = await nadia.get(PREVIEW)
    assert "Aucune réservation n'est touchée" in words_of(shown)
    key = await booked(city, "c_alice", day=TUESDAY)
    answer = await nadia.post("/guichet/fermetures", hidden(shown.text))
    assert answer.status_code == 409
    assert "viennent de changer" in words_of(answer)
    assert (await state_of(city, key), await closures(city)) == ("booked", 0)


async def test_a_closure_of_one_school_leaves_the_others(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    alice, lila = await booked(city, "c_alice", day=TUESDAY), await booked(city, "c_lila", day=TUESDAY)
    shown = await nadia.get(PREVIEW.replace("ecole=", "ecole=charles-peguy").replace("tion=", f"tion={MEALS}"))
    assert "1 réservation sera annulée" in words_of(shown)
    await nadia.post("/guichet/fermetures", hidden(shown.text))
    assert [await state_of(city, key) for key in (alice, lila)] == ["booked", "cancelled"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("du=2026-11-24", "du=2026-11-22"),
        ("au=2026-11-24", "au=2026-11-23"),
        ("au=2026-11-24", "au=2028-11-23"),
        ("au=2026-11-24", "au=demain"),
        ("motif=Gr%C3%A8ve", "motif=%20"),
        ("prestation=", "prestation=rien"),
        ("ecole=", "ecole=rien"),
    ],
)
async def test_a_closure_that_makes_no_sense_is_refused(city: City, desk: Desk, old: str, new: str) -> None:
    answer = await (await desk("nadia")).get(PREVIEW.replace(old, new))
    assert answer.status_code == 422
    assert await closures(city) == 0


async def test_its_reason_is_text(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    shown = await nadia.get(PREVIEW.replace("Gr%C3%A8ve", EVIL))
    fields = hidden(shown.text) | {"motif": EVIL}
    assert (await nadia.post("/guichet/fermetures", fields)).status_code == 303
    for answer in (shown, await nadia.get("/guichet/fermetures")):
        assert EVIL not in answer.text and "&lt;b&gt;pluie" in answer.text


async def test_more_places_are_shown_with_who_gets_one(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    counter = "repas-jean-jaures"
    asked = f"/guichet/places/apercu?du={TUESDAY}&compteur={counter}&places="
    zero = hidden((await nadia.get(f"{asked}0")).text)
    assert (await nadia.post("/guichet/places", zero)).status_code == 303
    city.clock.advance(seconds=1)
    key = await booked(city, "c_alice", day=TUESDAY, state=BookingState.WAITLISTED, counters=(counter,))
    assert "0 (d'ordinaire " in words_of(await nadia.get(f"/guichet/places?jour={TUESDAY}"))
    shown = await nadia.get(f"{asked}1")
    assert "1 enfant de la liste d'attente aura une place" in words_of(shown)
    assert await state_of(city, key) == "waitlisted"
    assert (await nadia.post("/guichet/places", hidden(shown.text))).status_code == 303
    assert await state_of(city, key) == "booked"
    assert "1 place prise de trop" in words_of(await nadia.get(f"{asked}0"))
    row = (await audited(city))[-1]
    assert (row.act, row.before, row.after) == (
        Act.CAPACITY_CHANGED,
        {"places": {str(TUESDAY): 0}},
        {"places": 1, "given": [key]},
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "du=2026-11-22",
        "au=2026-11-23",
        "au=2028-11-24",
        "jours=7",
        "jours=lundi",
        "places=-1",
        "places=1e3",
        "places=10001",
        "places=²",
    ],
)
async def test_places_that_make_no_sense_are_refused(city: City, desk: Desk, wrong: str) -> None:
    fields = {"du": TUESDAY.isoformat(), "au": TUESDAY.isoformat(), "compteur": "repas-jean-jaures", "places": "3"}
    name, value = wrong.split("=")
    nadia = await desk("nadia")
    assert (await nadia.post("/guichet/places", fields | {name: value})).status_code == 422
    assert (await nadia.post("/guichet/places", fields | {"compteur": "rien"})).status_code == 404


async def test_places_over_a_period_are_shown_day_by_day_and_done_only_as_shown(city: City, desk: Desk) -> None:
    nadia = await desk("nadia")
    counter, monday, friday = "repas-jean-jaures", date(2026, 11, 30), date(2026, 12, 4)
    asked = f"/guichet/places/apercu?du={monday}&au={friday}&jours=0&jours=3&compteur={counter}&places="
    zero = await nadia.get(f"{asked}0")
    assert "du 30/11/2026 au 03/12/2026 : 2 jours" in words_of(zero) and "Personne n'est touché" in words_of(zero)
    assert (
        (await nadia.post("/guichet/places", hidden(zero.text)))
        .headers["location"]
        .startswith(f"/guichet/places?jour={monday}")
    )
    keys = {
        child: await booked(city, child, day=day, state=BookingState.WAITLISTED, counters=(counter,))
        for child, day in (("c_alice", monday), ("c_noe", date(2026, 12, 3)), ("c_zoe", date(2026, 12, 3)))
    }
    tuesday = await nadia.get(f"/guichet/places?jour={date(2026, 12, 1)}")
    assert "(d'ordinaire" not in words_of(tuesday)
    shown = await nadia.get(f"{asked}1")
    text = words_of(shown)
    assert "2 enfants de la liste d'attente auront une place" in text
    assert "lundi 30 novembre 2026 0 0 0 1 0" in text and "jeudi 3 décembre 2026 0 0 0 1 1" in text
    assert [await state_of(city, key) for key in keys.values()] == ["waitlisted"] * 3
    home = words_of(await nadia.get("/guichet"))
    assert "2 fois complet d'ici 14 jours, 3 enfants en attente" in home
    full = words_of(await nadia.get("/guichet/places/complets"))
    assert "lundi 30 novembre 2026 Restauration scolaire" in full and "0 0 1 jeudi 3 décembre 2026" in full
    late = await booked(city, "c_yanis", day=monday, state=BookingState.WAITLISTED, counters=(counter,))
    await nadia.post("/guichet/places", hidden((await nadia.get(f"{asked}2")).text))
    assert [await state_of(city, key) for key in (*keys.values(), late)] == ["booked"] * 4
    stale = await nadia.post("/guichet/places", hidden(shown.text))
    assert stale.status_code == 409 and "Cela vient de changer" in words_of(stale)
    over = words_of(await nadia.get(f"{asked}1"))
    assert "2 places prises de trop" in over and "lundi 30 novembre 2026 2 2 1 0 0" in over
    row = (await audited(city))[-1]
    assert (row.act, row.label) == (Act.CAPACITY_CHANGED, f"{counter}, 2026-11-30 – 2026-12-03 (2)")
    assert row.before == {"places": {"2026-11-30": 0, "2026-12-03": 0}}
    back = hidden((await nadia.get(asked)).text)
    assert (await nadia.post("/guichet/places", back)).status_code == 303
    assert "(d'ordinaire" not in words_of(await nadia.get(f"/guichet/places?jour={monday}"))


async def test_a_booking_is_refused_with_words_and_decided_once(city: City, desk: Desk) -> None:
    nadia, claire = await desk("nadia"), await desk("claire")
    key = await booked(city, "c_alice", day=TUESDAY, state=BookingState.AWAITING_VALIDATION)
    assert "1 réservation à décider" in words_of(await nadia.get("/guichet"))
    assert "Alice Martin Famille Martin Restauration scolaire" in words_of(await nadia.get("/guichet/reservations"))
    empty = await nadia.post(f"/guichet/reservations/{key}/refuser", {"motif": " "})
    assert empty.status_code == 422
    assert (await nadia.post(f"/guichet/reservations/{key}/refuser", {"motif": "Complet"})).status_code == 303
    late = await claire.post(f"/guichet/reservations/{key}/accepter")
    assert late.status_code == 409 and "C'est déjà décidé" in words_of(late)
    assert (await state_of(city, key), (await audited(city))[-1].act) == ("refused", Act.BOOKING_REFUSED)
