"""`Profiles` over the reference city."""

from __future__ import annotations

from services.backends.reference.backend.base import Port
from services.backends.reference.client import address
from services.backends.reference.mapping.document import paper
from services.backends.reference.mapping.profile import profile
from services.models.document import Paper
from services.models.profile import Profile
from services.transport import naming_errors


class ReferenceProfiles(Port):
    """`Profiles`."""

    async def profile(self) -> Profile:
        answer = await self._client.ask("profile")
        with naming_errors():
            return profile(answer, self._source)

    async def sign_out_device(self, session_id: str) -> None:
        await self._client.tell("DELETE", "sessions", session_id)

    async def ask_email_change(self, email: str, password: str) -> None:
        body = {"email": email, "password": password}
        await self._client.tell("POST", "profile", "email", body=body, repeatable=False)

    async def confirm_email_change(self, link_token: str) -> None:
        await self._client.tell("POST", "email-changes", link_token, repeatable=False)

    async def change_password(self, password: str, new_password: str, *, sign_out_others: bool) -> None:
        body = {"password": password, "new_password": new_password, "sign_out_others": sign_out_others}
        await self._client.tell("POST", "profile", "password", body=body, repeatable=False)

    async def export(self) -> bytes:
        return await self._client.transport.read(address("profile", "export"))

    async def export_paper(self) -> Paper:
        return paper(await self._client.transport.download(address("profile", "export", "pdf")), "portail-famille.pdf")

    async def ask_deletion(self, password: str) -> None:
        await self._client.tell("POST", "profile", "deletion", body={"password": password}, repeatable=False)

    async def keep_account(self) -> None:
        await self._client.tell("DELETE", "profile", "deletion")
