"""Who may ask for what. A new address fails the tests until it is written down: here, or in aims.py with what is tried.

`PUBLIC` stays short, and says why.
"""

from __future__ import annotations

from city.agents.roles import Right
from tests.city.guard.addresses import Address
from tests.city.guard.aims import API

_LINK = "who holds the single-use link of a mail is whom it was sent to"
_BANK = "the bank knocks here and people come back from it: nothing is believed, nothing is told"
_TEST_BANK = "the test bank of a demonstration: another's system, which no real town has"

PUBLIC = {
    f"GET {API}/town": "what the town says of itself before anybody signs in",
    f"POST {API}/sessions": "signing in",
    f"POST {API}/password-resets": "a forgotten password: always the same answer",
    f"POST {API}/password-resets/{{token}}": _LINK,
    f"GET {API}/invitations/{{token}}": _LINK,
    f"POST {API}/invitations/{{token}}": _LINK,
    f"POST {API}/email-changes/{{token}}": _LINK,
    f"GET {API}/calendar-feed/{{secret}}.ics": "other calendars ask without a session, under an address told once",
    f"GET {API}/payments/notifications": _BANK,
    f"POST {API}/payments/notifications": _BANK,
    f"GET {API}/payments/{{identity}}/return": _BANK,
    f"POST {API}/payments/{{identity}}/return": _BANK,
    "GET /healthz": "whether the city answers",
    "GET /openapi.json": "how to speak to the city",
    "GET /guichet/connexion": "signing in at the desk",
    "POST /guichet/connexion": "signing in at the desk",
    "GET /guichet/bienvenue/{token}": _LINK,
    "POST /guichet/bienvenue/{token}": _LINK,
    "* /guichet/fichiers": "the desk's style sheet and script",
    "POST /banque-de-test/tpa/services/securite": _TEST_BANK,
    "GET /banque-de-test/tpa/paiementws.web": _TEST_BANK,
    "POST /banque-de-test/tpa/paiementws.web": _TEST_BANK,
}
"""What nobody in particular may ask, and why."""

SAME_FOR_ALL = {
    f"GET {API}/services",
    f"GET {API}/menus",
    f"GET {API}/procedures/catalogue",
    f"GET {API}/procedures/catalogue/{{key}}",
}
"""What is the town's: the same for every parent, for parents only."""

LASTING = {f"GET {API}/events": "one line per device, tried in tests/city/events"}
"""What does not end by itself, so that a walk cannot wait for it."""

_ANY = None
RIGHTS: dict[str, Right | None] = {
    "/guichet": _ANY,
    "/guichet/deconnexion": _ANY,
    "/guichet/demarches": Right.PROCEDURES,
    "/guichet/messages": Right.MESSAGES,
    "/guichet/actualites": Right.NEWS,
    "/guichet/menus": Right.NEWS,
    "/guichet/presences": Right.ATTENDANCE,
    "/guichet/reservations": Right.BOOKINGS,
    "/guichet/places": Right.BOOKINGS,
    "/guichet/fermetures": Right.BOOKINGS,
    "/guichet/fiches": Right.PEOPLE,
    "/guichet/foyers": Right.PEOPLE,
    "/guichet/enfants/{child_id}/inscriptions": Right.BOOKINGS,
    "/guichet/enfants": Right.PEOPLE,
    "/guichet/factures": Right.INVOICING,
    "/guichet/caisse": Right.INVOICING,
    "/guichet/remboursements": Right.INVOICING,
    "/guichet/agents": Right.AGENTS,
    "/guichet/journal": Right.AUDIT,
    "/guichet/listes": Right.LISTS,
    "/guichet/rentree": Right.LISTS,
    "/guichet/comptes": Right.DELETIONS,
}
"""The right that each part of the desk needs, by the beginning of its addresses, longer ones first; None: any agent."""


def part_of_desk(address: Address) -> str | None:
    """The part of the desk that an address is in; None when it is in none."""
    parts = [
        part for part in RIGHTS if address.path == part or (part.count("/") > 1 and address.path.startswith(f"{part}/"))
    ]
    return parts[0] if parts else None
