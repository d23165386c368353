"""« Réorganiser l'accueil »: the blocks as a list to drag, to move by button or key, and to hide."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import flet as ft

from views.dashboard.arrangement import Arrangement, arranged, moved
from views.dashboard.arrows import Arrows, use_arrows
from views.dashboard.blocks import BLOCKS
from views.dashboard.definition import Block
from views.dashboard.keeping import use_arrangement
from views.dashboard.sources import keys_of
from views.design import (
    RADIUS,
    SPACE,
    TARGET,
    card,
    colour,
    handler,
    icon_button,
    icon_tile,
    icons,
    large_text,
    text,
    text_button,
)
from views.frame import in_column
from views.headed import headed_page
from views.state import Layout, navigate, screen, use_layout, use_portal, use_query
from views.state.navigation import HOME
from views.text import _, typeset

_GROUP = "blocks"


@screen
def ArrangePage() -> ft.Control:
    """What is changed here holds at once and is remembered on this device."""
    answer, _refresh = use_query(use_portal().dashboard(), [])
    arrangement, keep = use_arrangement()
    said, say = ft.use_state("")
    arrows = use_arrows()
    known = {block.key: block for block in BLOCKS if block.key in keys_of(answer)}
    shown = arranged(tuple(known), arrangement)
    titles = {block.key: block.title for block in known.values()}

    async def move(key: str, place: int) -> None:
        order = moved(shown, key, place)
        say(
            _("{block} : place {place} sur {count}").format(
                block=titles[key], place=order.index(key) + 1, count=len(order)
            )
        )
        await keep(replace(arrangement, order=order))

    async def hide(key: str) -> None:
        await keep(replace(arrangement, hidden=arrangement.hidden ^ {key}))

    async def reset() -> None:
        say(_("L'ordre d'origine est remis."))
        await keep(Arrangement())

    def dropped(on: int) -> Callable[[ft.DragTargetEvent], Awaitable[None]]:
        async def take(event: ft.DragTargetEvent) -> None:
            if event.src.data in shown:
                await move(event.src.data, on)

        return take

    async def step(key: str, place: int, by: int) -> None:
        arrows.follow(key, by if 0 <= place + 2 * by < len(shown) else -by)
        await move(key, place + by)

    rows = [
        ft.Container(
            ft.DragTarget(
                _row(known[key], place, len(shown), key in arrangement.hidden, step, hide, arrows),
                group=_GROUP,
                on_accept=handler(dropped(place)),
            ),
            key=f"arrange-{key}",
        )
        for place, key in enumerate(shown)
    ]
    back = reset if arrangement.touched else None
    return _page(rows, typeset(said), back, use_layout())


def _page(
    rows: Sequence[ft.Control], said: str, reset: Callable[[], Awaitable[None]] | None, layout: Layout
) -> ft.Control:
    intro = text(
        _("Glissez un bloc par sa poignée, ou déplacez-le avec les flèches. L'œil le masque."), "body", "ink_soft"
    )
    back = text_button(_("Remettre l'ordre d'origine"), reset, icons.REFRESH)
    told = ft.Semantics(content=text(said, "small", "ink_soft"), live_region=True)
    body = ft.Column(
        [intro, *rows, told, ft.Container(back, alignment=ft.Alignment.CENTER, key="reset")],
        spacing=SPACE.snug,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return headed_page(_("Réorganiser l'accueil"), in_column(body, layout), on_back=lambda: navigate(HOME))


def _row(
    block: Block,
    place: int,
    count: int,
    hidden: bool,
    step: Callable[[str, int, int], Awaitable[None]],
    hide: Callable[[str], Awaitable[None]],
    arrows: Arrows,
) -> ft.Control:
    ink = "ink_soft" if hidden else "ink"
    grip = _grip(block)
    words = ft.Column([text(block.title, "strong", ink)], spacing=0, tight=True, expand=True)
    if hidden:
        words.controls.append(text(_("masqué"), "caption", "ink_soft"))
    named = {"block": block.title}
    up, down = _("Monter {block}").format(**named), _("Descendre {block}").format(**named)
    eye = (_("Afficher {block}") if hidden else _("Masquer {block}")).format(**named)
    buttons = [
        icon_button(icons.HIDE if hidden else icons.SHOW, eye, lambda: hide(block.key)),
        _arrow(icons.UP, up, None if place == 0 else lambda: step(block.key, place, -1)),
        _arrow(icons.DOWN, down, None if place == count - 1 else lambda: step(block.key, place, 1)),
    ]
    arrows.place(block.key, -1, buttons[1])
    arrows.place(block.key, 1, buttons[2])
    head: list[ft.Control] = [ft.Semantics(content=grip, exclude_semantics=True)]
    if not large_text():
        head.append(icon_tile(block.icon))
    row = ft.Row([*head, words, *([] if large_text() else buttons)], spacing=SPACE.snug)
    lines: list[ft.Control] = [row]
    if large_text():
        lines.append(ft.Row(buttons, alignment=ft.MainAxisAlignment.END))
    return card(ft.Column(lines, spacing=0, tight=True), padding=SPACE.snug)


def _grip(block: Block) -> ft.Control:
    """What the row is dragged by; the block's name goes with the finger."""
    handle = ft.Container(
        ft.Icon(icons.GRIP, color=colour("ink_soft")),
        width=TARGET.minimum - SPACE.snug,
        height=TARGET.minimum,
        alignment=ft.Alignment.CENTER,
    )
    carried = ft.Container(
        ft.Row([icon_tile(block.icon), text(block.title, "strong")], spacing=SPACE.snug, tight=True),
        bgcolor=colour("primary_soft"),
        border_radius=RADIUS.ticket,
        padding=SPACE.cosy,
    )
    return ft.Draggable(handle, group=_GROUP, data=block.key, content_feedback=carried, affinity=ft.Axis.VERTICAL)


def _arrow(icon: ft.IconData, name: str, on_click: Callable[[], Awaitable[None]] | None) -> ft.Control:
    return icon_button(icon, name, on_click, color="ink" if on_click is not None else "line")
