"""One of several worker processes. Its options come through the environment, since it is started afresh."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from pathlib import Path

from fastapi import FastAPI

from city.clock import SystemClock
from city.place import database_of, town_of
from city.serving import application, prepare_in_background, settings_of

_VARIABLE = "PORTAIL_VILLE_WORKER"


def hand_over(chosen: Namespace, public_url: str, address: str) -> None:
    """Leaves the options for the workers about to start."""
    os.environ[_VARIABLE] = json.dumps(
        {
            "data": str(chosen.data.resolve()),
            "town": str(chosen.town.resolve()),
            "database": chosen.database,
            "public_url": public_url,
            "own_url": chosen.own_url or address,
            "payfip_service": chosen.payfip_service,
            "payfip_page": chosen.payfip_page,
            "smtp": chosen.smtp,
            "mail_from": chosen.mail_from,
        }
    )


def app() -> FastAPI:
    """The application of this worker."""
    options = json.loads(os.environ[_VARIABLE])
    paths = {name: Path(options[name]) for name in ("data", "town")}
    chosen = Namespace(**(options | paths))
    settings = settings_of(chosen, options["own_url"])
    prepare_in_background(settings)
    return application(chosen, town_of(chosen.town), database_of(chosen), SystemClock(), settings)
