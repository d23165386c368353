"""What a parent does with the app in a real browser, by roles and names only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.e2e.city_facts import MONDAY, in_words
from tests.e2e.running_app import RunningApp
from tests.e2e.screens import Screen
from tests.e2e.waiting import until, until_still, until_there

Role = Literal["button", "checkbox", "textbox", "heading", "tab", "alertdialog", "link"]
PATIENCE_MS = 30_000
KEY_MS = 250
_STILL = 6
SAYS = """source => {
    const pattern = new RegExp(source);
    const host = document.querySelector('flt-semantics-host');
    if (!host) return false;
    if (pattern.test(host.textContent || '')) return true;
    return [...host.querySelectorAll('[aria-label]')].some(node => pattern.test(node.ariaLabel || ''));
}"""

# Two frames: a field that has the focus in the browser hears keys once Flutter has drawn it so.
DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
FOCUSED = """() => {
    const node = document.activeElement;
    if (!node) return ['', '', ''];
    return [node.getAttribute('role') || '', node.ariaLabel || node.textContent || '', node.ariaChecked || ''];
}"""


def _bytes(payload: str | bytes) -> bytes:
    return payload.encode() if isinstance(payload, str) else payload


@dataclass(frozen=True, slots=True)
class Focused:
    """What has the keyboard: its role, its name with plain spaces, « true » when ticked."""

    role: str
    name: str
    ticked: str


class Parent:
    """One page of one browser. Waits for names to be there, never for time to pass."""

    def __init__(self, page: Page, address: str, *, touch: bool) -> None:
        self.page = page
        self.address = address
        self.touch = touch
        self.frames_received: list[int] = []
        self.frames_sent: list[bytes] = []
        page.on("websocket", self._listen)

    def _listen(self, websocket) -> None:  # type: ignore[no-untyped-def]
        websocket.on("framereceived", lambda payload: self.frames_received.append(len(payload)))
        websocket.on("framesent", lambda payload: self.frames_sent.append(_bytes(payload)))

    def open(self, route: str = "/") -> None:
        """Opens the app and waits until it has something to say to a screen reader."""
        self.page.goto(self.address + route)
        self.page.wait_for_selector(
            "flt-semantics[role], flt-semantics-host flt-semantics", state="attached", timeout=PATIENCE_MS * 2
        )

    def turns_into(self, screen: Screen) -> None:
        """The same page in a window of another size, once it stands still there."""
        self.page.set_viewport_size({"width": screen.width, "height": screen.height})
        until_still(self.page)

    def find(self, role: Role, start: str) -> Locator:
        """All controls of that role whose accessible name starts so."""
        return self.page.get_by_role(role, name=re.compile("^" + re.escape(start).replace(r"\ ", r"[\s\u00a0\u202f]")))

    def sees(self, role: Role, start: str) -> Locator:
        found = self.find(role, start).first
        expect(found).to_be_attached(timeout=PATIENCE_MS)
        return found

    def does_not_see(self, role: Role, start: str) -> None:
        expect(self.find(role, start)).to_have_count(0, timeout=PATIENCE_MS)

    def reads(self, text: str) -> None:
        """Waits until the text is somewhere in the accessibility tree, as text or as a name."""
        pattern = re.compile(re.escape(text).replace(r"\ ", r"[\s\u00a0\u202f]"))
        until(self.page, SAYS, pattern.pattern)

    def reads_one_of(self, *texts: str) -> str:
        """Waits until one of the texts is on screen; which."""
        return until_there(self.page, lambda: next((text for text in texts if self.shows(text)), ""))

    def shows(self, text: str) -> bool:
        """Whether the text is on screen now."""
        pattern = re.escape(text).replace(r"\ ", r"[\s\u00a0\u202f]")
        return bool(self.page.evaluate(SAYS, pattern))

    def tap(self, role: Role, start: str) -> None:
        target = self.sees(role, start)
        if self.touch:
            target.tap(timeout=PATIENCE_MS)
        else:
            target.click(timeout=PATIENCE_MS)

    def is_ticked(self, start: str) -> None:
        expect(self.sees("checkbox", start)).to_be_checked(timeout=PATIENCE_MS)

    def is_not_ticked(self, start: str) -> None:
        expect(self.sees("checkbox", start)).not_to_be_checked(timeout=PATIENCE_MS)

    def write(self, field: str, text: str) -> None:
        """Taps a field and types, key by key, without a pause; what was in it goes."""
        box = self.sees("textbox", field)
        box.click(timeout=PATIENCE_MS)
        expect(box).to_be_focused(timeout=PATIENCE_MS)
        self.page.evaluate(DRAWN)
        self.page.keyboard.press("Control+a")
        self.types(field, text)
        until_there(self.page, lambda: len(box.input_value()) == len(text))

    def types(self, field: str, text: str) -> None:
        """Types into the field that has the focus, and sees that every key was told to the app."""
        known = len(self.frames_sent)
        self.page.keyboard.type(text)
        self.sees("textbox", field)
        until_there(self.page, lambda: self._told(text, known))

    def _told(self, text: str, known: int) -> bool:
        """Whether the app was told, since then, of a text that holds this one."""
        return any(b"change" in frame and text.encode() in frame for frame in self.frames_sent[known:])

    def scrolls_to(self, role: Role, start: str) -> None:
        """Moves the page until that control is well on screen, or on screen where the page ends."""
        width, height = self.page.evaluate("[innerWidth, innerHeight]")
        self.page.mouse.move(width / 2, height * 0.6)
        places: list[float] = []

        def there() -> bool:
            found = self.find(role, start)
            box = found.first.bounding_box() if found.count() else None
            if box is not None:
                places.append(box["y"] + box["height"] / 2)
                ended = len(places) > _STILL and len(set(places[-_STILL:])) == 1
                if height * 0.1 < places[-1] < height * (0.9 if ended else 0.75):
                    return True
            self.page.mouse.wheel(0, height / 8)
            return False

        until_there(self.page, there)

    def middle_of(self, role: Role, start: str) -> tuple[int, int]:
        """Where a control is, once it stands still."""
        places: list[tuple[int, int]] = []

        def still() -> bool:
            box = self.sees(role, start).bounding_box()
            if box is not None:
                places.append((int(box["x"] + box["width"] / 2), int(box["y"] + box["height"] / 2)))
            return len(places) > 5 and len(set(places[-5:])) == 1

        until_there(self.page, still)
        return places[-1]

    def signs_in_with_the_demonstration(self) -> None:
        self.tap("button", "Essayer avec la famille de démonstration")
        self.reads("Bonjour Camille")

    def signs_in(self, app: RunningApp, *, password: str | None = None, greeted: str = "Bonjour Camille") -> None:
        """Types e-mail and password and waits for the greeting."""
        self.write("Adresse e-mail", app.email)
        self.write("Mot de passe", password or app.password)
        self.tap("button", "Se connecter")
        self.reads(greeted)

    def books_on(self, route: str, app: RunningApp) -> None:
        """Signs in and opens a page of the app."""
        self.signs_in(app)
        self.open(route)

    def goes_to(self, day: date, *, shown: date = MONDAY) -> None:
        """Turns the phone's weeks from the one of `shown` until the day is there, and taps it."""
        monday = shown - timedelta(days=shown.weekday())
        self.sees("button", in_words(monday))
        while monday + timedelta(days=7) <= day:
            monday += timedelta(days=7)
            self.tap("button", "Semaine suivante")
            self.sees("button", in_words(monday))
        self.tap("button", in_words(day))

    def turns_to(self, day: date, *, shown: date = MONDAY) -> None:
        """Turns the grid's weeks from the one of `shown` until the day's column is there."""
        monday = shown - timedelta(days=shown.weekday())
        self.sees("button", in_words(monday))
        while monday + timedelta(days=7) <= day:
            monday += timedelta(days=7)
            self.tap("button", "Semaine suivante")
            self.sees("button", in_words(monday))

    def press(self, keys: str) -> None:
        """A key at a person's pace: what it moves is not in the accessibility tree, so nothing can be waited for."""
        self.page.keyboard.press(keys)
        self.page.wait_for_timeout(KEY_MS)

    def focused(self) -> Focused:
        """What has the keyboard."""
        role, name, ticked = self.page.evaluate(FOCUSED)
        return Focused(role, name.replace("\u00a0", " ").replace("\u202f", " "), ticked)

    def focus_left(self, before: Focused) -> bool:
        """Waits until something else has the keyboard."""
        return until_there(self.page, lambda: self.focused() != before)

    def until_focused(self, start: str) -> None:
        """Waits until something whose name starts so has the keyboard."""
        until_there(self.page, lambda: self.focused().name.startswith(start))

    def swipe(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """A real touch from one point to another."""
        session: CDPSession = self.page.context.new_cdp_session(self.page)
        steps = 12
        session.send(
            "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start[0], "y": start[1]}]}
        )
        for step in range(1, steps + 1):
            point = {axis: start[i] + (end[i] - start[i]) * step / steps for i, axis in enumerate("xy")}
            session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        session.detach()

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """A mouse drag from one point to another."""
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move(*end, steps=12)
        mouse.up()

    def screenshot(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(file))
