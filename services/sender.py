"""Sends what was submitted, in order, one at a time, until the city has answered each."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from pydantic import TypeAdapter

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.exchange import Exchange
from services.models.submission import Receipt, Submission
from services.outbox import PASSING, Outbox, Pending
from services.ports import Bookings
from services.query import Copy, Topic
from services.replica import Replica

RECEIPT: TypeAdapter[Receipt] = TypeAdapter(Receipt)


@dataclass(frozen=True, slots=True)
class Sent:
    """The city has answered."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Kept:
    """Not answered yet, for the reason `kind`: it waits in the outbox and goes when the city answers again."""

    submission: Submission
    kind: ErrorKind


class Sender:
    """The way of submissions: outbox → city → receipt in the replica → out of the outbox.

    Killed between any two of these, the next run repeats from the outbox and the key makes it harmless.
    """

    def __init__(
        self, outbox: Outbox, replica: Replica, exchange: Exchange, clock: CityClock, bookings: Bookings
    ) -> None:
        self.outbox = outbox
        self._replica = replica
        self._exchange = exchange
        self._clock = clock
        self._bookings = bookings
        self._turn = asyncio.Lock()
        self._awaited: dict[str, Receipt | ServiceError | None] = {}

    async def submit(self, submission: Submission) -> Sent | Kept:
        """Sends it after all that waits already. Raises ServiceError for what can never succeed, and drops it."""
        await self.outbox.keep(submission, self._clock.now())
        self._awaited[submission.key] = None
        try:
            async with self._turn:
                kind = await self._run(until=submission.key)
            outcome = self._awaited[submission.key]
        finally:
            del self._awaited[submission.key]
        if isinstance(outcome, Receipt):
            return Sent(outcome)
        if outcome is not None:
            await self.outbox.remove(submission.key)
            raise outcome
        self._exchange.announce(Topic.OUTBOX)
        return Kept(submission, kind or ErrorKind.UNEXPECTED)

    async def send_pending(self) -> tuple[Receipt, ...]:
        """Sends what waits, oldest first, until one must wait on. Never raises ServiceError."""
        receipts: list[Receipt] = []
        async with self._turn:
            await self._run(receipts=receipts)
        return tuple(receipts)

    async def discard(self, key: str) -> None:
        """The parent gives one up."""
        async with self._turn:
            await self.outbox.remove(key)
        self._exchange.announce(Topic.OUTBOX)

    async def _run(self, until: str | None = None, receipts: list[Receipt] | None = None) -> ErrorKind | None:
        """Delivers in order, up to `until` included. The kind that stopped it, None when all went."""
        for pending in self.outbox.items:
            key = pending.submission.key
            if pending.hopeless and key not in self._awaited:
                continue
            try:
                receipt = await self._deliver(pending)
            except ServiceError as error:
                if error.kind in PASSING:
                    return error.kind
                if key in self._awaited:
                    self._awaited[key] = error
                continue
            finally:
                if key != until:
                    self._exchange.announce(Topic.OUTBOX)
            if key in self._awaited:
                self._awaited[key] = receipt
            if receipts is not None:
                receipts.append(receipt)
            if key == until:
                return None
        return None

    async def _deliver(self, pending: Pending) -> Receipt:
        submission = pending.submission
        try:
            receipt = await self._exchange.ask(lambda: self._bookings.submit(submission))
        except ServiceError as error:
            await self.outbox.note(submission.key, error.kind)
            raise
        copy = Copy(receipt, self._clock.now())
        if await self._replica.keep(f"receipt:{receipt.number}", RECEIPT, copy, durable=True):
            await self.outbox.remove(submission.key)
        else:
            self.outbox.release(submission.key)
        self._exchange.announce(Topic.CALENDAR, Topic.RECEIPTS)
        return receipt
