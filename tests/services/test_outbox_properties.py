"""Whatever happens in whatever order: each submission reaches the city once, in the order of the parent."""

from __future__ import annotations

import asyncio
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from services.errors import ErrorKind, ServiceError
from services.outbox import PASSING
from services.portal import Kept, Sent
from tests.fakes import builders
from tests.fakes.builders import ALICE, EMAIL, MEAL, PASSWORD
from tests.fakes.portal import PortalKit, fake_portal
from tests.fakes.storages import DyingStorage, Killed

THURSDAY = date(2026, 11, 26)

weather = st.sampled_from([None, *sorted(PASSING)])
actions = st.sampled_from(["submit", "submit", "send", "restart", "die", "sign in"])
step = st.tuples(actions, weather, st.integers(1, 8), st.booleans())


class Story:
    """One parent, one device, one city."""

    def __init__(self) -> None:
        self.storage = DyingStorage()
        self.kit: PortalKit = fake_portal(self.storage)
        self.asked: list[str] = []

    async def run(self, steps: list[tuple[str, ErrorKind | None, int, bool]]) -> None:
        await self.kit.sign_in()
        for action, kind, at, after in steps:
            self.kit.city.fail_with(None)
            if kind is not None:
                self.kit.city.fail_with(kind, "submit")
            if action == "die":
                self.storage.arm(at, after=after)
            try:
                await self.act(action)
            except Killed:
                await self.restart()
            self.check()
        self.kit.city.fail_with(None)
        await self.restart()
        await self.kit.portal.sign_in(EMAIL, PASSWORD)
        await self.kit.portal.settled()
        await self.kit.portal.send_pending()
        assert not self.kit.portal.outbox
        self.check()
        assert set(self.asked) <= set(self.sent)

    @property
    def sent(self) -> list[str]:
        return [submission.key for submission in self.kit.city.submissions]

    async def act(self, action: str) -> None:
        if action == "restart":
            await self.restart()
        elif action == "send":
            await self.kit.portal.send_pending()
        elif action == "sign in":
            await self.kit.portal.sign_in(EMAIL, PASSWORD)
            await self.kit.portal.settled()
        else:
            await self.submit()

    async def submit(self) -> None:
        outcome = await self.kit.portal.submit((builders.line(ALICE, MEAL, THURSDAY),))
        if isinstance(outcome, Kept):
            self.asked.append(outcome.submission.key)
        else:
            assert isinstance(outcome, Sent)
            self.asked.append(self.sent[-1])

    async def restart(self) -> None:
        self.storage.revive()
        self.kit = self.kit.restart()
        await self.kit.portal.restore()
        await self.kit.portal.settled()

    def check(self) -> None:
        numbers = [int(key.removeprefix("key-")) for key in self.sent]
        assert numbers == sorted(set(numbers)), "once each, in the order asked"


@settings(max_examples=60, deadline=None)
@given(st.lists(step, max_size=8))
def test_each_submission_the_parent_was_told_of_reaches_the_city_once_and_in_order(
    steps: list[tuple[str, ErrorKind | None, int, bool]],
) -> None:
    asyncio.run(Story().run(steps))


@settings(max_examples=20, deadline=None)
@given(st.sampled_from([kind for kind in ErrorKind if kind not in PASSING]), st.integers(0, 3))
def test_a_refusal_never_holds_back_nor_comes_again(kind: ErrorKind, others: int) -> None:
    async def story() -> None:
        kit = fake_portal()
        await kit.sign_in()
        kit.city.fail_with(kind, "submit")
        try:
            await kit.portal.submit((builders.line(ALICE, MEAL, THURSDAY),))
        except ServiceError as error:
            assert error.kind is kind
        kit.city.fail_with(None)
        for _ in range(others):
            assert isinstance(await kit.portal.submit((builders.line(ALICE, MEAL, THURSDAY),)), Sent)
        assert len(kit.city.submissions) == others

    asyncio.run(story())
