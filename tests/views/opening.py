"""The whole app opened in process over a fake city."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from tests.fakes import builders
from tests.fakes.portal import PortalKit
from tests.lab import Lab
from views.dressing import Appearance
from views.root import start
from views.state import Demonstration, Installation

DEMONSTRATION = Installation(Demonstration(builders.EMAIL, builders.PASSWORD))
SIZES = {"phone": (412, 915), "tablet": (820, 1180), "desktop": (1280, 800)}


def opened(
    kit: PortalKit,
    *,
    size: str = "phone",
    route: str = "/",
    installation: Installation | None = None,
    appearance: Appearance | None = None,
) -> Lab:
    """`async with opened(kit) as lab:`; the city town's data as `tests.fakes` has them."""
    width, height = SIZES[size]
    main: Callable[[ft.Page], None] = lambda page: start(page, kit.portal, installation, appearance)  # noqa: E731
    return Lab(main, route=route, width=width, height=height)


def labels(lab: Lab) -> list[str]:
    """Texts and accessible names on screen, no-break spaces as spaces."""
    return [plain(shown) for shown in [*lab.texts(), *lab.names()]]


def plain(said: str) -> str:
    """No-break spaces as spaces."""
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def button(lab: Lab, label: str) -> ft.TextButton:
    """The button that shows this label or lies under this accessible name."""
    for node in lab.all(ft.Semantics):
        if plain(node.label or "").startswith(plain(label)) and isinstance(node.content, ft.TextButton):
            return node.content
    for one in lab.all(ft.TextButton):
        shown = [plain(text.value) for text in lab.walk(one) if isinstance(text, ft.Text)]
        if plain(label) in shown:
            return one
    raise AssertionError(f"no button {label!r}; on screen: {labels(lab)}")


async def press(lab: Lab, label: str) -> None:
    await lab.fire(button(lab, label), "click")


def field(lab: Lab, label: str) -> ft.TextField:
    return lab.one(ft.TextField, label=label)
