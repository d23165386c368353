"""The calendar that other programs read."""

from urllib.parse import urlsplit

import httpx

from tests.contract.conftest import signed_in
from tests.contract.places import CityPlace, Place


async def test_an_address_is_made_told_once_and_ended(place: Place) -> None:
    phone, other = await signed_in(place), await signed_in(place, "device-2")
    assert (await phone.feeds.feed()).made_at is None
    first, second = await phone.feeds.make_feed(), await phone.feeds.make_feed()
    assert first.url and second.url and first.url != second.url
    known = await other.feeds.feed()
    assert known.made_at == second.made_at and known.url is None
    for _ in range(2):
        await other.feeds.end_feed()
    assert (await phone.feeds.feed()).made_at is None
    await phone.close()
    await other.close()


async def test_the_address_answers_whoever_knows_it(over_http: CityPlace) -> None:
    phone = await signed_in(over_http)
    url = (await phone.feeds.make_feed()).url
    assert url is not None and urlsplit(url).netloc == urlsplit(over_http.url).netloc
    async with httpx.AsyncClient() as program:
        answer = await program.get(url)
        assert answer.status_code == 200 and answer.content.startswith(b"BEGIN:VCALENDAR")
        await phone.feeds.end_feed()
        assert (await program.get(url)).status_code == 404
    await phone.close()
