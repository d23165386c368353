"""How many rows each list of the API may send: page by page, or as many as there can be, and why that is few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST = 50
"""Rows of one page."""


@dataclass(frozen=True)
class Paged:
    """Where it is read, what names a row in it, and its table with what another row needs of its own."""

    path: str
    named: str
    table: str
    column: str
    own: tuple[str, ...] = ("id",)
    where: str = "household_id"


PAGED = {
    "ReceiptPageOut.items": Paged("submissions", "number", "submission", "serial", ("id", "serial", "idempotency_key")),
    "NotificationPage.items": Paged("notifications", "id", "notification", "id", ("id", "key"), "account_id"),
    "InvoicePageOut.items": Paged("invoices", "number", "invoice", "serial", ("id", "serial")),
    "PaymentPageOut.items": Paged(
        "payments", "id", "payment_order", "id", ("id", "idempotency_key", "reference", "bank_id")
    ),
    "ProcedurePageOut.items": Paged("procedures", "id", "procedure", "app_id", ("id", "app_id", "number")),
    "ThreadPageOut.items": Paged("threads", "id", "thread", "app_id", ("id", "app_id")),
    "ConversationOut.items": Paged(
        "threads/{thread_id}", "id", "message", "app_id", ("id", "app_id", "place"), "thread_id"
    ),
    "NewsPageOut.items": Paged("news", "id", "news", "id", ("id",), ""),
}

_TOWN = "as many as the town's file has"
_FAMILY = "the children of a household, and its two guardians"
_FORM = "as many as the form of the procedure asks for"
_CHOSEN = "refused beyond `max_length` when it was written"
BOUNDED = {
    "CalendarOut.days": "the days asked for, 400 at most",
    "CalendarOut.slots": "the days asked for, 400 at most, by child and service",
    "CatalogueItemOut.absence": _TOWN,
    "CatalogueOut.items": _TOWN,
    "ChildOut.registrations": "one or two for each activity and school year of a child",
    "ChildRegistrationsOut.items": "one or two for each activity of this school year and the next, and what was asked",
    "ChildRegistrationsOut.open": "one for each activity of this school year and the next",
    "ConditionOut.is": _TOWN,
    "ContactOut.children": _FAMILY,
    "CourseOut.marks": "the marks of the town's file, each once",
    "DefinitionNowOut.fields": _TOWN,
    "DefinitionOut.fields": _TOWN,
    "DevicesOut.items": "beyond 50 the device that was used least recently is signed out",
    "FieldOut.accepts": _TOWN,
    "FieldOut.options": _TOWN,
    "GuardianOut.phones": _CHOSEN,
    "HouseholdOut.children": _FAMILY,
    "HouseholdOut.guardians": _FAMILY,
    "HouseholdOut.services": _TOWN,
    "InvoiceDetailOut.lines": "a line for each child, service and price of a month",
    "InvoiceDetailOut.payments": "an invoice is paid whole: once, and again only by mistake",
    "ItemOut.services": _TOWN,
    "LineOut.days": "the days of the invoice's period",
    "MenuOut.courses": "the courses of a meal",
    "MenusOut.items": "the days asked for, 62 at most",
    "MessageOut.attachments": "five at most",
    "OfficeOut.subjects": _TOWN,
    "OfficesOut.items": _TOWN,
    "PayingOut.invoices": "50 at most in one payment",
    "PaymentOut.invoices": "50 at most in one payment",
    "ProcedureDetailOut.asked": _FORM,
    "ProcedureDetailOut.documents": _FORM,
    "ProcedureDetailOut.editable": _FORM,
    "ProcedureDetailOut.history": "begun, sent, decided: what is taken back is not sent again, a correction is another",
    "ProcedureDetailOut.problems": _FORM,
    "ProcedureOut.asked": _FORM,
    "ProfileOut.devices": "beyond 50 the device that was used least recently is signed out",
    "ReceiptDetailOut.follow_ups": "what became of the lines of one receipt",
    "ReceiptDetailOut.lines": "5 000 lines at most in one submission, answered in its own order",
    "RegistrationOut.services": _TOWN,
    "RegistrationsOut.children": _FAMILY,
    "RemindersOut.items": "500 at most: the booking table shows them all at once; each is asked for by hand",
    "ServiceOut.excludes": _TOWN,
    "ServiceOut.linked": _TOWN,
    "ServiceOut.requires": _TOWN,
    "SheetOut.children": _FAMILY,
    "SheetOut.contacts": "40 at most, and those of the other household of a shared child",
    "SheetOut.guardians": _FAMILY,
    "SheetOut.notices": "a kind of notice for each child",
    "StatementOut.children": _FAMILY,
    "StatementsOut.items": "a year each",
    "TypicalWeekOut.services": _CHOSEN,
    "TypicalWeekOut.ticks": _CHOSEN,
    "TypicalWeekPage.items": "50 at most",
}
"""The lists that are not paged, and why they stay short."""


def lists_of(document: Mapping[str, Any]) -> set[str]:
    """Every list that some GET of an OpenAPI document answers, as `Model.field`."""
    models = document["components"]["schemas"]
    asked = (path["get"] for path in document["paths"].values() if "get" in path)
    contents = [one for each in asked for one in each["responses"].get("200", {}).get("content", {}).values()]
    found: set[str] = set()
    seen: set[str] = set()
    left = [one for content in contents if "schema" in content for one in _parts(content["schema"], "an answer")]
    while left:
        place, schema = left.pop()
        if schema.get("type") == "array":
            found.add(place)
        name = schema.get("$ref", "").rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            fields = models[name].get("properties", {}).items()
            left += [part for field, each in fields for part in _parts(each, f"{name.rpartition('__')[2]}.{field}")]
    return found


def _parts(schema: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema and those it is made of, but for the models that it names."""
    if not isinstance(schema, dict):
        return
    yield place, schema
    inner = [schema.get("items"), schema.get("additionalProperties")]
    for one in [*inner, *(each for word in ("anyOf", "oneOf", "allOf") for each in schema.get(word, ()))]:
        yield from _parts(one, place)


def longest(answer: Any) -> int:
    """How long the longest list in an answer is, wherever it stands."""
    if isinstance(answer, dict):
        return max(map(longest, answer.values()), default=0)
    if isinstance(answer, list):
        return max(len(answer), *map(longest, answer), 0)
    return 0
