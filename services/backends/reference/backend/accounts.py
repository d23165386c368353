"""`Accounts` over the reference city."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from services.backends.reference import mapping, wire
from services.backends.reference.backend.base import Port
from services.errors import ErrorKind, ServiceError
from services.models import Session, Town
from services.transport import naming_errors


@contextmanager
def _unknown_link_is_expired() -> Iterator[None]:
    """A link so damaged that it names no address is to the parent the same as one that has served."""
    try:
        yield
    except ServiceError as error:
        if error.kind is ErrorKind.NOT_FOUND:
            raise ServiceError(ErrorKind.LINK_EXPIRED, error.params) from error
        raise


class ReferenceAccounts(Port):
    """`Accounts`."""

    async def town(self) -> Town:
        answer = await self._client.get(wire.TownWire, "town")
        with naming_errors():
            return mapping.town(answer, self._source)

    async def sign_in(self, email: str, password: str, device: str, device_name: str) -> Session:
        body = {"email": email, "password": password, "device": device, "device_name": device_name}
        answer = await self._client.send(wire.SessionWire, "POST", "sessions", body=body, repeatable=False)
        return mapping.session(answer, self._source)

    async def sign_out(self) -> None:
        await self._client.tell("DELETE", "sessions", "current", repeatable=False)

    async def ask_password_reset(self, email: str) -> None:
        await self._client.tell("POST", "password-resets", body={"email": email}, repeatable=False)

    async def reset_password(self, link_token: str, password: str) -> None:
        with _unknown_link_is_expired():
            body = {"password": password}
            await self._client.tell("POST", "password-resets", link_token, body=body, repeatable=False)

    async def accept_invitation(self, link_token: str, password: str, device: str, device_name: str) -> Session:
        body = {"password": password, "device": device, "device_name": device_name}
        with _unknown_link_is_expired():
            answer = await self._client.send(
                wire.SessionWire, "POST", "invitations", link_token, body=body, repeatable=False
            )
        return mapping.session(answer, self._source)
