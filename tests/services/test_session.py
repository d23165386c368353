"""Signing in and out, sessions that end, two accounts on one device."""

import asyncio
from datetime import date, timedelta

import pytest

from services.errors import ErrorKind, ServiceError
from services.portal import Kept
from services.query import Topic
from services.session import Credentials
from services.vault import MemoryVault, VaultError
from tests.fakes import builders
from tests.fakes.builders import ALICE, EMAIL, MEAL, MONDAY, PASSWORD, SUNDAY
from tests.fakes.portal import PortalKit, fake_portal
from tests.fakes.storages import FailingStorage

LINES = (builders.line(ALICE, MEAL, date(2026, 11, 26)),)
OTHER_EMAIL, OTHER_PASSWORD = "dominique@exemple.fr", "un autre mot de passe"


class LockedVault(MemoryVault):
    async def get(self, name: str) -> str | None:
        raise VaultError("locked")

    async def set(self, name: str, secret: str) -> None:
        raise VaultError("locked")

    async def delete(self, name: str) -> None:
        raise VaultError("locked")


async def restarted(kit: PortalKit) -> PortalKit:
    again = kit.restart()
    await again.portal.restore()
    await again.portal.settled()
    return again


async def test_a_device_never_signed_in_asks_nothing() -> None:
    kit = fake_portal()
    await kit.portal.restore()
    assert kit.portal.account is None
    assert not kit.portal.needs_password
    assert kit.city.calls == []


async def test_signed_in_once_the_device_stays_so_over_restarts() -> None:
    kit = fake_portal()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    await kit.sign_in()
    assert heard == [Topic.SESSION]
    again = await restarted(kit)
    assert again.portal.account == builders.account()
    assert not again.portal.needs_password
    assert (await again.portal.household().fetch()).value.name == "Famille Martin"


async def test_a_wrong_password_changes_nothing() -> None:
    kit = fake_portal()
    with pytest.raises(ServiceError) as caught:
        await kit.portal.sign_in(EMAIL, "faux")
    assert caught.value.kind is ErrorKind.INVALID_CREDENTIALS
    assert kit.portal.account is None


async def test_the_token_is_in_the_vault_and_nowhere_else() -> None:
    kit = fake_portal()
    await kit.sign_in()
    await kit.portal.household().fetch()
    (token,) = kit.city.sessions
    for name in await kit.storage.keys():
        value = await kit.storage.get(name)
        assert value is not None
        assert token.encode() not in value
    credentials = Credentials()
    credentials.token = token
    assert token not in repr(credentials)


async def test_an_ended_session_asks_the_password_and_keeps_all() -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    week = portal.calendar(MONDAY, SUNDAY)
    await week.fetch()
    await portal.remember("choice", '{"slots": 3}')
    heard: list[Topic] = []
    portal.subscribe(heard.append)
    kit.city.end_sessions()
    for _ in range(2):
        with pytest.raises(ServiceError) as caught:
            await week.fetch()
        assert caught.value.kind is ErrorKind.SESSION_EXPIRED
    assert portal.needs_password
    assert portal.account == builders.account()
    assert heard == [Topic.SESSION]
    assert kit.city.calls.count("calendar") == 2, "while the password is awaited the city is not asked"
    assert await week.copy() is not None
    outcome = await portal.submit(LINES)
    assert isinstance(outcome, Kept)
    assert outcome.kind is ErrorKind.SESSION_EXPIRED
    await portal.sign_in(EMAIL, PASSWORD)
    await portal.settled()
    assert not portal.needs_password
    assert kit.city.submissions == [outcome.submission]
    assert not portal.outbox
    assert await portal.recall("choice") == '{"slots": 3}'
    assert (await week.fetch()).value.first_day == MONDAY


async def test_after_a_restart_an_ended_session_still_asks_and_the_outbox_waits() -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    kit.city.end_sessions()
    await portal.submit(LINES)
    again = await restarted(kit)
    assert again.portal.needs_password
    assert len(again.portal.outbox) == 1
    await again.sign_in()
    await again.portal.settled()
    assert len(kit.city.submissions) == 1


async def test_where_no_vault_lasts_a_restart_asks_the_password() -> None:
    kit = fake_portal()
    await kit.sign_in()
    again = fake_portal(kit.storage, MemoryVault(), city=kit.city)
    await again.portal.restore()
    assert again.portal.account == builders.account()
    assert again.portal.needs_password


async def test_a_locked_vault_costs_a_password_never_the_start(caplog: pytest.LogCaptureFixture) -> None:
    kit = fake_portal(vault=LockedVault())
    portal = await kit.sign_in()
    await portal.household().fetch()
    again = await restarted(kit)
    assert again.portal.needs_password
    await portal.sign_out()
    assert "vault" in caplog.text


async def test_signing_out_forgets_this_account_here_and_at_the_city() -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    await portal.household().fetch()
    await portal.remember("choice", "{}")
    await portal.sign_out()
    assert portal.account is None
    assert kit.city.sessions == {}
    assert not [name for name in await kit.storage.keys() if "p_camille" in name]
    assert (await restarted(kit)).portal.account is None
    with pytest.raises(ServiceError):
        await portal.household().fetch()


@pytest.mark.parametrize("kind", [ErrorKind.OFFLINE, ErrorKind.CITY_DOWN, ErrorKind.UNEXPECTED])
async def test_signing_out_works_without_the_city(kind: ErrorKind) -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    kit.city.fail_with(kind)
    await portal.sign_out()
    assert portal.account is None
    assert (await restarted(kit)).portal.account is None


async def test_what_waits_survives_signing_out_and_goes_when_the_same_parent_is_back() -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    kit.city.fail_with(ErrorKind.OFFLINE, "submit")
    await portal.submit(LINES)
    await portal.sign_out()
    assert not portal.outbox
    kit.city.fail_with(None)
    await kit.sign_in()
    await portal.settled()
    assert len(kit.city.submissions) == 1


async def test_two_accounts_on_one_device_never_see_each_other() -> None:
    kit = fake_portal()
    kit.city.accounts[OTHER_EMAIL, OTHER_PASSWORD] = builders.account("p_dominique", OTHER_EMAIL)
    portal = await kit.sign_in()
    await portal.household().fetch()
    await portal.calendar(MONDAY, SUNDAY).fetch()
    await portal.remember("choice", '"of Camille"')
    kit.city.end_sessions()
    await portal.submit(LINES)
    await portal.sign_in(OTHER_EMAIL, OTHER_PASSWORD)
    await portal.settled()
    assert await portal.household().copy() is None
    assert await portal.calendar(MONDAY, SUNDAY).copy() is None
    assert await portal.recall("choice") is None
    assert not portal.outbox
    assert kit.city.submissions == []
    await portal.sign_in(EMAIL, PASSWORD)
    await portal.settled()
    assert await portal.recall("choice") == '"of Camille"'
    assert len(kit.city.submissions) == 1


async def test_an_answer_for_who_has_left_is_kept_for_nobody() -> None:
    kit = fake_portal()
    kit.city.accounts[OTHER_EMAIL, OTHER_PASSWORD] = builders.account("p_dominique", OTHER_EMAIL)
    portal = await kit.sign_in()
    kit.city.hold("household")
    late = asyncio.create_task(portal.household().fetch())
    await kit.city.reached("household")
    await portal.sign_out()
    await portal.sign_in(OTHER_EMAIL, OTHER_PASSWORD)
    kit.city.release()
    with pytest.raises(ServiceError) as caught:
        await late
    assert caught.value.kind is ErrorKind.SESSION_EXPIRED
    assert not portal.needs_password
    assert await portal.household().copy() is None
    assert not [name for name in await kit.storage.keys() if "p_camille" in name]


async def test_a_refusal_of_the_former_token_does_not_end_the_new_session() -> None:
    kit = fake_portal()
    portal = await kit.sign_in()
    kit.city.hold("household")
    late = asyncio.create_task(portal.household().fetch())
    await kit.city.reached("household")
    await portal.sign_in(EMAIL, PASSWORD)
    kit.city.fail_with(ErrorKind.SESSION_EXPIRED, "household")
    kit.city.release()
    with pytest.raises(ServiceError):
        await late
    assert not portal.needs_password


async def test_an_invitation_is_a_first_sign_in_and_serves_once() -> None:
    kit = fake_portal()
    kit.city.links["link"] = builders.account("p_new", "new@exemple.fr")
    with pytest.raises(ServiceError) as weak:
        await kit.portal.accept_invitation("link", "court")
    assert weak.value.kind is ErrorKind.WEAK_PASSWORD
    await kit.portal.accept_invitation("link", "un mot de passe")
    assert kit.portal.account is not None
    assert kit.portal.account.id == "p_new"
    with pytest.raises(ServiceError) as used:
        await kit.portal.accept_invitation("link", "un mot de passe")
    assert used.value.kind is ErrorKind.LINK_EXPIRED


async def test_a_forgotten_password_is_asked_and_changed_while_signed_out() -> None:
    kit = fake_portal()
    await kit.portal.ask_password_reset("nobody@exemple.fr")
    assert kit.city.reset_mails == ["nobody@exemple.fr"]
    kit.city.links["link"] = builders.account()
    await kit.portal.reset_password("link", "tout nouveau mot de passe")
    await kit.portal.sign_in(EMAIL, "tout nouveau mot de passe")
    assert kit.portal.account is not None


async def test_a_full_disk_lasts_for_the_run_and_the_start() -> None:
    storage = FailingStorage()
    storage.full = True
    kit = fake_portal(storage)
    portal = await kit.sign_in()
    await portal.remember("choice", "{}")
    assert await portal.recall("choice") == "{}"
    await portal.sign_out()
    assert (await restarted(kit)).portal.account is None


@pytest.mark.parametrize("kept", [b"", b"{}", b"\xff"])
async def test_a_damaged_account_is_a_device_never_signed_in(kept: bytes) -> None:
    kit = fake_portal()
    await kit.sign_in()
    await kit.storage.set(f"{builders.SOURCE}/account", kept)
    assert (await restarted(kit)).portal.account is None


async def test_offline_after_a_restart_the_clock_is_the_citys_as_last_known() -> None:
    kit = fake_portal()
    kit.time.ahead = timedelta(hours=3)
    portal = await kit.sign_in()
    assert portal.clock_offset == timedelta(hours=3)
    assert portal.now() == builders.NOW
    again = await restarted(kit)
    assert again.portal.now() == builders.NOW
    assert again.portal.clock_offset == timedelta(hours=3)


async def test_offline_after_a_restart_the_clock_speaks_in_the_zone_of_the_town() -> None:
    kit = fake_portal()
    kit.city.town_value = builders.town(time_zone="Indian/Reunion")
    await kit.portal.town.fetch()
    again = await restarted(kit)
    assert again.portal.now().utcoffset() == timedelta(hours=4)
