"""Soumettre: nothing lost, nothing doubled, whatever fails or dies when."""

import asyncio
from datetime import date

import pytest

from services.errors import ErrorKind, ServiceError
from services.models import Op, Verdict
from services.outbox import PASSING
from services.portal import Kept, Sent
from services.query import Topic
from tests.fakes import builders
from tests.fakes.builders import ALICE, EVENING, LILA, MEAL
from tests.fakes.portal import PortalKit, fake_portal
from tests.fakes.storages import DyingStorage, FailingStorage, Killed

THURSDAY = date(2026, 11, 26)
MEAL_OF_ALICE = (builders.line(ALICE, MEAL, THURSDAY),)
MEAL_OF_LILA = (builders.line(LILA, MEAL, THURSDAY),)
EVENING_OF_ALICE = (builders.line(ALICE, EVENING, THURSDAY),)
HOPELESS = [kind for kind in ErrorKind if kind not in PASSING]


async def signed_in(kit: PortalKit | None = None) -> PortalKit:
    kit = kit or fake_portal()
    await kit.sign_in()
    return kit


async def test_an_answer_is_a_receipt_kept_on_the_device() -> None:
    kit = await signed_in()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    outcome = await kit.portal.submit(MEAL_OF_ALICE)
    assert isinstance(outcome, Sent)
    assert outcome.receipt.lines[0].verdict is Verdict.BOOKED
    copy = await kit.portal.receipt(outcome.receipt.number).copy()
    assert copy is not None
    assert copy.value == outcome.receipt
    assert kit.portal.outbox == ()
    assert heard == [Topic.CALENDAR, Topic.RECEIPTS]


@pytest.mark.parametrize("kind", sorted(PASSING - {ErrorKind.SESSION_EXPIRED}))
async def test_without_an_answer_it_is_kept_and_goes_later_under_its_key(kind: ErrorKind) -> None:
    kit = await signed_in()
    kit.city.fail_with(kind, "submit")
    outcome = await kit.portal.submit(MEAL_OF_ALICE)
    assert isinstance(outcome, Kept)
    assert outcome.kind is kind
    (pending,) = kit.portal.outbox
    assert (pending.submission, pending.attempts, pending.kind) == (outcome.submission, 1, kind)
    assert pending.kept_at == builders.NOW
    kit.city.fail_with(None)
    (receipt,) = await kit.portal.send_pending()
    assert kit.city.submissions == [outcome.submission]
    assert kit.portal.outbox == ()
    assert await kit.portal.receipt(receipt.number).copy() is not None


@pytest.mark.parametrize("kind", HOPELESS)
async def test_what_can_never_succeed_is_told_and_does_not_wait(kind: ErrorKind) -> None:
    kit = await signed_in()
    kit.city.fail_with(kind, "submit", max="5000")
    with pytest.raises(ServiceError) as caught:
        await kit.portal.submit(MEAL_OF_ALICE)
    assert caught.value.kind is kind
    assert caught.value.params == {"max": "5000"}
    assert kit.portal.outbox == ()
    assert await kit.storage.keys(f"{builders.SOURCE}/p_camille/outbox/") == ()


async def test_what_waits_goes_first_and_in_order() -> None:
    kit = await signed_in()
    kit.city.fail_with(ErrorKind.CITY_DOWN, "submit")
    await kit.portal.submit(MEAL_OF_ALICE)
    await kit.portal.submit(MEAL_OF_LILA)
    kit.city.fail_with(None)
    outcome = await kit.portal.submit(EVENING_OF_ALICE)
    assert isinstance(outcome, Sent)
    assert [submission.lines for submission in kit.city.submissions] == [MEAL_OF_ALICE, MEAL_OF_LILA, EVENING_OF_ALICE]
    assert kit.portal.outbox == ()


async def test_while_an_older_one_waits_a_newer_one_waits_behind_it() -> None:
    kit = await signed_in()
    kit.city.fail_with(ErrorKind.OFFLINE, "submit")
    await kit.portal.submit(MEAL_OF_ALICE)
    calls = kit.city.calls.count("submit")
    outcome = await kit.portal.submit(MEAL_OF_LILA)
    assert isinstance(outcome, Kept)
    assert kit.city.calls.count("submit") == calls + 1
    assert [pending.attempts for pending in kit.portal.outbox] == [2, 0]


async def test_a_hopeless_one_holds_nobody_back_and_the_parent_discards_it() -> None:
    kit = await signed_in()
    kit.city.fail_with(ErrorKind.OFFLINE, "submit")
    await kit.portal.submit(MEAL_OF_ALICE)
    kit.city.fail_with(ErrorKind.INVALID, "submit")
    assert await kit.portal.send_pending() == ()
    (pending,) = kit.portal.outbox
    assert pending.hopeless
    kit.city.fail_with(None)
    assert isinstance(await kit.portal.submit(MEAL_OF_LILA), Sent)
    assert kit.portal.outbox == (pending,)
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    await kit.portal.discard_pending(pending.submission.key)
    assert not kit.portal.outbox
    assert heard == [Topic.OUTBOX]
    assert (await signed_in(kit.restart())).portal.outbox == ()


async def test_a_double_tap_and_a_retry_together_send_once() -> None:
    kit = await signed_in()
    kit.city.fail_with(ErrorKind.CITY_DOWN, "submit")
    await kit.portal.submit(MEAL_OF_ALICE)
    kit.city.fail_with(None)
    kit.city.hold("submit")
    sending = [asyncio.create_task(kit.portal.send_pending()) for _ in range(3)]
    await kit.city.reached("submit")
    kit.city.release("submit")
    receipts = await asyncio.gather(*sending)
    assert sorted(map(len, receipts)) == [0, 0, 1]
    assert len(kit.city.submissions) == 1


async def test_a_submission_sent_by_the_retry_already_running_still_gets_its_receipt() -> None:
    kit = await signed_in()
    kit.city.fail_with(ErrorKind.CITY_DOWN, "submit")
    await kit.portal.submit(MEAL_OF_ALICE)
    kit.city.fail_with(None)
    kit.city.hold("submit")
    retry = asyncio.create_task(kit.portal.send_pending())
    submit = asyncio.create_task(kit.portal.submit(MEAL_OF_LILA))
    await kit.city.reached("submit")
    kit.city.release("submit")
    outcome = await submit
    await retry
    assert isinstance(outcome, Sent)
    assert outcome.receipt.lines[0].child == LILA
    assert len(kit.city.submissions) == 2


async def test_a_screen_that_leaves_in_mid_submit_loses_nothing() -> None:
    kit = await signed_in()
    kit.city.hold("submit")
    task = asyncio.create_task(kit.portal.submit(MEAL_OF_ALICE))
    await kit.city.reached("submit")
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(kit.portal.outbox) == 1
    kit.city.release()
    (receipt,) = await kit.portal.send_pending()
    assert receipt.lines[0].verdict is Verdict.BOOKED
    assert not kit.portal.outbox


async def test_when_the_network_comes_back_what_waits_goes_by_itself() -> None:
    kit = await signed_in()
    kit.city.fail_with(ErrorKind.OFFLINE)
    await kit.portal.submit(MEAL_OF_ALICE)
    assert kit.portal.unsettled
    kit.city.fail_with(None)
    await kit.portal.household().fetch()
    await kit.portal.settled()
    assert len(kit.city.submissions) == 1
    assert not kit.portal.unsettled


async def test_on_a_full_disk_it_is_sent_all_the_same() -> None:
    storage = FailingStorage()
    kit = await signed_in(fake_portal(storage))
    storage.full = True
    assert isinstance(await kit.portal.submit(MEAL_OF_ALICE), Sent)
    kit.city.fail_with(ErrorKind.OFFLINE, "submit")
    assert isinstance(await kit.portal.submit(MEAL_OF_LILA), Kept)
    assert len(kit.portal.outbox) == 1


async def test_a_receipt_that_cannot_be_kept_is_asked_again_at_the_next_start() -> None:
    storage = FailingStorage()
    kit = await signed_in(fake_portal(storage))
    kit.city.hold("submit")
    task = asyncio.create_task(kit.portal.submit(MEAL_OF_ALICE))
    await kit.city.reached("submit")
    storage.full = True
    kit.city.release()
    assert isinstance(await task, Sent)
    assert kit.portal.outbox == ()
    storage.full = False
    again = kit.restart()
    await again.portal.restore()
    await again.portal.settled()
    assert len(kit.city.submissions) == 1
    copy = await again.portal.receipt("2026-001482").copy()
    assert copy is not None
    assert await storage.keys(f"{builders.SOURCE}/p_camille/outbox/") == ()


async def test_an_unreadable_kept_submission_is_reported_and_left(caplog: pytest.LogCaptureFixture) -> None:
    kit = await signed_in()
    name = f"{builders.SOURCE}/p_camille/outbox/odd"
    await kit.storage.set(name, b"{}")
    again = kit.restart()
    await again.portal.restore()
    assert again.portal.outbox == ()
    assert "cannot be read" in caplog.text
    assert await kit.storage.get(name) == b"{}"


async def steps_of_a_submission() -> int:
    storage = DyingStorage()
    kit = await signed_in(fake_portal(storage))
    before = storage.steps
    await kit.portal.submit(MEAL_OF_ALICE)
    return storage.steps - before


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("answered", [True, False], ids=["answered", "cut"])
async def test_killed_between_any_two_steps_it_is_submitted_once_or_never_began(answered: bool, after: bool) -> None:
    for step in range(1, await steps_of_a_submission() + 1):
        storage = DyingStorage()
        kit = await signed_in(fake_portal(storage))
        if not answered:
            kit.city.fail_with(ErrorKind.CITY_DOWN, "submit")
        storage.arm(step, after=after)
        try:
            outcome = await kit.portal.submit(MEAL_OF_ALICE)
            told = isinstance(outcome, Sent)
        except Killed:
            told = False
        storage.revive()
        kit.city.fail_with(None)
        kept = bool(await storage.keys(f"{builders.SOURCE}/p_camille/outbox/"))
        begun = kept or bool(kit.city.submissions)
        assert begun or (not after and step == 1), "only a device dead before the first write has nothing to send"
        for _ in range(2):
            again = kit.restart()
            await again.portal.restore()
            await again.portal.settled()
        assert len(kit.city.submissions) == int(begun)
        assert told <= begun
        assert again.portal.outbox == ()
        if begun:
            assert await again.portal.receipt("2026-001482").copy() is not None


async def test_killed_while_taking_up_again_it_is_still_submitted_once() -> None:
    for step in range(1, 30):
        storage = DyingStorage()
        kit = await signed_in(fake_portal(storage))
        kit.city.fail_with(ErrorKind.OFFLINE, "submit")
        await kit.portal.submit(MEAL_OF_ALICE)
        kit.city.fail_with(None)
        second = kit.restart()
        storage.arm(step, after=step % 2 == 0)
        try:
            await second.portal.restore()
            await second.portal.settled()
        except Killed:
            assert len(kit.city.submissions) <= 1
        storage.revive()
        third = kit.restart()
        await third.portal.restore()
        await third.portal.settled()
        assert len(kit.city.submissions) == 1
        assert third.portal.outbox == ()


async def test_cancelling_goes_the_same_way() -> None:
    kit = await signed_in()
    outcome = await kit.portal.submit((builders.line("c_noe", MEAL, THURSDAY, Op.CANCEL),))
    assert isinstance(outcome, Sent)
    assert outcome.receipt.total_cents == -385


async def test_signed_out_nothing_can_be_submitted() -> None:
    kit = fake_portal()
    with pytest.raises(ServiceError) as caught:
        await kit.portal.submit(MEAL_OF_ALICE)
    assert caught.value.kind is ErrorKind.SESSION_EXPIRED
