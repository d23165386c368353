"""The fake city as a whole."""

from __future__ import annotations

from copy import copy

from services.clock import CityClock
from services.ports import Backend
from services.session import Credentials
from tests.fakes.city.feeds import FakeFeeds
from tests.fakes.city.invoices import FakeInvoices
from tests.fakes.city.messages import FakeMessages
from tests.fakes.city.news import FakeNews
from tests.fakes.city.profiles import FakeProfiles
from tests.fakes.city.sheets import FakeSheets
from tests.fakes.city.typical_weeks import FakeTypicalWeeks


class FakeCity(FakeProfiles, FakeTypicalWeeks, FakeInvoices, FakeMessages, FakeNews, FakeSheets, FakeFeeds):
    """Every capability over plain values, which tests may replace."""

    @property
    def backend(self) -> Backend:
        return Backend(
            accounts=self,
            households=self,
            bookings=self,
            typical_weeks=self,
            dashboards=self,
            notifications=self,
            live=self,
            procedures=self,
            registrations=self,
            invoices=self,
            sheets=self,
            profiles=self,
            messages=self,
            news=self,
            feeds=self,
        )

    def serve(self, clock: CityClock, credentials: Credentials) -> None:
        """From now on it answers the app that was started with these."""
        self.clock, self.credentials = clock, credentials

    def beside(self, clock: CityClock, credentials: Credentials) -> FakeCity:
        """The same city as another device sees it."""
        other = copy(self)
        other.serve(clock, credentials)
        return other
