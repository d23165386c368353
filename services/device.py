"""The random id of this device: made once, and the same for every city and account."""

from __future__ import annotations

import logging
import uuid

from services.storage import Storage, StorageError

_log = logging.getLogger(__name__)
_NAME = "device"


async def device_id(storage: Storage) -> str:
    """The id made at the first start. Where the device cannot write, one for this run."""
    kept = await storage.get(_NAME)
    if kept and kept.isascii():
        return kept.decode()
    made = uuid.uuid4().hex
    try:
        await storage.set(_NAME, made.encode())
    except StorageError:
        _log.warning("the device id lasts for this run only", exc_info=True)
    return made
