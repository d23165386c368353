"""The reference backend: invoices and payments as docs/wire-blocks.md writes them."""

from datetime import date

import pytest

from services.errors import ErrorKind, ServiceError
from services.models.invoice import InvoiceState, LineKind, Means, PaymentState
from tests.fakes.wire import answer, problem
from tests.services.test_reference_blocks import NOW, opened


async def test_an_invoice_of_a_newer_city_cannot_be_paid_here() -> None:
    row = {
        "number": "2026-000731",
        "title": "Octobre 2026",
        "from": "2026-10-01",
        "to": "2026-10-31",
        "issued_on": "2026-11-05",
        "due_on": "2026-12-05",
        "total_cents": 6215,
        "left_cents": 6215,
        "state": "haunted",
        "paid_on": None,
        "credited_by": None,
        "credits": None,
    }
    lines = [
        {
            "child": None,
            "child_name": "",
            "service": None,
            "service_name": "",
            "quantity": 1,
            "unit_cents": 40,
            "total_cents": 40,
            "days": [],
            "kind": "gift",
            "words": "Reporté",
        }
    ]
    payments = [{"at": NOW, "cents": 10, "means": "gold", "reference": "x"}]
    backend, _ = opened(answer(row | {"now": NOW, "lines": lines, "payments": payments}))
    assert backend.invoices is not None
    detail = await backend.invoices.invoice("2026-000731")
    assert (detail.invoice.state, detail.invoice.payable) == (InvoiceState.UNKNOWN, False)
    assert (detail.lines[0].kind, detail.payments[0].means) == (LineKind.OTHER, Means.OTHER)
    assert detail.invoice.first_day == date(2026, 10, 1)


async def test_a_payment_the_app_does_not_understand_is_still_running() -> None:
    order = {
        "now": NOW,
        "id": "pay_1",
        "reference": "PF",
        "state": "levitating",
        "total_cents": 1,
        "invoices": ["2026-000731"],
        "by": "Camille",
        "created_at": NOW,
        "ended_at": None,
        "pay_url": None,
        "means": None,
    }
    backend, wires = opened(answer(order))
    assert backend.invoices is not None
    payment = await backend.invoices.pay("k1", ("2026-000731",), 1)
    assert (payment.state, payment.running, payment.means) == (PaymentState.CHECKING, True, None)
    assert wires.requests[0].headers["idempotency-key"] == "k1"


async def test_a_paper_that_is_not_there_is_not_found() -> None:
    backend, _ = opened(problem(404, "NOT_FOUND"))
    assert backend.invoices is not None
    with pytest.raises(ServiceError) as caught:
        await backend.invoices.tax_statement(2026)
    assert caught.value.kind is ErrorKind.NOT_FOUND
