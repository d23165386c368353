"""« Mes données personnelles »."""

from __future__ import annotations

from pydantic import TypeAdapter

from services.models.document import Paper
from services.models.profile import Profile
from services.portal.core import Part, needed
from services.ports import Profiles
from services.presence import Belongings
from services.query import Copy, Query, Topic

_PROFILE: TypeAdapter[Profile] = TypeAdapter(Profile)


class ProfilePart(Part):
    """`portal.profile`. What asks for the password raises INVALID_CREDENTIALS and SLOW_DOWN."""

    def read(self) -> Query[Profile]:
        """The account and its devices."""
        return self._core.questions.of("profile", Topic.PROFILE, _PROFILE, lambda: self._port.profile(), self._note)

    async def sign_out_device(self, session_id: str) -> None:
        """Ends the session of another device; one that is over already is as well."""
        await self._core.exchange.ask(lambda: self._port.sign_out_device(session_id))
        self._changed()

    async def ask_email_change(self, email: str, password: str) -> None:
        """A link goes to the new address. Raises EMAIL_USED."""
        await self._core.exchange.ask(lambda: self._port.ask_email_change(email, password))
        self._changed()

    async def confirm_email_change(self, link_token: str) -> None:
        """The link was opened, by somebody signed in or not. Raises LINK_EXPIRED, EMAIL_USED."""
        await self._core.exchange.ask_public(lambda: self._port.confirm_email_change(link_token))
        self._changed()

    async def change_password(self, password: str, new_password: str, *, sign_out_others: bool) -> None:
        """This device stays signed in. Raises WEAK_PASSWORD."""
        await self._core.exchange.ask(
            lambda: self._port.change_password(password, new_password, sign_out_others=sign_out_others)
        )
        self._changed()

    async def export(self) -> bytes:
        """A JSON file of everything the city holds of the household that this account may see."""
        return await self._core.exchange.ask(lambda: self._port.export())

    async def export_paper(self) -> Paper:
        """The same as PDF, to read and to print."""
        return await self._core.exchange.ask(lambda: self._port.export_paper())

    async def ask_deletion(self, password: str) -> None:
        """Asks the city to delete the account."""
        await self._core.exchange.ask(lambda: self._port.ask_deletion(password))
        self._changed()

    async def keep_account(self) -> None:
        """The deletion is no longer asked for."""
        await self._core.exchange.ask(lambda: self._port.keep_account())
        self._changed()

    @property
    def _port(self) -> Profiles:
        return needed(self._core.backend.profiles)

    def _changed(self) -> None:
        self._core.exchange.announce(Topic.PROFILE)

    async def _note(self, mine: Belongings, copy: Copy[Profile]) -> Copy[Profile]:
        if mine is self._core.presence.mine:
            await self._core.presence.rename(copy.value.email)
        return copy
