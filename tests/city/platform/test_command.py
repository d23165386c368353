"""`portail-ville` as it is typed: what it says, and its exit codes."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from city.clock import FixedClock
from city.command import main
from city.database import Database
from city.folder import DATABASE_FILE
from city.mail.mailbox import Mail
from city.mail.outbox import deliver_waiting
from city.seed import DEMONSTRATION_EMAIL, DEMONSTRATION_PASSWORD, DESK_EMAIL, DESK_PASSWORD
from tests.city.city import START, MemoryMailbox
from tests.city.conftest import TOWN_FILE

ROOT = Path(__file__).parents[3]
MOMENT = "2026-11-23T08:00"
PATIENCE = 120


async def delivered(data: Path) -> list[Mail]:
    """The mails that wait in the outbox of a data folder."""
    database, mailbox = Database(Database.sqlite_url(data / DATABASE_FILE)), MemoryMailbox()
    await deliver_waiting(database, mailbox, FixedClock(START))
    await database.close()
    return mailbox.mails


def embedded(data: Path, *more: str) -> list[str]:
    return ["serve", "--embedded", "--port", "0", "--data", str(data), *more]


@contextmanager
def started(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and its first line; ended by the end of its input."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-m", "city", *arguments], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    ) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline()
        finally:
            if process.poll() is None:
                process.terminate()


def test_the_embedded_city_is_ready_with_one_line_and_ends_with_its_input(tmp_path: Path) -> None:
    with started(*embedded(tmp_path, "--at", MOMENT)) as (process, line):
        word, url, email, password, desk, desk_email, desk_password = line.split()
        assert (word, email, password) == ("READY", DEMONSTRATION_EMAIL, DEMONSTRATION_PASSWORD)
        assert (desk, desk_email, desk_password) == (f"{url}/guichet", DESK_EMAIL, DESK_PASSWORD)
        assert httpx.get(f"{url}/healthz", timeout=PATIENCE).json()["now"].startswith(MOMENT)
        body = {"email": email, "password": password, "device": "d"}
        assert httpx.post(f"{url}/api/v1/sessions", json=body, timeout=PATIENCE).status_code == 201

        assert process.stdin
        process.stdin.close()
        assert process.wait(PATIENCE) == 0


def test_a_second_city_on_the_same_folder_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with started(*embedded(tmp_path, "--at", MOMENT)):
        second = subprocess.run(
            [sys.executable, "-m", "city", *embedded(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
        )

    assert second.returncode == 1
    assert "déjà en service" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_city_that_was_killed_starts_again_with_its_data(tmp_path: Path) -> None:
    with started(*embedded(tmp_path, "--at", MOMENT)) as (process, line):
        url = line.split()[1]
        body = {"email": DEMONSTRATION_EMAIL, "password": DEMONSTRATION_PASSWORD, "device": "d"}
        token = httpx.post(f"{url}/api/v1/sessions", json=body, timeout=PATIENCE).json()["token"]
        process.kill()
        process.wait(PATIENCE)

    with started(*embedded(tmp_path, "--at", "2026-11-23T09:00")) as (_process, line):
        headers = {"Authorization": f"Bearer {token}"}
        assert line.split()[1] == url, "addresses that it gave out still answer"
        answer = httpx.get(f"{url}/api/v1/household", headers=headers, timeout=PATIENCE)
        assert answer.status_code == 200


def test_several_workers_serve_one_town(tmp_path: Path) -> None:
    assert main(["migrate", "--data", str(tmp_path)]) == 0
    with started("serve", "--port", "0", "--workers", "2", "--data", str(tmp_path)) as (_process, line):
        url = line.split()[-1]
        answers = [httpx.get(f"{url}/api/v1/town", timeout=PATIENCE).json()["id"] for _ in range(6)]

    assert set(answers) == {"villiers-sur-marne"}


def test_data_later_than_the_clock_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["seed", "--data", str(tmp_path), "--at", MOMENT]) == 0
    assert main(embedded(tmp_path, "--at", "2026-10-01T08:00")) == 1

    assert "23/11/2026" in capsys.readouterr().err


def test_listening_beyond_this_machine_is_said_aloud(tmp_path: Path) -> None:
    with started("serve", "--host", "0.0.0.0", "--port", "0", "--data", str(tmp_path)) as (process, line):  # noqa: S104
        assert "http://127.0.0.1:" in line
        process.terminate()
        _out, said = process.communicate(timeout=PATIENCE)

    assert "0.0.0.0" in said  # noqa: S104


def test_a_busy_port_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port), "--data", str(tmp_path)]) == 1

    assert str(port) in capsys.readouterr().err


@pytest.mark.parametrize("command", [["serve"], ["seed"]])
def test_a_broken_town_file_is_a_sentence_and_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    broken = tmp_path / "ville.toml"
    broken.write_text(TOWN_FILE.read_text(encoding="utf-8").replace("school_zone", "school_zones"), encoding="utf-8")

    assert main([*command, "--town", str(broken), "--data", str(tmp_path / "data")]) == 2
    said = capsys.readouterr().err
    assert "ville.toml" in said
    assert "school_zones" in said


def test_a_missing_town_file_is_a_sentence_and_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--town", str(tmp_path / "none.toml"), "--data", str(tmp_path)]) == 2
    assert "none.toml" in capsys.readouterr().err


def test_an_instant_that_is_none_is_a_sentence_and_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(embedded(tmp_path, "--at", "demain")) == 2
    assert "demain" in capsys.readouterr().err


def test_seeding_twice_needs_a_reset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["seed", "--data", str(tmp_path), "--at", MOMENT]
    assert main(arguments) == 0
    assert f"{DEMONSTRATION_EMAIL} / {DEMONSTRATION_PASSWORD}" in capsys.readouterr().out

    assert main(arguments) == 1
    assert "--reset" in capsys.readouterr().err
    assert main([*arguments, "--reset"]) == 0


def test_a_guardian_is_invited_by_mail_and_an_unknown_one_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seed", "--data", str(tmp_path), "--at", MOMENT]) == 0
    invite = ["invite", "--data", str(tmp_path), "--at", MOMENT]
    assert main([*invite, "Samia.Benali@exemple.fr", "--public-url", "https://portail.exemple.fr"]) == 0
    assert "samia.benali@exemple.fr" in capsys.readouterr().out
    assert main([*invite, "nobody@exemple.fr"]) == 1

    [mail] = asyncio.run(delivered(tmp_path))
    assert mail.recipient == "samia.benali@exemple.fr"
    assert "https://portail.exemple.fr/invitation/" in mail.text


def test_a_town_that_is_no_demonstration_is_never_filled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real = tmp_path / "ville.toml"
    text = TOWN_FILE.read_text(encoding="utf-8").replace("demonstration = true", "demonstration = false")
    real.write_text(text, encoding="utf-8")

    assert main(["seed", "--town", str(real), "--data", str(tmp_path / "data")]) == 1
    assert "démonstration" in capsys.readouterr().err


def test_a_folder_that_cannot_be_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")

    assert main(["migrate", "--data", str(tmp_path / "file" / "data")]) == 1
    assert "ne peut pas être utilisé" in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"postgresql://nobody:secret-word@127.0.0.1:{unused.getsockname()[1]}/none"
        assert main(["migrate", "--data", str(tmp_path), "--database", url]) == 1

    said = capsys.readouterr().err
    assert "base de données" in said
    assert "secret-word" not in said


def test_rules_explain_and_town_check_answer(capsys: pytest.CaptureFixture[str]) -> None:
    explain = ["rules", "explain", str(TOWN_FILE), "--service", "restauration-scolaire", "--day", "2026-12-01"]
    assert main([*explain, "--at", MOMENT]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "open"
    assert main(["town", "check", str(TOWN_FILE)]) == 0
    assert main(["rules", "explain", str(TOWN_FILE), "--service", "piscine", "--day", "2026-12-01"]) == 2
