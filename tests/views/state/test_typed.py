"""What is typed is never taken back by a redraw."""

from __future__ import annotations

import flet as ft

from tests.lab import Lab
from views.state import use_typed


@ft.component
def Form() -> ft.Control:
    typed = use_typed()
    redrawn, redraw = ft.use_state(0)
    said, say = ft.use_state("")
    return ft.Column(
        [
            ft.TextField(value=typed.value, ref=typed.ref, on_change=lambda event: typed.change(event.control.value)),
            ft.Button("Redessiner", on_click=lambda _: redraw(redrawn + 1)),
            ft.Button("Dire", on_click=lambda _: say(typed.text())),
            ft.Text(f"{redrawn} {typed.value} {said}"),
        ]
    )


async def test_a_redraw_between_a_key_and_its_event_keeps_the_key() -> None:
    async with Lab(lambda page: page.render(Form)) as lab:
        await lab.type(lab.one(ft.TextField), "a")
        lab.session.apply_patch(lab.one(ft.TextField)._i, {"value": "ab"})
        lab.reset()

        await lab.tap("Redessiner")

        assert lab.one(ft.TextField).value == "ab"
        assert lab.texts() == ["1 ab "]
        assert not any("TextField" in str(frame.body) for frame in lab.frames)


async def test_what_is_sent_is_what_the_field_holds_now() -> None:
    async with Lab(lambda page: page.render(Form)) as lab:
        lab.session.apply_patch(lab.one(ft.TextField)._i, {"value": "dernière touche"})
        await lab.tap("Dire")
        assert lab.texts()[-1].endswith(" dernière touche")
