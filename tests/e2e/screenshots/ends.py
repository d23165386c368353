"""How every page ends: nothing yet, expected, failed, a copy. On the phone alone: elsewhere the words are the same."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import httpx

from tests.contract.cutting import Cut
from tests.e2e.mails import link_in_mail
from tests.e2e.proxies import bad_line
from tests.e2e.running_app import RunningApp, running_city, running_device
from tests.e2e.screenshots.camera import Set
from tests.e2e.screenshots.troubles import Line
from tests.e2e.test_sign_in import NEW_PASSWORD, invite

#: A family that has not asked for anything yet.
_NEWCOMER = "anne.lefevre@exemple.fr"
#: Picture, page, its title, what is read once it is there.
_PAGES = (
    ("factures", "/factures", "Paiement des factures", "Octobre 2026"),
    ("messagerie", "/messagerie", "Messagerie", "Réservations et annulations"),
    ("demarches", "/demarches", "Mes démarches", "Fiche sanitaire"),
    ("demarches-en-ligne", "/demarches/nouvelle", "Faire une démarche", "Changement d’adresse"),
    ("actualites", "/actualites", "Médias et actualités", "Mercredi nature"),
    ("inscriptions", "/inscriptions", "Inscriptions périscolaires", "Inscription active"),
    ("foyer", "/foyer", "Mon Foyer", "Famille Martin"),
    ("mes-donnees", "/mes-donnees", "Mes données personnelles", "Appareils connectés"),
    ("notifications", "/notifications", "Notifications", "Quotient familial"),
    ("contact", "/contact", "Nous contacter", "Parc de la Mairie"),
)
_EMPTY = (
    ("accueil", "/", "Bonjour Anne"),
    ("factures", "/factures", "Paiement des factures"),
    ("messagerie", "/messagerie", "Messagerie"),
    ("demarches", "/demarches", "Mes démarches"),
    ("notifications", "/notifications", "Notifications"),
    ("mes-recus", "/recus", "Mes reçus"),
    ("attestations", "/attestations", "Attestations fiscales"),
)
_LIGHT = ("light",)
_FAILED = "Réessayez plus tard"


@contextlib.contextmanager
def far_city(folder: Path) -> Iterator[tuple[RunningApp, Line]]:
    """An app on a city behind a line of which everything, the reads or the dashboard alone can be cut."""
    with (
        running_city(folder / "city") as city,
        bad_line(city.address, "GET /api/v1/dashboard") as (behind, dashboard),
        bad_line(behind, "GET") as (middle, reads),
        bad_line(middle) as (address, everything),
        running_device(folder / "device", city, address) as app,
    ):
        yield app, Line(address, everything, reads, dashboard)


def play(at: Set, line: Line) -> None:
    """A newcomer's empty pages; then each page of a family that has everything, on a bad line."""
    if not at.phone:
        return
    _nothing_yet(at)
    parent = at.parent
    parent.open()
    line.sends.cut = Cut.BEFORE
    parent.signs_in(at.app)
    parent.sees("button", "Réessayer")
    at.camera.shot("accueil-blocs-en-panne", kinds=_LIGHT)
    line.sends.cut = Cut.NOWHERE
    for name, route, title, known in _PAGES:
        _ends(at, line, name, route, title, known)


def _nothing_yet(at: Set) -> None:
    parent = at.parent
    invite(at.data / "city", _NEWCOMER, at.app.address)
    parent.page.goto(link_in_mail(parent, at.data, _NEWCOMER, "invitation"))
    parent.reads("Bienvenue")
    parent.write("Nouveau mot de passe", NEW_PASSWORD)
    parent.tap("button", "Ouvrir mon compte")
    parent.reads("Bonjour Anne")
    for name, route, title in _EMPTY:
        parent.open(route)
        parent.reads(title)
        at.camera.shot(f"{name}-rien-encore", kinds=_LIGHT)
    parent.open()
    parent.tap("button", "Mon compte")
    parent.tap("button", "Se déconnecter")
    parent.sees("button", "Se connecter")


def _ends(at: Set, line: Line, name: str, route: str, title: str, known: str) -> None:
    """Asked for the first time and on its way; not come; come, and then out of reach.

    What another page has read already is a copy from the first.
    """
    parent = at.parent
    line.reads.hold(Cut.BEFORE)
    parent.open(route)
    parent.sees("heading", title)
    if not parent.shows(known):
        at.camera.shot(f"{name}-attendu", kinds=_LIGHT)
    line.everything.cut = Cut.BEFORE
    _let_go(line)
    if parent.reads_one_of(_FAILED, known) == _FAILED:
        at.camera.shot(f"{name}-en-panne", kinds=_LIGHT)
        line.everything.cut = Cut.NOWHERE
        parent.tap("button", "Réessayer")
        parent.reads(known)
        _elsewhere(at)
        line.everything.cut = Cut.BEFORE
        parent.open(route)
    parent.sees("button", "Actualiser")
    at.camera.shot(f"{name}-copie", kinds=_LIGHT)
    line.everything.cut = Cut.NOWHERE
    _elsewhere(at)


def _elsewhere(at: Set) -> None:
    """A page that asks the city for nothing: what is opened next asks anew."""
    at.parent.open("/accessibilite")
    at.parent.sees("heading", "Accessibilité")


def _let_go(line: Line) -> None:
    """Cuts what was held; a request of ours wakes the proxy, though nothing comes through to it any more."""
    line.reads.release()
    with contextlib.suppress(httpx.HTTPError):
        httpx.get(f"http://127.0.0.1:{line.reads.port}/healthz", timeout=5)
