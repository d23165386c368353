"""`Invoices` over the reference city."""

from __future__ import annotations

from services.backends.reference.backend.base import Port
from services.backends.reference.client import address
from services.backends.reference.mapping import invoice as read
from services.backends.reference.mapping.document import paper
from services.models.document import Paper
from services.models.invoice import (
    InvoiceDetail,
    InvoiceGroup,
    InvoicePage,
    Payment,
    PaymentPage,
    TaxStatements,
)
from services.transport import naming_errors


class ReferenceInvoices(Port):
    """`Invoices`."""

    async def invoices(self, group: InvoiceGroup = InvoiceGroup.ALL, cursor: str | None = None) -> InvoicePage:
        answer = await self._client.ask("invoices", params={"group": group.value, "cursor": cursor})
        with naming_errors():
            return read.invoice_page(answer, self._source)

    async def invoice(self, number: str) -> InvoiceDetail:
        answer = await self._client.ask("invoices", number)
        with naming_errors():
            return read.invoice_detail(answer, self._source)

    async def invoice_paper(self, number: str) -> Paper:
        return await self._paper("invoices", number, "pdf", otherwise=f"{number}.pdf")

    async def pay(self, key: str, numbers: tuple[str, ...], total_cents: int) -> Payment:
        body = {"invoices": list(numbers), "total_cents": total_cents}
        answer = await self._client.write("POST", "payments", body=body, headers={"Idempotency-Key": key})
        with naming_errors():
            return read.payment(answer, self._source)

    async def payment(self, payment_id: str) -> Payment:
        answer = await self._client.ask("payments", payment_id)
        with naming_errors():
            return read.payment(answer, self._source)

    async def payments(self, cursor: str | None = None) -> PaymentPage:
        answer = await self._client.ask("payments", params={"cursor": cursor})
        with naming_errors():
            return read.payment_page(answer, self._source)

    async def payment_receipt(self, payment_id: str) -> Paper:
        return await self._paper("payments", payment_id, "receipt", otherwise=f"{payment_id}.pdf")

    async def tax_statements(self) -> TaxStatements:
        answer = await self._client.ask("tax-statements")
        with naming_errors():
            return read.tax_statements(answer)

    async def tax_statement(self, year: int) -> Paper:
        return await self._paper("tax-statements", str(year), "pdf", otherwise=f"{year}.pdf")

    async def _paper(self, *parts: str, otherwise: str) -> Paper:
        return paper(await self._client.transport.download(address(*parts)), otherwise)
