"""Which bank a city speaks to."""

from __future__ import annotations

from city.bank.app import PAGE, PATH, SERVICE
from city.payments.bank import Bank
from city.payments.payfip import PayFip
from city.settings import Settings
from city.towns import Town


def bank_of(town: Town, settings: Settings) -> Bank:
    """PayFiP; for a demonstration town always the test bank, whatever is configured: no money ever moves there."""
    if town.demonstration:
        base = f"{settings.own_url}{PATH}"
        return PayFip(town.till, service_url=f"{base}{SERVICE}", page_url=f"{base}{PAGE}", direct=True)
    return PayFip(town.till, service_url=settings.payfip_service, page_url=settings.payfip_page)
