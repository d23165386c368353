"""What the tests of the booking pages do on an opened app."""

from __future__ import annotations

import flet as ft

from services.models import SlotKey
from tests.fakes.portal import PortalKit, fake_portal
from tests.lab import Lab
from views.booking.store import ChoiceStore, store_of


async def signed_in() -> PortalKit:
    kit = fake_portal()
    await kit.sign_in()
    return kit


def said(label: str | None) -> str:
    """A name with plain spaces."""
    return (label or "").replace("\u00a0", " ").replace("\u202f", " ")


def node(lab: Lab, start: str) -> ft.Semantics:
    """The first thing that can be tapped and whose name starts so."""
    found = [one for one in lab.all(ft.Semantics) if said(one.label).startswith(start) and one.on_tap]
    assert found, f"nothing named {start!r}; names: {[said(name) for name in lab.names()]}"
    return found[0]


def has(lab: Lab, start: str) -> bool:
    return any(said(one.label).startswith(start) for one in lab.all(ft.Semantics))


async def tap(lab: Lab, start: str) -> None:
    """What a screen reader's tap, a finger and the mouse do alike."""
    await lab.until(lambda: has(lab, start))
    await lab.fire(node(lab, start), "tap")


def store(kit: PortalKit) -> ChoiceStore:
    """The choice of the parent signed in on this portal."""
    return store_of(kit.portal, lambda job: None)


def picked(kit: PortalKit) -> set[SlotKey]:
    return set(store(kit).choice.picks)
