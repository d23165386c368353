"""What the root hands down: the portal, the layout, the palette, the text scale, the demonstration family."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import flet as ft

from views.design.look import Surroundings
from views.design.palette import Palette, derive
from views.design.tokens import LAYOUT

if TYPE_CHECKING:
    from services.portal import Portal


class LayoutKind(StrEnum):
    PHONE = "phone"
    TABLET = "tablet"
    DESKTOP = "desktop"


@dataclass(frozen=True, slots=True)
class Layout:
    """`width` and `height` of the window in logical pixels. Layout follows width; input never does."""

    kind: LayoutKind
    width: float
    height: float

    @staticmethod
    def of(width: float, height: float) -> Layout:
        if width < LAYOUT.tablet_from:
            return Layout(LayoutKind.PHONE, width, height)
        return Layout(LayoutKind.TABLET if width < LAYOUT.desktop_from else LayoutKind.DESKTOP, width, height)

    @property
    def phone(self) -> bool:
        return self.kind is LayoutKind.PHONE

    @property
    def desktop(self) -> bool:
        return self.kind is LayoutKind.DESKTOP


@ft.observable
@dataclass(eq=False)
class SurroundingsStore(ft.Observable):
    """The current palette and text scale; replaced as a whole, so memoised components redraw too."""

    value: Surroundings


@ft.observable
@dataclass(eq=False)
class LayoutStore(ft.Observable):
    value: Layout


@ft.observable
@dataclass(eq=False)
class BottomStore(ft.Observable):
    """`taken`: a page's own bar stands in the place of the phone's navigation bar."""

    taken: bool = False


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The family of the embedded city, for « Essayer avec la famille de démonstration »."""

    email: str
    password: str


PortalContext: Any = ft.create_context(None)
SurroundingsContext: Any = ft.create_context(None)
LayoutContext: Any = ft.create_context(None)
BottomContext: Any = ft.create_context(None)
DemonstrationContext: Any = ft.create_context(None)


def use_portal() -> Portal:
    """The portal of this session. RuntimeError outside the app's root."""
    portal = ft.use_context(PortalContext)
    if portal is None:
        raise RuntimeError("no portal: render inside PortalContext")
    return portal  # type: ignore[no-any-return]


def use_surroundings() -> Surroundings:
    store: SurroundingsStore | None = ft.use_context(SurroundingsContext)
    return store.value if store is not None else Surroundings(derive())


def use_palette() -> Palette:
    return use_surroundings().palette


def use_text_scale() -> float:
    """1.0 = 100 %."""
    return use_surroundings().text_scale


def use_layout() -> Layout:
    store: LayoutStore | None = ft.use_context(LayoutContext)
    return store.value if store is not None else Layout.of(412, 915)


def use_demonstration() -> Demonstration | None:
    value: Demonstration | None = ft.use_context(DemonstrationContext)
    return value


def use_bottom_bar(present: bool) -> None:
    """Says to the shell that this page shows its own bar at the bottom: the phone's navigation bar gives way."""
    store: BottomStore | None = ft.use_context(BottomContext)

    def tell() -> None:
        if store is not None and store.taken != present:
            store.taken = present

    def leave() -> None:
        if store is not None and store.taken:
            store.taken = False

    ft.use_effect(tell, [present])
    ft.use_effect(_nothing, [], cleanup=leave)


def _nothing() -> None:
    """An effect of which only the cleanup matters."""
