"""The dishes of a menu: what they are, what is good to know of them, which allergens they contain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import flet as ft

from services.models.news import Course, CourseKind, Menu
from views.design import SPACE, pill, text
from views.text import _, mark, typeset

_KINDS: Final[Mapping[CourseKind, str]] = {
    CourseKind.STARTER: mark("Entrée"),
    CourseKind.MAIN: mark("Plat"),
    CourseKind.SIDE: mark("Accompagnement"),
    CourseKind.DAIRY: mark("Produit laitier"),
    CourseKind.DESSERT: mark("Dessert"),
}
_GOOD: Final[Mapping[str, str]] = {
    "bio": mark("bio"),
    "vegetarian": mark("végétarien"),
    "local": mark("local"),
    "homemade": mark("fait maison"),
    "label": mark("label de qualité"),
}
_ALLERGENS: Final[Mapping[str, str]] = {
    "gluten": mark("gluten"),
    "crustaceans": mark("crustacés"),
    "eggs": mark("œuf"),
    "fish": mark("poisson"),
    "peanuts": mark("arachide"),
    "soy": mark("soja"),
    "milk": mark("lait"),
    "nuts": mark("fruits à coque"),
    "celery": mark("céleri"),
    "mustard": mark("moutarde"),
    "sesame": mark("sésame"),
    "sulphites": mark("sulfites"),
    "lupin": mark("lupin"),
    "molluscs": mark("mollusques"),
}


def dishes(menu: Menu) -> str:
    """« carottes râpées, lasagnes aux légumes, comté, pomme »."""
    return typeset(", ".join(one.name[:1].lower() + one.name[1:] for one in menu.courses))


def course_line(course: Course) -> ft.Control:
    """A dish with its kind over it and its marks beside it; a mark this app does not know is not shown."""
    good = [_(_GOOD[one]) for one in course.marks if one in _GOOD]
    contained = [_(_ALLERGENS[one]) for one in course.marks if one in _ALLERGENS]
    name = ft.Row(
        [text(typeset(course.name), "body"), *(pill(one, fill="green_fill", ink="green") for one in good)],
        spacing=SPACE.snug,
        run_spacing=SPACE.tiny,
        wrap=True,
    )
    rows: list[ft.Control] = [name]
    if course.kind in _KINDS:
        rows.insert(0, text(_(_KINDS[course.kind]), "caption", "ink_soft"))
    if contained:
        said = _("Contient : {allergens}").format(allergens=", ".join(contained))
        rows.append(text(typeset(said), "small", "ink_soft"))
    return ft.Column(rows, spacing=SPACE.hair, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
