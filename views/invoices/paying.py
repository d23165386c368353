"""Paying: an order is opened at the city, the bank's page in the system's browser, and the order is followed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import flet as ft

from services.errors import ServiceError
from services.models.invoice import Invoice, Payment
from views.state import navigate, use_mutation, use_portal
from views.state.navigation import PAYMENTS


@dataclass(frozen=True, slots=True)
class Paying:
    pay: Callable[[Sequence[Invoice]], Awaitable[None]]
    busy: bool
    error: ServiceError | None


def use_paying() -> Paying:
    """`pay` what is chosen; nothing fires twice. A hook."""
    portal = use_portal()
    launcher = ft.use_memo(ft.UrlLauncher, [])

    async def order(chosen: Sequence[Invoice]) -> Payment:
        total = sum(one.left_cents for one in chosen)
        return await portal.invoices.pay(tuple(one.number for one in chosen), total)

    ordering = use_mutation(order)

    async def pay(chosen: Sequence[Invoice]) -> None:
        payment = await ordering.run(chosen)
        if payment is None:
            return
        if payment.pay_url is not None:
            await launcher.launch_url(payment.pay_url)
        navigate(f"{PAYMENTS}/{payment.id}")

    return Paying(pay, ordering.busy, ordering.error)
