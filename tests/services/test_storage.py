import asyncio
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.device import device_id
from services.storage import FolderStorage, MemoryStorage, Storage, StorageError
from tests.fakes.storages import FailingStorage


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


@pytest.fixture(params=["memory", "folder"])
async def storage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    if request.param == "memory":
        yield MemoryStorage()
        return
    folder = FolderStorage(tmp_path / "kept")
    yield folder
    folder.close()


async def test_what_is_set_is_there_until_deleted(storage: Storage) -> None:
    assert await storage.get("a/b:c") is None
    await storage.set("a/b:c", b"one\ntwo\x00")
    assert await storage.get("a/b:c") == b"one\ntwo\x00"
    await storage.set("a/b:c", b"")
    assert await storage.get("a/b:c") == b""
    await storage.delete("a/b:c")
    await storage.delete("a/b:c")
    assert await storage.get("a/b:c") is None


async def test_what_need_not_last_is_there_all_the_same(storage: Storage) -> None:
    await storage.set("copy", b"old")
    await storage.set("copy", b"new", durable=False)
    assert await storage.get("copy") == b"new"


async def test_names_come_by_prefix_the_longest_unwritten_first(storage: Storage) -> None:
    for name in ("p/1", "p/2", "q/1", "p/3"):
        await storage.set(name, b"x")
    await storage.set("p/1", b"y")
    assert await storage.keys("p/") == ("p/2", "p/3", "p/1")
    assert set(await storage.keys()) == {"p/1", "p/2", "p/3", "q/1"}


async def test_writes_asked_together_end_with_the_last(storage: Storage) -> None:
    await asyncio.gather(*(storage.set("note", str(number).encode()) for number in range(30)))
    assert await storage.get("note") == b"29"


async def test_a_write_whose_asker_left_is_still_before_the_next(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await storage.set("note", b"first")
    await storage.set("note", b"second")
    assert await storage.get("note") == b"second"
    storage.close()


async def test_file_names_tell_nothing_and_files_are_the_users_own(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path / "kept")
    await storage.set("villiers/p_camille/note/choice", b"{}")
    path = only_file(tmp_path / "kept")
    assert "camille" not in path.name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    storage.close()


@pytest.mark.parametrize("damage", [b"", b"garbage", b"portail-famille 1\nnote\n"])
async def test_a_damaged_file_is_absent_and_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: bytes
) -> None:
    storage = FolderStorage(tmp_path)
    await storage.set("note", b"value")
    path = only_file(tmp_path)
    path.write_bytes(damage)
    assert await storage.get("note") is None
    assert "cannot be read" in caplog.text
    await storage.set("note", b"again")
    assert await storage.get("note") == b"again"
    storage.close()


async def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)
    await storage.set("note", b"value")
    path = only_file(tmp_path)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert await storage.get("note") is None
    storage.close()


async def test_a_write_cut_short_leaves_the_former_value(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path)
    await storage.set("note", b"whole")
    path = only_file(tmp_path)
    path.with_suffix(".new").write_bytes(b"portail-fam")
    assert await storage.get("note") == b"whole"
    assert await storage.keys() == ("note",)
    storage.close()


async def test_a_folder_that_cannot_be_written_is_a_named_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    storage = FolderStorage(blocked / "kept")
    with pytest.raises(StorageError):
        await storage.set("note", b"value")
    assert await storage.get("note") is None
    assert await storage.keys() == ()
    storage.close()


async def test_the_device_has_one_id_for_good(storage: Storage) -> None:
    made = await device_id(storage)
    assert made
    assert await device_id(storage) == made


async def test_a_device_that_cannot_write_has_an_id_for_this_run() -> None:
    storage = FailingStorage()
    storage.full = True
    assert await device_id(storage)
