"""Coming and going."""

from __future__ import annotations

from services.models import Account, Town
from services.portal.core import Core, Part
from services.query import Query

#: The note that the first page needs in its first frame.
DASHBOARD_NOTE = "dashboard"


class SessionPart(Part):
    """Signing in and out; what the town says of itself before."""

    def __init__(self, core: Core, device: str, device_name: str) -> None:
        super().__init__(core)
        self._device = (device, device_name)

    @property
    def town(self) -> Query[Town]:
        """What the city says of itself."""
        return self._core.questions.town(self._core.backend.accounts.town)

    @property
    def account(self) -> Account | None:
        """Who is signed in; None = signed out."""
        return self._core.presence.account

    @property
    def needs_password(self) -> bool:
        """The session has ended and everything is kept: the screens ask the password over the page."""
        return self._core.exchange.needs_password

    async def restore(self) -> None:
        """At start: who was here, what waits, the token from the vault. Never raises."""
        town = await self.town.copy()
        if town is not None:
            self._core.clock.set_zone(town.value.time_zone)
        await self._core.presence.restore()
        await self._core.questions.take_up()
        await self._core.presence.mine.notes.take_up(DASHBOARD_NOTE)

    async def sign_in(self, email: str, password: str) -> None:
        """Raises INVALID_CREDENTIALS, SLOW_DOWN. The same parent again finds all as it was, and what waits goes."""
        accounts = self._core.backend.accounts
        session = await self._core.exchange.ask_public(lambda: accounts.sign_in(email, password, *self._device))
        await self._core.presence.begin(session)

    async def accept_invitation(self, link_token: str, password: str) -> None:
        """First sign-in. Raises LINK_EXPIRED, WEAK_PASSWORD."""
        accounts = self._core.backend.accounts
        session = await self._core.exchange.ask_public(
            lambda: accounts.accept_invitation(link_token, password, *self._device)
        )
        await self._core.presence.begin(session)

    async def sign_out(self) -> None:
        """Forgets token, copies and notes of this account, then tells the city if it can. Refuses nothing."""
        await self._core.presence.leave()

    async def ask_password_reset(self, email: str) -> None:
        """A link is sent if the address is known; nobody learns whether it is."""
        await self._core.exchange.ask_public(lambda: self._core.backend.accounts.ask_password_reset(email))

    async def reset_password(self, link_token: str, password: str) -> None:
        """Raises LINK_EXPIRED, WEAK_PASSWORD."""
        await self._core.exchange.ask_public(lambda: self._core.backend.accounts.reset_password(link_token, password))
