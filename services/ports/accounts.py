"""Signing in, and what the city says of itself before."""

from __future__ import annotations

from typing import Protocol

from services.models import Session, Town


class Accounts(Protocol):
    async def town(self) -> Town:
        """What the city says of itself, before sign-in. Repeating is harmless."""
        ...

    async def sign_in(self, email: str, password: str, device: str, device_name: str) -> Session:
        """A session of this device; signing in again replaces it. Raises INVALID_CREDENTIALS, SLOW_DOWN."""
        ...

    async def sign_out(self) -> None:
        """Ends this device's session at the city. Harmless to repeat."""
        ...

    async def ask_password_reset(self, email: str) -> None:
        """A link is sent if the address is known; the answer is the same if not."""
        ...

    async def reset_password(self, link_token: str, password: str) -> None:
        """Raises LINK_EXPIRED, WEAK_PASSWORD. Not repeatable: the link serves once."""
        ...

    async def accept_invitation(self, link_token: str, password: str, device: str, device_name: str) -> Session:
        """First sign-in. Raises LINK_EXPIRED, WEAK_PASSWORD. Not repeatable."""
        ...
