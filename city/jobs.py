"""Work the city does by itself, at intervals: expiring what is held, closing waiting lists, sending mail.

A job is one coroutine over a `Work`; it opens its own transactions and is harmless to repeat. It may be called
directly (`await run_once(work, "mail")`), which is what tests do. A job that fails is logged and tried again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from city.clock import Clock
from city.database import Database
from city.mail.mailbox import Mailbox
from city.payments.bank import Bank
from city.settings import Settings
from city.towns import Town

log = logging.getLogger("city.jobs")


@dataclass(frozen=True, slots=True)
class Work:
    """What a job may use."""

    database: Database
    town: Town
    clock: Clock
    mailbox: Mailbox
    settings: Settings
    bank: Bank | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """`run` is called every `seconds`, first one interval after the start."""

    name: str
    seconds: float
    run: Callable[[Work], Awaitable[None]]


async def run_once(work: Work, jobs: Sequence[Job], *names: str) -> None:
    """Runs the named jobs of `jobs` (all of them without a name), in order, and lets their failures through."""
    known = {job.name: job for job in jobs}
    for name in names or known:
        await known[name].run(work)


@asynccontextmanager
async def running(work: Work, jobs: Sequence[Job]) -> AsyncIterator[None]:
    """Keeps `jobs` running in the background for the duration of the block."""
    async with AsyncExitStack() as stack:
        for job in jobs:
            task = asyncio.create_task(_repeat(work, job), name=f"job {job.name}")
            stack.push_async_callback(_stop, task)
        yield


async def _repeat(work: Work, job: Job) -> None:
    while True:
        await asyncio.sleep(job.seconds)
        try:
            await job.run(work)
        except Exception:
            log.exception("job %s failed; it will be tried again in %s s", job.name, job.seconds)


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
