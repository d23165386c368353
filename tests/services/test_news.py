"""Actualités and menus on the app's side."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.errors import ErrorKind, ServiceError
from tests.fakes.builders import MONDAY, PIXEL
from tests.fakes.portal import PortalKit, fake_portal


@pytest.fixture
async def kit() -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    return kit


async def test_news_come_newest_first_and_stay_readable_offline(kit: PortalKit) -> None:
    news = kit.portal.news
    page = (await news.page().fetch()).value
    assert [one.id for one in page.items] == ["a_sapin", "a_holidays"] and page.unread == 1
    await news.article("a_sapin").fetch()
    kit.city.fail_with(ErrorKind.OFFLINE)
    again = kit.restart()
    await again.portal.restore()
    copy = await again.portal.news.article("a_sapin").copy()
    assert copy is not None and copy.value.text.startswith("Le marché de Noël")


async def test_reading_one_is_told_to_the_city(kit: PortalKit) -> None:
    await kit.portal.news.mark_read("a_sapin")
    assert (await kit.portal.news.page().fetch()).value.unread == 0


async def test_a_picture_is_asked_once_and_kept_as_it_is(kit: PortalKit) -> None:
    assert (await kit.portal.news.picture("a_holidays", "v1").fetch()).value.content == PIXEL
    again = kit.restart()
    await again.portal.restore()
    assert (await again.portal.news.picture("a_holidays", "v1").fetch()).value.content == PIXEL
    assert kit.city.calls.count("picture") == 1
    for _twice in range(2):
        assert (await again.portal.news.thumbnail("a_holidays", "v1").fetch()).value.content == PIXEL
    assert (kit.city.calls.count("thumbnail"), kit.city.calls.count("picture")) == (1, 1)
    await again.portal.news.picture("a_holidays", "v2").fetch()
    assert kit.city.calls.count("picture") == 2
    with pytest.raises(ServiceError) as met:
        await kit.portal.news.picture("a_sapin", "").fetch()
    assert met.value.kind is ErrorKind.NOT_FOUND


async def test_menus_of_a_period(kit: PortalKit) -> None:
    menus = (await kit.portal.news.menus(MONDAY, MONDAY + timedelta(days=1)).fetch()).value
    assert [one.day for one in menus] == [MONDAY, MONDAY + timedelta(days=1)]
