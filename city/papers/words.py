"""Money and days as papers and mails write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from babel.numbers import format_currency

from city.invoices.numbers import day_of
from city.text import _

_DAYS_SHOWN = 31


def euros(cents: int) -> str:
    """« 1 234,50 € »; a negative sum has a true minus."""
    shown = format_currency(Decimal(abs(cents)) / 100, "EUR", locale="fr")
    return f"\N{MINUS SIGN}\N{NO-BREAK SPACE}{shown}" if cents < 0 else shown


def day(value: date) -> str:
    """« 5 décembre 2026 »."""
    return day_of(value)


def days(some: Sequence[date]) -> str:
    """« 2, 3, 5/11 »: the days of each month, then the month; at most a month of them."""
    months: dict[tuple[int, int], list[int]] = {}
    for one in sorted(some)[:_DAYS_SHOWN]:
        months.setdefault((one.year, one.month), []).append(one.day)
    shown = " ; ".join(f"{', '.join(map(str, found))}/{month:02d}" for (_year, month), found in months.items())
    return shown + ("…" if len(some) > _DAYS_SHOWN else "")


def means(key: str | None) -> str:
    """How it was paid, in words."""
    return {
        "card": _("carte bancaire"),
        "debit": _("prélèvement"),
        "cash": _("espèces"),
        "cheque": _("chèque"),
    }.get(key or "", "")
