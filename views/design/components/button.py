"""Buttons: ≥ 48 px, a 3 px focus ring, busy in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from views.design.components.text import style, text
from views.design.handling import handler
from views.design.look import colour, large_text, text_scale
from views.design.tokens import FOCUS_RING, ICON, RADIUS, SPACE, TARGET, Role

OnClick = Callable[..., Any]
_INNER_RING = -2.0


def grown(height: float) -> float:
    """A height that holds its text at any scale."""
    return max(height, round(height * 0.55 * text_scale()))


def ring(color: str = "focus", *, inner: bool = False) -> ft.BorderSide:
    return ft.BorderSide(
        FOCUS_RING,
        colour(color),
        stroke_align=_INNER_RING if inner else ft.BorderSideStrokeAlign.INSIDE,
    )


def button_style(
    *,
    fill: str = "none",
    ink: str = "ink",
    edge: str = "none",
    edge_width: float = 0,
    radius: float = RADIUS.button,
    focus: str = "focus",
    inner_focus: bool = False,
    padding: ft.PaddingValue | None = None,
    role: Role = "strong",
    alignment: ft.Alignment | None = None,
) -> ft.ButtonStyle:
    """The style of everything that is pressed; colours are palette roles."""
    return ft.ButtonStyle(
        color={ft.ControlState.DISABLED: colour("ink_soft"), ft.ControlState.DEFAULT: colour(ink)},
        bgcolor={
            ft.ControlState.DISABLED: colour("sunken" if fill != "none" else "none"),
            ft.ControlState.DEFAULT: colour(fill),
        },
        elevation=0,
        shape=ft.RoundedRectangleBorder(radius=radius),
        side={
            ft.ControlState.FOCUSED: ring(focus, inner=inner_focus),
            ft.ControlState.DEFAULT: ft.BorderSide(edge_width, colour(edge)),
        },
        padding=ft.Padding.symmetric(horizontal=SPACE.roomy) if padding is None else padding,
        text_style=style(role, ink),
        alignment=alignment,
        visual_density=ft.VisualDensity.STANDARD,
    )


def _face(label: str, icon: ft.IconData | None, ink: str, *, busy: bool, role: Role) -> ft.Control:
    parts: list[ft.Control] = []
    if busy:
        parts.append(ft.ProgressRing(width=18, height=18, stroke_width=2.5, color=colour(ink)))
    elif icon is not None:
        parts.append(ft.Icon(icon, size=20, color=colour(ink)))
    parts.append(text(label, role, ink, text_align=ft.TextAlign.CENTER, expand=True, expand_loose=True))
    return ft.Row(parts, spacing=SPACE.cosy, alignment=ft.MainAxisAlignment.CENTER, tight=True, wrap=False)


def _button(
    label: str,
    on_click: OnClick | None,
    icon: ft.IconData | None,
    *,
    busy: bool,
    fill: str,
    ink: str,
    edge: str = "none",
    edge_width: float = 0,
    height: float = TARGET.minimum,
    inner_focus: bool = False,
    name: str | None = None,
    **properties: Any,
) -> ft.Control:
    off = busy or on_click is None
    button = ft.TextButton(
        content=_face(label, icon, "ink_soft" if off and not busy else ink, busy=busy, role="strong"),
        style=button_style(
            fill=fill,
            ink=ink,
            edge=edge,
            edge_width=edge_width,
            inner_focus=inner_focus,
            focus=ink if inner_focus else "focus",
            padding=ft.Padding.symmetric(horizontal=SPACE.roomy, vertical=SPACE.medium) if large_text() else None,
        ),
        height=None if large_text() else height,
        disabled=on_click is None,
        on_click=None if off or on_click is None else handler(on_click),
        **properties,
    )
    return button if name is None else named(button, name, None if off else on_click)


def spoken(
    button: ft.TextButton,
    name: str,
    on_tap: OnClick | None,
    *,
    selected: bool | None = None,
    checked: bool | None = None,
) -> ft.MergeSemantics:
    """The button as one thing of this name and state, for readers too when the keyboard is on it.

    What it shows is unread, not the button itself: its own node carries the focus, and merges with the name.
    """
    shown = button.content if isinstance(button.content, ft.Control) else None
    button.content = ft.Semantics(content=shown, exclude_semantics=True)
    if isinstance(button.tooltip, ft.Tooltip):
        button.tooltip.exclude_from_semantics = True
    return ft.MergeSemantics(
        ft.Semantics(
            content=button,
            label=name,
            button=None if checked is not None else True,
            selected=selected,
            checked=checked,
            disabled=button.disabled,
            on_tap=on_tap,
        ),
        expand=button.expand,
    )


def pressed(control: ft.Control) -> ft.TextButton:
    """The button under a name given by `spoken`: what takes the focus."""
    named = control.content if isinstance(control, ft.MergeSemantics) else control
    button = named.content if isinstance(named, ft.Semantics) else named
    assert isinstance(button, ft.TextButton), control
    return button


def named(control: ft.TextButton, name: str, on_tap: OnClick | None) -> ft.MergeSemantics:
    """The control as one button of this name, its inner texts unread."""
    return spoken(control, name, None if on_tap is None else handler(on_tap))


def primary_button(
    label: str, on_click: OnClick | None, icon: ft.IconData | None = None, busy: bool = False, **properties: Any
) -> ft.Control:
    """The main action of a page or card. `on_click` None = disabled; busy = a ring, and it cannot fire."""
    return _button(
        label,
        on_click,
        icon,
        busy=busy,
        fill="primary",
        ink="on_primary",
        inner_focus=True,
        **{"height": TARGET.minimum, **properties},
    )


def soft_button(
    label: str, on_click: OnClick | None, icon: ft.IconData | None = None, busy: bool = False, **properties: Any
) -> ft.Control:
    """A secondary action that stands out."""
    return _button(label, on_click, icon, busy=busy, fill="primary_soft", ink="on_primary_soft", **properties)


def outlined_button(
    label: str, on_click: OnClick | None, icon: ft.IconData | None = None, busy: bool = False, **properties: Any
) -> ft.Control:
    """One of several equal actions."""
    return _button(
        label,
        on_click,
        icon,
        busy=busy,
        fill="surface",
        ink="primary",
        edge="edge",
        edge_width=1,
        **properties,
    )


def text_button(
    label: str, on_click: OnClick | None, icon: ft.IconData | None = None, busy: bool = False, **properties: Any
) -> ft.Control:
    """A quiet action."""
    return _button(label, on_click, icon, busy=busy, fill="none", ink="primary", **properties)


def accent_button(
    label: str, on_click: OnClick | None, icon: ft.IconData | None = None, busy: bool = False, **properties: Any
) -> ft.Control:
    """« Soumettre »: mirabelle, once per screen."""
    return _button(
        label,
        on_click,
        icon,
        busy=busy,
        fill="accent",
        ink="on_accent",
        inner_focus=True,
        **{"height": TARGET.submit, **properties},
    )


def icon_button(
    icon: ft.IconData,
    name: str,
    on_click: OnClick | None,
    *,
    color: str = "ink",
    fill: str = "none",
    edge: str = "none",
    size: float = ICON,
    tooltip: bool = True,
    **properties: Any,
) -> ft.Control:
    """A 48 px icon with a name."""
    button = ft.TextButton(
        content=ft.Row(
            [ft.Icon(icon, size=size, color=colour(color))],
            alignment=ft.MainAxisAlignment.CENTER,
            tight=True,
        ),
        style=button_style(
            fill=fill,
            ink=color,
            edge=edge,
            edge_width=1 if edge != "none" else 0,
            padding=ft.Padding.all(0),
            radius=RADIUS.pill,
            focus=color if color.startswith("on_") else "focus",
        ),
        width=TARGET.minimum,
        height=TARGET.minimum,
        disabled=on_click is None,
        tooltip=ft.Tooltip(name) if tooltip else None,
        on_click=None if on_click is None else handler(on_click),
        **properties,
    )
    return named(button, name, on_click)


def remove_button(name: str, on_remove: OnClick) -> ft.Control:
    """✕ at the end of a line: light on the wire, since a line is sent whole with the tick that makes it."""
    removed = handler(on_remove)
    button = ft.IconButton(ft.Icons.CLOSE_ROUNDED, on_click=removed)
    return ft.MergeSemantics(ft.Semantics(content=button, label=name, on_tap=removed))


def choice_button(
    name: str,
    *,
    selected: bool,
    on_tap: OnClick,
    content: ft.Control,
    style: ft.ButtonStyle | None = None,
    autofocus: bool = False,
    **properties: Any,
) -> ft.Control:
    """A button that is selected or not (a day, a child, a destination): one name, pointer, keys and reader tap."""
    tapped = handler(on_tap)
    button = ft.TextButton(
        content=content,
        style=style or button_style(),
        on_click=tapped,
        autofocus=autofocus,
        **properties,
    )
    return spoken(button, name, tapped, selected=selected)
