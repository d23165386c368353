"""What the city itself says, so that a journey asks for a slot that can really be booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import httpx

from tests.e2e.running_app import RunningApp, RunningCity

MONDAY = date(2026, 11, 23)
FEW = 3
HELD = ("booked", "held", "waitlisted", "awaiting_validation")
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


def in_words(day: date) -> str:
    """« jeudi 26 novembre »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{WEEKDAYS[day.weekday()]} {number} {MONTHS[day.month - 1]}"


@dataclass(frozen=True, slots=True)
class SlotName:
    """A slot by the words on screen."""

    child: str
    service: str
    day: date
    state: str

    @property
    def day_in_words(self) -> str:
        return in_words(self.day)

    @property
    def cell(self) -> str:
        """How its cell's name starts in the grid."""
        return f"{self.service}, {self.child}, {self.day_in_words}"


def _is_scarce(slot: dict) -> bool:  # type: ignore[type-arg]
    """Left alone by all but the journey of the last place."""
    return slot["state"] == "free" and (slot.get("places_left") or FEW + 1) <= FEW


def _address(app: RunningApp | RunningCity) -> str:
    return app.city if isinstance(app, RunningApp) else app.address


class CityFacts:
    """The demonstration family's view of the city, over its API."""

    def __init__(self, app: RunningApp | RunningCity) -> None:
        self._client = httpx.Client(base_url=_address(app) + "/api/v1", timeout=20)
        body = {"email": app.email, "password": app.password, "device": f"facts-{uuid4().hex}"}
        token = self._client.post("/sessions", json=body).raise_for_status().json()["token"]
        self._client.headers["Authorization"] = f"Bearer {token}"
        household = self._get("/household")
        self.children = {child["id"]: child["first_name"] for child in household["children"]}
        self.services = {service["id"]: service["name"] for service in household["services"]}

    def _get(self, path: str, **query: str) -> dict:  # type: ignore[type-arg]
        return dict(self._client.get(path, params=query).raise_for_status().json())

    def slots(self, first: date, days: int = 40) -> list[dict]:  # type: ignore[type-arg]
        last = first + timedelta(days=days)
        return list(self._get("/calendar", **{"from": first.isoformat(), "to": last.isoformat()})["slots"])

    def found(
        self, state: str, *, first: date = MONDAY, weekdays: tuple[int, ...] = (0, 1, 3, 4), changeable: bool = True
    ) -> list[SlotName]:
        """The slots of that state on those weekdays (0 = Monday), those that can be changed or those that cannot."""
        names = []
        for slot in self.slots(first):
            day = date.fromisoformat(slot["date"])
            can = bool(slot.get("can_cancel") if state in HELD else slot.get("can_book"))
            if slot["state"] == state and can is changeable and day.weekday() in weekdays and not _is_scarce(slot):
                names.append(SlotName(self.children[slot["child"]], self.services[slot["service"]], day, state))
        return sorted(names, key=lambda name: name.day)

    def slot(self, *, state: str, first: date = MONDAY, weekdays: tuple[int, ...] = (0, 1, 3, 4)) -> SlotName:
        """The first slot of that state that can be changed."""
        for name in self.found(state, first=first, weekdays=weekdays):
            return name
        raise AssertionError(f"the demonstration town has no {state} slot that can be changed")

    def alike(self, state: str = "free", children: int = 2) -> list[SlotName]:
        """Slots of one service and day that several children have in that state."""
        names = self.found(state)
        for one in names:
            same = [name for name in names if (name.service, name.day) == (one.service, one.day)]
            if len(same) >= children:
                return same
        raise AssertionError(f"no service is {state} for {children} children on one day")

    def scarce(self, places: int = 2, children: int = 3) -> list[SlotName]:
        """Free slots of one service and day for several children, with so few places left."""
        few = [slot for slot in self.slots(MONDAY) if _is_scarce(slot) and slot["places_left"] == places]
        for one in few:
            same = [slot for slot in few if (slot["service"], slot["date"]) == (one["service"], one["date"])]
            if len(same) >= children:
                day, service = date.fromisoformat(one["date"]), self.services[one["service"]]
                return [SlotName(self.children[slot["child"]], service, day, "free") for slot in same]
        raise AssertionError(f"no service has {places} places left for {children} children")

    def state_of(self, name: SlotName) -> str:
        for slot in self.slots(name.day, 0):
            if (self.children[slot["child"]], self.services[slot["service"]]) == (name.child, name.service):
                return str(slot["state"])
        raise AssertionError(f"no slot {name}")

    def receipts(self) -> list[dict]:  # type: ignore[type-arg]
        """All of them, newest first."""
        page = self._get("/submissions")
        found = list(page["items"])
        while page["next"]:
            page = self._get("/submissions", cursor=page["next"])
            found += page["items"]
        return found

    def receipt(self, number: str) -> dict:  # type: ignore[type-arg]
        return self._get(f"/submissions/{number}")

    def revoke_others(self) -> int:
        """Ends the sessions of the account's other devices; how many."""
        others = [item["id"] for item in self._get("/sessions")["items"] if not item["current"]]
        for session in others:
            self._client.delete(f"/sessions/{session}").raise_for_status()
        return len(others)

    def submit(self, *names: SlotName, op: str = "book") -> dict:  # type: ignore[type-arg]
        """Books or cancels over the API, as another device of the family would; the receipt."""
        ids = {name: key for key, name in self.children.items()}
        services = {name: key for key, name in self.services.items()}
        prices = {(slot["child"], slot["service"], slot["date"]): slot["price_cents"] for slot in self.slots(MONDAY)}
        lines = []
        for name in names:
            key = (ids[name.child], services[name.service], name.day.isoformat())
            lines.append({"op": op, "child": key[0], "service": key[1], "date": key[2], "price_cents": prices[key]})
        answer = self._client.post("/submissions", json={"lines": lines}, headers={"Idempotency-Key": uuid4().hex})
        return dict(answer.raise_for_status().json())
