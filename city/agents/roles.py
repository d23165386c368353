"""The roles of agents, and what each may do at the desk."""

from __future__ import annotations

from enum import StrEnum

from city.text import _, mark


class Right(StrEnum):
    """Something the desk can be asked for; every page and every act names the one it needs."""

    PROCEDURES = "procedures"
    BOOKINGS = "bookings"
    ATTENDANCE = "attendance"
    PEOPLE = "people"
    MESSAGES = "messages"
    NEWS = "news"
    INVOICING = "invoicing"
    DELETIONS = "deletions"
    LISTS = "lists"
    AUDIT = "audit"
    AGENTS = "agents"


class Role(StrEnum):
    """An agent decides démarches and bookings, and deletes accounts; a régisseur decides démarches, invoices and
    cashes; an administrator may do everything."""

    AGENT = "agent"
    REGISSEUR = "regisseur"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role in French."""
        return _(_LABELS[self])

    def may(self, right: Right) -> bool:
        """Whether the role has the right."""
        return right in _RIGHTS[self]


_LABELS = {
    Role.AGENT: mark("agent"),
    Role.REGISSEUR: mark("régisseur"),
    Role.ADMINISTRATOR: mark("administrateur"),
}
_RIGHTS = {
    Role.AGENT: frozenset(
        {
            Right.PROCEDURES,
            Right.BOOKINGS,
            Right.ATTENDANCE,
            Right.PEOPLE,
            Right.MESSAGES,
            Right.NEWS,
            Right.DELETIONS,
        }
    ),
    Role.REGISSEUR: frozenset({Right.PROCEDURES, Right.ATTENDANCE, Right.PEOPLE, Right.MESSAGES, Right.INVOICING}),
    Role.ADMINISTRATOR: frozenset(Right),
}
