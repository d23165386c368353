"""How each address of the API is tried by the wrong parent: with whose ids, in the path, the query and the body."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.city.documents.files import pdf
from tests.city.guard.addresses import Address

API = "/api/v1"


@dataclass(frozen=True)
class Aim:
    """A call. `kind`: whose ids it carries (theirs.py); `{names}` in the call, query, JSON and headers are those ids.

    `{turn}` differs with each call, `{own_child}` is a child of who calls.
    """

    kind: str
    call: str
    json: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None

    def address(self, declared: Collection[Address]) -> Address:
        """Which of the declared addresses it calls."""
        method, path = self.call.split()
        fitting = [one for one in declared if one.method == method and one.fits(f"{API}{path}")]
        assert fitting, f"{self.call}: the city has no such address"
        return min(fitting, key=lambda one: one.path.count("{"))


def _book(op: str, child: str = "{child_id}") -> dict[str, Any]:
    line = {"op": op, "child": child, "service": "restauration-scolaire", "date": "2026-12-10"}
    return {"lines": [line | ({"price_cents": 385, "on_full": "wait"} if op == "book" else {})]}


def _week(child: str) -> dict[str, Any]:
    return {
        "child": child,
        "name": "Semaine",
        "services": ["restauration-scolaire"],
        "ticks": [{"weekday": 4, "service": "restauration-scolaire"}],
        "recurrence": {"kind": "every", "from": None},
    }


def _draft(key: str, revision: int, child: str | None = None) -> dict[str, Any]:
    return {"key": key, "version": 1, "child": child, "answers": {}, "revision": revision}


_CONTACT = {"name": "Mme Personne", "link": "Personne", "phone": "06 00 00 00 00", "emergency": True, "pick_up": True}
_SAID = {"text": "Bonjour", "service": "scolaire", "subject": "Essai"}
_PERIOD = {"from": "2026-11-23", "to": "2026-12-06"}
_KEY, _THEIR_KEY = {"Idempotency-Key": "cle-{turn}"}, {"Idempotency-Key": "{key}"}
_NO_INVOICE = {"invoices": ["2026-999999"], "total_cents": 1}

AIMED = (
    Aim("session", "DELETE /sessions/{session_id}"),
    Aim("child", "GET /calendar", query=_PERIOD | {"child": "{child_id}"}),
    Aim("person", "PATCH /household/sheet/people/{person_id}", json={"phones": ["06 00 00 00 00"]}),
    Aim("child", "PATCH /household/sheet/children/{child_id}", json={"authorisations": {"photo": False}}),
    Aim("contact", "DELETE /household/sheet/contacts/{contact_id}"),
    Aim("child", "PUT /household/sheet/contacts/mine-{turn}", json=_CONTACT | {"children": ["{child_id}"]}),
    Aim("invoice", "GET /invoices/{number}"),
    Aim("invoice", "GET /invoices/{number}/pdf"),
    Aim("invoice", "POST /payments", json={"invoices": ["{number}"], "total_cents": 18110}, headers=_KEY),
    Aim("payment_key", "POST /payments", json=_NO_INVOICE, headers=_THEIR_KEY),
    Aim("payment", "GET /payments/{identity}"),
    Aim("payment", "GET /payments/{identity}/receipt"),
    Aim("receipt", "GET /submissions/{number}"),
    Aim("receipt", "GET /submissions/{number}/receipt.pdf"),
    Aim("submission_key", "POST /submissions", json=_book("cancel", "{own_child}"), headers=_THEIR_KEY),
    Aim("child", "POST /submissions/preview", json=_book("book")),
    Aim("child", "POST /submissions/preview", json=_book("cancel")),
    Aim("child", "POST /submissions", json=_book("book"), headers=_KEY),
    Aim("child", "POST /submissions", json=_book("cancel"), headers=_KEY),
    Aim("child", "PUT /typical-weeks/week-{turn}", json=_week("{child_id}")),
    Aim("week", "POST /typical-weeks/{week_id}/preview", json={"from": "2026-11-30", "to": "2026-12-13"}),
    Aim("week", "DELETE /typical-weeks/{week_id}"),
    Aim("notification", "POST /notifications/read", json={"ids": ["{notification_id}"]}),
    Aim("notification", "POST /notifications/unread", json={"ids": ["{notification_id}"]}),
    Aim("notification", "DELETE /notifications/{notification_id}"),
    Aim("notification", "POST /notifications/{notification_id}/restore"),
    Aim("child", "PUT /reminders/restauration-scolaire/2027-01-14/{child_id}/deadline"),
    Aim("child", "DELETE /reminders/restauration-scolaire/2027-01-14/{child_id}/deadline"),
    Aim("procedure", "GET /procedures/{procedure_id}"),
    Aim("procedure", "PUT /procedures/{procedure_id}", json=_draft("erreur-facture", 1)),
    Aim("child", "PUT /procedures/draft-{turn}", json=_draft("fiche-sanitaire", 0, "{child_id}")),
    Aim("procedure", "POST /procedures/{procedure_id}/submit", json={"revision": 1}),
    Aim("procedure", "POST /procedures/{procedure_id}/withdraw"),
    Aim("procedure", "POST /procedures/{procedure_id}/correct", json={"id": "corrected-{turn}"}),
    Aim("document", "GET /procedures/{procedure_id}/documents/{document_id}"),
    Aim("document", "PUT /procedures/{procedure_id}/documents/{document_id}", query={"field": "piece"}, content=pdf()),
    Aim("document", "DELETE /procedures/{procedure_id}/documents/{document_id}"),
    Aim("procedure", "DELETE /procedures/{procedure_id}"),
    Aim("thread", "GET /threads/{thread_id}"),
    Aim("thread", "POST /threads/{thread_id}/read"),
    Aim("message", "PUT /threads/{thread_id}/messages/{message_id}", json={"text": "Bonjour"}),
    Aim("attachment", "PUT /threads/thread-{turn}/messages/m", json=_SAID | {"attachments": ["{attachment_id}"]}),
    Aim("attachment", "GET /attachments/{attachment_id}/thumbnail"),
    Aim("attachment", "GET /attachments/{attachment_id}"),
    Aim("attachment", "DELETE /attachments/{attachment_id}"),
    Aim("news", "GET /news/{news_id}"),
    Aim("news", "GET /news/{news_id}/picture"),
    Aim("news", "GET /news/{news_id}/thumbnail"),
    Aim("news", "POST /news/{news_id}/read"),
)  # fmt: skip
"""Addresses that name something of a household."""

MAKING = (
    Aim("contact", "PUT /household/sheet/contacts/{contact_id}", json=_CONTACT | {"children": ["{own_child}"]}),
    Aim("week", "PUT /typical-weeks/{week_id}", json=_week("{own_child}")),
    Aim("procedure", "PUT /procedures/{procedure_id}", json=_draft("erreur-facture", 0)),
    Aim("message", "PUT /threads/{thread_id}/messages/{message_id}", json=_SAID),
    Aim("attachment", "PUT /attachments/{attachment_id}", query={"name": "Autre.pdf"}, content=pdf(pages=2)),
)
"""Those that begin something of one's own under the id: tried when all the others have been."""

_QUIET = {"kinds": {}, "quiet": None}
_NO_PASSWORD = {"password": "pas le bon du tout"}
OWN = (
    Aim("none", "GET /sessions"),
    Aim("none", "GET /dashboard"),
    Aim("none", "GET /household"),
    Aim("none", "GET /household/sheet"),
    Aim("none", "GET /calendar", query=_PERIOD),
    Aim("none", "GET /calendar-feed"),
    Aim("none", "POST /calendar-feed"),
    Aim("none", "DELETE /calendar-feed"),
    Aim("cursor", "GET /submissions", query={"cursor": "{submissions}"}),
    Aim("cursor", "GET /notifications", query={"cursor": "{notifications}"}),
    Aim("none", "GET /invoices"),
    Aim("none", "GET /payments"),
    Aim("none", "GET /submissions"),
    Aim("searched", "GET /submissions", query={"q": "{word}"}),
    Aim("none", "GET /notifications"),
    Aim("none", "GET /procedures"),
    Aim("searched", "GET /procedures", query={"q": "{word}"}),
    Aim("none", "GET /threads"),
    Aim("searched", "GET /threads", query={"q": "{word}"}),
    Aim("none", "GET /news"),
    Aim("none", "GET /registrations"),
    Aim("none", "GET /typical-weeks"),
    Aim("none", "GET /tax-statements"),
    Aim("year", "GET /tax-statements/{year}/pdf"),
    Aim("none", "GET /notifications/settings"),
    Aim("none", "PUT /notifications/settings", json=_QUIET),
    Aim("none", "GET /reminders"),
    Aim("none", "PUT /reminders/restauration-scolaire/2027-01-14"),
    Aim("none", "DELETE /reminders/restauration-scolaire/2027-01-14"),
    Aim("none", "GET /profile"),
    Aim("none", "GET /profile/export"),
    Aim("none", "GET /profile/export/pdf"),
    Aim("none", "POST /profile/email", json=_NO_PASSWORD | {"email": "nouvelle@exemple.fr"}),
    Aim("none", "POST /profile/password", json=_NO_PASSWORD | {"new_password": "un-autre-bien-long"}),
    Aim("none", "POST /profile/deletion", json=_NO_PASSWORD),
    Aim("none", "DELETE /profile/deletion"),
)
"""Addresses that answer for whoever asks."""

LEAVING = Aim("none", "DELETE /sessions/current")
"""The last call: it ends the session."""
