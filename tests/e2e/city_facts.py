"""What the city itself says, so that a journey asks for a slot that can really be booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import httpx

from tests.e2e.running_app import RunningApp

MONDAY = date(2026, 11, 23)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


@dataclass(frozen=True, slots=True)
class SlotName:
    """A slot by the words on screen."""

    child: str
    service: str
    day: date
    state: str

    @property
    def day_in_words(self) -> str:
        number = "1er" if self.day.day == 1 else str(self.day.day)
        return f"{WEEKDAYS[self.day.weekday()]} {number} {MONTHS[self.day.month - 1]}"

    @property
    def cell(self) -> str:
        """How its cell's name starts in the grid."""
        return f"{self.service}, {self.child}, {self.day_in_words}"


class CityFacts:
    """The demonstration family's view of the city, over its API."""

    def __init__(self, app: RunningApp) -> None:
        self._client = httpx.Client(base_url=app.city + "/api/v1", timeout=20)
        body = {"email": app.email, "password": app.password, "device": "facts"}
        token = self._client.post("/sessions", json=body).raise_for_status().json()["token"]
        self._client.headers["Authorization"] = f"Bearer {token}"
        household = self._get("/household")
        self.children = {child["id"]: child["first_name"] for child in household["children"]}
        self.services = {service["id"]: service["name"] for service in household["services"]}

    def _get(self, path: str, **query: str) -> dict:  # type: ignore[type-arg]
        return dict(self._client.get(path, params=query).raise_for_status().json())

    def slots(self, first: date, days: int = 12) -> list[dict]:  # type: ignore[type-arg]
        last = first + timedelta(days=days)
        return list(self._get("/calendar", **{"from": first.isoformat(), "to": last.isoformat()})["slots"])

    def slot(self, *, state: str, first: date = MONDAY, weekdays: tuple[int, ...] = (0, 1, 3, 4)) -> SlotName:
        """The first slot of that state that can be changed, on one of the weekdays (0 = Monday)."""
        for slot in self.slots(first):
            day = date.fromisoformat(slot["date"])
            changeable = slot.get("can_book") if state == "free" else slot.get("can_cancel")
            if slot["state"] == state and changeable and day.weekday() in weekdays:
                return SlotName(self.children[slot["child"]], self.services[slot["service"]], day, slot["state"])
        raise AssertionError(f"the demonstration town has no {state} slot that can be changed")

    def state_of(self, name: SlotName) -> str:
        for slot in self.slots(name.day, 0):
            if (self.children[slot["child"]], self.services[slot["service"]]) == (name.child, name.service):
                return str(slot["state"])
        raise AssertionError(f"no slot {name}")

    def receipts(self) -> list[dict]:  # type: ignore[type-arg]
        return list(self._get("/submissions")["items"])
