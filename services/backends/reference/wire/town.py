"""The town and the session, as the city sends them."""

from pydantic import AwareDatetime

from services.backends.reference.wire.base import Wire


class ContactWire(Wire):
    service_name: str
    email: str
    phone: str
    address: str
    hours: str | None = None


class TownWire(Wire):
    id: str
    name: str
    time_zone: str
    demonstration: bool = False
    seed_colour: str
    contact: ContactWire


class AccountWire(Wire):
    id: str
    email: str
    first_name: str
    last_name: str


class SessionWire(Wire):
    token: str
    expires_at: AwareDatetime
    account: AccountWire
