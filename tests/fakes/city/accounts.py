"""`Accounts` and `Households` of the fake city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models import Account, Household, Session, Town
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.city.base import FakeGround


class FakeAccounts(FakeGround):
    """`links` are the invitations and resets that still serve."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.accounts: dict[tuple[str, str], Account] = {(builders.EMAIL, builders.PASSWORD): builders.account()}
        self.links: dict[str, Account] = {}
        self.reset_mails: list[str] = []

    def end_sessions(self) -> None:
        """All devices are signed out by the city."""
        self.sessions.clear()

    async def town(self) -> Town:
        await self.admit("town", signed_in=False)
        return self.town_value

    async def sign_in(self, email: str, password: str, device: str, device_name: str) -> Session:
        await self.admit("sign_in", signed_in=False)
        account = self.accounts.get((email, password))
        if account is None:
            raise ServiceError(ErrorKind.INVALID_CREDENTIALS)
        return self._open(account, device)

    async def sign_out(self) -> None:
        await self.admit("sign_out", signed_in=False)
        self.sessions.pop(self.credentials.token or "", None)

    async def ask_password_reset(self, email: str) -> None:
        await self.admit("ask_password_reset", signed_in=False)
        self.reset_mails.append(email)

    async def reset_password(self, link_token: str, password: str) -> None:
        await self.admit("reset_password", signed_in=False)
        self._use_link(link_token, password)

    async def accept_invitation(self, link_token: str, password: str, device: str, device_name: str) -> Session:
        await self.admit("accept_invitation", signed_in=False)
        return self._open(self._use_link(link_token, password), device)

    async def household(self) -> Household:
        await self.admit("household")
        return self.household_value.model_copy(update={"now": self.now()})

    def _open(self, account: Account, device: str) -> Session:
        token = f"token-{len(self.sessions) + 1}-{account.id}-{device}"
        self.sessions[token] = account
        expires = self.now() + timedelta(days=90)
        return Session(source=builders.SOURCE, token=token, expires_at=expires, account=account)

    def _use_link(self, link_token: str, password: str) -> Account:
        if link_token not in self.links:
            raise ServiceError(ErrorKind.LINK_EXPIRED)
        if len(password) < 8:
            raise ServiceError(ErrorKind.WEAK_PASSWORD)
        account = self.links.pop(link_token)
        self.accounts[account.email, password] = account
        return account
