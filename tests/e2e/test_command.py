"""`portail-famille` as a person types it: what it prints, and what it says when it cannot start."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.app.test_bundle import BUNDLED
from tests.e2e.running_app import ROOT, running_app

ENDING_SECONDS = 15.0


def say(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(cwd)}
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )


def ends(address: str) -> bool:
    """Whether nobody answers there any more, within the seconds that a city takes to finish what it does."""
    deadline = time.monotonic() + ENDING_SECONDS
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{address}/healthz", timeout=1)
        except httpx.ConnectError:
            return True
        except httpx.TransportError:
            continue
    return False


def test_three_lines_in_order_and_all_answer(tmp_path: Path) -> None:
    with running_app(tmp_path) as app:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", app.address)
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", app.city)
        page = httpx.get(app.address + "/")
        assert page.status_code == 200 and 'lang="fr"' in page.text
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        assert httpx.get(app.city + "/healthz").json()["now"].startswith("2026-11-23T08:0")
        body = {"email": app.email, "password": app.password, "device": "test"}
        assert httpx.post(app.city + "/api/v1/sessions", json=body).status_code == 201
    assert ends(app.city), "the embedded city outlived the app"


def test_a_busy_port_is_a_sentence_and_exit_1(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = say("--web", "--port", port, "--data", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"Le port {port} n’est pas libre sur 127.0.0.1. Choisissez-en un autre avec --port, ou laissez-le libre."
    )


def test_a_broken_flet_toml_stops_the_start_with_its_key(tmp_path: Path) -> None:
    for name in BUNDLED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    file = tmp_path / "flet.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('id = "villiers', 'id = "Villiers'), encoding="utf-8")
    done = say("--web", cwd=tmp_path)
    assert done.returncode == 1
    assert "cities[1].id" in done.stderr and "Traceback" not in done.stderr


def test_an_instant_that_is_none_is_a_sentence() -> None:
    done = say("--at", "demain")
    assert done.returncode == 2
    assert "«\u00a0demain\u00a0» n’est pas un instant" in done.stderr
