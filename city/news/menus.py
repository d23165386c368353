"""The words of a menu: kinds of courses, marks and allergens, as the wire says them and as towns write them."""

from __future__ import annotations

from city.submissions.receipts import plain
from city.text import _, mark

COURSES = {
    "starter": mark("entrée"),
    "main": mark("plat"),
    "side": mark("accompagnement"),
    "dairy": mark("laitage"),
    "dessert": mark("dessert"),
}
"""In the order of the meal."""

MARKS = {
    "bio": mark("bio"),
    "vegetarian": mark("végétarien"),
    "local": mark("local"),
    "homemade": mark("fait maison"),
    "label": mark("label de qualité"),
}
ALLERGENS = {
    "gluten": mark("gluten"),
    "crustaceans": mark("crustacés"),
    "eggs": mark("œufs"),
    "fish": mark("poisson"),
    "peanuts": mark("arachides"),
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
"""The fourteen that European law has named (regulation 1169/2011, annex II)."""

_ALSO = {  # folded
    "garniture": "side",
    "legume": "side",
    "feculent": "side",
    "produit laitier": "dairy",
    "fromage": "dairy",
    "plat principal": "main",
    "vegetarienne": "vegetarian",
    "vege": "vegetarian",
    "biologique": "bio",
    "maison": "homemade",
    "label rouge": "label",
    "aop": "label",
    "ble": "gluten",
}


def course_of(word: str) -> str | None:
    """The kind of a course by its French word, whatever its accents and capitals."""
    return _found(word, COURSES)


def mark_of(word: str) -> str | None:
    """A mark or an allergen by its French word."""
    return _found(word, MARKS | ALLERGENS)


def course_name(kind: str) -> str:
    """The French word of a kind."""
    return _(COURSES[kind])


def mark_name(word: str) -> str:
    """The French word of a mark or an allergen."""
    return _((MARKS | ALLERGENS)[word])


def _folded(word: str) -> str:
    """Without accents, capitals and plurals."""
    return " ".join(part.removesuffix("s") for part in plain(word).replace("œ", "oe").split())


def _found(word: str, known: dict[str, str]) -> str | None:
    folded = _folded(word)
    for key, french in known.items():
        if folded in (_folded(french), key):
            return key
    also = _ALSO.get(folded)
    return also if also in known else None
