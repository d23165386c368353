"""After an attempt to send: the first question to look at again is brought into sight, with the keyboard in it."""

from __future__ import annotations

from dataclasses import dataclass, field

import flet as ft

from views.design import MOTION
from views.design.components.focus import focus_on
from views.procedures.form.presenter import FormState

Asked = tuple[str, int]


@dataclass(slots=True)
class Revealing:
    """Give `scroller` to what scrolls, `key` to each block, `again` to each attempt to send.

    `asked`: the field that is to take the keyboard, and at which attempt.
    """

    asked: Asked
    scroller: ft.Ref[ft.Column]
    buttons: dict[str, ft.TextButton] = field(default_factory=dict)

    def key(self, name: str, generation: str) -> ft.ScrollKey:
        return ft.ScrollKey(f"q-{name}-{generation}")  # type: ignore[call-arg]

    def focus(self, name: str) -> int:
        """0, or another number each time this field is to take the keyboard."""
        wanted, attempt = self.asked
        return attempt if wanted == name else 0

    def holds(self, name: str, block: ft.Control) -> ft.Control:
        """`block`, whose first button takes the keyboard where there is nothing to type in."""
        found = first_button(block)
        if found is not None:
            self.buttons[name] = found
        return block


def use_revealing(state: FormState, attempts: int) -> Revealing:
    """A hook. Once an attempt: what is put right afterwards moves nothing."""
    nobody: Asked = ("", 0)
    asked, ask = ft.use_state(nobody)
    scroller: ft.Ref[ft.Column] = ft.use_memo(_nothing_yet, [])
    made = Revealing(asked, scroller)
    over = attempts and not state.submitting.busy
    first = next((one.key for one in state.fields if one.key in state.errors), "") if over else ""

    def look() -> None:
        if first and asked[1] != attempts:
            ask((first, attempts))

    async def reveal() -> None:
        name, attempt = asked
        if not attempt or scroller.current is None:
            return
        await scroller.current.scroll_to(scroll_key=made.key(name, state.generation), duration=MOTION.page)
        if name in made.buttons:
            await focus_on(made.buttons[name])

    ft.use_effect(look, [attempts, first])
    # Answers that come back from the city make the blocks anew, as long as nothing is typed.
    ft.use_effect(reveal, [asked, state.generation])
    return made


def first_button(control: ft.Control | None) -> ft.TextButton | None:
    """The first button drawn in `control`, components apart."""
    if control is None or isinstance(control, ft.TextButton):
        return control
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or ())]
    found = (first_button(one) for one in inside if isinstance(one, ft.Control))
    return next((one for one in found if one is not None), None)


def _nothing_yet() -> ft.Ref[ft.Column]:
    return ft.Ref()
