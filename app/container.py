"""Builds the portal of one person on this device: storage, vault, city."""

from __future__ import annotations

import platform
import secrets
from typing import TYPE_CHECKING

from app.device import choose_vault
from app.settings import Settings
from services.backends.registry import open_backend
from services.clock import CityClock
from services.portal import Portal
from services.session import Credentials
from services.storage import FolderStorage, MemoryStorage, Storage
from services.transport import Transport

if TYPE_CHECKING:
    import flet as ft

DEVICE = "device"


async def build_portal(settings: Settings, page: ft.Page) -> Portal:
    """A portal over the city of `settings`, as this device last left it. Never raises for a city that is down."""
    storage: Storage = MemoryStorage() if settings.hosted else FolderStorage(settings.folder)
    clock, credentials = CityClock(), Credentials()
    transport = Transport(settings.city.url, clock=clock, credentials=credentials)
    portal = Portal(
        open_backend(settings.city.software, settings.city.id, transport),
        city=settings.city.id,
        credentials=credentials,
        clock=clock,
        storage=storage,
        vault=choose_vault(page, hosted=settings.hosted),
        device=await _device_id(storage),
        device_name=_device_name(page),
    )
    await portal.restore()
    return portal


async def _device_id(storage: Storage) -> str:
    """The random id made at the app's first start on this device."""
    known = await storage.get(DEVICE)
    if known is not None:
        return known.decode()
    made = secrets.token_urlsafe(16)
    await storage.set(DEVICE, made.encode())
    return made


def _device_name(page: ft.Page) -> str:
    """What the parent will recognise in the list of devices."""
    kind = page.platform.value if page.platform is not None else platform.system()
    return f"{kind} ({'navigateur' if page.web else 'application'})"
