"""What may be said after `portail-famille`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from views.text import _

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Options:
    """The command line, read. `at` is a town-local instant; `data` None = the platform's place."""

    web: bool
    host: str
    port: int
    data: Path | None
    city: str | None
    reset_demo: bool
    at: str | None


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """Reads the command line; a wrong one ends the process with a sentence (argparse, exit 2)."""
    parser = argparse.ArgumentParser(
        prog="portail-famille",
        description=_("Le Portail Famille, avec sa ville de démonstration si aucune autre n’est donnée."),
    )
    parser.add_argument("--web", action="store_true", help=_("servir l’application aux navigateurs, sans fenêtre"))
    parser.add_argument("--host", default=LOOPBACK, help=_("adresse où servir (défaut : {host})").format(host=LOOPBACK))
    parser.add_argument("--port", type=_port, default=0, help=_("port où servir (défaut : un port libre)"))
    parser.add_argument("--data", type=Path, metavar=_("DOSSIER"), help=_("dossier des données"))
    parser.add_argument("--city", type=_address, metavar=_("ADRESSE"), help=_("adresse d’une autre ville"))
    parser.add_argument("--reset-demo", action="store_true", help=_("recommencer la démonstration à neuf"))
    parser.add_argument(
        "--at",
        type=_instant,
        metavar=_("INSTANT"),
        help=_("la ville de démonstration vit comme si elle démarrait à cet instant (2026-11-23T08:00)"),
    )
    given = parser.parse_args(arguments)
    if given.city and (given.at or given.reset_demo):
        parser.error(_("--at et --reset-demo ne valent que pour la ville de démonstration, pas avec --city"))
    return Options(
        web=given.web or given.host != LOOPBACK,
        host=given.host,
        port=given.port,
        data=given.data,
        city=given.city,
        reset_demo=given.reset_demo,
        at=given.at,
    )


def _port(text: str) -> int:
    if text.isdecimal() and 0 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(_("« {text} » n’est pas un port (0 à 65535)").format(text=text))


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and parts.netloc:
        return text.rstrip("/")
    raise argparse.ArgumentTypeError(_("« {text} » n’est pas une adresse (https://…)").format(text=text))


def _instant(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("« {text} » n’est pas un instant (2026-11-23T08:00)").format(text=text)
        ) from None
    return text
