"""The till: cash and cheques taken at the desk, and what came in, to compare with the bank's list."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import select
from starlette.responses import Response

from city.agents.roles import Right
from city.agents.sessions import SignedInAgent
from city.audit.acts import Act
from city.audit.log import Target
from city.context import ReceivedAt, TheTown, Transaction
from city.desk.acting import Acting, BadForm, Form, acting_with, agent_with
from city.desk.frame import csv_file, done, page, sum_cell
from city.desk.money.till_words import means_words, what_words
from city.desk.paths import DESK
from city.errors import NotFound
from city.invoices.models import InvoiceRow
from city.invoices.numbers import read_number
from city.payments.counter import Taken, pay_at_counter
from city.payments.reconciliation import EntryKind, entries
from city.text import _

router = APIRouter(prefix="/caisse")

Reader = Annotated[SignedInAgent, agent_with(Right.INVOICING)]
Cashing = Annotated[Acting, acting_with(Right.INVOICING)]
Word = Annotated[str, Query(max_length=10)]
_LONGEST = timedelta(days=366)
_MOST_CENTS = 100_000_00


class _Means(StrEnum):
    CASH = "cash"
    CHEQUE = "cheque"


@router.get("")
async def show_till(
    request: Request,
    _reader: Reader,
    session: Transaction,
    town: TheTown,
    now: ReceivedAt,
    du: Word = "",
    au: Word = "",
) -> Response:
    """What came in and was paid back during a period; by default the month's beginning to today."""
    first, last = _period(du, au, now.date())
    listed = await entries(session, town, first, last)
    totals: dict[str, int] = defaultdict(int)
    for entry in listed:
        totals[means_words(entry.means)] += entry.cents
    return page(
        request,
        "money/till.html",
        listed=listed,
        totals=sorted(totals.items()),
        total=sum(totals.values()),
        means=means_words,
        what=what_words,
        first_day=first,
        last_day=last,
        zone=town.time_zone,
    )


@router.get("/export.csv")
async def download_till(
    _reader: Reader, session: Transaction, town: TheTown, now: ReceivedAt, du: Word = "", au: Word = ""
) -> Response:
    """The same, as a file for a spreadsheet."""
    first, last = _period(du, au, now.date())
    head = [_("Date"), _("Moyen"), _("Référence"), _("N° de la banque"), _("Facture"), _("Montant")]
    rows = [
        (
            f"{entry.at:%d/%m/%Y}" if entry.kind is EntryKind.REFUND else f"{entry.at:%d/%m/%Y %H:%M}",
            means_words(entry.means),
            entry.reference,
            entry.bank_number or "",
            what_words(entry),
            sum_cell(entry.cents),
        )
        for entry in await entries(session, town, first, last)
    ]
    return csv_file(f"reglements-{first}-{last}.csv", head, rows)


@router.post("/{number}")
async def take_payment(number: str, acting: Cashing) -> Response:
    """Takes the whole of what is left of an invoice."""
    place = read_number(number)
    if place is None:
        raise NotFound
    invoice_id = await acting.session.scalar(
        select(InvoiceRow.id).where(InvoiceRow.year == place[0], InvoiceRow.serial == place[1])
    )
    if invoice_id is None:
        raise NotFound
    taken = Taken(
        acting.form.number("montant", most=_MOST_CENTS),
        acting.form.word("moyen", _Means).value,
        acting.form.text("reference", longest=60),
    )
    await pay_at_counter(acting.session, invoice_id, taken, acting.now)
    after = {"cents": taken.cents, "means": taken.means, "reference": taken.reference}
    await acting.record(Act.PAYMENT_TAKEN, Target("invoice", invoice_id, number), after=after)
    return done(f"{DESK}/factures/{number}", "encaisse")


def _period(du: str, au: str, today: date) -> tuple[date, date]:
    form = Form.of({"du": du or today.replace(day=1).isoformat(), "au": au or today.isoformat()})
    first, last = form.day("du"), form.day("au")
    if not first <= last <= first + _LONGEST:
        raise BadForm({"field": "au"})
    return first, last
