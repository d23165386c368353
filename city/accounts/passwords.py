"""Passwords: argon2id, off the event loop; and which ones are too weak."""

from __future__ import annotations

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from city.settings import PasswordCost

MINIMUM_LENGTH = 12
_FEWEST_DIFFERENT = 5
_SHORTEST_WORD = 3
_COMMON = (
    "123456789012",
    "1234567890123",
    "azertyuiopqs",
    "azertyuiop12",
    "qwertyuiop12",
    "motdepasse12",
    "motdepasse123",
    "motdepasse1234",
    "motdepassemotdepasse",
    "passwordpassword",
    "password1234",
    "portailfamille",
    "bonjourbonjour",
    "jetaimejetaime",
    "abcdefghijkl",
    "abcdefghijklm",
    "azerty123456",
    "qwerty123456",
    "administrateur",
    "changezmoi123",
)
_THREADS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="argon2")


def _hasher(cost: PasswordCost) -> PasswordHasher:
    return PasswordHasher(time_cost=cost.time, memory_cost=cost.memory_kib, parallelism=cost.lanes)


@cache
def _nobodys_hash(cost: PasswordCost) -> str:
    return _hasher(cost).hash("nobody has this password")


def _plain(password: str) -> str:
    return unicodedata.normalize("NFC", password)


async def hash_password(password: str, cost: PasswordCost) -> str:
    """The argon2id hash to keep of `password`."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _hasher(cost).hash, _plain(password))


async def verify_password(stored: str | None, password: str, cost: PasswordCost) -> bool:
    """Whether `password` is the one of `stored`. Without a stored hash it is False, after the same time."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _verify, stored, _plain(password), cost)


def _verify(stored: str | None, password: str, cost: PasswordCost) -> bool:
    try:
        _hasher(cost).verify(stored or _nobodys_hash(cost), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def prepare(cost: PasswordCost) -> None:
    """Makes the hash that unknown accounts are compared with, so that the first of them does not wait for it."""
    _nobodys_hash(cost)


def weakness(password: str, *about: str) -> str | None:
    """Why `password` is refused (`short`, `common`, `personal`), or None. `about`: e-mail and names of its owner."""
    folded = _plain(password).casefold()
    letters = "".join(sign for sign in folded if sign.isalnum())
    if len(folded) < MINIMUM_LENGTH:
        return "short"
    if len(set(folded)) < _FEWEST_DIFFERENT or folded in _COMMON or letters in _COMMON:
        return "common"
    rest = folded
    for word in sorted((word.casefold() for word in about), key=len, reverse=True):
        rest = rest.replace(word, "") if len(word) >= _SHORTEST_WORD else rest
    return "personal" if len(rest) < MINIMUM_LENGTH // 2 else None
