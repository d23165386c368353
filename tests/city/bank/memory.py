"""A bank in memory that can be held, silenced and told what to answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from city.payments.bank import BankSilent, Opened, Outcome, Wanted, Word

PAID = Word(Outcome.PAID, "card", "A1")
DEBITED = Word(Outcome.PAID, "debit", "A2")
REFUSED = Word(Outcome.REFUSED, "card")
CANCELLED = Word(Outcome.CANCELLED)
WAITING = Word(Outcome.WAITING)
UNKNOWN = Word(Outcome.UNKNOWN)


@dataclass
class MemoryBank:
    """`words` are the answers by its own id (WAITING unless said); `silent` makes it fail; `gate` holds `open`.

    Its ids are `op-1`, `op-2` …; `prefix` instead of « op » where a database outlives the bank.
    """

    prefix: str = "op"
    silent: bool = False
    gate: asyncio.Event | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    wanted: list[Wanted] = field(default_factory=list)
    words: dict[str, Word] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def open(self, wanted: Wanted) -> Opened:
        self.reached.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.silent:
            raise BankSilent("silent")
        self.wanted.append(wanted)
        identity = f"{self.prefix}-{len(self.wanted)}"
        return Opened(identity, f"https://banque.exemple.fr/payer?idop={identity}")

    async def ask(self, bank_id: str) -> Word:
        self.asked.append(bank_id)
        if self.silent:
            raise BankSilent("silent")
        return self.words.get(bank_id, WAITING)
