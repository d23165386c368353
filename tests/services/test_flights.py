import asyncio

import pytest

from services.errors import ErrorKind, ServiceError
from services.query import Topic
from tests.fakes import builders
from tests.fakes.portal import fake_portal


async def test_the_same_question_at_the_same_time_is_asked_once() -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    kit.city.hold("household")
    asked = [asyncio.create_task(portal.household().fetch()) for _ in range(3)]
    await kit.city.reached("household")
    kit.city.release()
    answers = await asyncio.gather(*asked)
    assert kit.city.calls.count("household") == 1
    assert answers[0] is answers[1] is answers[2]
    await portal.household().fetch()
    assert kit.city.calls.count("household") == 2


async def test_who_leaves_takes_nothing_from_the_others() -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    kit.city.hold("household")
    leaving = asyncio.create_task(portal.household().fetch())
    staying = asyncio.create_task(portal.household().fetch())
    await kit.city.reached("household")
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    kit.city.release()
    assert (await staying).value.name == "Famille Martin"


async def test_a_question_nobody_waits_for_is_called_off() -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    kit.city.hold("calendar")
    asked = asyncio.create_task(portal.calendar(builders.MONDAY, builders.SUNDAY).fetch())
    await kit.city.reached("calendar")
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    kit.city.release()
    assert await portal.calendar(builders.MONDAY, builders.SUNDAY).copy() is None


async def test_after_a_change_the_answer_asked_before_it_is_not_shared() -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    kit.city.hold("typical_weeks")
    before = asyncio.create_task(portal.typical_weeks().fetch())
    await kit.city.reached("typical_weeks")
    heard: list[Topic] = []
    portal.subscribe(heard.append)
    await portal.save_typical_week(builders.typical_week())
    after = asyncio.create_task(portal.typical_weeks().fetch())
    kit.city.release()
    await before
    assert (await after).value == (builders.typical_week(),)
    assert kit.city.calls.count("typical_weeks") == 2


async def test_all_who_wait_hear_of_the_failure() -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    kit.city.hold("household")
    asked = [asyncio.create_task(portal.household().fetch()) for _ in range(2)]
    await kit.city.reached("household")
    kit.city.fail_with(ErrorKind.CITY_DOWN, "household")
    kit.city.release()
    for answer in await asyncio.gather(*asked, return_exceptions=True):
        assert isinstance(answer, ServiceError)
        assert answer.kind is ErrorKind.CITY_DOWN
