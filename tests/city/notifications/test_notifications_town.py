"""« Me prévenir » where a service has no limit any more, or where an agent validates what is asked."""

from __future__ import annotations

from pathlib import Path

from city.bookings.models import CounterDayRow
from city.towns import load_town
from tests.city.bookings.essai import FRI, THU
from tests.city.bookings.towns import ESSAI, changed_town, town
from tests.city.city import City
from tests.city.notifications.bell import bell

__all__ = ["town"]
LIMIT = 'book = { days = 1, at = "10:00" }\nlate = { until = { at = "07:00" }, percent = 50 }'
VALIDATED = '[counters.atelier]\nservices = ["atelier"]'


async def reminded(city: City) -> list[tuple[str, str]]:
    """The deadlines that Camille was told, the job run twice: service and day."""
    await city.run_jobs("slots")
    await city.run_jobs("slots")
    items = (await bell(await city.sign_in("camille")))["items"]
    return sorted((item["params"]["service"], item["params"]["date"]) for item in items if item["kind"] == "deadline")


async def test_a_service_without_a_limit_any_more_holds_up_nobody_elses_reminder(city: City, tmp_path: Path) -> None:
    camille = await city.sign_in("camille")
    for service in ("matin", "cantine"):
        assert (await camille.put(f"/reminders/{service}/{FRI}/c_alice/deadline")).status_code == 204
    text = ESSAI.read_text(encoding="utf-8")
    assert LIMIT in text
    file = tmp_path / "essai.toml"
    file.write_text(text.replace(LIMIT, 'book = "none"'), encoding="utf-8")
    city.town = load_town(file)
    city.clock.advance(days=9, hours=11)
    assert await reminded(city) == [("cantine", str(FRI))]
    assert (await camille.get("/reminders")).json()["items"] == []


@changed_town((VALIDATED, '[counters.atelier]\nservices = ["atelier", "chorale"]'))
async def test_what_an_agent_validates_can_still_be_asked_for_when_full(city: City) -> None:
    camille = await city.sign_in("camille")
    for service in ("atelier", "chorale"):
        assert (await camille.put(f"/reminders/{service}/{THU}/c_alice/deadline")).status_code == 204
    async with city.database.transaction(write=True) as session:
        session.add(CounterDayRow(day=THU, counter="atelier", taken=1, queued=0, capacity=1))
    city.clock.advance(days=8, hours=11)
    assert await reminded(city) == [("chorale", str(THU))]
