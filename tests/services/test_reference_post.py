"""The reference backend: messages, news and menus as docs/wire-blocks.md writes them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from services.backends.reference.backend import open_reference
from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models.document import FileType
from services.models.message import Author, NewMessage
from services.models.news import CourseKind
from services.models.notification import Page, Target
from services.ports import Messages, News
from services.session import Credentials
from services.transport import Transport
from tests.fakes.wire import Wires, answer, problem

NOW = "2026-11-23T08:00:00+01:00"
THREAD: dict[str, Any] = {
    "id": "t_1",
    "service": "scolaire",
    "service_name": "Service scolaire",
    "subject": "Certificat",
    "last_at": NOW,
    "last_by": "city",
    "last_from": "Nadia, service scolaire",
    "excerpt": "Bonjour",
    "unread": 1,
    "closed": False,
}
MESSAGE: dict[str, Any] = {
    "id": "m_1",
    "at": NOW,
    "by": "you",
    "from": "Camille",
    "text": "Voici.",
    "attachments": [{"id": "a_1", "name": "fiche.pdf", "type": "pdf", "bytes": 1200}],
    "read_at": None,
}
NEWS: dict[str, Any] = {
    "id": "n_1",
    "title": "Noël",
    "excerpt": "Marché",
    "source": "Ville",
    "at": NOW,
    "unread": True,
    "picture": False,
    "icon": "event",
}


def asked(*answers: Any) -> tuple[Messages, News, Wires]:
    wires = Wires(*answers)
    transport = Transport("http://city.test", credentials=Credentials(), clock=CityClock(), inner=wires)
    backend = open_reference("villiers", transport)
    assert backend.messages is not None and backend.news is not None
    return backend.messages, backend.news, wires


async def test_threads_are_searched_by_the_city() -> None:
    messages, _news, wires = asked(answer({"now": NOW, "unread": 3, "items": [THREAD], "next": "c2"}))
    page = await messages.threads("vaccin", "c1")
    assert dict(wires.requests[0].url.params) == {"q": "vaccin", "cursor": "c1"}
    assert page.unread == 3 and page.next == "c2"
    assert page.items[0].last_by is Author.CITY and page.items[0].source == "villiers"


async def test_a_conversation_has_its_thread_and_its_messages() -> None:
    messages, _news, _wires = asked(answer({"now": NOW, **THREAD, "items": [MESSAGE], "next": None}))
    read = await messages.conversation("t_1")
    assert read.thread.subject == "Certificat"
    assert read.items[0].sender == "Camille" and read.items[0].attachments[0].size == 1200


async def test_a_message_is_put_under_the_ids_of_the_app() -> None:
    messages, _news, wires = asked(answer({"now": NOW, **MESSAGE}, 201))
    about = Target(page=Page.INVOICE, id="2026-000731")
    await messages.send_message(
        NewMessage(
            thread="t 1", id="m_1", text="Voici.", service="regie", subject="Facture", attachments=("a_1",), about=about
        )
    )
    sent = wires.requests[0]
    assert (sent.method, sent.url.raw_path) == ("PUT", b"/api/v1/threads/t%201/messages/m_1")
    assert json.loads(sent.content) == {
        "text": "Voici.",
        "attachments": ["a_1"],
        "service": "regie",
        "subject": "Facture",
        "about": {"page": "invoice", "id": "2026-000731"},
    }


async def test_a_file_goes_as_its_bytes_under_its_name() -> None:
    given = {"now": NOW, "id": "a_1", "name": "fiche.pdf", "type": "pdf", "bytes": 4}
    messages, _news, wires = asked(answer(given, 201))
    heard: list[float] = []
    got = await messages.give_attachment("a_1", "fiche.pdf", "application/pdf", b"%PDF", heard.append)
    sent = wires.requests[0]
    assert (sent.method, sent.url.path, dict(sent.url.params)) == (
        "PUT",
        "/api/v1/attachments/a_1",
        {"name": "fiche.pdf"},
    )
    assert sent.content == b"%PDF" and sent.headers["content-type"] == "application/pdf"
    assert got.type is FileType.PDF and heard == [1.0]


@pytest.mark.parametrize(
    ("status", "code", "params", "kind"),
    [
        (413, "TOO_BIG", {"max_bytes": 10_000_000}, ErrorKind.FILE_TOO_BIG),
        (415, "BAD_TYPE", {"accepts": ["pdf", "jpg"]}, ErrorKind.BAD_TYPE),
        (422, "UNKNOWN_ATTACHMENT", {"ids": ["a_1"]}, ErrorKind.INVALID),
        (429, "TOO_MANY_MESSAGES", {"retry_after": 3600}, ErrorKind.SLOW_DOWN),
        (404, "NOT_FOUND", {}, ErrorKind.NOT_FOUND),
    ],
)
async def test_refusals_have_kinds(status: int, code: str, params: dict[str, Any], kind: ErrorKind) -> None:
    messages, _news, _wires = asked(problem(status, code, **params))
    with pytest.raises(ServiceError) as met:
        await messages.send_message(NewMessage(thread="t_1", id="m_1", text="Voici."))
    assert met.value.kind is kind and met.value.params["code"] == code


async def test_news_and_menus() -> None:
    menu = {"date": "2026-11-23", "courses": [{"kind": "fruit", "name": "Pomme", "marks": ["bio"]}]}
    _messages, news, wires = asked(
        answer({"now": NOW, "unread": 1, "items": [NEWS], "next": None}),
        answer({"now": NOW, **NEWS, "text": "Un.\n\nDeux."}),
        answer({"now": NOW, "items": [menu]}),
    )
    assert (await news.news()).items[0].publisher == "Ville"
    assert (await news.article("n_1")).text == "Un.\n\nDeux."
    menus = await news.menus(date(2026, 11, 23), date(2026, 11, 29))
    assert dict(wires.requests[2].url.params) == {"from": "2026-11-23", "to": "2026-11-29"}
    assert menus[0].courses[0].kind is CourseKind.OTHER and menus[0].courses[0].marks == ("bio",)
