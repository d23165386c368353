"""What the root hands down, as one value: the portal, the layout, the palette, the text scale, the route.

Components find it through `use_session`. What changes in it lives in observable stores, so that memoised components
are drawn again too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import flet as ft

from views.design.look import Surroundings
from views.design.palette import Palette, derive
from views.design.tokens import LAYOUT
from views.state.towns import Towns

if TYPE_CHECKING:
    from services.models import Contact
    from services.portal import Portal

PHONE_WIDTH, PHONE_HEIGHT = 412, 915


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


@dataclass(frozen=True, slots=True)
class Installation:
    """How this app was installed, as far as the screens say it.

    `contact`: whom to call while the city has not told. `fleeting`: nothing that is kept outlives the page.
    `towns`: those one may choose from; None where the app has one.
    """

    demonstration: Demonstration | None = None
    contact: Contact | None = None
    fleeting: bool = False
    towns: Towns | None = None


@ft.observable
@dataclass(eq=False)
class RouteStore(ft.Observable):
    """The route that is shown, query included."""

    value: str = "/"


@dataclass(frozen=True, eq=False, slots=True)
class Session:
    """Everything a component may ask of its surroundings."""

    portal: Portal
    surroundings: SurroundingsStore
    layout: LayoutStore
    bottom: BottomStore
    route: RouteStore
    installation: Installation = Installation()

    @staticmethod
    def around(portal: Portal, installation: Installation = Installation(), route: str = "/") -> Session:
        """A session on a phone in the light theme of the default seed."""
        return Session(
            portal,
            SurroundingsStore(Surroundings(derive())),
            LayoutStore(Layout.of(PHONE_WIDTH, PHONE_HEIGHT)),
            BottomStore(),
            RouteStore(route),
            installation,
        )


SessionContext: Any = ft.create_context(None)


def find_session() -> Session | None:
    """The session of the component being drawn, or None outside the root.

    Kept in the component's own state: below a memoised component that was skipped once, Flet holds the way up to the
    provider by weak references to components that are gone, and `use_context` alone would find the default.
    """
    found = ft.use_context(SessionContext)
    session: Any = ft.use_state(lambda: found)[0]
    return session if isinstance(session, Session) else None


def use_session() -> Session:
    """The session; RuntimeError outside the app's root."""
    session = find_session()
    if session is None:
        raise RuntimeError("no session: render inside SessionContext")
    return session


def use_portal() -> Portal:
    """The portal of this session."""
    return use_session().portal


def surroundings_of(session: Session | None) -> Surroundings:
    """A hook: the palette and text scale, followed as they change; defaults outside the root."""
    ft.use_state(session.surroundings if session is not None else None)
    return session.surroundings.value if session is not None else Surroundings(derive())


def use_surroundings() -> Surroundings:
    return surroundings_of(find_session())


def use_palette() -> Palette:
    return use_surroundings().palette


def use_text_scale() -> float:
    """1.0 = 100 %."""
    return use_surroundings().text_scale


def use_layout() -> Layout:
    """The layout, followed as the window changes."""
    session = find_session()
    ft.use_state(session.layout if session is not None else None)
    return session.layout.value if session is not None else Layout.of(PHONE_WIDTH, PHONE_HEIGHT)


def use_installation() -> Installation:
    """How this app was installed."""
    session = find_session()
    return session.installation if session is not None else Installation()


def use_bottom_taken() -> bool:
    """True while a page shows its own bar in the place of the phone's navigation bar."""
    store = use_session().bottom
    ft.use_state(store)
    return store.taken


def use_bottom_bar(present: bool) -> None:
    """Says to the shell that this page shows its own bar at the bottom: the phone's navigation bar gives way."""
    session = find_session()

    def tell() -> None:
        if session is not None and session.bottom.taken != present:
            session.bottom.taken = present

    def leave() -> None:
        if session is not None and session.bottom.taken:
            session.bottom.taken = False

    ft.use_effect(tell, [present])
    ft.use_effect(_nothing, [], cleanup=leave)


def _nothing() -> None:
    """An effect of which only the cleanup matters."""
