"""Where a notification leads: the thing itself, when this app has its page."""

from __future__ import annotations

from services.models.notification import Page, Target
from views.state.navigation import BOOKING, HOUSEHOLD, INVOICES, MESSAGES, NEWS, PAYMENTS, PROCEDURES, RECEIPTS

_ROUTES = {
    Page.RECEIPT: RECEIPTS + "/{id}",
    Page.DAY: BOOKING + "?jour={id}",
    Page.INVOICE: INVOICES + "/{id}",
    Page.PAYMENT: PAYMENTS + "/{id}",
    Page.THREAD: MESSAGES + "/{id}",
    Page.NEWS: NEWS + "/{id}",
    Page.PROCEDURE: PROCEDURES + "/{id}",
    Page.CHILD: HOUSEHOLD,
}


def route_of(target: Target | None) -> str | None:
    """The route of a target, or None when there is nothing to open."""
    template = _ROUTES.get(target.page) if target is not None else None
    return template.format(id=target.id) if template is not None and target is not None else None
