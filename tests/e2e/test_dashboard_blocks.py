"""The dashboard's blocks lead to what they speak of: arranged, told by the bell, completed, paid."""

from __future__ import annotations

from fpdf import FPDF
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import DESKTOP, PHONE
from tests.e2e.waiting import until_there


def a_page() -> bytes:
    """A real PDF of one page."""
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=12)
    paper.cell(text="Certificat de vaccination")
    return bytes(paper.output())


def tabs_to(parent: Parent, name: str) -> bool:
    """One key towards that control; whether it has the keyboard."""
    parent.press("Tab")
    return parent.focused().name.startswith(name)


def test_the_blocks_are_moved_by_the_keyboard_and_stay_so(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, DESKTOP, route="/organiser", every_frame=True)
    parent.sees("button", "Descendre Réservations")
    until_there(parent.page, lambda: tabs_to(parent, "Descendre Réservations"))
    for place in (2, 3):
        parent.press("Enter")
        parent.reads(f"Réservations : place {place} sur")
        parent.until_focused("Descendre Réservations")
    parent.press("Shift+Tab")
    parent.until_focused("Monter Réservations")
    for place in (2, 1):
        parent.press("Enter")
        parent.reads(f"Réservations : place {place} sur")
    parent.until_focused("Descendre Réservations")
    parent.tap("button", "Masquer Mon Foyer")
    parent.sees("button", "Afficher Mon Foyer")
    parent.open("/")
    parent.reads("Bonjour Camille")
    parent.sees("heading", "Réservations")
    parent.does_not_see("heading", "Mon Foyer")
    parent.tap("button", "Réorganiser l’accueil")
    parent.tap("button", "Remettre l’ordre d’origine")
    parent.sees("button", "Masquer Mon Foyer")


def test_the_bell_tells_the_last_three_and_what_is_deleted_comes_back(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, DESKTOP)
    parent.tap("button", "Notifications, ")
    parent.tap("button", "Toutes les notifications")
    first = parent.sees("button", "Plus d’actions, ").get_attribute("aria-label") or ""
    first = first or parent.sees("button", "Plus d’actions, ").inner_text()
    title = first.replace("\u00a0", " ").removeprefix("Plus d’actions, ")
    alike = parent.find("button", f"Plus d’actions, {title}")
    known = alike.count()
    parent.tap("button", f"Plus d’actions, {title}")
    parent.tap("button", f"Supprimer, {title}")
    expect(alike).to_have_count(known - 1)
    parent.tap("button", "Annuler")
    expect(alike).to_have_count(known)


def test_a_démarche_is_completed_with_its_document_and_sent(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, PHONE)
    parent.tap("button", "Compléter, Fiche sanitaire")
    parent.reads("Demandé par la ville")
    parent.reads("Déjà transmis")
    with parent.page.expect_file_chooser() as chooser:
        parent.tap("button", "Ajouter un autre fichier")
    chooser.value.set_files({"name": "vaccins.pdf", "mimeType": "application/pdf", "buffer": a_page()})
    parent.sees("button", "Retirer vaccins.pdf")
    parent.tap("button", "Transmettre")
    parent.reads("C’est transmis. Démarche n°")
    parent.reads("En attente de validation")
    parent.reads("vaccins.pdf")


def test_a_draft_is_saved_as_typed_and_resumed_where_it_was(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, PHONE, route="/demarches/nouvelle")
    parent.tap("button", "Changement d’adresse")
    parent.write("Code postal", "94350")
    parent.reads("Enregistré à 8 h")
    parent.tap("button", "Retour")
    parent.tap("button", "Reprendre, Changement d’adresse")
    parent.sees("textbox", "Code postal")
    parent.reads("Enregistré à 8 h")
    parent.tap("button", "Transmettre")
    parent.reads("à revoir")


def test_an_invoice_is_paid_at_the_bank_and_the_app_says_so_by_itself(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, DESKTOP, route="/factures")
    parent.sees("checkbox", "Octobre 2026")
    parent.tap("button", "Détail de la facture Octobre 2026")
    parent.reads("Restauration scolaire")
    with parent.page.context.expect_page() as opened:
        parent.tap("button", "Payer 181,10 €")
    bank = opened.value
    parent.reads("Paiement de 181,10 € ouvert")
    bank.get_by_role("button", name="Payer par carte bancaire").click()
    parent.reads("Payé le 23 novembre")
    parent.open("/factures")
    parent.reads("payée le 23 novembre")


def test_what_each_child_is_registered_to_is_said(family: RunningApp, visit: Visit) -> None:
    parent = visit(family, PHONE)
    parent.scrolls_to("button", "Voir les inscriptions")
    parent.tap("button", "Voir les inscriptions")
    parent.sees("heading", "Alice")
    parent.reads("Restauration scolaire")
    parent.reads("Inscription active")
