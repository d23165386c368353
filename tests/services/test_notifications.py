"""The bell: its list, its marks, its count."""

from datetime import date, timedelta

import pytest

from services.errors import ErrorKind, ServiceError
from services.models.notification import NotificationPage, Wish, WishAbout
from services.query import Topic
from tests.fakes import builders
from tests.fakes.portal import PortalKit, fake_portal


async def signed_in() -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    return kit


async def listed(kit: PortalKit) -> NotificationPage:
    return (await kit.portal.notifications.page().fetch()).value


async def test_the_count_comes_with_any_answer_and_is_told_once() -> None:
    kit = await signed_in()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    assert kit.portal.notifications.unread == 0
    await kit.portal.dashboard().fetch()
    assert kit.portal.notifications.unread == 3
    await listed(kit)
    assert heard.count(Topic.UNREAD) == 1


async def test_the_count_is_there_at_the_next_start() -> None:
    kit = await signed_in()
    await kit.portal.dashboard().fetch()
    again = kit.restart()
    await again.portal.restore()
    assert again.portal.notifications.unread == 3


async def test_marks_are_the_citys_and_the_count_follows_at_once() -> None:
    kit = await signed_in()
    await listed(kit)
    bell = kit.portal.notifications
    await bell.mark_read("n_message", "n_place")
    assert bell.unread == 2
    assert [one.read for one in (await listed(kit)).items] == [True, False, False, True, True]
    await bell.mark_unread("n_message")
    assert bell.unread == 3
    await listed(kit)
    await bell.delete("n_invoice")
    assert bell.unread == 2
    assert "n_invoice" not in {one.id for one in (await listed(kit)).items}
    await bell.restore("n_invoice")
    assert [one.id for one in (await listed(kit)).items] == [one.id for one in builders.notifications()]
    await bell.mark_all_read()
    assert bell.unread == 0
    assert all(one.read for one in (await listed(kit)).items)


async def test_what_came_after_mark_all_read_stays_unread() -> None:
    kit = await signed_in()
    await kit.portal.notifications.mark_all_read()
    kit.time.pass_by(timedelta(minutes=1))
    kit.city.notify(builders.notification("n_new", at=kit.time.at))
    assert (await listed(kit)).unread == 1


async def test_each_write_makes_the_list_old() -> None:
    kit = await signed_in()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    await kit.portal.notifications.mark_read("n_message")
    assert heard == [Topic.NOTIFICATIONS]
    assert Topic.NOTIFICATIONS in kit.portal.notifications.page().topics


@pytest.mark.parametrize("kind", [ErrorKind.OFFLINE, ErrorKind.CITY_DOWN])
async def test_a_mark_the_city_did_not_take_changes_nothing_here(kind: ErrorKind) -> None:
    kit = await signed_in()
    await listed(kit)
    kit.city.fail_with(kind, "mark_notifications_read")
    with pytest.raises(ServiceError):
        await kit.portal.notifications.mark_read("n_message")
    assert kit.portal.notifications.unread == 3


async def test_the_next_page_is_another_question() -> None:
    kit = await signed_in()
    kit.city.kept_notifications = [builders.notification(f"n_{count}") for count in range(25)]
    first = await listed(kit)
    assert (len(first.items), first.unread) == (20, 25)
    second = (await kit.portal.notifications.page(first.next).fetch()).value
    assert len(second.items) == 5
    assert second.next is None


async def test_settings_are_kept_and_renew_the_list() -> None:
    kit = await signed_in()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    silent = builders.notification_settings(quiet=None)
    await kit.portal.notifications.save_settings(silent)
    assert (await kit.portal.notifications.settings().fetch()).value == silent
    assert Topic.NOTIFICATIONS in heard
    again = kit.restart()
    await again.portal.restore()
    copy = await again.portal.notifications.settings().copy()
    assert copy is not None
    assert copy.value == silent


async def test_reminders_are_asked_and_forgotten() -> None:
    kit = await signed_in()
    opening = Wish(WishAbout.OPENING, builders.MEAL, date(2027, 1, 4))
    place = Wish(WishAbout.PLACE, builders.MEAL, date(2026, 11, 26), builders.ALICE)
    bell = kit.portal.notifications
    await bell.remind(opening, place)
    await bell.remind(opening)
    assert [one.wish for one in (await bell.reminders().fetch()).value] == [opening, place]
    kit.city.fail_with(ErrorKind.NOTHING_TO_TELL, "forget_reminder")
    with pytest.raises(ServiceError):
        await bell.forget_reminder(place)
    kit.city.fail_with(None, "forget_reminder")
    await bell.forget_reminder(opening, place)
    assert kit.city.kept_reminders == set()
