"""« Mes données personnelles » on the app's side."""

import pytest

from services.errors import ErrorKind, ServiceError
from services.models.profile import Profile
from services.query import Topic
from tests.fakes import builders
from tests.fakes.portal import PortalKit, fake_portal

NEW = "camille.nouvelle@exemple.fr"


async def signed_in() -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    return kit


async def read(kit: PortalKit) -> Profile:
    return (await kit.portal.profile.read().fetch()).value


async def test_a_change_makes_every_screen_ask_again() -> None:
    kit = await signed_in()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    await kit.portal.profile.ask_email_change(NEW, builders.PASSWORD)
    await kit.portal.profile.sign_out_device("s_tablet")
    assert heard == [Topic.PROFILE, Topic.PROFILE]
    profile = await read(kit)
    assert (profile.pending_email, [device.id for device in profile.devices]) == (NEW, ["s_phone"])


async def test_the_address_asked_for_at_the_next_sign_in_follows_the_citys() -> None:
    kit = await signed_in()
    await kit.portal.profile.ask_email_change(NEW, builders.PASSWORD)
    await kit.portal.profile.confirm_email_change("link-1")
    await read(kit)
    assert kit.portal.account is not None and kit.portal.account.email == NEW

    again = kit.restart()
    await again.portal.restore()
    assert again.portal.account is not None and again.portal.account.email == NEW
    assert not again.portal.needs_password


async def test_a_link_is_opened_by_who_is_not_signed_in() -> None:
    kit = fake_portal()
    kit.city.email_links["link-9"] = NEW
    await kit.portal.profile.confirm_email_change("link-9")
    with pytest.raises(ServiceError) as caught:
        await kit.portal.profile.confirm_email_change("link-9")
    assert caught.value.kind is ErrorKind.LINK_EXPIRED


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        (lambda part: part.ask_email_change(NEW, "wrong"), ErrorKind.INVALID_CREDENTIALS),
        (lambda part: part.ask_email_change("samia.benali@exemple.fr", builders.PASSWORD), ErrorKind.EMAIL_USED),
        (
            lambda part: part.change_password("wrong", "girouette-42", sign_out_others=True),
            ErrorKind.INVALID_CREDENTIALS,
        ),
        (lambda part: part.change_password(builders.PASSWORD, "court", sign_out_others=True), ErrorKind.WEAK_PASSWORD),
        (lambda part: part.ask_deletion("wrong"), ErrorKind.INVALID_CREDENTIALS),
        (lambda part: part.sign_out_device("s_gone"), ErrorKind.NOT_FOUND),
    ],
)
async def test_a_refusal_changes_nothing_and_does_not_end_the_session(call, kind) -> None:  # type: ignore[no-untyped-def]
    kit = await signed_in()
    with pytest.raises(ServiceError) as caught:
        await call(kit.portal.profile)
    assert caught.value.kind is kind
    assert not kit.portal.needs_password
    assert await read(kit) == builders.profile(now=kit.portal.now())


async def test_a_deletion_is_asked_and_taken_back() -> None:
    kit = await signed_in()
    await kit.portal.profile.ask_deletion(builders.PASSWORD)
    assert (await read(kit)).deletion_asked_at is not None
    await kit.portal.profile.keep_account()
    assert (await read(kit)).deletion_asked_at is None


async def test_the_copy_of_everything_is_bytes_to_save() -> None:
    kit = await signed_in()
    assert await kit.portal.profile.export() == kit.city.export_value
