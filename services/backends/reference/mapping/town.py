"""The town and the session."""

from __future__ import annotations

from services.backends.reference import wire
from services.models import Account, Contact, Session, Town


def town(answer: wire.TownWire, source: str) -> Town:
    contact = Contact(**answer.contact.model_dump())
    return Town(source=source, contact=contact, **answer.model_dump(exclude={"contact"}))


def session(answer: wire.SessionWire, source: str) -> Session:
    account = Account(**answer.account.model_dump())
    return Session(source=source, token=answer.token, expires_at=answer.expires_at, account=account)
