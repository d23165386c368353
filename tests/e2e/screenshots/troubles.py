"""What goes wrong: the city slow or away, a session that ended; and the price of a late booking."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx

from tests.contract.cutting import Cut, CuttingProxy
from tests.e2e.city_facts import SlotName
from tests.e2e.proxies import bad_line
from tests.e2e.running_app import RunningApp, running_city, running_device
from tests.e2e.screenshots.camera import Set

#: Meals of the next day are late then.
LATE_MORNING = "2026-11-23T11:00"
_FRIDAY = date(2026, 11, 27)


@dataclass(frozen=True, slots=True)
class Line:
    """Three proxies in a row: one cuts everything, one the reads, one the submissions."""

    address: str
    everything: CuttingProxy
    reads: CuttingProxy
    sends: CuttingProxy

    def release(self, proxy: CuttingProxy) -> None:
        """Lets what was held go on; a request of ours wakes the proxy."""
        proxy.release()
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(f"{self.address}/healthz", timeout=5)


@contextlib.contextmanager
def far_city(folder: Path) -> Iterator[tuple[RunningApp, Line]]:
    """An app on a city behind a line that can be cut or held."""
    with (
        running_city(folder / "city", at=LATE_MORNING) as city,
        bad_line(city.address, "POST /api/v1/submissions HTTP") as (behind, sends),
        bad_line(behind, "GET") as (middle, reads),
        bad_line(middle) as (address, everything),
        running_device(folder / "device", city, address) as app,
    ):
        yield app, Line(address, everything, reads, sends)


def play(at: Set, line: Line) -> None:
    """All of it, in the order in which one thing leads to the next."""
    _nobody_answers(at, line)
    _first_news(at, line)
    _late(at)
    _slow(at, line)
    _sending(at, line)
    _session_ended(at)
    _away(at, line)


def _nobody_answers(at: Set, line: Line) -> None:
    parent = at.parent
    parent.open()
    line.everything.cut = Cut.BEFORE
    parent.write("Adresse e-mail", at.app.email)
    parent.write("Mot de passe", at.app.password)
    parent.tap("button", "Se connecter")
    parent.reads("Votre mot de passe n’est pas en cause")
    at.shot("connexion-ville-absente", large=True)
    line.everything.cut = Cut.NOWHERE


def _first_news(at: Set, line: Line) -> None:
    line.reads.hold(Cut.NOWHERE)
    at.parent.tap("button", "Se connecter")
    at.parent.reads("Bonjour Camille")
    at.parent.reads("Nous cherchons les nouvelles de la ville")
    at.camera.shot("accueil-premiere-fois", kinds=("light",))
    line.release(line.reads)
    at.parent.reads("Quotient familial")


def _late(at: Set) -> None:
    at.books("2026-11-24")
    at.chooses("Lila") if at.phone else None
    meal = "Restauration scolaire" if at.phone else "Restauration scolaire, Lila, mardi 24"
    at.parent.sees("checkbox", meal)
    at.shot("prix-tardif")


def _slow(at: Set, line: Line) -> None:
    """A week of its own in each theme, since what was seen once is shown at once."""
    days = iter(("2027-03-11", "2027-05-13"))

    @contextlib.contextmanager
    def over() -> Iterator[None]:
        line.reads.hold(Cut.NOWHERE)
        at.parent.open(f"/reservations?jour={next(days)}")
        at.parent.reads("Nous cherchons les nouvelles de la ville")
        yield
        line.release(line.reads)
        at.parent.reads("Restauration scolaire") if not at.phone else at.parent.sees("checkbox", "Restauration")

    at.camera.shot("chargement", over=over)


def _chosen(at: Set) -> SlotName:
    wanted = at.facts.slot(state="free", first=_FRIDAY)
    at.books(wanted.day.isoformat())
    at.chooses(wanted.child) if at.phone else None
    name = wanted.service if at.phone else wanted.cell
    at.parent.tap("checkbox", name)
    at.parent.is_ticked(name)
    return wanted


def _sending(at: Set, line: Line) -> None:
    _chosen(at)
    line.sends.hold(Cut.NOWHERE)
    at.parent.tap("button", "Soumettre")
    at.parent.reads("Toujours en cours")
    at.shot("envoi")
    line.release(line.sends)
    at.parent.reads("Reçu n°")
    _chosen(at)
    line.sends.cut = Cut.BEFORE
    at.parent.tap("button", "Soumettre")
    at.parent.reads("Gardé sur cet appareil")
    at.shot("envoi-garde", large=True)
    line.sends.cut = Cut.NOWHERE
    at.parent.reads("C’est envoyé")
    at.shot("envoi-parti")


def _session_ended(at: Set) -> None:
    parent = at.parent
    _chosen(at)
    at.facts.revoke_others()
    parent.tap("button", "Soumettre")
    parent.reads("Vous reprendrez où vous en étiez")

    @contextlib.contextmanager
    def over() -> Iterator[None]:
        parent.page.reload()
        parent.reads("Vous reprendrez où vous en étiez")
        yield

    at.camera.shot("session-finie", over=over)
    parent.write("Mot de passe", at.app.password)
    parent.tap("button", "Se connecter")
    parent.reads("Reçu n°")
    at.shot("session-reprise")


def _away(at: Set, line: Line) -> None:
    parent = at.parent
    parent.open()
    parent.reads("Quotient familial")
    parent.tap("button", "Réservations")
    parent.reads("Semaine du" if at.phone else "Filtrer les enfants")
    line.everything.cut = Cut.BEFORE
    while not parent.shows("La ville ne répond pas"):
        parent.tap("button", "Semaine suivante")
    parent.open("/reservations?jour=2026-11-26")
    parent.reads("La ville ne répond pas")
    at.shot("ville-absente", large=True)
    parent.open("/reservations?jour=2027-06-10")
    parent.sees("button", "Réessayer")
    at.shot("ville-absente-sans-copie")
    parent.open()
    parent.reads("La ville ne répond pas")
    at.shot("accueil-ville-absente", large=True)
    parent.open("/recus")
    at.shot("mes-recus-ville-absente")
    line.everything.cut = Cut.NOWHERE
