"""The reference backend: the blocks as docs/wire-blocks.md writes them, and what a newer city may add."""

import json
from datetime import date, datetime, time
from typing import Any

import httpx
import pytest

from services.backends.reference.backend import open_reference
from services.backends.reference.mapping.picking import pick
from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models.dashboard import Dashboard
from services.models.notification import (
    Channels,
    LiveTopic,
    NotificationKind,
    NotificationSettings,
    Page,
    QuietTime,
    Target,
)
from services.models.procedure import Address, Condition, Draft, FieldKind, ProcedureState
from services.models.registration import RegistrationState
from services.ports import Backend
from services.session import Credentials
from services.transport import Transport
from tests.fakes.wire import Answer, Wires, answer

NOW = "2026-11-23T08:00:00+01:00"
PROCEDURE: dict[str, Any] = {
    "id": "d_1",
    "number": "D-2026-000123",
    "key": "fiche-sanitaire",
    "title": "Fiche sanitaire",
    "icon": "health",
    "child": "c_1",
    "child_name": "Noé",
    "state": "to_complete",
    "words": "Il manque une page.",
    "asked": ["vaccins"],
    "saved_at": NOW,
    "sent_at": NOW,
    "decided_at": None,
    "answered": 3,
    "of": 5,
    "reply_by": None,
    "effect": {"code": "REGISTERED", "params": {"activities": ["a", "b"], "from": "2026-12-01"}},
}
DEFINITION: dict[str, Any] = {
    "key": "fiche-sanitaire",
    "version": 2,
    "title": "Fiche sanitaire",
    "summary": "",
    "intro": "",
    "about": "child",
    "reply_days": 5,
    "fields": [
        {"key": "depuis", "kind": "date", "label": "Depuis", "min": "2026-11-01", "max": None, "help": ""},
        {"key": "pai", "kind": "yes_no", "label": "PAI ?", "required": True, "when": None, "options": []},
        {
            "key": "vaccins",
            "kind": "document",
            "label": "Vaccins",
            "when": {"field": "pai", "is": [True, "oui"]},
            "accepts": ["pdf", "webp"],
            "max_bytes": 5000000,
            "max": 3,
            "many": True,
        },
        {"key": "humeur", "kind": "hologram", "label": "Humeur"},
    ],
}


def opened(*answers: Answer) -> tuple[Backend, Wires]:
    wires = Wires(*answers)
    transport = Transport("http://127.0.0.1:1", credentials=Credentials(), clock=CityClock(), inner=wires)
    return open_reference("villiers", transport), wires


async def dashboard(blocks: dict[str, Any]) -> Dashboard:
    backend, _ = opened(answer({"now": NOW, "unread": 3, "blocks": blocks}))
    assert backend.dashboards is not None
    return await backend.dashboards.dashboard()


async def test_a_block_that_failed_or_cannot_be_read_fails_alone(caplog: pytest.LogCaptureFixture) -> None:
    read = await dashboard(
        {
            "sent": {"pending": 1, "validated": 4, "rejected": 1, "more": 2},
            "invoices": {"failed": "CITY_DOWN"},
            "messages": {"failed": "SOMETHING_NEW"},
            "to_do": {"items": "all of them"},
            "profile": None,
            "weather": {"sun": True},
        }
    )
    assert read.sent is not None
    assert read.sent.value is not None
    assert (read.sent.value.validated, read.sent.as_of) == (4, datetime.fromisoformat(NOW))
    kinds = [block.failed for block in (read.invoices, read.messages, read.to_do) if block is not None]
    assert kinds == [ErrorKind.CITY_DOWN, ErrorKind.UNEXPECTED, ErrorKind.UNEXPECTED]
    assert (read.profile, read.bookings, read.unread) == (None, None, 3)
    assert "block to_do" in caplog.text


async def test_what_is_told_is_read_and_what_is_new_promises_nothing() -> None:
    item = {"id": "n_1", "at": NOW, "read": False, "params": {"total_cents": 8640, "count": None, "l": [1, 2]}}
    page = {
        "now": NOW,
        "unread": 2,
        "items": [
            item | {"kind": "invoice", "to": {"page": "invoice", "id": "2026-000731"}},
            item | {"kind": "carrier_pigeon", "to": {"page": "roof", "id": "1"}},
        ],
        "next": "abc",
    }
    backend, wires = opened(answer(page))
    assert backend.notifications is not None
    read = await backend.notifications.notifications("c u")
    assert [one.kind for one in read.items] == [NotificationKind.INVOICE, NotificationKind.OTHER]
    assert [one.to for one in read.items] == [Target(page=Page.INVOICE, id="2026-000731"), None]
    assert read.items[0].params == {"total_cents": "8640", "l": "1,2"}
    assert wires.requests[0].url.params["cursor"] == "c u"


async def test_settings_go_and_come_back_the_same() -> None:
    backend, wires = opened(answer({}))
    assert backend.notifications is not None
    settings = NotificationSettings(
        source="villiers",
        kinds={NotificationKind.NEWS: Channels(app=True, mail=False)},
        quiet=QuietTime(starts=time(21), ends=time(7, 5)),
    )
    await backend.notifications.save_notification_settings(settings)
    sent = json.loads(wires.requests[0].content)
    assert sent["quiet"] == {"from": "21:00", "to": "07:05"}
    backend, _ = opened(answer(sent | {"kinds": sent["kinds"] | {"carrier_pigeon": {"app": True, "mail": True}}}))
    assert backend.notifications is not None
    assert await backend.notifications.notification_settings() == settings


async def test_events_of_the_line_are_read_and_others_passed_over() -> None:
    told = {"now": NOW, "topics": ["invoices", "weather"], "unread": 3}
    text = f": beat\n\nevent: hello\ndata: {{}}\n\nid: 412\nevent: changed\ndata: {json.dumps(told)}\n\n"
    backend, _ = opened(httpx.Response(200, text=text))
    assert backend.live is not None
    (event,) = [event async for event in backend.live.events("411")]
    assert (event.id, event.topics, event.unread) == ("412", (LiveTopic.INVOICES,), 3)


async def test_a_form_is_data_whatever_its_fields() -> None:
    backend, _ = opened(answer({"now": NOW, **DEFINITION}))
    assert backend.procedures is not None
    form = await backend.procedures.definition("fiche-sanitaire")
    since, plan, papers, mood = form.fields
    assert (since.least, since.most, since.required) == (date(2026, 11, 1), None, False)
    assert papers.when == Condition(field="pai", values=(True, "oui"))
    assert [one.value for one in papers.accepts] == ["pdf", "other"]
    assert (papers.most, papers.max_bytes, papers.many) == (3, 5_000_000, True)
    assert mood.kind is FieldKind.UNKNOWN
    assert plan.required


async def test_a_procedure_comes_whole_and_its_documents_are_no_answers() -> None:
    whole = PROCEDURE | {
        "now": NOW,
        "definition": DEFINITION,
        "answers": {"depuis": "2026-11-02", "pai": True, "vaccins": ["doc-1"], "vide": None, "ou": {"street": "1 rue"}},
        "revision": 4,
        "editable": ["vaccins"],
        "problems": [{"field": "vaccins", "code": "DOCUMENT_MISSING", "params": {}}],
        "documents": [{"id": "doc-1", "field": "vaccins", "name": "a.pdf", "type": "pdf", "bytes": 12}],
        "history": [{"at": NOW, "state": "pending", "by": "Camille", "words": None}],
    }
    backend, wires = opened(answer(whole))
    assert backend.procedures is not None
    file = await backend.procedures.procedure("d/1")
    assert wires.requests[0].url.raw_path == b"/api/v1/procedures/d%2F1"
    assert file.answers == {"depuis": "2026-11-02", "pai": True, "ou": Address(street="1 rue")}
    assert (file.revision, file.editable, file.documents[0].size) == (4, ("vaccins",), 12)
    assert file.procedure.effect is not None
    assert file.procedure.effect.params == {"activities": "a,b", "from": "2026-12-01"}
    assert file.history[0].state is ProcedureState.PENDING


async def test_a_draft_goes_as_it_is_typed() -> None:
    backend, wires = opened(answer({"now": NOW, "revision": 1, "version": 2, "saved_at": NOW, "problems": []}))
    assert backend.procedures is not None
    answers = {"a": ("x", "y"), "b": True, "c": Address(street="1 rue", postcode="94350", town="V"), "d": 3}
    draft = Draft(id="d_1", key="k", version=2, child=None, answers=answers)
    assert (await backend.procedures.save_draft(draft)).revision == 1
    sent = json.loads(wires.requests[0].content)
    assert sent["answers"] == {
        "a": ["x", "y"],
        "b": True,
        "c": {"street": "1 rue", "postcode": "94350", "town": "V"},
        "d": 3,
    }
    assert (sent["child"], sent["revision"]) == (None, 0)


async def test_a_state_of_a_procedure_is_never_guessed() -> None:
    backend, _ = opened(answer(PROCEDURE | {"state": "teleported"}))
    assert backend.procedures is not None
    with pytest.raises(ServiceError) as caught:
        await backend.procedures.submit_procedure("d_1", 1)
    assert caught.value.kind is ErrorKind.UNEXPECTED


async def test_registrations_of_a_newer_state_open_nothing() -> None:
    item = {"id": "r", "activity": "a", "activity_name": "A", "services": ["S"], "from": "2026-09-01", "to": None}
    child = {"child": "c_1", "items": [item | {"state": "dreamt", "procedure": None}], "open": []}
    backend, _ = opened(answer({"now": NOW, "children": [child]}))
    assert backend.registrations is not None
    (read,) = (await backend.registrations.registrations()).children
    assert (read.items[0].state, read.items[0].last_day) == (RegistrationState.PENDING, None)


@pytest.mark.parametrize("body", [[], "x", None, {"items": {"a": 1}}, {"items": [1]}, {"now": NOW, "unread": "many"}])
async def test_json_that_is_something_else_is_unexpected(body: object) -> None:
    backend, _ = opened(answer(body))
    assert backend.notifications is not None
    with pytest.raises(ServiceError) as caught:
        await backend.notifications.notifications()
    assert caught.value.kind is ErrorKind.UNEXPECTED


def test_what_is_picked_is_what_both_know() -> None:
    assert pick(Channels, {"app": True, "mail": False, "pigeon": 1}) == Channels(app=True, mail=False)
    assert pick(Target, {"page": "day"}, id="2026-11-26").page is Page.DAY
    for wrong in ({"app": True}, {"app": None, "mail": True}, ["app"], None):
        with pytest.raises(ValueError, match=r"."):
            pick(Channels, wrong)
