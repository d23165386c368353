"""Who is signed in on this device: the identity in the storage, the token in the vault only."""

from __future__ import annotations

import logging

from pydantic import ValidationError

from services.models.base import Model
from services.models.household import Account, Session
from services.storage import Storage, StorageError
from services.vault import Vault, VaultError

_log = logging.getLogger(__name__)


class Credentials:
    """The token of the moment, shared by the portal (which sets it) and the backend (which sends it)."""

    def __init__(self) -> None:
        self.token: str | None = None

    def __repr__(self) -> str:
        return "Credentials(signed in)" if self.token else "Credentials(signed out)"


class _Secret(Model):
    account: str
    token: str


class SessionKeeper:
    """Keeps one account of one city over restarts. A safe or a disk that fails costs a password, never the start."""

    def __init__(self, storage: Storage, vault: Vault, city: str) -> None:
        self._storage = storage
        self._vault = vault
        self._name = f"{city}/account"
        self._secret_name = f"portail-famille:{city}"

    async def account(self) -> Account | None:
        """Who was last signed in here and did not sign out."""
        raw = await self._storage.get(self._name)
        if raw is None:
            return None
        try:
            return Account.model_validate_json(raw)
        except ValidationError:
            _log.warning("the kept account cannot be read")
            return None

    async def token(self, account: Account) -> str | None:
        """The token of that account, None when the vault has none for it."""
        try:
            raw = await self._vault.get(self._secret_name)
            secret = _Secret.model_validate_json(raw) if raw is not None else None
        except VaultError:
            _log.warning("the vault cannot be read", exc_info=True)
            return None
        except ValidationError:
            _log.warning("the vault holds something else under our name")
            return None
        return secret.token if secret is not None and secret.account == account.id else None

    async def keep(self, session: Session) -> None:
        """Remembers the identity and the secret; what cannot be kept is reported and lasts for this run only."""
        secret = _Secret(account=session.account.id, token=session.token)
        try:
            await self._storage.set(self._name, session.account.model_dump_json().encode())
            await self._vault.set(self._secret_name, secret.model_dump_json())
        except (StorageError, VaultError):
            _log.warning("the session lasts for this run only", exc_info=True)

    async def keep_account(self, account: Account) -> None:
        """The identity has changed, the secret has not."""
        try:
            await self._storage.set(self._name, account.model_dump_json().encode())
        except StorageError:
            _log.warning("the new identity lasts for this run only", exc_info=True)

    async def drop_token(self) -> None:
        """The session is over, the identity stays."""
        try:
            await self._vault.delete(self._secret_name)
        except VaultError:
            _log.warning("the vault cannot be emptied", exc_info=True)

    async def forget(self) -> None:
        """Signed out: neither identity nor secret."""
        await self.drop_token()
        try:
            await self._storage.delete(self._name)
        except StorageError:
            _log.warning("the account could not be forgotten", exc_info=True)
