"""Where the desk is."""

from __future__ import annotations

from urllib.parse import quote

DESK = "/guichet"
SIGN_IN = f"{DESK}/connexion"
WELCOME = f"{DESK}/bienvenue"
STATIC = f"{DESK}/fichiers"


def is_desk(path: str) -> bool:
    """Whether an address belongs to the desk."""
    return path == DESK or path.startswith(f"{DESK}/")


def sign_in_then(path: str) -> str:
    """The sign-in page that leads on to `path` afterwards."""
    return f"{SIGN_IN}?suite={quote(path, safe='')}" if path != DESK else SIGN_IN


def safe_next(path: str) -> str:
    """`path` if it is one of the desk's own addresses, else the desk's first page: a link cannot lead elsewhere."""
    plain = all(" " < sign < "\x7f" and sign != "\\" for sign in path)
    return path if plain and is_desk(path.partition("?")[0]) and ".." not in path else DESK
