"""« Mes données personnelles » and « Mon Foyer »."""

import json

import pytest

from services.errors import ErrorKind, ServiceError
from services.models.sheet import ChildChanges, ContactPerson, Doctor, Fact
from tests.contract.conftest import signed_in
from tests.contract.places import NEW_PASSWORD, CityPlace, Phone, Place


async def test_the_devices_are_told_and_another_one_is_signed_out(city_place: CityPlace) -> None:
    phone, other = await signed_in(city_place), await signed_in(city_place, "device-2")
    profile = await phone.profiles.profile()
    assert profile.email == city_place.email
    assert [device.current for device in profile.devices].count(True) == 1
    elsewhere = next(device for device in profile.devices if not device.current)
    await phone.profiles.sign_out_device(elsewhere.id)
    with pytest.raises(ServiceError) as caught:
        await other.profiles.profile()
    assert caught.value.kind is ErrorKind.SESSION_EXPIRED
    with pytest.raises(ServiceError) as caught:
        await phone.profiles.sign_out_device(elsewhere.id)
    assert caught.value.kind is ErrorKind.NOT_FOUND
    await phone.close()
    await other.close()


async def test_what_matters_asks_for_the_password(place: Place) -> None:
    phone = await signed_in(place)
    for ask in (
        phone.profiles.change_password("faux", NEW_PASSWORD, sign_out_others=False),
        phone.profiles.ask_email_change("autre@exemple.fr", "faux"),
        phone.profiles.ask_deletion("faux"),
    ):
        with pytest.raises(ServiceError) as caught:
            await ask
        assert caught.value.kind is ErrorKind.INVALID_CREDENTIALS
    with pytest.raises(ServiceError) as caught:
        await phone.profiles.change_password(place.password, "court", sign_out_others=False)
    assert caught.value.kind is ErrorKind.WEAK_PASSWORD
    await phone.profiles.ask_email_change("autre@exemple.fr", place.password)
    profile = await phone.profiles.profile()
    assert (profile.email, profile.pending_email) == (place.email, "autre@exemple.fr")
    for _ in range(2):
        await phone.profiles.ask_deletion(place.password)
    assert (await phone.profiles.profile()).deletion_asked_at is not None
    await phone.profiles.keep_account()
    assert (await phone.profiles.profile()).deletion_asked_at is None
    assert json.loads(await phone.profiles.export())
    assert (await phone.profiles.export_paper()).media_type == "application/pdf"
    await phone.profiles.change_password(place.password, NEW_PASSWORD, sign_out_others=True)
    assert (await phone.profiles.profile()).email == place.email
    await phone.close()


async def test_a_link_of_nobody_has_served(phone: Phone) -> None:
    with pytest.raises(ServiceError) as caught:
        await phone.profiles.confirm_email_change("nothing")
    assert caught.value.kind is ErrorKind.LINK_EXPIRED


async def test_the_sheet_is_that_of_the_household_and_says_how_each_fact_changes(phone: Phone) -> None:
    sheet, household = await phone.sheets.sheet(), await phone.backend.households.household()
    assert sheet.name == household.name
    assert [child.id for child in sheet.children] == [child.id for child in household.children]
    assert [one.id for one in sheet.guardians if one.you] == [one.id for one in household.guardians if one.you]
    assert sheet.at_once
    assert not set(sheet.at_once) & set(sheet.procedures)
    keys = {item.key for item in await phone.procedures.catalogue()}
    assert set(sheet.procedures.values()) <= keys


async def test_what_changes_at_once_is_there_at_once(phone: Phone) -> None:
    sheet = await phone.sheets.sheet()
    you = next(one for one in sheet.guardians if one.you)
    child = sheet.children[0].id
    for _ in range(2):
        await phone.sheets.change_phones(you.id, ("06 00 00 00 01", "01 00 00 00 02"))
    uncle = ContactPerson(
        id="k-1", name="Paul", link="Oncle", phone="06 00 00 00 03", emergency=True, children=(child,)
    )
    for _ in range(2):
        await phone.sheets.put_contact(uncle)
    changed = await phone.sheets.sheet()
    assert next(one for one in changed.guardians if one.you).phones == ("06 00 00 00 01", "01 00 00 00 02")
    assert uncle in changed.contacts
    for _ in range(2):
        await phone.sheets.delete_contact("k-1")
    assert "k-1" not in {one.id for one in (await phone.sheets.sheet()).contacts}


async def test_a_fact_of_a_child_changes_as_the_sheet_says(phone: Phone) -> None:
    sheet = await phone.sheets.sheet()
    child = sheet.children[0]
    facts = {
        Fact.DIET: ChildChanges(diet="Sans porc"),
        Fact.ALLERGIES: ChildChanges(allergies="Arachide"),
        Fact.DOCTOR: ChildChanges(doctor=Doctor(name="Dr Grand", phone="01 49 41 00 09")),
    }
    for fact, changes in facts.items():
        if fact in sheet.at_once:
            await phone.sheets.change_child(child.id, changes)
            after = (await phone.sheets.sheet()).children[0]
            assert getattr(after, fact.value) == getattr(changes, fact.value)
        else:
            with pytest.raises(ServiceError) as caught:
                await phone.sheets.change_child(child.id, changes)
            assert caught.value.kind is ErrorKind.NEEDS_PROCEDURE
            assert caught.value.params["key"] == sheet.procedures[fact]
    with pytest.raises(ServiceError) as caught:
        await phone.sheets.change_phones("p_nobody", ("06 00 00 00 01",))
    assert caught.value.kind is ErrorKind.NOT_FOUND
