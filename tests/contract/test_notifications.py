"""The bell, and the line on which it rings."""

from contextlib import aclosing
from datetime import date

import pytest

from services.errors import ErrorKind, ServiceError
from services.models import SlotState
from services.models.notification import LiveTopic, NotificationKind, Page, QuietTime, Target, Wish, WishAbout
from tests.contract.conftest import signed_in
from tests.contract.places import CityPlace, Phone, Place


async def own(phone: Phone) -> dict[str, bool]:
    """The pieces of news of these tests, newest first: whether each is read."""
    page = await phone.notifications.notifications()
    return {one.to.id: one.read for one in page.items if one.to is not None and one.to.id.startswith("w_")}


async def ids(phone: Phone) -> dict[str, str]:
    page = await phone.notifications.notifications()
    return {one.to.id: one.id for one in page.items if one.to is not None}


async def test_what_the_city_tells_is_listed_with_where_it_leads(place: Place) -> None:
    phone = await signed_in(place)
    before = (await phone.notifications.notifications()).unread
    await place.tell_news("w_1")
    page = await phone.notifications.notifications()
    told = page.items[0]
    assert page.unread == before + 1
    assert (told.kind, told.read, told.to) == (NotificationKind.NEWS, False, Target(page=Page.NEWS, id="w_1"))
    assert told.params["title"] == "Actualité w_1"
    assert told.at == page.now
    await phone.close()


async def test_marks_are_kept_and_taken_back(place: Place) -> None:
    phone = await signed_in(place)
    for key in ("w_1", "w_2", "w_3"):
        await place.tell_news(key)
    known = await ids(phone)
    bell = phone.notifications
    for _ in range(2):
        await bell.mark_notifications_read((known["w_1"], known["w_2"], "n_nobody"))
    assert await own(phone) == {"w_1": True, "w_2": True, "w_3": False}
    await bell.mark_notifications_unread((known["w_2"],))
    assert await own(phone) == {"w_1": True, "w_2": False, "w_3": False}
    for _ in range(2):
        await bell.delete_notification(known["w_3"])
    assert set(await own(phone)) == {"w_1", "w_2"}
    await bell.restore_notification(known["w_3"])
    assert (await own(phone))["w_3"] is False
    await bell.mark_notifications_read_until((await bell.notifications()).now)
    assert (await bell.notifications()).unread == 0
    await phone.close()


async def test_settings_are_replaced_as_a_whole(phone: Phone) -> None:
    settings = await phone.notifications.notification_settings()
    assert set(settings.kinds) == set(NotificationKind) - {NotificationKind.OTHER}
    message = settings.kinds[NotificationKind.MESSAGE].model_copy(update={"mail": False})
    quiet = QuietTime.model_validate({"starts": "22:30", "ends": "06:15"})
    changed = settings.model_copy(
        update={"kinds": {**settings.kinds, NotificationKind.MESSAGE: message}, "quiet": quiet}
    )
    await phone.notifications.save_notification_settings(changed)
    assert await phone.notifications.notification_settings() == changed
    loud = changed.model_copy(update={"quiet": None})
    await phone.notifications.save_notification_settings(loud)
    assert await phone.notifications.notification_settings() == loud


async def test_what_a_parent_waits_for_is_listed_until_it_is_taken_back(city_place: CityPlace) -> None:
    phone, other = await signed_in(city_place), await signed_in(city_place, "device-2")
    calendar = await phone.bookings.calendar(date(2026, 12, 1), date(2027, 7, 1))
    closed = [slot for slot in calendar.slots if slot.state is SlotState.NOT_OPEN and slot.opens is not None]
    free = next(slot for slot in calendar.slots if slot.state is SlotState.FREE and slot.book_by is not None)
    listless = next(slot for slot in calendar.slots if slot.can_book and slot.service == "accueil-matin")
    last, first = closed[-1], closed[0]
    bell = phone.notifications
    openings = [Wish(WishAbout.OPENING, slot.service, slot.day) for slot in (first, last)]
    slots = [
        Wish(about, slot.service, slot.day, slot.child)
        for about, slot in ((WishAbout.DEADLINE, free), (WishAbout.PLACE, listless))
    ]
    for wish in (*reversed(openings), *slots, openings[0]):
        await bell.remind(wish)
    listed = await other.notifications.reminders()
    assert [(one.wish, one.at) for one in listed[:2]] == list(zip(openings, (first.opens, last.opens), strict=True))
    told = {one.wish: one.at for one in listed[2:]}
    assert set(told) == set(slots)
    assert told[slots[1]] is None
    at = told[slots[0]]
    assert at is not None and free.book_by is not None and at < free.book_by
    for wish in (openings[0], openings[0], *slots):
        await bell.forget_reminder(wish)
    assert [one.wish for one in await bell.reminders()] == [openings[1]]
    with pytest.raises(ServiceError) as caught:
        await bell.remind(Wish(WishAbout.DEADLINE, free.service, free.day, "c_nobody"))
    assert caught.value.kind is ErrorKind.NOT_FOUND
    await phone.close()
    await other.close()


async def test_the_line_begins_with_the_count_and_tells_what_changes_and_where_it_was_left(
    over_http: CityPlace,
) -> None:
    phone = await signed_in(over_http)
    assert phone.backend.live is not None
    before = (await phone.notifications.notifications()).unread
    async with aclosing(phone.backend.live.events()) as line:
        first = await anext(line)
        assert (first.topics, first.unread) == ((), before)
        await over_http.change(LiveTopic.PROCEDURES)
        second = await anext(line)
        assert second.topics == (LiveTopic.PROCEDURES,)
    await over_http.change(LiveTopic.INVOICES)
    async with aclosing(phone.backend.live.events(second.id)) as line:
        assert (await anext(line)).topics == (LiveTopic.INVOICES,)
    await phone.close()


async def test_signed_out_there_is_no_line(over_http: CityPlace) -> None:
    phone = over_http.phone()
    assert phone.backend.live is not None
    with pytest.raises(ServiceError) as caught:
        async with aclosing(phone.backend.live.events()) as line:
            await anext(line)
    assert caught.value.kind is ErrorKind.SESSION_EXPIRED
    await phone.close()
