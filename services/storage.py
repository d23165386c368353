"""What this device keeps: bytes by name, written whole or not at all."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol, TypeVar

_log = logging.getLogger(__name__)
_MAGIC = b"portail-famille 1\n"
R = TypeVar("R")


class StorageError(Exception):
    """The device could not write (full, read-only, gone). Reads never raise it: what cannot be read is absent."""


class Storage(Protocol):
    """Bytes by name. Names are any text; they carry no secret but may be personal, so they are not shown."""

    async def get(self, name: str) -> bytes | None:
        """None when absent or unreadable. Never raises."""
        ...

    async def set(self, name: str, value: bytes, *, durable: bool = True) -> None:
        """On the device when it returns. Raises StorageError, and the former value then stands.

        What is not `durable` may be absent after a power cut (never after a killed process), and is written faster.
        """
        ...

    async def delete(self, name: str) -> None:
        """Harmless for a name that is not there. Raises StorageError."""
        ...

    async def keys(self, prefix: str = "") -> tuple[str, ...]:
        """The names that start with `prefix`, the longest unwritten first."""
        ...


class MemoryStorage:
    """Kept for the life of the process: the hosted web mode, and tests."""

    def __init__(self) -> None:
        self._values: dict[str, bytes] = {}

    async def get(self, name: str) -> bytes | None:
        return self._values.get(name)

    async def set(self, name: str, value: bytes, *, durable: bool = True) -> None:
        self._values.pop(name, None)
        self._values[name] = value

    async def delete(self, name: str) -> None:
        self._values.pop(name, None)

    async def keys(self, prefix: str = "") -> tuple[str, ...]:
        return tuple(name for name in self._values if name.startswith(prefix))


class FolderStorage:
    """One file per name in a folder of this user: a checked head, then the bytes.

    Files are named by a hash, written beside and renamed, so that a power cut leaves the old value or the new one.
    One thread does all the work, in the order asked, even when the asker has gone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._named: dict[str, str] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")

    async def get(self, name: str) -> bytes | None:
        return await self._run(lambda: self._read(name))

    async def set(self, name: str, value: bytes, *, durable: bool = True) -> None:
        await self._run(lambda: self._write(name, value, durable))

    async def delete(self, name: str) -> None:
        await self._run(lambda: self._remove(name))

    async def keys(self, prefix: str = "") -> tuple[str, ...]:
        return await self._run(lambda: self._names(prefix))

    def close(self) -> None:
        """Waits for what was asked, then frees the thread."""
        self._worker.shutdown(wait=True)

    async def _run(self, work: Callable[[], R]) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def _path(self, name: str) -> Path:
        return self._folder / f"{hashlib.sha256(name.encode()).hexdigest()}.kept"

    def _read(self, name: str) -> bytes | None:
        path = self._path(name)
        try:
            return _unpack(path.read_bytes(), name)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            _log.warning("kept file %s cannot be read: %s", path.name, error)
            return None

    def _write(self, name: str, value: bytes, durable: bool) -> None:
        path = self._path(name)
        beside = path.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_pack(name, value))
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            beside.replace(path)
            if durable:
                _sync_folder(self._folder)
        except OSError as error:
            raise StorageError(path.name) from error

    def _remove(self, name: str) -> None:
        path = self._path(name)
        try:
            path.unlink(missing_ok=True)
            if self._folder.is_dir():
                _sync_folder(self._folder)
        except OSError as error:
            raise StorageError(path.name) from error

    def _names(self, prefix: str) -> tuple[str, ...]:
        found: list[tuple[int, str]] = []
        for path in self._folder.glob("*.kept"):
            try:
                written = path.stat().st_mtime_ns
                name = self._named.get(path.name) or _head(path.read_bytes())[0]
            except (OSError, ValueError) as error:
                _log.warning("kept file %s cannot be read: %s", path.name, error)
                continue
            self._named[path.name] = name
            if name.startswith(prefix):
                found.append((written, name))
        return tuple(name for _, name in sorted(found))


def _pack(name: str, value: bytes) -> bytes:
    return _MAGIC + name.encode() + b"\n" + hashlib.sha256(value).hexdigest().encode() + b"\n" + value


def _head(packed: bytes) -> tuple[str, bytes, bytes]:
    """Name, digest and value of a kept file; ValueError for anything else."""
    if not packed.startswith(_MAGIC):
        raise ValueError("not a kept file")
    parts = packed[len(_MAGIC) :].split(b"\n", 2)
    if len(parts) != 3:
        raise ValueError("cut short")
    return parts[0].decode(), parts[1], parts[2]


def _unpack(packed: bytes, name: str) -> bytes:
    kept_name, digest, value = _head(packed)
    if kept_name != name or hashlib.sha256(value).hexdigest().encode() != digest:
        raise ValueError("damaged")
    return value


def _sync_folder(folder: Path) -> None:
    """Makes a rename last through a power cut, where folders can be synced (not on Windows)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
