"""The messagerie, and the news."""

import pytest

from services.errors import ErrorKind, ServiceError
from services.models.document import FileType
from services.models.message import Author, NewMessage
from tests.city.documents.files import pdf
from tests.contract.conftest import signed_in
from tests.contract.places import Phone, Place


async def opening(phone: Phone, text: str = "Bonjour, une question.", **more: object) -> NewMessage:
    """The first message of a thread to the first service."""
    service = (await phone.messages.correspondents())[0]
    first = NewMessage(thread="t1", id="m1", text=text, service=service.key, subject="Cantine")
    return first.model_copy(update=more)


async def test_a_message_is_sent_once_and_read_by_both_sides(place: Place) -> None:
    phone = await signed_in(place)
    before = await phone.messages.threads()
    first = await opening(phone)
    sent = await phone.messages.send_message(first)
    assert await phone.messages.send_message(first) == sent
    assert (sent.by, sent.text, sent.read_at) == (Author.YOU, first.text, None)
    thread = (await phone.messages.threads()).items[0]
    assert (thread.id, thread.service, thread.subject, thread.unread) == ("t1", first.service, "Cantine", 0)
    await place.answer("t1", "C'est noté.")
    page = await phone.messages.threads()
    assert page.unread == before.unread + 1
    assert (page.items[0].id, page.items[0].unread, page.items[0].last_by) == ("t1", 1, Author.CITY)
    said = await phone.messages.conversation("t1")
    assert [(one.by, one.text) for one in said.items] == [
        (Author.CITY, "C'est noté."),
        (Author.YOU, "Bonjour, une question."),
    ]
    for _ in range(2):
        await phone.messages.mark_thread_read("t1")
    assert (await phone.messages.threads()).unread == before.unread
    await phone.close()


async def test_a_file_goes_with_its_message(phone: Phone) -> None:
    parts: list[float] = []
    for _ in range(2):
        given = await phone.messages.give_attachment("f1", "fiche.pdf", "application/pdf", pdf(), parts.append)
    assert (given.name, given.type, given.size) == ("fiche.pdf", FileType.PDF, len(pdf()))
    assert parts[-1] == 1.0
    sent = await phone.messages.send_message(await opening(phone, "", attachments=("f1",)))
    assert sent.attachments == (given,)
    assert (await phone.messages.attachment("f1")).content == pdf()
    with pytest.raises(ServiceError) as caught:
        await phone.messages.give_attachment("f2", "a.jpg", "image/jpeg", b"MZ\x90 no picture", parts.append)
    assert caught.value.kind is ErrorKind.BAD_TYPE


async def test_what_is_written_to_nobody_is_refused(phone: Phone) -> None:
    with pytest.raises(ServiceError) as caught:
        await phone.messages.send_message(NewMessage(thread="t9", id="m1", text="Bonjour"))
    assert caught.value.kind is ErrorKind.NOT_FOUND
    for wrong in ({"service": "minigolf"}, {"attachments": ("f9",)}):
        with pytest.raises(ServiceError) as caught:
            await phone.messages.send_message(await opening(phone, **wrong))
        assert caught.value.kind is ErrorKind.INVALID
    with pytest.raises(ServiceError) as caught:
        await phone.messages.conversation("t9")
    assert caught.value.kind is ErrorKind.NOT_FOUND


async def test_threads_are_found_by_their_words(phone: Phone) -> None:
    await phone.messages.send_message(await opening(phone, "Alice a perdu son bonnet bleu."))
    assert "t1" in {one.id for one in (await phone.messages.threads("bonnet")).items}
    assert (await phone.messages.threads("hippopotame")).items == ()


async def test_what_the_town_publishes_is_read_once(place: Place) -> None:
    phone = await signed_in(place)
    before = (await phone.news.news()).unread
    await place.publish("La kermesse")
    page = await phone.news.news()
    item = page.items[0]
    assert (item.title, item.unread, item.picture, page.unread) == ("La kermesse", True, False, before + 1)
    article = await phone.news.article(item.id)
    assert article.item == item
    assert article.text
    for _ in range(2):
        await phone.news.mark_news_read(item.id)
    assert (await phone.news.news()).unread == before
    for ask in (phone.news.picture(item.id, ""), phone.news.thumbnail(item.id, ""), phone.news.article("a_nothing")):
        with pytest.raises(ServiceError) as caught:
            await ask
        assert caught.value.kind is ErrorKind.NOT_FOUND
    await phone.close()


async def test_menus_are_those_of_the_days_asked(phone: Phone) -> None:
    today = (await phone.backend.households.household()).now.date()
    menus = await phone.news.menus(today, today)
    assert [menu.day for menu in menus] in ([], [today])
