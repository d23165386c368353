"""How this device shows the app: the theme, the size of text, the language."""

from __future__ import annotations

import flet as ft

from services.display import Display, TextSize, Theme
from views.accessibility import accessibility_link
from views.design import SPACE, icons, segments, separator, text
from views.dressing import use_display
from views.profile.sections import section
from views.state import screen, use_installation
from views.text import _


@screen
def DisplayCard() -> ft.Control:
    """Every choice holds at once."""
    shown, choose = use_display()
    themes = [(Theme.DEVICE, _("Selon l'appareil")), (Theme.LIGHT, _("Clair")), (Theme.DARK, _("Sombre"))]
    sizes = [
        (TextSize.SMALL, _("Petit")),
        (TextSize.DEVICE, _("Selon l'appareil")),
        (TextSize.LARGE, _("Grand")),
        (TextSize.LARGEST, _("Très grand")),
    ]
    kept = _("Le choix vaut pour cet appareil, quel que soit le compte.")
    if use_installation().fleeting:
        kept = _("Le choix vaut jusqu'à ce que vous quittiez cette page.")
    rows: list[ft.Control] = [
        _choice(
            _("Thème"),
            segments(themes, shown.theme, lambda key: choose(Display(theme=Theme(key), text_size=shown.text_size))),
        ),
        _choice(
            _("Taille du texte"),
            segments(sizes, shown.text_size, lambda key: choose(Display(theme=shown.theme, text_size=TextSize(key)))),
        ),
        text(kept, "small", "ink_soft"),
        separator(),
        _choice(_("Langue"), text(_("Français, la seule langue de l'application pour l'instant"), "body")),
        ft.Row([accessibility_link(short=True)], wrap=True),
    ]
    return section(icons.DISPLAY, _("Affichage"), rows, key="display")


def _choice(label: str, control: ft.Control) -> ft.Control:
    """A group of this name."""
    return ft.Semantics(
        content=ft.Column(
            [text(label, "caption", "ink_soft"), control],
            spacing=SPACE.small,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        container=True,
    )
