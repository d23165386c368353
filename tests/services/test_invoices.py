"""Factures: paid once, whatever is lost on the way, and followed until the bank has told."""

import asyncio

import pytest

from services.errors import ErrorKind, ServiceError
from services.models.invoice import InvoiceGroup, InvoiceState, PaymentState
from services.portal.invoices import WATCH_PAUSES
from services.query import Topic
from tests.fakes import builders
from tests.fakes.builders import OCTOBER, SEPTEMBER
from tests.fakes.portal import PortalKit, fake_portal

BOTH = (OCTOBER, SEPTEMBER)
TOTAL = 8640


async def signed_in() -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    return kit


async def test_what_was_read_is_there_at_once_next_time() -> None:
    kit = await signed_in()
    order = await kit.portal.invoices.pay(BOTH, TOTAL)
    queries = [
        lambda portal: portal.invoices.page(),
        lambda portal: portal.invoices.detail(OCTOBER),
        lambda portal: portal.invoices.payment(order.id),
        lambda portal: portal.invoices.payments(),
        lambda portal: portal.invoices.tax_statements(),
    ]
    fetched = [(await query(kit.portal).fetch()).value for query in queries]
    again = kit.restart()
    await again.portal.restore()
    kit.city.fail_with(ErrorKind.OFFLINE)
    for query, value in zip(queries, fetched, strict=True):
        copy = await query(again.portal).copy()
        assert copy is not None
        assert copy.value == value


async def test_the_list_is_by_group() -> None:
    kit = await signed_in()
    due = (await kit.portal.invoices.page(InvoiceGroup.DUE).fetch()).value
    assert [(one.number, one.payable) for one in due.items] == [(OCTOBER, True), (SEPTEMBER, True)]
    assert due.due_cents == TOTAL
    done = (await kit.portal.invoices.page(InvoiceGroup.DONE).fetch()).value
    assert [one.state for one in done.items] == [InvoiceState.PAID, InvoiceState.CREDITED, InvoiceState.CANCELLED]
    assert not any(one.payable for one in done.items)


async def test_paid_it_is_paid_for_every_page() -> None:
    kit = await signed_in()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    order = await kit.portal.invoices.pay(BOTH, TOTAL)
    assert (order.state, order.pay_url is not None) == (PaymentState.OPEN, True)
    assert heard == [Topic.INVOICES]
    page = (await kit.portal.invoices.page().fetch()).value
    assert page.paying is not None
    assert page.paying.id == order.id
    kit.city.bank_says(order.id, PaymentState.PAID)
    page = (await kit.portal.invoices.page().fetch()).value
    assert (page.due_cents, page.paying) == (0, None)
    assert (await kit.portal.invoices.receipt(order.id)).media_type == "application/pdf"


@pytest.mark.parametrize("kind", [ErrorKind.OFFLINE, ErrorKind.CITY_DOWN, ErrorKind.UNEXPECTED, ErrorKind.BANK_DOWN])
@pytest.mark.parametrize("restarted", [False, True])
async def test_asked_again_after_no_answer_it_is_the_same_order(kind: ErrorKind, restarted: bool) -> None:
    kit = await signed_in()
    kit.city.fail_with(kind, "pay")
    with pytest.raises(ServiceError):
        await kit.portal.invoices.pay(BOTH, TOTAL)
    kit.city.fail_with(None)
    lost = await kit.city.pay("key-1", BOTH, TOTAL)
    if restarted:
        kit = kit.restart()
        await kit.portal.restore()
    assert await kit.portal.invoices.pay(BOTH, TOTAL) == lost
    assert len(kit.city.orders) == 1


async def test_another_choice_is_another_order() -> None:
    kit = await signed_in()
    kit.city.fail_with(ErrorKind.OFFLINE, "pay")
    with pytest.raises(ServiceError):
        await kit.portal.invoices.pay(BOTH, TOTAL)
    kit.city.fail_with(None)
    order = await kit.portal.invoices.pay((SEPTEMBER,), 2425)
    assert order.invoices == (SEPTEMBER,)


@pytest.mark.parametrize("state", [PaymentState.CANCELLED, PaymentState.REFUSED, PaymentState.EXPIRED])
async def test_after_an_order_that_ended_unpaid_a_new_one_begins(state: PaymentState) -> None:
    kit = await signed_in()
    first = await kit.portal.invoices.pay(BOTH, TOTAL)
    kit.city.bank_says(first.id, state)
    second = await kit.portal.invoices.pay(BOTH, TOTAL)
    assert (second.id, second.state) == ("pay-2", PaymentState.OPEN)


async def test_an_unanswered_order_that_ended_meanwhile_is_not_taken_for_the_new_one() -> None:
    kit = await signed_in()
    kit.city.fail_with(ErrorKind.OFFLINE, "pay")
    with pytest.raises(ServiceError):
        await kit.portal.invoices.pay(BOTH, TOTAL)
    kit.city.fail_with(None)
    lost = await kit.city.pay("key-1", BOTH, TOTAL)
    kit.city.bank_says(lost.id, PaymentState.EXPIRED)
    order = await kit.portal.invoices.pay(BOTH, TOTAL)
    assert (order.id, order.state) == ("pay-2", PaymentState.OPEN)


async def test_what_the_city_refuses_is_named_and_the_list_asked_again() -> None:
    kit = await signed_in()
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    kit.city.one_at_a_time = True
    kit.city.pays_elsewhere(SEPTEMBER)
    cases = {
        ErrorKind.ALREADY_PAYING: ((SEPTEMBER,), 2425),
        ErrorKind.TOTAL_CHANGED: ((OCTOBER,), 100),
        ErrorKind.NOT_PAYABLE: (("2026-000502",), 9120),
        ErrorKind.NOT_FOUND: (("2020-000001",), 1),
    }
    for kind, (numbers, cents) in cases.items():
        heard.clear()
        with pytest.raises(ServiceError) as caught:
            await kit.portal.invoices.pay(numbers, cents)
        assert caught.value.kind is kind
        assert heard == [Topic.INVOICES]
        if kind is ErrorKind.ALREADY_PAYING:
            assert caught.value.params["by"] == "Sacha Martin"
    kit.city.bank_says("pay-1", PaymentState.CANCELLED)
    with pytest.raises(ServiceError) as caught:
        await kit.portal.invoices.pay(BOTH, TOTAL)
    assert caught.value.kind is ErrorKind.ONE_AT_A_TIME


async def test_a_running_order_is_watched_until_the_bank_has_told() -> None:
    kit = await signed_in()
    order = await kit.portal.invoices.pay(BOTH, TOTAL)
    heard: list[Topic] = []
    kit.portal.subscribe(heard.append)
    watching = asyncio.create_task(kit.portal.invoices.watch(order.id))
    assert await kit.pauses.over() == WATCH_PAUSES[0]
    assert await kit.pauses.over() == WATCH_PAUSES[1]
    assert heard == []
    await kit.pauses.asked.get()
    kit.city.bank_says(order.id, PaymentState.CHECKING)
    kit.pauses.passing.put_nowait(None)
    await kit.pauses.asked.get()
    assert heard == [Topic.INVOICES]
    kit.city.fail_with(ErrorKind.OFFLINE)
    kit.pauses.passing.put_nowait(None)
    await kit.pauses.asked.get()
    kit.city.fail_with(None)
    kit.city.bank_says(order.id, PaymentState.PAID)
    kit.pauses.passing.put_nowait(None)
    assert (await watching).state is PaymentState.PAID
    assert heard.count(Topic.INVOICES) >= 2


async def test_an_order_of_nobody_is_not_watched() -> None:
    kit = await signed_in()
    with pytest.raises(ServiceError) as caught:
        await kit.portal.invoices.watch("pay-99")
    assert caught.value.kind is ErrorKind.NOT_FOUND


async def test_papers_come_with_a_name_to_save_them_under() -> None:
    kit = await signed_in()
    assert (await kit.portal.invoices.paper(OCTOBER)).name == f"{OCTOBER}.pdf"
    assert (await kit.portal.invoices.tax_statement(2025)).content.startswith(b"%PDF")
    with pytest.raises(ServiceError) as caught:
        await kit.portal.invoices.tax_statement(2026)
    assert caught.value.kind is ErrorKind.NOT_FOUND


def test_the_picture_adds_up() -> None:
    detail = builders.invoice_detail()
    assert sum(line.total_cents for line in detail.lines) == detail.invoice.total_cents
