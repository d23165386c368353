"""Where secrets are kept: the system's own safe, behind four lines."""

from __future__ import annotations

from typing import Protocol


class VaultError(Exception):
    """The safe cannot be used now (locked, absent, refused)."""


class Vault(Protocol):
    """Secrets by name. Every method may raise `VaultError`, and nothing else."""

    async def get(self, name: str) -> str | None: ...

    async def set(self, name: str, secret: str) -> None: ...

    async def delete(self, name: str) -> None:
        """Harmless for a name that is not there."""
        ...


class MemoryVault:
    """Secrets for the life of the process: the browser modes, and tests."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    async def get(self, name: str) -> str | None:
        return self._secrets.get(name)

    async def set(self, name: str, secret: str) -> None:
        self._secrets[name] = secret

    async def delete(self, name: str) -> None:
        self._secrets.pop(name, None)
