"""Factures, and paying them."""

from __future__ import annotations

import logging
from typing import Final

from pydantic import TypeAdapter, ValidationError

from services.errors import ErrorKind, ServiceError
from services.models.base import Model
from services.models.document import Paper
from services.models.invoice import (
    InvoiceDetail,
    InvoiceGroup,
    InvoicePage,
    Payment,
    PaymentPage,
    PaymentState,
    TaxStatements,
)
from services.outbox import PASSING
from services.portal.core import Part, needed
from services.ports import Invoices
from services.query import Query, Topic

_log = logging.getLogger(__name__)
_PAGE: TypeAdapter[InvoicePage] = TypeAdapter(InvoicePage)
_DETAIL: TypeAdapter[InvoiceDetail] = TypeAdapter(InvoiceDetail)
_PAYMENT: TypeAdapter[Payment] = TypeAdapter(Payment)
_PAYMENTS: TypeAdapter[PaymentPage] = TypeAdapter(PaymentPage)
_STATEMENTS: TypeAdapter[TaxStatements] = TypeAdapter(TaxStatements)
_NOTE = "payment-begun"
_OVER = frozenset({PaymentState.REFUSED, PaymentState.CANCELLED, PaymentState.EXPIRED})
_UNANSWERED = PASSING | {ErrorKind.BANK_DOWN}
WATCH_PAUSES: Final = (2.0, 2.0, 3.0, 5.0, 8.0, 13.0)
"""Seconds between two looks at a running order; the last one again and again."""


class _Begun(Model):
    """A payment that was asked for and not answered yet."""

    key: str
    numbers: tuple[str, ...]
    total_cents: int


class InvoicesPart(Part):
    """`portal.invoices`."""

    def page(self, group: InvoiceGroup = InvoiceGroup.ALL, cursor: str | None = None) -> Query[InvoicePage]:
        """Newest first."""
        name = f"invoices:{group}:{cursor or ''}"
        return self._core.questions.of(name, Topic.INVOICES, _PAGE, lambda: self._port.invoices(group, cursor))

    def detail(self, number: str) -> Query[InvoiceDetail]:
        name = f"invoice:{number}"
        return self._core.questions.of(name, Topic.INVOICES, _DETAIL, lambda: self._port.invoice(number))

    def payment(self, payment_id: str) -> Query[Payment]:
        """Where an order stands; `watch` keeps it live."""
        name = f"payment:{payment_id}"
        return self._core.questions.of(name, Topic.INVOICES, _PAYMENT, lambda: self._port.payment(payment_id))

    def payments(self, cursor: str | None = None) -> Query[PaymentPage]:
        """Newest first."""
        name = f"payments:{cursor or ''}"
        return self._core.questions.of(name, Topic.INVOICES, _PAYMENTS, lambda: self._port.payments(cursor))

    def tax_statements(self) -> Query[TaxStatements]:
        return self._core.questions.of(
            "tax_statements", Topic.INVOICES, _STATEMENTS, lambda: self._port.tax_statements()
        )

    async def pay(self, numbers: tuple[str, ...], total_cents: int) -> Payment:
        """Opens an order for these invoices; its `pay_url` is the bank's page, for the system's browser.

        Asked again after no answer, even by the next run of the app, it is the same order, unless that has ended
        unpaid. Raises ALREADY_PAYING,
        NOT_PAYABLE, TOTAL_CHANGED, TOO_LITTLE, TOO_MUCH, ONE_AT_A_TIME, NO_TILL, EMAIL_TOO_LONG, BANK_DOWN.
        """
        payment = await self._ask(await self._begun(numbers, total_cents))
        if payment.state in _OVER:
            payment = await self._ask(await self._begun(numbers, total_cents))
        self._core.exchange.announce(Topic.INVOICES)
        return payment

    async def watch(self, payment_id: str) -> Payment:
        """Looks at a running order until it has ended, and announces each change; the city asks the bank meanwhile.

        A city that does not answer is asked again. Raises what cannot pass (NOT_FOUND, SESSION_EXPIRED …).
        """
        before: Payment | None = None
        looks = 0
        while True:
            try:
                payment = (await self.payment(payment_id).fetch()).value
            except ServiceError as error:
                if error.kind not in PASSING or error.kind is ErrorKind.SESSION_EXPIRED:
                    raise
            else:
                if before is not None and payment.state is not before.state:
                    self._core.exchange.announce(Topic.INVOICES)
                if not payment.running:
                    return payment
                before = payment
            await self._core.pause(WATCH_PAUSES[min(looks, len(WATCH_PAUSES) - 1)])
            looks += 1

    # papers, as PDF

    async def paper(self, number: str) -> Paper:
        return await self._core.exchange.ask(lambda: self._port.invoice_paper(number))

    async def receipt(self, payment_id: str) -> Paper:
        return await self._core.exchange.ask(lambda: self._port.payment_receipt(payment_id))

    async def tax_statement(self, year: int) -> Paper:
        return await self._core.exchange.ask(lambda: self._port.tax_statement(year))

    # inside

    async def _ask(self, begun: _Begun) -> Payment:
        try:
            payment = await self._core.exchange.ask(lambda: self._port.pay(begun.key, begun.numbers, begun.total_cents))
        except ServiceError as error:
            if error.kind not in _UNANSWERED:
                await self._core.presence.mine.notes.remember(_NOTE, None)
                self._core.exchange.announce(Topic.INVOICES)
            raise
        await self._core.presence.mine.notes.remember(_NOTE, None)
        return payment

    @property
    def _port(self) -> Invoices:
        return needed(self._core.backend.invoices)

    async def _begun(self, numbers: tuple[str, ...], total_cents: int) -> _Begun:
        """The unanswered attempt of the same choice, or a new one; on the device before it is sent."""
        notes = self._core.presence.mine.notes
        kept = await notes.recall(_NOTE)
        try:
            begun = _Begun.model_validate_json(kept) if kept is not None else None
        except ValidationError:
            _log.warning("the kept payment cannot be read")
            begun = None
        if begun is None or (begun.numbers, begun.total_cents) != (numbers, total_cents):
            begun = _Begun(key=self._core.make_key(), numbers=numbers, total_cents=total_cents)
            await notes.remember(_NOTE, begun.model_dump_json())
        return begun
