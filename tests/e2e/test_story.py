"""One story across both sides: an inscription asked for, sent back, completed, validated; then booked, billed, paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest
from fpdf import FPDF
from playwright.sync_api import Browser, BrowserContext, Page, expect

from city.seed import DESK_EMAIL, DESK_PASSWORD
from tests.e2e.conftest import Visit
from tests.e2e.mails import mails_to
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import PHONE
from tests.e2e.waiting import until_there

QUESTION = {
    "year": "Pour quelle année scolaire ?",
    "what": "À quelles activités ?",
    "meal": "Quel repas pour la cantine ?",
    "plan": "Votre enfant a-t-il un projet d’accueil individualisé (PAI) ?",
    "insurance": "Attestation d’assurance scolaire",
    "phone": "Un téléphone où vous joindre",
    "rules": "J’ai lu le règlement des accueils et je l’accepte",
}
TILL_KEEPER = "hugo.bernard@exemple.fr"
HOLIDAY = date(2026, 12, 21)


def a_paper(said: str) -> dict[str, str | bytes]:
    """A PDF of one page, as a file chooser takes it."""
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=12)
    paper.cell(text=said)
    return {"name": f"{said}.pdf", "mimeType": "application/pdf", "buffer": bytes(paper.output())}


class Desk(Protocol):
    """An agent at the desk of the same town."""

    def __call__(self, email: str) -> Page: ...


@pytest.fixture
def desk(app: RunningApp, browser: Browser) -> Iterator[Desk]:
    """Signs an agent in, in a browser profile of their own."""
    contexts: list[BrowserContext] = []

    def arrive(email: str) -> Page:
        context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{app.city}/guichet")
        page.get_by_role("textbox", name="Adresse e-mail").fill(email)
        page.get_by_label("Mot de passe").fill(DESK_PASSWORD)
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_role("heading", name="Ce qui vous attend")).to_be_visible()
        return page

    yield arrive
    for context in contexts:
        context.close()


def gives(parent: Parent, button: str, said: str) -> None:
    """Chooses a file for the insurance, and sees it arrive."""
    name = f"{button}, {QUESTION['insurance']}"
    parent.scrolls_to("button", name)
    with parent.page.expect_file_chooser() as chooser:
        parent.tap("button", name)
    chooser.value.set_files(a_paper(said))  # type: ignore[arg-type]
    parent.sees("button", f"Retirer {said}.pdf")


def answers(parent: Parent, role: str, question: str, word: str) -> None:
    parent.scrolls_to(role, f"{QUESTION[question]}, {word}")  # type: ignore[arg-type]
    parent.tap(role, f"{QUESTION[question]}, {word}")  # type: ignore[arg-type]


def asks_for_lila(parent: Parent, app: RunningApp) -> None:
    """From the page of inscriptions to « C'est transmis »."""
    parent.signs_in(app)
    parent.open("/inscriptions")
    parent.scrolls_to("button", "Inscrire Lila, Centre de loisirs")
    parent.tap("button", "Inscrire Lila, Centre de loisirs")
    parent.reads("Pour Lila")
    answers(parent, "button", "year", "2026-2027")
    answers(parent, "checkbox", "what", "Centre de loisirs")
    answers(parent, "button", "meal", "Classique")
    answers(parent, "button", "plan", "Non")
    gives(parent, "Choisir un fichier", "Assurance de l'an dernier")
    parent.scrolls_to("textbox", QUESTION["phone"])
    parent.write(parent.sees("textbox", QUESTION["phone"]).get_attribute("aria-label") or "", "06 39 98 10 01")
    answers(parent, "button", "rules", "Oui")
    parent.tap("button", "Transmettre")
    parent.reads("C’est transmis. Démarche n°")


def opens_lilas_file(desk: Page, app: RunningApp) -> None:
    desk.goto(f"{app.city}/guichet/demarches")
    row = desk.get_by_role("row").filter(has_text="Famille Martin").filter(has_text="Inscription périscolaire").first
    row.get_by_role("link").first.click()


def is_sent_back(nadia: Page, app: RunningApp) -> None:
    opens_lilas_file(nadia, app)
    nadia.get_by_role("checkbox", name="Attestation d’assurance scolaire").check()
    nadia.get_by_role("textbox", name="Ce qui manque").fill("Il faut l'attestation de cette année.")
    nadia.get_by_role("button", name="Demander un complément").click()
    expect(nadia.get_by_role("status")).to_contain_text("Le complément est demandé")


def completes(parent: Parent) -> None:
    """The parent is told while the page is open, then completes from the dashboard."""
    parent.reads("Il faut l’attestation de cette année.")
    parent.open("/")
    parent.scrolls_to("button", "Compléter, Inscription périscolaire")
    parent.tap("button", "Compléter, Inscription périscolaire")
    parent.scrolls_to("button", "Retirer Assurance de l")
    parent.tap("button", "Retirer Assurance de l")
    gives(parent, "Choisir un fichier", "Assurance 2026-2027")
    parent.tap("button", "Transmettre")
    parent.reads("C’est transmis. Démarche n°")


def is_validated(nadia: Page, app: RunningApp) -> None:
    opens_lilas_file(nadia, app)
    nadia.get_by_role("textbox", name="Mots pour la famille").fill("Bienvenue, Lila !")
    nadia.get_by_role("button", name="Valider").click()
    expect(nadia.get_by_role("status")).to_contain_text("La démarche est validée")


def books(parent: Parent) -> None:
    """A day of the Christmas holidays, which Lila could not have before."""
    parent.reads("Bienvenue, Lila !")
    parent.open(f"/reservations?jour={HOLIDAY}")
    parent.tap("button", "Lila")
    parent.sees("button", "Lila, enfant choisi")
    parent.scrolls_to("checkbox", "Centre de loisirs")
    parent.tap("checkbox", "Centre de loisirs")
    parent.tap("button", "Soumettre")
    parent.reads("C’est enregistré")


def is_billed(hugo: Page, app: RunningApp) -> None:
    hugo.goto(f"{app.city}/guichet/factures/apercu?du=2026-11-01&au=2026-11-22")
    hugo.get_by_role("button", name="Émettre les factures").click()
    expect(hugo.get_by_role("status")).to_be_visible()


def pays(parent: Parent) -> bytes:
    """All that is due, at the bank; the receipt as it is saved."""
    parent.open("/factures")
    parent.sees("checkbox", "Du 1er novembre 2026 au 22 novembre 2026")
    with parent.page.context.expect_page() as opened:
        parent.tap("button", "Payer ")
    opened.value.get_by_role("button", name="Payer par carte bancaire").click()
    parent.reads("Payé le 23 novembre")
    with parent.page.expect_download() as receipt:
        parent.tap("button", "Enregistrer le reçu")
    return Path(receipt.value.path()).read_bytes()


def test_an_inscription_becomes_a_booking_and_a_bill_is_paid(
    app: RunningApp, visit: Visit, desk: Desk, tmp_path: Path
) -> None:
    parent, nadia = visit(app, PHONE), desk(DESK_EMAIL)
    asks_for_lila(parent, app)
    is_sent_back(nadia, app)
    completes(parent)
    is_validated(nadia, app)
    books(parent)
    is_billed(desk(TILL_KEEPER), app)
    assert pays(parent).startswith(b"%PDF-")
    until_there(parent.page, lambda: [mail for mail in mails_to(tmp_path, app.email) if "aiement" in mail["Subject"]])
