"""What every capability of the fake city stands on: levers, the clock, who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models import Account, Household, Town
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.levers import Levers


class FakeGround(Levers):
    """`now` is the city's instant. Tests may replace the plain values."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.now = now
        self.clock = clock
        self.credentials = credentials
        self.town_value: Town = builders.town()
        self.household_value: Household = builders.household()
        self.sessions: dict[str, Account] = {}

    async def admit(self, method: str, *, signed_in: bool = True) -> Account:
        """The first line of each method: who asks. Raises what the levers say, or SESSION_EXPIRED."""
        await self.enter(method)
        self.clock.hear(self.now())
        account = self.sessions.get(self.credentials.token or "")
        if signed_in and account is None:
            raise ServiceError(ErrorKind.SESSION_EXPIRED)
        return account or builders.account()
