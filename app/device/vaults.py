"""Where the session token is kept: secure storage on phones, the keyring on a desktop, else memory.

Never a plain file: a device without a secret store asks for the password again after a restart.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from services.vault import MemoryVault, Vault, VaultError

if TYPE_CHECKING:
    import flet as ft

logger = logging.getLogger(__name__)
R = TypeVar("R")

KEYRING_SERVICE = "portail-famille"


class KeyringVault:
    """The system's keyring (Secret Service, Keychain, Credential Manager). Blocking calls run in a thread."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    async def get(self, name: str) -> str | None:
        secret: str | None = await self._call(lambda: self._backend.get_password(KEYRING_SERVICE, name))
        return secret

    async def set(self, name: str, secret: str) -> None:
        await self._call(lambda: self._backend.set_password(KEYRING_SERVICE, name, secret))

    async def delete(self, name: str) -> None:
        if await self.get(name) is not None:
            await self._call(lambda: self._backend.delete_password(KEYRING_SERVICE, name))

    async def _call(self, work: Callable[[], Any]) -> Any:
        from keyring.errors import KeyringError

        try:
            return await asyncio.to_thread(work)
        except KeyringError as error:
            raise VaultError(type(error).__name__) from error


class SecureStorageVault:
    """The phone's own secret store, through Flet's extension."""

    def __init__(self, storage: Any) -> None:
        self._storage = storage

    async def get(self, name: str) -> str | None:
        secret: str | None = await self._call(self._storage.get(name))
        return secret

    async def set(self, name: str, secret: str) -> None:
        await self._call(self._storage.set(name, secret))

    async def delete(self, name: str) -> None:
        await self._call(self._storage.remove(name))

    async def _call(self, work: Awaitable[Any]) -> Any:
        try:
            return await work
        except Exception as error:
            raise VaultError(type(error).__name__) from error


def keyring_vault() -> KeyringVault | None:
    """A vault over a keyring that really keeps secrets, or None: `fail` and `null` backends keep nothing."""
    import keyring
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    if isinstance(backend, fail.Keyring | null.Keyring):
        return None
    return KeyringVault(backend)


def choose_vault(page: ft.Page, *, hosted: bool) -> Vault:
    """The best secret store this device has. `hosted`: several people share the process, so memory only."""
    if hosted:
        return MemoryVault()
    if page.platform is not None and page.platform.is_mobile() and not page.web:
        return _phone_vault()
    vault = keyring_vault()
    if vault is None:
        logger.info("no secret store on this device: the session lasts for this run only")
        return MemoryVault()
    return vault


def _phone_vault() -> Vault:
    """The phone's secret store; memory where the bundle was made without the extension."""
    try:
        from flet_secure_storage import SecureStorage
    except ImportError:
        logger.warning("built without flet-secure-storage: the session lasts for this run only")
        return MemoryVault()
    return SecureStorageVault(SecureStorage())
