"""The first screen in one answer, each block with its own fate."""

from datetime import date, timedelta

import pytest

from services.errors import ErrorKind, ServiceError
from services.models import SlotState
from services.models.dashboard import BLOCKS, Dashboard
from services.query import Topic
from tests.fakes import builders
from tests.fakes.builders import ALICE, MEAL, MONDAY
from tests.fakes.portal import PortalKit, fake_portal

THURSDAY = date(2026, 11, 26)
LINES = (builders.line(ALICE, MEAL, THURSDAY),)
LAST_DAY = MONDAY + timedelta(days=builders.DASHBOARD_DAYS - 1)


async def signed_in() -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    return kit


async def shown(kit: PortalKit) -> Dashboard:
    return (await kit.portal.dashboard().fetch()).value


def alice_on_thursday(dashboard: Dashboard) -> SlotState:
    assert dashboard.bookings is not None
    assert dashboard.bookings.value is not None
    slots = dashboard.bookings.value.calendar.slots
    return next(slot.state for slot in slots if slot.key == (ALICE, MEAL, THURSDAY))


async def test_every_block_is_a_field_of_the_dashboard() -> None:
    assert set(BLOCKS) == set(Dashboard.model_fields) - {"source", "now", "unread"}


async def test_one_answer_renews_the_copies_other_pages_open_from() -> None:
    kit = await signed_in()
    await shown(kit)
    again = kit.restart()
    await again.portal.restore()
    kit.city.fail_with(ErrorKind.OFFLINE)
    household, week = again.portal.household().held(), again.portal.calendar(MONDAY, LAST_DAY).held()
    assert household is not None
    assert household.value.name == "Famille Martin"
    assert week is not None
    assert {day.day for day in week.value.days} == {MONDAY + timedelta(days=count) for count in range(14)}
    first_frame = again.portal.dashboard().held()
    assert first_frame is not None
    assert first_frame.as_of == builders.NOW


async def test_a_block_that_fails_keeps_its_last_content_with_its_age_and_the_others_go_on() -> None:
    kit = await signed_in()
    before = await shown(kit)
    kit.time.pass_by(timedelta(hours=1))
    kit.city.fail_block("invoices")
    kit.city.fail_block("bookings", ErrorKind.CITY_DOWN)
    for _ in range(2):
        now = await shown(kit)
        assert before.invoices is not None
        assert now.invoices is not None
        assert now.invoices.value == before.invoices.value
        assert now.invoices.as_of == builders.NOW
        assert now.invoices.failed is ErrorKind.UNEXPECTED
        assert now.bookings is not None
        assert now.bookings.failed is ErrorKind.CITY_DOWN
        assert now.messages == before.messages
    kit.city.block("invoices", before.invoices)
    again = (await shown(kit)).invoices
    assert again is not None
    assert (again.value, again.failed) == (before.invoices.value, None)


async def test_a_block_that_never_came_has_no_content() -> None:
    kit = await signed_in()
    kit.city.fail_block("sheet")
    kit.city.block("news", None)
    dashboard = await shown(kit)
    assert dashboard.news is None
    assert dashboard.sheet is not None
    assert (dashboard.sheet.value, dashboard.sheet.as_of) == (None, None)


async def test_what_another_page_has_heard_since_shows_before_the_city_answers() -> None:
    kit = await signed_in()
    assert alice_on_thursday(await shown(kit)) is SlotState.FREE
    kit.time.pass_by(timedelta(minutes=1))
    await kit.portal.submit(LINES)
    await kit.portal.calendar(MONDAY, LAST_DAY).fetch()
    held, kept = kit.portal.dashboard().held(), await kit.portal.dashboard().copy()
    assert held is not None
    assert held == kept
    assert alice_on_thursday(held.value) is SlotState.BOOKED
    assert held.as_of == builders.NOW


@pytest.mark.parametrize("topic", [Topic.HOUSEHOLD, Topic.CALENDAR, Topic.INVOICES, Topic.PROCEDURES, Topic.SESSION])
async def test_it_is_asked_again_when_something_it_shows_changes(topic: Topic) -> None:
    kit = await signed_in()
    assert topic in kit.portal.dashboard().topics
    assert Topic.UNREAD not in kit.portal.dashboard().topics


async def test_a_city_that_does_not_answer_leaves_the_whole_copy() -> None:
    kit = await signed_in()
    fetched = await kit.portal.dashboard().fetch()
    kit.city.fail_with(ErrorKind.CITY_DOWN)
    with pytest.raises(ServiceError):
        await kit.portal.dashboard().fetch()
    assert await kit.portal.dashboard().copy() == fetched


async def test_the_dashboard_of_one_account_never_shows_in_another() -> None:
    kit = await signed_in()
    await shown(kit)
    kit.city.accounts["dominique@exemple.fr", "un autre mot de passe"] = builders.account("p_dominique")
    await kit.portal.sign_in("dominique@exemple.fr", "un autre mot de passe")
    assert kit.portal.dashboard().held() is None
    assert await kit.portal.dashboard().copy() is None
    assert kit.portal.notifications.unread == 0
