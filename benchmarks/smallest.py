"""The smallest Flet apps, served exactly as ours is: one text, and one cell that ticks."""

from __future__ import annotations

import asyncio
import sys

import flet as ft

from app.web import open_socket, serve, web_application

FIRST_TEXT = "Le plus petit portail"
CELL = "Une case"


@ft.component
def Smallest() -> ft.Control:
    """A text, a checkbox, and the words that say whether it is ticked."""
    ticked, set_ticked = ft.use_state(False)

    def tick() -> None:
        set_ticked(lambda value: not value)

    return ft.Column(
        [
            ft.Text(FIRST_TEXT),
            ft.Semantics(
                content=ft.TextButton(content=ft.Text(CELL), on_click=lambda _: tick()),
                label=f"{CELL}, {'choisie' if ticked else 'libre'}",
                checked=ticked,
                container=True,
                exclude_semantics=True,
                on_tap=lambda _: tick(),
            ),
            ft.Text("1 choix" if ticked else "0 choix"),
        ]
    )


async def main(page: ft.Page) -> None:
    page.render(Smallest)


if __name__ == "__main__":
    listener = open_socket("127.0.0.1", 0)
    port = listener.getsockname()[1]
    ready = lambda: print(f"http://127.0.0.1:{port}", flush=True)  # noqa: E731
    asyncio.run(serve(web_application(main, "127.0.0.1", port), listener, ready))
    sys.exit(0)
