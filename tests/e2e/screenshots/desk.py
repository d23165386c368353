"""The town's desk, as its administrator sees it on a computer."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from city.seed import DESK_PASSWORD
from tests.e2e.screens import DESKTOP
from tests.e2e.screenshots.press import Press

_ADMINISTRATOR = "claire.dumas@exemple.fr"
#: The pages of the desk's menu, by the name of their picture.
_PAGES = {
    "guichet-accueil": "",
    "guichet-demarches": "/demarches",
    "guichet-messages": "/messages",
    "guichet-actualites": "/actualites",
    "guichet-menus": "/menus",
    "guichet-presences": "/presences",
    "guichet-reservations": "/reservations",
    "guichet-places": "/places",
    "guichet-fermetures": "/fermetures",
    "guichet-factures": "/factures",
    "guichet-caisse": "/caisse",
    "guichet-remboursements": "/remboursements",
    "guichet-fiches": "/fiches",
    "guichet-suppressions": "/comptes",
    "guichet-listes": "/listes",
    "guichet-rentree": "/rentree",
    "guichet-agents": "/agents",
    "guichet-journal": "/journal",
}
#: A birth that is no day.
_WRONG_LINE = "F-1003;;Zoé;Blanc;zoe.blanc@exemple.fr;;;;E-2003;Max;Blanc;32/01/2019;Jean-Jaurès;CE1;\n"
_KINDS = ("light", "dark")


def play(browser: Browser, press: Press, folder: Path, city: str) -> None:
    """Photographs every page of the menu and a démarche, in both themes."""
    context = browser.new_context(
        viewport={"width": DESKTOP.width, "height": DESKTOP.height}, locale="fr-FR", timezone_id="Europe/Paris"
    )
    page, desk = context.new_page(), f"{city}/guichet"
    page.goto(desk)
    _shoot(page, press, folder, "guichet-connexion")
    page.get_by_role("textbox", name="Adresse e-mail").fill(_ADMINISTRATOR)
    page.get_by_role("textbox", name="Mot de passe").fill(DESK_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ce qui vous attend")).to_be_visible()
    for name, path in _PAGES.items():
        page.goto(desk + path)
        _shoot(page, press, folder, name)
    page.goto(f"{desk}/demarches")
    page.get_by_role("row").filter(has_text="à décider").first.get_by_role("link").click()
    _shoot(page, press, folder, "guichet-demarche")
    _previews(page, press, folder, desk)
    context.close()


def _previews(page: Page, press: Press, folder: Path, desk: str) -> None:
    """What a list, the turn of the school year and the end of a registration would change; none is applied."""
    sample = page.request.get(f"{desk}/listes/exemple.csv").text()
    page.goto(f"{desk}/listes")
    page.get_by_role("textbox", name="Ou ses lignes").fill(sample + _WRONG_LINE)
    page.get_by_role("button", name="Vérifier la liste").click()
    expect(page.get_by_role("button", name="Appliquer")).to_be_visible()
    _shoot(page, press, folder, "guichet-liste-apercu")
    page.goto(f"{desk}/rentree")
    page.get_by_role("button", name="Voir ce que cela change").click()
    expect(page).to_have_url(re.compile("/rentree/apercu"))
    _shoot(page, press, folder, "guichet-rentree-apercu")
    page.goto(f"{desk}/fiches/enfants/list?search=martin")
    page.locator("a[href*='/guichet/enfants/']").first.click()
    _shoot(page, press, folder, "guichet-enfant")
    page.get_by_role("link", name=re.compile("Mettre fin.*Restauration")).first.click()
    page.get_by_label("N’est plus inscrit à partir du").fill("2026-11-24")
    page.get_by_role("button", name="Voir ce que cela change").click()
    expect(page).to_have_url(re.compile("/fin/apercu"))
    _shoot(page, press, folder, "guichet-fin-apercu")


def _shoot(page: Page, press: Press, folder: Path, name: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for kind in _KINDS:
        page.emulate_media(color_scheme="dark" if kind == "dark" else "light")
        press.print(page.screenshot(), folder / f"{name}-{DESKTOP.name}-{kind}.png")
        sys.stderr.write(f"{name}-{DESKTOP.name}-{kind}.png\n")
