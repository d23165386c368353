"""Opening each block from the dashboard: from the tap to its content, with a year of life in the town."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.pages import chromium, new_page
from benchmarks.result import Result, middle
from tests.e2e.parent import Parent
from tests.e2e.running_app import running_app
from tests.e2e.waiting import until, until_still

RUNS = 5
LIMIT_MS = 1_000.0
#: Where the block is opened on the dashboard, and words of its page that the dashboard does not say.
BLOCKS = {
    "Réservations": ("Voir la semaine", "Semaine suivante"),
    "Paiement des factures": ("Voir les factures", "Détail de la facture Novembre 2025"),
    "Messagerie": ("Voir la messagerie", "Santé, allergies et PAI"),
    "Démarches en cours": ("Voir les démarches en cours", "Toutes · 9"),
    "Médias et actualités": ("Voir les actualités", "composteur"),
    "Démarches transmises": ("Voir les démarches transmises", "Toutes · 9"),
    "Inscriptions périscolaires": ("Voir les inscriptions", "Inscrire Lila"),
    "Démarches en ligne": ("Voir toutes les démarches", "Demande de dérogation"),
    "Mon Foyer": ("Ouvrir Mon Foyer", "Odile Martin"),
    "Mes données personnelles": ("Ouvrir mes données personnelles", "Modifier le mot de passe"),
    "Nous contacter": ("Écrire au bon service", "À quel service"),
    "Notifications": ("Notifications, ", "Tout marquer comme lu"),
}
_TAP = """start => {
    const named = node => (node.ariaLabel || node.textContent || '').replace(/[\\u00a0\\u202f]/g, ' ');
    const nodes = document.querySelectorAll('flt-semantics-host [role=button]');
    const node = [...nodes].find(one => named(one).startsWith(start));
    window.__tapped = performance.now();
    node.click();
}"""


def measure() -> list[Result]:
    """On the phone, as on every day but the first: this device has opened each block before."""
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder)) as app, chromium() as browser:
        page = new_page(browser)
        parent = Parent(page, app.address, touch=False)
        parent.open()
        parent.signs_in_with_the_demonstration()
        for opening, words in BLOCKS.values():
            _open(parent, opening, words)
        return [
            Result(
                f"Opening a block, tap to content ({block})",
                middle([_open(parent, opening, words) for _ in range(RUNS)]),
                LIMIT_MS,
                "ms",
                1.0,
                "limit 1 s",
            )
            for block, (opening, words) in BLOCKS.items()
        ]


def _open(parent: Parent, opening: str, words: str) -> float:
    """From the dashboard to the block and back; milliseconds until its content was there."""
    page = parent.page
    until_still(page)
    page.evaluate("words => { window.__seen = {}; window.__watch('content', words); }", _pattern(words))
    page.evaluate(_TAP, opening)
    until(page, "() => window.__seen['content'] !== undefined")
    taken = float(page.evaluate("window.__seen['content'] - window.__tapped"))
    _home(page, parent)
    return taken


def _home(page: Page, parent: Parent) -> None:
    page.evaluate(_TAP, "Accueil")
    parent.sees("heading", "Bonjour Camille")
    parent.sees("button", "Écrire au bon service")


def _pattern(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"[\s\u00a0\u202f]")
