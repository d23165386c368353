"""The town's desk in a real browser: what only a browser does with cookies, origins, policies, keys and paper."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from city.seed import DESK_EMAIL, DESK_PASSWORD
from tests.e2e.running_app import running_city

A4 = (595, 842)
"""Points."""


@pytest.fixture(scope="module")
def desk_address(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk of a demonstration city of its own."""
    with running_city(shutil.copytree(seeded, tmp_path_factory.mktemp("guichet") / "data")) as city:
        yield f"{city.address}/guichet"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", viewport={"width": 1180, "height": 820})
    yield made
    made.close()


@pytest.fixture
def desk(context: BrowserContext, desk_address: str) -> Iterator[Page]:
    """Nadia at the desk, signed in by keyboard alone; the browser must have nothing to complain of."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(desk_address)
    expect(page.get_by_role("textbox", name="Adresse e-mail")).to_be_focused()
    page.keyboard.type(DESK_EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(DESK_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ce qui vous attend")).to_be_visible()
    yield page
    assert complaints == []


def test_a_demarche_is_sent_back_then_another_validated(desk: Page) -> None:
    desk.get_by_role("link", name="démarches à décider").click()
    rows = desk.get_by_role("row").filter(has_text="à décider")
    waiting = rows.count()
    rows.filter(has_text="Inscription périscolaire").get_by_role("link").click()
    desk.get_by_role("checkbox", name="Attestation d’assurance scolaire").check()
    desk.get_by_role("textbox", name="Ce qui manque").fill("L'attestation est celle de l'an dernier.")
    desk.get_by_role("button", name="Demander un complément").click()
    expect(desk.get_by_role("status")).to_have_text("Le complément est demandé : la famille en est avertie.")
    expect(rows).to_have_count(waiting - 1)
    rows.filter(has_text="Absence avec justificatif").first.get_by_role("link").click()
    desk.get_by_role("button", name="Valider").click()
    expect(desk.get_by_role("status")).to_contain_text("La démarche est validée")
    expect(rows).to_have_count(waiting - 2)


def test_presences_are_noted_by_keyboard_and_print_on_a4(desk: Page, desk_address: str) -> None:
    desk.get_by_role("navigation", name="Guichet").get_by_role("link", name="Présences").click()
    desk.get_by_role("link", name="Restauration scolaire").first.click()
    present = desk.get_by_role("radio", name="présent", exact=True).first
    desk.get_by_role("radio", name="non noté").first.focus()
    desk.keyboard.press("ArrowDown")
    expect(present).to_be_checked()
    desk.get_by_role("button", name="Enregistrer").click()
    expect(desk.get_by_role("status")).to_have_text("Les présences sont enregistrées.")
    expect(present).to_be_checked()
    (paper,) = PdfReader(io.BytesIO(desk.pdf(prefer_css_page_size=True))).pages
    assert (round(paper.mediabox.width), round(paper.mediabox.height)) == A4
    printed = paper.extract_text()
    assert "présent" in printed and "Se déconnecter" not in printed and "Enregistrer" not in printed


def test_after_signing_out_nothing_is_left_to_see(desk: Page, desk_address: str) -> None:
    desk.get_by_role("link", name="Fiches").click()
    expect(desk.get_by_role("heading", name="Foyers")).to_be_visible()
    desk.get_by_role("button", name="Se déconnecter").click()
    expect(desk.get_by_role("status")).to_have_text("Vous êtes déconnecté.")
    desk.go_back()
    expect(desk.get_by_role("heading", name="Connexion au guichet")).to_be_visible()


def test_another_site_cannot_act_in_an_agents_name(desk: Page, desk_address: str, tmp_path: Path) -> None:
    trap = tmp_path / "piege.html"
    form = f'<form method="post" action="{desk_address}/deconnexion"><button>Gagnez un voyage</button></form>'
    trap.write_text(f"<!doctype html><meta charset=utf-8>{form}", encoding="utf-8")
    other = desk.context.new_page()
    other.goto(trap.as_uri())
    other.get_by_role("button", name="Gagnez un voyage").click()
    expect(other.get_by_role("heading", name="Votre session est terminée")).to_be_visible()
    desk.reload()
    expect(desk.get_by_role("heading", name="Ce qui vous attend")).to_be_visible()
