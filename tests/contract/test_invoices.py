"""Factures and their payment."""

import pytest

from services.errors import ErrorKind, ServiceError
from services.models.invoice import InvoiceGroup, InvoiceState, Means, PaymentState
from tests.contract.conftest import signed_in
from tests.contract.places import Place


async def test_what_is_owed_is_listed_and_read(place: Place) -> None:
    phone = await signed_in(place)
    before = (await phone.invoices.invoices()).due_cents
    number = await place.owe(8640)
    page = await phone.invoices.invoices(InvoiceGroup.DUE)
    assert page.due_cents == before + 8640
    assert page.paying is None
    listed = next(one for one in page.items if one.number == number)
    assert (listed.state, listed.left_cents, listed.payable) == (InvoiceState.DUE, 8640, True)
    assert listed.first_day <= listed.last_day
    assert (await phone.invoices.invoice(number)).invoice == listed
    assert number not in {one.number for one in (await phone.invoices.invoices(InvoiceGroup.DONE)).items}
    with pytest.raises(ServiceError) as caught:
        await phone.invoices.invoice("2020-000001")
    assert caught.value.kind is ErrorKind.NOT_FOUND
    await phone.close()


async def test_paid_once_with_the_same_key(place: Place) -> None:
    phone = await signed_in(place)
    numbers = (await place.owe(8640), await place.owe(1200))
    order = await phone.invoices.pay("k1", numbers, 9840)
    assert (order.state, order.total_cents, set(order.invoices)) == (PaymentState.OPEN, 9840, set(numbers))
    assert order.pay_url
    assert (await phone.invoices.pay("k1", numbers, 9840)).id == order.id
    page = await phone.invoices.invoices()
    assert page.paying is not None
    assert page.paying.id == order.id
    assert {one.state for one in page.items if one.number in numbers} == {InvoiceState.PAYING}
    await place.bank_says(order.id, PaymentState.PAID)
    paid = await phone.invoices.payment(order.id)
    assert (paid.state, paid.means, paid.pay_url) == (PaymentState.PAID, Means.CARD, None)
    assert paid.ended_at is not None
    done = await phone.invoices.invoices(InvoiceGroup.DONE)
    assert {one.state for one in done.items if one.number in numbers} == {InvoiceState.PAID}
    assert order.id in {one.id for one in (await phone.invoices.payments()).items}
    with pytest.raises(ServiceError) as caught:
        await phone.invoices.pay("k2", numbers, 9840)
    assert caught.value.kind is ErrorKind.NOT_PAYABLE
    await phone.close()


async def test_refused_or_given_up_it_can_be_paid_again(place: Place) -> None:
    phone = await signed_in(place)
    number = await place.owe(8640)
    for key, state in (("k1", PaymentState.REFUSED), ("k2", PaymentState.CANCELLED)):
        order = await phone.invoices.pay(key, (number,), 8640)
        await place.bank_says(order.id, state)
        assert (await phone.invoices.payment(order.id)).state is state
    assert (await phone.invoices.pay("k3", (number,), 8640)).state is PaymentState.OPEN
    await phone.close()


async def test_what_cannot_be_paid_so_is_refused(place: Place) -> None:
    phone, other = await signed_in(place), await signed_in(place, "device-2")
    number = await place.owe(8640)
    with pytest.raises(ServiceError) as caught:
        await phone.invoices.pay("k1", (number,), 8000)
    assert caught.value.kind is ErrorKind.TOTAL_CHANGED
    assert caught.value.params["total_cents"] == "8640"
    order = await phone.invoices.pay("k2", (number,), 8640)
    with pytest.raises(ServiceError) as caught:
        await other.invoices.pay("k3", (number,), 8640)
    assert caught.value.kind is ErrorKind.ALREADY_PAYING
    assert caught.value.params["by"] == "Camille Martin"
    assert order.by == "Camille Martin"
    await phone.close()
    await other.close()


async def test_papers_are_pdf_with_a_name(place: Place) -> None:
    phone = await signed_in(place)
    number = await place.owe(8640)
    order = await phone.invoices.pay("k1", (number,), 8640)
    with pytest.raises(ServiceError) as caught:
        await phone.invoices.payment_receipt(order.id)
    assert caught.value.kind is ErrorKind.NOT_FOUND
    await place.bank_says(order.id, PaymentState.PAID)
    for paper in (await phone.invoices.invoice_paper(number), await phone.invoices.payment_receipt(order.id)):
        assert paper.content.startswith(b"%PDF")
        assert paper.media_type == "application/pdf"
        assert paper.name.endswith(".pdf")
    statements = await phone.invoices.tax_statements()
    assert len({one.year for one in statements.items}) == len(statements.items)
    await phone.close()
