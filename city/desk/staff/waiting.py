"""What waits for somebody at the desk, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from city.agents.roles import Right, Role
from city.bookings.attendance import sheets
from city.bookings.capacity import AHEAD, full_ahead
from city.bookings.validating import how_many_await
from city.desk.paths import DESK
from city.leaving import requests
from city.messages.answering import count_waiting
from city.payments.refunds import count_owed_to_who_left
from city.procedures.waiting import count_pending
from city.text import ngettext
from city.towns import Town


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, what it counts, and the page where it is dealt with."""

    count: int
    label: str
    path: str


async def what_waits(session: AsyncSession, town: Town, role: Role, now: datetime) -> list[Tile]:
    """The tiles that a role may open, in the order of the menu."""
    tiles = []
    if role.may(Right.PROCEDURES):
        count = await count_pending(session)
        tiles.append(Tile(count, ngettext("démarche à décider", "démarches à décider", count), f"{DESK}/demarches"))
    if role.may(Right.MESSAGES):
        count = await count_waiting(session)
        tiles.append(Tile(count, ngettext("message sans réponse", "messages sans réponse", count), f"{DESK}/messages"))
    if role.may(Right.BOOKINGS):
        count = await how_many_await(session, now.date())
        label = ngettext("réservation à décider", "réservations à décider", count)
        tiles.append(Tile(count, label, f"{DESK}/reservations"))
        full = await full_ahead(session, town, now.date())
        if full:
            count, waiting = len(full), sum(row.waiting for row in full)
            label = ngettext("fois complet d'ici {days} jours", "fois complet d'ici {days} jours", count)
            queue = ngettext("{count} enfant en attente", "{count} enfants en attente", waiting)
            words = f"{label.format(days=AHEAD)}, {queue.format(count=waiting)}"
            tiles.append(Tile(count, words, f"{DESK}/places/complets"))
    if role.may(Right.ATTENDANCE):
        count = sum(sheet.to_note for sheet in await sheets(session, town, now.date()))
        label = ngettext("présence à noter aujourd'hui", "présences à noter aujourd'hui", count)
        tiles.append(Tile(count, label, f"{DESK}/presences"))
    if role.may(Right.INVOICING) and (count := await count_owed_to_who_left(session)):
        label = ngettext("foyer parti à rembourser", "foyers partis à rembourser", count)
        tiles.append(Tile(count, label, f"{DESK}/remboursements"))
    if role.may(Right.DELETIONS) and (count := await requests.count(session)):
        label = ngettext("compte à supprimer", "comptes à supprimer", count)
        tiles.append(Tile(count, label, f"{DESK}/comptes"))
    return tiles
