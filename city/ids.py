"""Opaque ids and secrets."""

from __future__ import annotations

import hashlib
import secrets
from random import Random

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 16


def new_id(prefix: str, random: Random | None = None) -> str:
    """A random id such as `c_7k2m…`: 80 bits, nothing to be read from it.

    `random` is given by the seed only, so that the demonstration town is the same each time.
    """
    choose = random.choice if random else secrets.choice
    return f"{prefix}_" + "".join(choose(_ALPHABET) for _ in range(_LENGTH))


def new_token() -> str:
    """A secret of 256 bits for a session or a link. Only its hash is kept (`token_hash`)."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token: SHA-256 in hexadecimal. The token is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
