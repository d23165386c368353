"""Opaque ids and secrets."""

from __future__ import annotations

import hashlib
import secrets
from random import Random

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 16
_LETTERS = (_ALPHABET * 8).encode()
"""The letter of every byte: the alphabet has 32, so that each is as likely as the others."""


def new_id(prefix: str, random: Random | None = None) -> str:
    """A random id such as `c_7k2m…`: 80 bits, nothing to be read from it.

    `random` is given by the seed only, so that the demonstration town is the same each time.
    """
    if random:
        return f"{prefix}_" + "".join(random.choice(_ALPHABET) for _ in range(_LENGTH))
    return f"{prefix}_" + secrets.token_bytes(_LENGTH).translate(_LETTERS).decode()


def new_token() -> str:
    """A secret of 256 bits for a session or a link. Only its hash is kept (`token_hash`)."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token: SHA-256 in hexadecimal. The token is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
