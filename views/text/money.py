"""Amounts: integer cents → « 3,85 € ». No arithmetic on floats."""

from __future__ import annotations

from views.text.typography import NARROW, WIDE


def money(cents: int) -> str:
    """« 3,85 € », « − 3,85 € », « 1 204,00 € »."""
    euros, rest = divmod(abs(cents), 100)
    sign = f"−{WIDE}" if cents < 0 else ""
    return f"{sign}{euros:,}".replace(",", NARROW) + f",{rest:02d}{WIDE}€"


def money_in_words(cents: int) -> str:
    """The amount for a voice: « 3 euros 85 », « moins 4 euros »."""
    euros, rest = divmod(abs(cents), 100)
    unit = "euro" if euros < 2 else "euros"
    words = f"{euros}{WIDE}{unit}" + (f"{WIDE}{rest:02d}" if rest else "")
    return f"moins {words}" if cents < 0 else words


def price_range(cents: list[int]) -> str:
    """One price, or « de 2,10 € à 3,85 € » when they differ. ValueError for no price."""
    low, high = min(cents), max(cents)
    return money(low) if low == high else f"de {money(low)} à {money(high)}"
