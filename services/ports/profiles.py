"""« Mes données personnelles »."""

from __future__ import annotations

from typing import Protocol

from services.models.document import Paper
from services.models.profile import Profile


class Profiles(Protocol):
    """What asks for the password raises INVALID_CREDENTIALS and SLOW_DOWN."""

    async def profile(self) -> Profile:
        """The account and its devices. Harmless to repeat."""
        ...

    async def sign_out_device(self, session_id: str) -> None:
        """Ends the session of another device. Raises NOT_FOUND when it is over already."""
        ...

    async def ask_email_change(self, email: str, password: str) -> None:
        """A link goes to the new address. Raises EMAIL_USED. Asking again sends another link; one's own gives up."""
        ...

    async def confirm_email_change(self, link_token: str) -> None:
        """The link was opened; nobody need be signed in. Raises LINK_EXPIRED, EMAIL_USED. Serves once."""
        ...

    async def change_password(self, password: str, new_password: str, *, sign_out_others: bool) -> None:
        """This device stays signed in. Raises WEAK_PASSWORD. Not repeatable: the former password no longer serves."""
        ...

    async def export(self) -> bytes:
        """A JSON file of everything the city holds of the household that this account may see."""
        ...

    async def export_paper(self) -> Paper:
        """The same as PDF, to read and to print."""
        ...

    async def ask_deletion(self, password: str) -> None:
        """Asks the city to delete the account. Harmless to repeat."""
        ...

    async def keep_account(self) -> None:
        """The deletion is no longer asked for. Harmless to repeat."""
        ...
