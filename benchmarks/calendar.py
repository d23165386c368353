"""The size of a month's calendar on the wire, for three children of six services."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import httpx

from benchmarks.result import Result
from tests.e2e.running_app import running_app

LIMIT = 15 * 1024
MONTH = {"from": "2026-12-01", "to": "2026-12-31"}


def measure() -> list[Result]:
    """Asks the running city as the app does, gzip accepted; bytes of the body as sent."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as app,
        httpx.Client(base_url=app.city + "/api/v1") as client,
    ):
        body = {"email": app.email, "password": app.password, "device": "mesure"}
        token = client.post("/sessions", json=body).raise_for_status().json()["token"]
        headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "gzip"}
        with client.stream("GET", "/calendar", params=MONTH, headers=headers) as answer:
            answer.raise_for_status()
            sent = b"".join(answer.iter_raw())
    slots = gzip.decompress(sent).count(b'"service"')
    return [Result(f"A month's calendar ({slots} slots), gzipped", len(sent), LIMIT, "B", 1.0, "limit 15 kB")]
