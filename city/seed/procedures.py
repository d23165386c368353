"""The demonstration's procedures: one or more in each state, made by the same services that parents and agents use.

A town whose catalogue has not these, or asks otherwise, has fewer of them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from city.accounts.sessions import SignedIn
from city.documents.contents import Upload
from city.procedures import papers
from city.procedures.catalogue import definition_on, entry_on
from city.procedures.deciding import ask_back, decide
from city.procedures.drafts import save
from city.procedures.refusals import Incomplete
from city.procedures.repository import find
from city.procedures.schemas import DraftIn
from city.procedures.sending import submit, withdraw
from city.seed.paper import paper
from city.seed.people import Settled
from city.seed.stories import Story, of_family, of_neighbours
from city.towns import Town


@dataclass(frozen=True, slots=True)
class _Agent:
    name: str


async def ask(session: AsyncSession, town: Town, martin: Settled, neighbours: Sequence[Settled], now: datetime) -> None:
    """Writes them all, the oldest first."""
    today = now.date()
    told = [(martin, story) for story in of_family(today)]
    told += [(neighbours[place], story) for place, story in of_neighbours(today) if place < len(neighbours)]
    for home, story in sorted(told, key=lambda one: -one[1].days_ago):
        await _tell(session, town, home, story, now)


async def _tell(session: AsyncSession, town: Town, home: Settled, story: Story, now: datetime) -> None:
    me = home.guardians[min(story.guardian, len(home.guardians) - 1)]
    at = datetime.combine(now.date() - timedelta(days=story.days_ago), story.hour, town.time_zone)
    definition, entry = definition_on(town, story.key, at.date()), entry_on(town, story.key, at.date())
    if definition is None or entry is None or not entry.is_open(at.date()):
        return
    child = home.children[story.child].id if story.child is not None else None
    typed = DraftIn(key=story.key, child=child, answers=dict(story.answers), revision=0)
    await save(session, town, me, story.id, typed, at)
    for number, (field, name) in enumerate(story.files):
        question = definition.question(field)
        if question is not None and "pdf" in question.accepts:
            upload = Upload(paper(name.removesuffix(".pdf")), "pdf")
            await papers.add(session, town, me, story.id, f"f{number}", upload, field=field, name=name, now=at)
    if story.end != "draft":
        with contextlib.suppress(Incomplete):  # a town that asks more: it stays a draft
            await submit(session, town, me, story.id, 1, at)
            await _answer(session, town, me, story, at, now)


async def _answer(
    session: AsyncSession, town: Town, me: SignedIn, story: Story, sent_at: datetime, now: datetime
) -> None:
    """What became of a sent one, two days later."""
    row = await find(session, me.household_id, story.id)
    assert row is not None
    at = min(datetime.combine(sent_at.date() + timedelta(days=2), time(10, 15), town.time_zone), now)
    agent = _Agent(story.agent)
    if story.end == "withdrawn":
        await withdraw(session, me, story.id, at)
    if story.end == "to_complete":
        await ask_back(session, agent, row.id, story.asked, story.words, revision=1, now=at, quietly=True)
    if story.end == "validated" or story.end == "rejected":
        await decide(session, town, agent, row.id, story.end, story.words, revision=1, now=at, quietly=True)
