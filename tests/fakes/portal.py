"""A real portal over a fake city, at a fixed instant."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from services.clock import CityClock
from services.portal import Portal
from services.query import Topic
from services.session import Credentials
from services.storage import MemoryStorage, Storage
from services.vault import MemoryVault, Vault
from tests.fakes import builders
from tests.fakes.city import FakeCity
from tests.fakes.pauses import Pauses


class FixedTime:
    """Time that moves only when told: `at` is the city's instant, the device's wall clock is `ahead` of it."""

    def __init__(self, at: datetime = builders.NOW) -> None:
        self.at = at
        self.ahead = timedelta(0)
        self.seconds = 0.0

    def pass_by(self, time: timedelta) -> None:
        self.at += time
        self.seconds += time.total_seconds()

    def city(self) -> datetime:
        return self.at

    def device(self) -> datetime:
        return self.at + self.ahead

    def monotonic(self) -> float:
        return self.seconds

    def clock(self) -> CityClock:
        return CityClock(monotonic=self.monotonic, device=self.device)


@dataclass
class PortalKit:
    """Everything a test may touch: the portal, the city behind it, what the device keeps, the time.

    `pauses`: typing is over when one is let pass (`await kit.pauses.over()`).
    """

    portal: Portal
    city: FakeCity
    storage: Storage
    vault: Vault
    time: FixedTime
    pauses: Pauses = field(default_factory=Pauses)
    keys: count[int] = field(default_factory=lambda: count(1))

    async def sign_in(self) -> Portal:
        """Signs the demonstration parent in."""
        await self.portal.sign_in(builders.EMAIL, builders.PASSWORD)
        return self.portal

    def announce(self, *topics: Topic) -> None:
        """As if these had changed."""
        self.portal._core.exchange.announce(*topics)

    def restart(self) -> PortalKit:
        """The app started again on the same device, over the same city."""
        return fake_portal(self.storage, self.vault, city=self.city, time=self.time, keys=self.keys)


def fake_portal(
    storage: Storage | None = None,
    vault: Vault | None = None,
    *,
    city: FakeCity | None = None,
    time: FixedTime | None = None,
    keys: count[int] | None = None,
    lacking: frozenset[str] = frozenset(),
) -> PortalKit:
    """A portal at 2026-11-23T08:00+01:00, signed out; `await kit.sign_in()` signs in.

    `lacking`: ports that the city's software does not have.
    """
    time = time or FixedTime()
    clock, credentials = time.clock(), Credentials()
    storage = storage if storage is not None else MemoryStorage()
    vault = vault if vault is not None else MemoryVault()
    if city is None:
        city = FakeCity(clock, credentials, time.city)
    else:
        city.serve(clock, credentials)
    pauses = Pauses()
    numbers = keys if keys is not None else count(1)
    portal = Portal(
        replace(city.backend, **dict.fromkeys(lacking)),
        city=builders.SOURCE,
        credentials=credentials,
        clock=clock,
        storage=storage,
        vault=vault,
        device="device-1",
        device_name="Téléphone de test",
        key_maker=lambda: f"key-{next(numbers)}",
        pause=pauses.wait,
    )
    return PortalKit(portal, city, storage, vault, time, pauses, numbers)
