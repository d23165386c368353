"""The messagerie on the app's side: read with copies, written on the device first, sent once."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import ErrorKind, ServiceError
from services.portal import Portal
from services.query import Topic
from services.storage import MemoryStorage
from tests.fakes.portal import PortalKit, fake_portal

PDF = b"%PDF-1.7 certificate"


@pytest.fixture
async def kit() -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    return kit


def texts(kit: PortalKit, thread: str) -> list[str]:
    return [one.text for one in kit.city.kept_messages[thread]]


async def write_and_post(portal: Portal, thread: str, text: str) -> None:
    await portal.messages.write(thread, text)
    await portal.messages.post(thread)


async def test_threads_count_what_is_unread_and_a_search_does_not_lose_it(kit: PortalKit) -> None:
    messages = kit.portal.messages
    assert (await messages.threads().fetch()).value.unread == 1
    assert messages.unread == 1
    found = (await messages.threads("facture").fetch()).value
    assert [one.id for one in found.items] == ["t_invoice"] and messages.unread == 1


async def test_the_dashboard_counts_too_and_a_restart_remembers(kit: PortalKit) -> None:
    await kit.portal.dashboard().fetch()
    assert kit.portal.messages.unread == 2
    again = kit.restart()
    await again.portal.restore()
    assert again.portal.messages.unread == 2


async def test_reading_a_thread_lowers_the_count_at_once(kit: PortalKit) -> None:
    messages = kit.portal.messages
    await messages.threads().fetch()
    await messages.conversation("t_health").fetch()
    await messages.mark_read("t_health")
    assert messages.unread == 0
    assert (await messages.threads().fetch()).value.unread == 0


async def test_a_message_is_on_the_device_before_it_is_posted(kit: PortalKit) -> None:
    await kit.portal.messages.write("t_health", "Voici le certif")
    again = kit.restart()
    await again.portal.restore()
    written = again.portal.messages.written("t_health")
    assert written is not None and written.message.text == "Voici le certif"
    assert "send_message" not in kit.city.calls


async def test_what_is_emptied_is_not_kept(kit: PortalKit) -> None:
    await kit.portal.messages.write("t_health", "Oups")
    await kit.portal.messages.write("t_health", " ")
    assert kit.portal.messages.written("t_health") is None
    assert not [name for name in await kit.storage.keys() if "/letter/" in name]


async def test_a_posted_message_is_shown_until_the_thread_is_read_again(kit: PortalKit) -> None:
    messages = kit.portal.messages
    await write_and_post(kit.portal, "t_health", "C'est fait.")
    (letter,) = messages.on_its_way("t_health")
    assert letter.answered and messages.waiting == 0
    await messages.conversation("t_health").fetch()
    assert messages.on_its_way("t_health") == ()
    assert not [name for name in await kit.storage.keys() if "/letter/" in name]


async def test_without_network_it_waits_and_goes_by_itself_once(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.OFFLINE)
    await write_and_post(kit.portal, "t_health", "Un.")
    await write_and_post(kit.portal, "t_health", "Deux.")
    assert kit.portal.messages.waiting == 2 and kit.portal.unsettled
    kit.city.fail_with(None)
    await kit.portal.reconnect()
    await kit.portal.settled()
    assert texts(kit, "t_health")[:2] == ["Deux.", "Un."]
    assert kit.portal.messages.waiting == 0 and not kit.portal.unsettled


async def test_an_answer_that_was_lost_doubles_nothing(kit: PortalKit) -> None:
    """The city has it, and the app was killed before it knew."""
    kit.city.answers_lost = True
    await write_and_post(kit.portal, "t_health", "Une seule fois.")
    assert kit.portal.messages.waiting == 1
    kit.city.answers_lost = False
    again = kit.restart()
    await again.portal.restore()
    await again.portal.settled()
    assert texts(kit, "t_health").count("Une seule fois.") == 1
    assert len({one.id for one in kit.city.sendings}) == 1 and len(kit.city.sendings) == 2


async def test_two_postings_at_once_send_once(kit: PortalKit) -> None:
    messages = kit.portal.messages
    await messages.write("t_health", "Vite.")
    kit.city.hold("send_message")
    first = asyncio.ensure_future(messages.post("t_health"))
    await kit.city.reached("send_message")
    second = asyncio.ensure_future(messages.send_posted())
    kit.city.release()
    await asyncio.gather(first, second)
    assert len(kit.city.sendings) == 1


async def test_a_new_thread_is_opened_by_its_first_message(kit: PortalKit) -> None:
    messages = kit.portal.messages
    thread = messages.new_thread()
    await messages.write(thread, "Bonjour", service="regie", subject="Facture")
    begun = messages.begun()
    assert begun is not None and begun.message.thread == thread
    await messages.post(thread)
    opened = kit.city.kept_threads[0]
    assert (opened.id, opened.service, opened.subject) == (thread, "regie", "Facture")
    assert messages.begun() is None


async def test_what_the_city_refuses_holds_nothing_back_and_can_be_written_again(kit: PortalKit) -> None:
    messages = kit.portal.messages
    thread = messages.new_thread()
    await messages.write(thread, "Bonjour", service="inconnu", subject="?")
    await messages.post(thread)
    (refused,) = messages.on_its_way(thread)
    assert refused.hopeless and refused.kind is ErrorKind.INVALID
    await write_and_post(kit.portal, "t_health", "Après.")
    assert texts(kit, "t_health")[0] == "Après."
    await messages.write(thread, "Autre mot")
    await messages.take_up_again(refused.message.id)
    written = messages.written(thread)
    assert written is not None and written.message.text == "Bonjour\n\nAutre mot"
    assert messages.on_its_way(thread) == ()


async def test_files_go_with_their_message(kit: PortalKit) -> None:
    messages = kit.portal.messages
    heard: list[float] = []
    await messages.enclose("t_health", "certificat.pdf", PDF, progress=heard.append)
    written = messages.written("t_health")
    assert written is not None and written.enclosures[0].given and heard == [1.0]
    await messages.write("t_health", "Voici.")
    await messages.post("t_health")
    sent = kit.city.kept_messages["t_health"][0]
    assert [one.name for one in sent.attachments] == ["certificat.pdf"]
    assert (await messages.attachment(sent.attachments[0].id)).content == PDF
    assert not [name for name in await kit.storage.keys() if "/enclosure/" in name]


async def test_a_file_chosen_offline_waits_with_its_message_also_over_a_restart(kit: PortalKit) -> None:
    kit.city.fail_with(ErrorKind.OFFLINE)
    await kit.portal.messages.enclose("t_health", "certificat.pdf", PDF)
    await write_and_post(kit.portal, "t_health", "Voici.")
    kit.city.fail_with(None)
    again = kit.restart()
    await again.portal.restore()
    await again.portal.settled()
    assert [one.name for one in kit.city.kept_messages["t_health"][0].attachments] == ["certificat.pdf"]


async def test_a_file_that_the_city_forgot_is_given_again(kit: PortalKit) -> None:
    await kit.portal.messages.enclose("t_health", "certificat.pdf", PDF)
    kit.city.forget_files()
    await write_and_post(kit.portal, "t_health", "Voici.")
    assert [one.name for one in kit.city.kept_messages["t_health"][0].attachments] == ["certificat.pdf"]


@pytest.mark.parametrize(("content", "kind"), [(b"", ErrorKind.EMPTY_FILE), (b"MZ", ErrorKind.BAD_TYPE)])
async def test_a_file_that_the_city_refuses_is_not_kept(kit: PortalKit, content: bytes, kind: ErrorKind) -> None:
    messages = kit.portal.messages
    await messages.write("t_health", "Voici.")
    with pytest.raises(ServiceError) as met:
        await messages.enclose("t_health", "x.exe", content)
    assert met.value.kind is kind
    written = messages.written("t_health")
    assert written is not None and written.enclosures == ()


async def test_a_file_taken_out_leaves_the_city_too(kit: PortalKit) -> None:
    messages = kit.portal.messages
    await messages.enclose("t_health", "a.pdf", PDF)
    written = messages.written("t_health")
    assert written is not None
    await messages.take_out("t_health", written.enclosures[0].id)
    assert written.enclosures[0].id not in kit.city.kept_files


async def test_five_files_at_most(kit: PortalKit) -> None:
    for number in range(5):
        await kit.portal.messages.enclose("t_health", f"{number}.pdf", PDF)
    with pytest.raises(ServiceError) as met:
        await kit.portal.messages.enclose("t_health", "6.pdf", PDF)
    assert met.value.kind is ErrorKind.TOO_MANY_FILES and met.value.params == {"max": "5"}


async def test_signing_out_drops_what_was_never_posted_and_keeps_what_waits(kit: PortalKit) -> None:
    await kit.portal.messages.write("t_invoice", "Brouillon")
    kit.city.fail_with(ErrorKind.OFFLINE, "send_message")
    await write_and_post(kit.portal, "t_health", "Posté.")
    await kit.portal.sign_out()
    kit.city.fail_with(None)
    await kit.sign_in()
    await kit.portal.settled()
    assert texts(kit, "t_health")[0] == "Posté."
    assert kit.portal.messages.written("t_invoice") is None


async def test_another_account_never_sees_or_sends_it(kit: PortalKit) -> None:
    from tests.fakes import builders

    kit.city.fail_with(ErrorKind.OFFLINE, "send_message")
    await write_and_post(kit.portal, "t_health", "De Camille.")
    await kit.portal.sign_out()
    kit.city.fail_with(None)
    other = builders.account().model_copy(update={"id": "g_other", "email": "autre@exemple.fr"})
    kit.city.accounts["autre@exemple.fr", "secret-secret"] = other
    await kit.portal.sign_in("autre@exemple.fr", "secret-secret")
    await kit.portal.settled()
    assert kit.portal.messages.on_its_way() == () and "De Camille." not in texts(kit, "t_health")


async def test_an_answer_of_the_desk_is_told_live(kit: PortalKit) -> None:
    heard = asyncio.Event()
    kit.portal.subscribe(lambda topic: heard.set() if topic is Topic.MESSAGES else None)
    follow = asyncio.ensure_future(kit.portal.live.follow())
    await kit.city.reached("events")
    kit.city.answer("t_health", "Merci.")
    await heard.wait()
    follow.cancel()


@given(
    st.lists(st.sampled_from(["write", "post", "offline", "online", "kill", "lose"]), min_size=1, max_size=14),
)
async def test_never_lost_never_doubled(steps: list[str]) -> None:
    """Whatever the network does and whenever the app is killed, each posted message is at the city once, in order."""
    kit = fake_portal(MemoryStorage())
    await kit.sign_in()
    posted: list[str] = []
    for number, step in enumerate(steps):
        messages = kit.portal.messages
        if step == "write":
            await messages.write("t_health", f"text {number}")
        elif step == "post":
            written = messages.written("t_health")
            posted += [written.message.text] if written is not None else []
            await messages.post("t_health")
        elif step == "offline":
            kit.city.fail_with(ErrorKind.OFFLINE, "send_message")
        elif step == "online":
            kit.city.fail_with(None)
            kit.city.answers_lost = False
        elif step == "lose":
            kit.city.answers_lost = True
        else:
            kit = kit.restart()
            await kit.portal.restore()
            await kit.portal.settled()
    kit.city.fail_with(None)
    kit.city.answers_lost = False
    await kit.portal.messages.send_posted()
    await kit.portal.settled()
    assert [text for text in reversed(texts(kit, "t_health")) if text.startswith("text ")] == posted
