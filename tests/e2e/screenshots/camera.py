"""Photographs a page in both themes, and with the text at 200 % where asked."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.e2e.city_facts import CityFacts, in_words
from tests.e2e.parent import Parent
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import PHONE, Screen
from tests.e2e.screenshots.press import Press
from tests.e2e.waiting import STEP_MS

_LOOKS = 12
_ANSWER_LOOKS = 100
_OPENING_LOOKS = 60
Over = Callable[[], contextlib.AbstractContextManager[None]]
_TEXT_SIZE = "size => { document.documentElement.style.fontSize = size; }"


@dataclass(slots=True)
class Camera:
    """Where the pictures of one size go; `taken`: the names of those that are there."""

    parent: Parent
    screen: Screen
    folder: Path
    press: Press
    taken: list[str] = field(default_factory=list)
    kind: str = "light"
    seen: bytes = b""

    def shot(
        self, name: str, *, large: bool = False, over: Over | None = None, kinds: Sequence[str] = ("light", "dark")
    ) -> None:
        """`NAME-SIZE-light.png`, `-dark.png` and, if `large`, `-200.png`.

        `over`: opens what lies over the page and closes it again, in each theme anew as a parent would.
        """
        for kind in (*kinds, "200") if large else kinds:
            self._turn(kind)
            if over is None:
                self._take(name, kind)
                continue
            self.seen = self._still()
            with over():
                self._take(name, kind)
        self._turn("light")

    def _turn(self, kind: str) -> None:
        """To a theme and a text size, and until the app has answered; the next picture is another one than the last."""
        before, self.kind = self.kind, kind
        page = self.parent.page
        if ("dark" in (before, kind)) and before != kind:
            self._answered(lambda: page.emulate_media(color_scheme="dark" if kind == "dark" else "light"))
        if ("200" in (before, kind)) and before != kind:
            self._answered(lambda: page.evaluate(_TEXT_SIZE, "32px" if kind == "200" else ""))

    def _answered(self, change: Callable[[], None]) -> None:
        """Makes a change that the app hears of, and waits until its own change has come back."""
        frames = self.parent.frames_received
        known = len(frames)
        change()
        for _look in range(_ANSWER_LOOKS):
            if len(frames) > known:
                return
            self.parent.page.wait_for_timeout(STEP_MS)

    def _take(self, name: str, kind: str) -> None:
        self._away()
        self.seen = self._still()
        self._keep(name, kind, self.seen)

    def _away(self) -> None:
        """Finger and mouse leave what they tapped: no hover, no tooltip, no ring, no caret."""
        self.parent.page.evaluate("() => document.activeElement?.blur()")
        if not self.screen.touch:
            self.parent.page.mouse.move(1, 1)

    def _still(self) -> bytes:
        """The picture once it is not the last one seen and is the same twice; a ring may turn on for ever."""
        page, last = self.parent.page, b""
        for _look in range(_LOOKS):
            page.wait_for_timeout(STEP_MS)
            now = page.screenshot()
            if now == last and now != self.seen:
                return now
            last = now
        return last

    def _keep(self, name: str, kind: str, png: bytes) -> None:
        file = self.folder / f"{name}-{self.screen.name}-{kind}.png"
        self.press.print(png, file)
        self.taken.append(file.name)
        sys.stderr.write(f"{file.name}\n")


@dataclass(slots=True)
class Set:
    """What a scene plays with."""

    camera: Camera
    parent: Parent
    app: RunningApp
    facts: CityFacts
    data: Path

    @property
    def phone(self) -> bool:
        return self.camera.screen is PHONE

    def shot(self, name: str, *, large: bool = False) -> None:
        self.camera.shot(name, large=large)

    def shot_over(self, name: str, opens: Callable[[], None], *, large: bool = False) -> None:
        """A sheet or dialog: `opens` opens it, « Fermer » closes it."""

        @contextlib.contextmanager
        def over() -> Iterator[None]:
            opens()
            if not self._has_opened():
                opens()
            yield
            self.closes()

        self.camera.shot(name, large=large, over=over)

    def _has_opened(self) -> bool:
        """Whether the sheet came: a tap that arrives while the page is drawn anew in another size may be lost."""
        for _look in range(_OPENING_LOOKS):
            if self.parent.find("button", "Fermer").count():
                return True
            self.parent.page.wait_for_timeout(STEP_MS)
        return False

    def books(self, day: str = "") -> None:
        """Opens « Réservations », on that day if one is given."""
        self.parent.open("/reservations" + (f"?jour={day}" if day else ""))
        self.parent.reads(in_words(date.fromisoformat(day)) if day else "Réservations")

    def chooses(self, *names: str) -> None:
        """On the phone: these children and no others."""
        everyone = list(self.facts.children.values())
        for name in sorted(everyone, key=lambda known: known not in names):
            if (self.parent.find("button", f"{name}, enfant choisi").count() > 0) != (name in names):
                self.parent.tap("button", name)
                if name in names:
                    self.parent.sees("button", f"{name}, enfant choisi")

    def closes(self) -> None:
        """Closes the sheet or dialog that is open."""
        self.parent.tap("button", "Fermer")
        self.parent.does_not_see("button", "Fermer")


Scene = Callable[[Set], None]
