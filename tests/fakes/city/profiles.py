"""`Profiles` of the fake city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models.document import Paper
from services.models.profile import Profile
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.city.accounts import FakeAccounts


class FakeProfiles(FakeAccounts):
    """`email_links` are the links that still serve, by their tokens; `used_emails` belong to others."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.profile_value: Profile = builders.profile()
        self.email_links: dict[str, str] = {}
        self.used_emails: set[str] = {"samia.benali@exemple.fr"}
        self.export_value = b'{"town": "Villiers-sur-Marne"}'
        self.paper_value = Paper(name="portail-famille-2026-11-23.pdf", media_type="application/pdf", content=b"%PDF-1")

    async def profile(self) -> Profile:
        await self.admit("profile")
        return self.profile_value.model_copy(update={"now": self.now()})

    async def sign_out_device(self, session_id: str) -> None:
        await self.admit("sign_out_device")
        left = tuple(device for device in self.profile_value.devices if device.id != session_id)
        if left == self.profile_value.devices:
            raise ServiceError(ErrorKind.NOT_FOUND)
        self._is(devices=left)

    async def ask_email_change(self, email: str, password: str) -> None:
        await self._prove("ask_email_change", password)
        if email in self.used_emails:
            raise ServiceError(ErrorKind.EMAIL_USED)
        self.email_links[f"link-{len(self.email_links) + 1}"] = email
        self._is(pending_email=email)

    async def confirm_email_change(self, link_token: str) -> None:
        await self.admit("confirm_email_change", signed_in=False)
        if link_token not in self.email_links:
            raise ServiceError(ErrorKind.LINK_EXPIRED)
        self._is(email=self.email_links.pop(link_token), pending_email=None)

    async def change_password(self, password: str, new_password: str, *, sign_out_others: bool) -> None:
        account = await self._prove("change_password", password)
        if len(new_password) < 8:
            raise ServiceError(ErrorKind.WEAK_PASSWORD, {"reason": "short"})
        self.accounts[account, new_password] = self.accounts.pop((account, password))
        if sign_out_others:
            self._is(devices=tuple(device for device in self.profile_value.devices if device.current))

    async def export(self) -> bytes:
        await self.admit("export")
        return self.export_value

    async def export_paper(self) -> Paper:
        await self.admit("export_paper")
        return self.paper_value

    async def ask_deletion(self, password: str) -> None:
        await self._prove("ask_deletion", password)
        self._is(deletion_asked_at=self.profile_value.deletion_asked_at or self.now())

    async def keep_account(self) -> None:
        await self.admit("keep_account")
        self._is(deletion_asked_at=None)

    async def _prove(self, method: str, password: str) -> str:
        """The e-mail of who asks, once its password is right."""
        account = await self.admit(method)
        if (account.email, password) not in self.accounts:
            raise ServiceError(ErrorKind.INVALID_CREDENTIALS)
        return account.email

    def _is(self, **changes: object) -> None:
        self.profile_value = self.profile_value.model_copy(update=changes)
