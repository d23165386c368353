from datetime import timedelta

import pytest

from services.errors import ErrorKind, ServiceError
from tests.contract.conftest import signed_in
from tests.contract.places import NEW_PASSWORD, START, CityPlace, Phone, Place


async def kind_of(work: object) -> ErrorKind:
    with pytest.raises(ServiceError) as caught:
        await work  # type: ignore[misc]
    return caught.value.kind


async def test_a_town_tells_of_itself_before_anyone_signs_in(place: Place) -> None:
    phone = place.phone()
    town = await phone.backend.accounts.town()
    assert town.name == "Villiers-sur-Marne"
    assert town.time_zone == "Europe/Paris"
    assert town.demonstration
    assert town.contact.phone
    assert town.seed_colour.startswith("#")
    await phone.close()


async def test_every_answer_lets_the_clock_hear_the_city(place: Place) -> None:
    phone = place.phone()
    await phone.backend.accounts.town()
    assert phone.clock.heard
    assert abs(phone.clock.now() - START) < timedelta(minutes=1)
    await phone.close()


async def test_signing_in_gives_a_session_of_this_device(place: Place) -> None:
    phone = place.phone()
    session = await phone.backend.accounts.sign_in(place.email, place.password, "device-1", "Téléphone")
    assert session.token
    assert session.account.email == place.email
    assert session.account.first_name == "Camille"
    assert session.expires_at - START == timedelta(days=90)
    await phone.close()


@pytest.mark.parametrize(("email", "password"), [("nobody@exemple.fr", "x"), (None, "faux"), (None, "é" * 200)])
async def test_a_wrong_password_and_an_unknown_address_are_the_same(
    place: Place, email: str | None, password: str
) -> None:
    phone = place.phone()
    asked = place.email if email is None else email
    kind = await kind_of(phone.backend.accounts.sign_in(asked, password, "device-1", ""))
    assert kind is ErrorKind.INVALID_CREDENTIALS
    await phone.close()


async def test_too_many_tries_are_slowed_down(city_place: CityPlace) -> None:
    phone = city_place.phone()
    for _ in range(30):
        with pytest.raises(ServiceError) as caught:
            await phone.backend.accounts.sign_in(city_place.email, "faux", "device-1", "")
        if caught.value.kind is not ErrorKind.INVALID_CREDENTIALS:
            break
    assert caught.value.kind is ErrorKind.SLOW_DOWN
    assert int(caught.value.params["retry_after"]) > 0
    await phone.close()


async def test_signing_out_ends_this_device_only_and_may_be_repeated(place: Place) -> None:
    phone, other = await signed_in(place), await signed_in(place, "device-2")
    await phone.backend.accounts.sign_out()
    assert await kind_of(phone.backend.households.household()) is ErrorKind.SESSION_EXPIRED
    assert (await other.backend.households.household()).children
    await phone.close()
    await other.close()


async def test_an_ended_session_is_named(place: Place, phone: Phone) -> None:
    await place.end_sessions()
    assert await kind_of(phone.backend.households.household()) is ErrorKind.SESSION_EXPIRED


async def test_without_or_with_a_strange_token_nothing_is_told(place: Place) -> None:
    phone = place.phone()
    for token in (None, "strange"):
        phone.credentials.token = token
        assert await kind_of(phone.backend.households.household()) is ErrorKind.SESSION_EXPIRED
    await phone.close()


async def test_a_reset_is_asked_in_the_same_way_for_all(place: Place) -> None:
    phone = place.phone()
    await phone.backend.accounts.ask_password_reset("nobody@exemple.fr")
    await phone.backend.accounts.ask_password_reset(place.email)
    await phone.close()


async def test_a_reset_link_sets_the_password_once(place: Place) -> None:
    phone = place.phone()
    accounts = phone.backend.accounts
    await accounts.ask_password_reset(place.email)
    link = await place.reset_link()
    assert await kind_of(accounts.reset_password(link, "court")) is ErrorKind.WEAK_PASSWORD
    await accounts.reset_password(link, NEW_PASSWORD)
    assert await kind_of(accounts.reset_password(link, NEW_PASSWORD)) is ErrorKind.LINK_EXPIRED
    session = await accounts.sign_in(place.email, NEW_PASSWORD, "device-1", "")
    assert session.account.email == place.email
    await phone.close()


async def test_an_invitation_signs_in_for_the_first_time_once(place: Place) -> None:
    phone = place.phone()
    accounts = phone.backend.accounts
    link = await place.invitation_link()
    assert await kind_of(accounts.accept_invitation(link, "court", "d", "")) is ErrorKind.WEAK_PASSWORD
    session = await accounts.accept_invitation(link, NEW_PASSWORD, "d", "Tablette")
    phone.credentials.token = session.token
    assert (await phone.backend.households.household()).name == "Famille Martin"
    assert await kind_of(accounts.accept_invitation(link, NEW_PASSWORD, "d", "")) is ErrorKind.LINK_EXPIRED
    await phone.close()


@pytest.mark.parametrize("link", ["unknown", "../household", "a/b?c=d#e", "é"])
async def test_an_unknown_link_is_an_expired_one(place: Place, link: str) -> None:
    phone = place.phone()
    accounts = phone.backend.accounts
    assert await kind_of(accounts.reset_password(link, NEW_PASSWORD)) is ErrorKind.LINK_EXPIRED
    assert await kind_of(accounts.accept_invitation(link, NEW_PASSWORD, "d", "")) is ErrorKind.LINK_EXPIRED
    await phone.close()
