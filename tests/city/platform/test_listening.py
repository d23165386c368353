"""The embedded city comes back at its port; what is there meanwhile, it leaves alone."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from city.command import main
from city.folder import PORT_FILE
from city.listening import listening_again

HOST = "127.0.0.1"


def port_of(folder: Path) -> int:
    """The port that the city of the folder would have now."""
    with listening_again(folder, HOST) as listener:
        host, port = listener.getsockname()
    assert host == HOST
    return int(port)


def test_a_city_comes_back_at_its_port_and_leaves_a_taken_one_for_good(tmp_path: Path) -> None:
    first = port_of(tmp_path)
    assert port_of(tmp_path) == first
    with socket.create_server((HOST, first)):
        second = port_of(tmp_path)
        assert second != first
    assert port_of(tmp_path) == second, "its addresses have been given out"


def test_two_cities_of_one_copied_folder_do_not_share_a_port(tmp_path: Path) -> None:
    port_of(tmp_path)
    with listening_again(tmp_path, HOST) as one, listening_again(tmp_path, HOST) as other:
        assert one.getsockname() != other.getsockname()


@pytest.mark.parametrize("kept", ["", "22", "99999", "-1", "8000 --host 0.0.0.0", "²²²²", "\udcff"])
def test_a_file_that_names_no_port_of_ours_is_replaced(tmp_path: Path, kept: str) -> None:
    (tmp_path / PORT_FILE).write_text(kept, encoding="utf-8", errors="surrogateescape")
    port = port_of(tmp_path)
    assert port >= 1024 and (tmp_path / PORT_FILE).read_text() == f"{port}\n"


def test_it_listens_on_this_machine_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beyond = ["serve", "--embedded", "--port", "0", "--host", "0.0.0.0", "--data", str(tmp_path)]  # noqa: S104
    assert main(beyond) == 2
    assert "que sur cette machine" in capsys.readouterr().err
