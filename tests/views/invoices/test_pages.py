"""Paiement des factures: the list, the detail, the order followed until the bank has told, over a fake city."""

from __future__ import annotations

import flet as ft
import pytest

from services.errors import ErrorKind
from services.models.invoice import PaymentState
from services.query import Topic
from tests.fakes.builders import OCTOBER, SEPTEMBER
from tests.fakes.portal import PortalKit
from tests.lab import Lab
from tests.views.opening import button, labels, opened, press


def says(lab: Lab, start: str) -> bool:
    return any(said.startswith(start) for said in labels(lab))


def launched(lab: Lab) -> list[str]:
    return [args["url"] for _id, name, args in lab.connection.invoked if name == "launch_url"]


async def test_what_is_due_comes_first_then_what_is_done(kit: PortalKit) -> None:
    async with opened(kit, route="/factures") as lab:
        said = labels(lab)
        assert {"86,40 €", "Payer 86,40 €", "avant le samedi 5 décembre", "en retard de 3 jours"} <= set(said)
        assert said.index("À régler") < said.index("Déjà traitées") < said.index("payée le 12 juillet")
        assert lab.named("Octobre 2026").checked is True
        assert "Détail de la facture Octobre 2026" in said


async def test_the_button_follows_the_ticks(kit: PortalKit) -> None:
    async with opened(kit, route="/factures") as lab:
        await press(lab, "Septembre 2026")
        assert lab.named("Septembre 2026").checked is False and "Payer 62,15 €" in labels(lab)
        await press(lab, "Octobre 2026")
        assert button(lab, "Payer 0,00 €").disabled


async def test_paying_opens_the_banks_page_once_and_follows_the_order(kit: PortalKit) -> None:
    async with opened(kit, route="/factures") as lab:
        await press(lab, "Payer 86,40 €")
        await lab.settle()
        order = next(iter(kit.city.orders.values()))
        assert order.invoices == (OCTOBER, SEPTEMBER) and launched(lab) == [order.pay_url]
        assert lab.page.route == f"/paiements/{order.id}" and says(lab, "Paiement de 86,40 € ouvert")
        kit.city.bank_says(order.id, PaymentState.CHECKING)
        kit.announce(Topic.INVOICES)
        await lab.settle()
        assert "Paiement en cours de vérification…" in labels(lab)
        kit.city.bank_says(order.id, PaymentState.PAID)
        kit.announce(Topic.INVOICES)
        await lab.settle()
        assert "Payé le 23 novembre" in labels(lab)
        await press(lab, "Enregistrer le reçu")
        assert [name for _id, name, _args in lab.connection.invoked].count("save_file") == 1


async def test_the_order_is_looked_at_again_by_itself(kit: PortalKit) -> None:
    order = kit.city.pays_elsewhere(OCTOBER)
    async with opened(kit, route=f"/paiements/{order.id}") as lab:
        kit.city.orders[order.id] = order.model_copy(update={"state": PaymentState.CANCELLED, "pay_url": None})
        await kit.pauses.over()
        await lab.settle()
        assert {"Paiement abandonné.", "Rien n’a été débité."} <= set(labels(lab))
        await press(lab, "Reprendre")
        assert lab.page.route == "/factures"


async def test_the_other_guardian_paying_is_said_and_cannot_be_doubled(kit: PortalKit) -> None:
    order = kit.city.pays_elsewhere(OCTOBER)
    async with opened(kit, route="/factures") as lab:
        assert "Sacha Martin règle une facture en ce moment." in labels(lab)
        assert lab.named("Octobre 2026").disabled and "Payer 24,25 €" in labels(lab)
        await press(lab, "Suivre")
        assert lab.page.route == f"/paiements/{order.id}"


async def test_what_was_paid_too_much_is_said_until_it_is_deducted(kit: PortalKit) -> None:
    async with opened(kit, route="/factures") as lab:
        assert not says(lab, "Trop-perçu")
    kit.city.credit_cents = 1230
    async with opened(kit, route="/factures") as lab:
        assert says(lab, "Trop-perçu de 12,30")


async def test_a_payment_that_could_not_be_opened_says_why(kit: PortalKit) -> None:
    async with opened(kit, route="/factures") as lab:
        kit.city.fail_with(ErrorKind.BANK_DOWN, "pay")
        await press(lab, "Payer 86,40 €")
        assert "Le service de paiement ne répond pas. Rien n’a été débité." in labels(lab)
        assert lab.page.route == "/factures" and not launched(lab)


async def test_an_invoice_is_seen_line_by_line_beside_the_list(kit: PortalKit) -> None:
    async with opened(kit, route="/factures", size="desktop") as lab:
        await press(lab, "Détail de la facture Octobre 2026")
        said = labels(lab)
        assert {"À régler", "12 × 3,85 €", "Restauration scolaire, absence déduite", "Malade"} <= set(said)
        assert lab.page.route == f"/factures/{OCTOBER}"
    async with opened(kit, route=f"/factures/{OCTOBER}") as lab:
        assert "À régler" not in labels(lab)
        await press(lab, "Enregistrer en PDF")
        assert [name for _id, name, _args in lab.connection.invoked].count("save_file") == 1


async def test_the_card_of_the_dashboard_leads_to_paying(kit: PortalKit) -> None:
    async with opened(kit) as lab:
        assert {"2 factures, avant le 5 décembre", "dont 24,25 € en retard de 3 jours"} <= set(labels(lab))
        await press(lab, "Payer 86,40 €")
        assert lab.page.route == "/factures"


async def test_everything_settled_is_a_screen_of_its_own(kit: PortalKit) -> None:
    kit.city.kept_invoices = []
    async with opened(kit, route="/factures") as lab:
        assert says(lab, "Tout est réglé.") and "Les factures réglées resteront ici." in labels(lab)


async def test_loading_and_failed_are_screens_too(kit: PortalKit) -> None:
    kit.city.hold("invoices")
    async with opened(kit, route="/factures") as lab:
        assert lab.all(ft.Shimmer)
        kit.city.fail_with(ErrorKind.CITY_DOWN, "invoices")
        kit.city.release()
        await lab.settle()
        assert says(lab, "La ville ne répond pas")


async def test_tax_statements_year_by_year(kit: PortalKit) -> None:
    async with opened(kit, route="/factures") as lab:
        await press(lab, "Attestation fiscale")
        assert {"2026", "2025", "Lila : 321,40 €"} <= set(labels(lab))
        await press(lab, "Enregistrer l’attestation 2025")
        assert [name for _id, name, _args in lab.connection.invoked].count("save_file") == 1


@pytest.mark.parametrize("route", ["/factures", f"/factures/{OCTOBER}", "/attestations"])
@pytest.mark.parametrize("size", ["phone", "tablet"])
async def test_large_text_breaks_nothing(kit: PortalKit, route: str, size: str) -> None:
    async with opened(kit, route=route, size=size) as lab:
        await lab.fire(lab.one(ft.Text, value="M"), "size_change", {"w": 170.0, "h": 200.0})
        assert not [said for said in labels(lab) if "inattendue" in said]
