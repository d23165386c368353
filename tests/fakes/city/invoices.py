"""`Invoices` of the fake city, with its bank."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from services.clock import CityClock
from services.errors import ErrorKind, ServiceError
from services.models.dashboard import Block, InvoicesContent
from services.models.document import Paper
from services.models.invoice import (
    PAYABLE,
    Invoice,
    InvoiceDetail,
    InvoiceGroup,
    InvoicePage,
    InvoiceState,
    Means,
    Paying,
    Payment,
    PaymentPage,
    PaymentState,
    TaxStatements,
)
from services.models.notification import LiveTopic
from services.session import Credentials
from tests.fakes import builders
from tests.fakes.city.procedures import FakeProcedures

_PAGE = 20
_TO_DO = PAYABLE | {InvoiceState.PAYING}


class FakeInvoices(FakeProcedures):
    """`kept_invoices` newest first. The bank's acts: `bank_says`; the other guardian's: `pays_elsewhere`."""

    def __init__(self, clock: CityClock, credentials: Credentials, now: Callable[[], datetime]) -> None:
        super().__init__(clock, credentials, now)
        self.kept_invoices: list[Invoice] = list(builders.invoices())
        self.credit_cents = 0
        self.orders: dict[str, Payment] = {}
        self.one_at_a_time = False
        self.tax_statements_value = TaxStatements(
            now=builders.NOW, items=(builders.tax_statement(), builders.tax_statement(2025, ready=True))
        )
        self._order_keys: dict[str, str] = {}

    def bank_says(self, payment_id: str, state: PaymentState) -> None:
        """The bank has told the city, which tells the app."""
        order = self.orders[payment_id]
        ended = self.now() if state not in (PaymentState.OPEN, PaymentState.CHECKING) else None
        means = Means.CARD if state is PaymentState.PAID else None
        url = order.pay_url if state is PaymentState.OPEN else None
        changes = {"state": state, "ended_at": ended, "means": means, "pay_url": url}
        self.orders[payment_id] = order.model_copy(update=changes)
        if state is PaymentState.PAID:
            self.kept_invoices[:] = [
                self._paid(one) if one.number in order.invoices else one for one in self.kept_invoices
            ]
        self.tell(LiveTopic.INVOICES)

    def pays_elsewhere(self, *numbers: str) -> Payment:
        """The other guardian has begun to pay these."""
        return self._begin(numbers, "Sacha Martin")

    def own_blocks(self) -> dict[str, Block[Any]]:
        to_do = [one for one in map(self._as_it_stands, self.kept_invoices) if one.state in _TO_DO]
        late = [one for one in to_do if one.state is InvoiceState.OVERDUE]
        coming = [one.due_on for one in to_do if one not in late and one.due_on is not None]
        since = [one.due_on for one in late if one.due_on is not None]
        content = builders.invoices_content(
            due_cents=sum(one.left_cents for one in to_do),
            due_count=len(to_do),
            due_on=min(coming, default=None),
            overdue_cents=sum(one.left_cents for one in late),
            overdue_since=min(since, default=None),
            paying=self._running() is not None,
        )
        return {**super().own_blocks(), "invoices": Block[InvoicesContent](value=content, as_of=self.now())}

    async def invoices(self, group: InvoiceGroup = InvoiceGroup.ALL, cursor: str | None = None) -> InvoicePage:
        await self.admit("invoices")
        everything = [self._as_it_stands(one) for one in self.kept_invoices]
        found = [
            one
            for one in everything
            if group is InvoiceGroup.ALL or (group is InvoiceGroup.DUE) == (one.state in _TO_DO)
        ]
        start = int(cursor or 0)
        running = self._running()
        return InvoicePage(
            now=self.now(),
            due_cents=sum(one.left_cents for one in everything if one.state in _TO_DO),
            credit_cents=self.credit_cents,
            paying=Paying(id=running.id, by=running.by, since=running.created_at, invoices=running.invoices)
            if running is not None
            else None,
            items=tuple(found[start : start + _PAGE]),
            next=str(start + _PAGE) if start + _PAGE < len(found) else None,
        )

    async def invoice(self, number: str) -> InvoiceDetail:
        await self.admit("invoice")
        detail = builders.invoice_detail(self._as_it_stands(self._invoice(number)))
        return detail.model_copy(update={"now": self.now()})

    async def invoice_paper(self, number: str) -> Paper:
        await self.admit("invoice_paper")
        return _paper(self._invoice(number).number)

    async def pay(self, key: str, numbers: tuple[str, ...], total_cents: int) -> Payment:
        await self.admit("pay")
        if key in self._order_keys:
            return self.orders[self._order_keys[key]]
        asked = [self._as_it_stands(self._invoice(number)) for number in numbers]
        running = self._running()
        if running is not None and set(running.invoices) & set(numbers):
            params = {"id": running.id, "by": running.by, "since": running.created_at.isoformat()}
            raise ServiceError(ErrorKind.ALREADY_PAYING, params)
        for one in asked:
            if not one.payable:
                raise ServiceError(ErrorKind.NOT_PAYABLE, {"number": one.number, "state": one.state.value})
        if self.one_at_a_time and len(asked) > 1:
            raise ServiceError(ErrorKind.ONE_AT_A_TIME)
        total = sum(one.left_cents for one in asked)
        if total != total_cents:
            raise ServiceError(ErrorKind.TOTAL_CHANGED, {"total_cents": str(total)})
        order = self._begin(numbers, "Camille Martin")
        self._order_keys[key] = order.id
        return order

    async def payment(self, payment_id: str) -> Payment:
        await self.admit("payment")
        if payment_id not in self.orders:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return self.orders[payment_id].model_copy(update={"now": self.now()})

    async def payments(self, cursor: str | None = None) -> PaymentPage:
        await self.admit("payments")
        return PaymentPage(items=tuple(reversed(self.orders.values())))

    async def payment_receipt(self, payment_id: str) -> Paper:
        await self.admit("payment_receipt")
        if self.orders[payment_id].state is not PaymentState.PAID:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return _paper(payment_id)

    async def tax_statements(self) -> TaxStatements:
        await self.admit("tax_statements")
        return self.tax_statements_value

    async def tax_statement(self, year: int) -> Paper:
        await self.admit("tax_statement")
        if not any(one.year == year and one.ready for one in self.tax_statements_value.items):
            raise ServiceError(ErrorKind.NOT_FOUND)
        return _paper(str(year))

    def _begin(self, numbers: tuple[str, ...], by: str) -> Payment:
        identity = f"pay-{len(self.orders) + 1}"
        total = sum(self._invoice(number).left_cents for number in numbers)
        order = builders.payment(identity, invoices=numbers, total_cents=total, by=by, created_at=self.now())
        self.orders[identity] = order
        return order

    def _running(self) -> Payment | None:
        return next((order for order in self.orders.values() if order.running), None)

    def _invoice(self, number: str) -> Invoice:
        found = next((one for one in self.kept_invoices if one.number == number), None)
        if found is None:
            raise ServiceError(ErrorKind.NOT_FOUND)
        return found

    def _as_it_stands(self, one: Invoice) -> Invoice:
        running = self._running()
        if running is None or one.number not in running.invoices:
            return one
        return one.model_copy(update={"state": InvoiceState.PAYING})

    def _paid(self, one: Invoice) -> Invoice:
        return one.model_copy(update={"state": InvoiceState.PAID, "left_cents": 0, "paid_on": self.now().date()})


def _paper(name: str) -> Paper:
    return Paper(name=f"{name}.pdf", media_type="application/pdf", content=b"%PDF-1.7 " + name.encode())
