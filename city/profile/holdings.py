"""Which rows the city holds of a household, table by table, and what of them its guardian is given.

A test walks every table of the city: one that is neither here nor among `NOT_PERSONAL` fails it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Owner = Literal["account", "household", "child"]


@dataclass(frozen=True, slots=True)
class Holding:
    """The rows of `table` whose `column` is the asker's account or household, or one of the household's children.

    With `through`, `column` points at the rows of that other table. `kept_back`: secrets, and what serves the
    city's own machinery (locks, searches, positions).
    """

    table: str
    owner: Owner
    column: str
    through: str | None = None
    kept_back: frozenset[str] = frozenset()


def _holding(table: str, owner: Owner, column: str, *kept_back: str, through: str | None = None) -> Holding:
    return Holding(table, owner, column, through, frozenset(kept_back))


HOLDINGS: tuple[Holding, ...] = (
    _holding("account", "account", "id", "password_hash"),
    _holding("device_session", "account", "account_id", "token_hash"),
    _holding("email_change", "account", "account_id"),
    _holding("deletion_request", "account", "account_id"),
    _holding("notification", "account", "account_id", "key"),
    _holding("notification_settings", "account", "account_id"),
    _holding("reminder", "account", "account_id"),
    _holding("slot_reminder", "account", "account_id"),
    _holding("calendar_feed", "account", "account_id", "secret_hash", "hour_from", "made_in_hour"),
    _holding("household", "household", "id"),
    _holding("household_address", "household", "household_id"),
    _holding("person", "household", "household_id"),
    _holding("person_phones", "household", "person_id", through="person"),
    _holding("contact", "household", "household_id"),
    _holding("contact_child", "household", "contact_id", through="contact"),
    _holding("child", "child", "id"),
    _holding("child_sheet", "child", "child_id"),
    _holding("registration", "child", "child_id"),
    _holding("typical_week", "household", "household_id"),
    _holding("booking", "household", "household_id", "counters", "queue_number"),
    _holding("submission", "household", "household_id", "idempotency_key", "fingerprint", "search", "mail_due"),
    _holding("follow_up", "household", "submission_id", through="submission"),
    _holding("procedure", "household", "household_id", "definition", "search"),
    _holding("procedure_event", "household", "procedure_id", through="procedure"),
    _holding("procedure_document", "household", "procedure_id", "content_id", through="procedure"),
    _holding("thread", "household", "household_id", "search", "last_place", "city_place"),
    _holding("message", "household", "thread_id", "search", "agent_id", through="thread"),
    _holding("message_attachment", "household", "household_id", "content_id", "sha256"),
    _holding("thread_reading", "account", "account_id"),
    _holding("news_reading", "account", "account_id"),
    _holding("invoice", "household", "household_id"),
    _holding("invoice_line", "household", "invoice_id", through="invoice"),
    _holding("carried_sum", "household", "household_id"),
    _holding("refund", "household", "household_id"),
    _holding("payment", "household", "household_id"),
    _holding(
        "payment_order", "household", "household_id", "idempotency_key", "fingerprint", "pay_url", "asked_at", "ask_at"
    ),
    _holding("payment_order_item", "household", "order_id", through="payment_order"),
)

NOT_PERSONAL: dict[str, str] = {
    "agent": "the town's own staff",
    "agent_link": "the town's own staff",
    "agent_session": "the town's own staff",
    "audit": "what agents did; kept by law, given by the town on request",
    "bank_operation": "the test bank's side of a payment",
    "change": "signals to devices, without content",
    "closure": "the town's calendar",
    "counter_day": "places taken, without names",
    "document_content": "the bytes of files: each is downloaded from its own page",
    "household_child": "told by the children themselves",
    "invitation_request": "taken away within seconds",
    "invoice_counter": "numbers given",
    "mail": "mails on their way; emptied once delivered, whom they went to a month later",
    "list_import": "the town's own lists while they are looked at; gone the next day",
    "menu": "what the canteen serves",
    "news": "what the town tells",
    "news_target": "what the town tells",
    "procedure_counter": "numbers given",
    "reset_request": "taken away within seconds",
    "sign_in_delay": "hashes only",
    "single_use_link": "hashes only",
    "submission_counter": "numbers given",
}
