"""What a page of the desk asks for: who is at the desk, and, for an act, everything it needs.

`agent: Annotated[SignedInAgent, agent_with(Right.PEOPLE)]` on a page, `acting: Annotated[Acting, acting_with(…)]` on
a `POST`. An act that leaves without exactly one row in the audit is a mistake of ours: it is rolled back.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from city.agents.refusals import DeskSessionNeeded, NotAllowed
from city.agents.roles import Right
from city.agents.sessions import SignedInAgent, recognise, renew
from city.audit.acts import Act
from city.audit.log import Author, Target, record, recorded
from city.context import ReceivedAt, TheDatabase, TheTown, Transaction
from city.desk.acting.forms import Form
from city.desk.acting.refusals import FormNotOurs
from city.desk.acting.security import COOKIE, comes_from_here
from city.towns import Town

FORM_TOKEN = "jeton"  # noqa: S105 - the name of a field
_MOST_FIELDS = 5000


class UnauditedAct(Exception):
    """A `POST` of the desk that changed something without exactly one row in the audit."""


@dataclass(frozen=True, slots=True)
class Acting:
    """An act in progress: its transaction, who acts, what the form says."""

    session: AsyncSession
    town: Town
    now: datetime
    agent: SignedInAgent
    form: Form

    @property
    def author(self) -> Author:
        """The agent, as the audit names them."""
        return Author(self.agent.agent_id, self.agent.name)

    async def record(
        self, act: Act, target: Target, *, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None
    ) -> None:
        """Notes the act in the audit."""
        await record(self.session, self.author, act, target, now=self.now, before=before, after=after)


async def _at_the_desk(request: Request, session: Transaction, database: TheDatabase, now: ReceivedAt) -> SignedInAgent:
    token = request.cookies.get(COOKIE)
    found = await recognise(session, token, now) if token else None
    if found is None:
        raise DeskSessionNeeded
    if found.due_for_renewal(now):
        if request.method == "POST":
            await renew(session, found.session_id, now)
        else:
            async with database.transaction(write=True) as writing:
                await renew(writing, found.session_id, now)
    request.state.agent = found
    return found


AtTheDesk = Annotated[SignedInAgent, Depends(_at_the_desk, scope="function")]
"""Any agent signed in, whatever the role."""


def agent_with(right: Right) -> Any:
    """The agent, if their role has `right`. Raises DeskSessionNeeded, NotAllowed."""

    async def found(agent: AtTheDesk) -> SignedInAgent:
        if not agent.role.may(right):
            raise NotAllowed
        return agent

    return Depends(found, scope="function")


@cache
def form_with(files: int) -> Callable[..., AsyncIterator[Form]]:
    """The form, with up to `files` files, read whole before any transaction begins: nobody waits for a slow browser.

    Files are read of those who are at the desk only.
    """

    async def form(request: Request, database: TheDatabase, now: ReceivedAt) -> AsyncIterator[Form]:
        if files:
            async with database.transaction() as session:
                if await recognise(session, request.cookies.get(COOKIE, ""), now) is None:
                    raise DeskSessionNeeded
        data = await request.form(max_files=files, max_fields=_MOST_FIELDS)
        try:
            yield Form(data)
        finally:
            await data.close()

    return form


def acting_with(right: Right | None, *, files: int = 0) -> Any:
    """An act of an agent whose role has `right` (None: any), from a form of their own session. Raises FormNotOurs.

    A form with files is `enctype="multipart/form-data"`, its endpoint `@reads_up_to(MOST_BYTES)`; see `files.py`.
    """

    async def acting(
        request: Request,
        *,
        form: Form = Depends(form_with(files), scope="function"),
        agent: AtTheDesk,
        session: Transaction,
        town: TheTown,
        now: ReceivedAt,
    ) -> AsyncIterator[Acting]:
        if right is not None and not agent.role.may(right):
            raise NotAllowed
        if not comes_from_here(request) or not agent.sent(form.text(FORM_TOKEN, required=False)):
            raise FormNotOurs
        yield Acting(session, town, now, agent, form)
        if recorded(session) != 1:
            raise UnauditedAct(request.url.path)

    return Depends(acting, scope="function")
