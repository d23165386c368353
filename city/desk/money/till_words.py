"""The means of payment in French."""

from __future__ import annotations

from city.text import mark

MEANS = {
    "card": mark("carte bancaire"),
    "debit": mark("prélèvement"),
    "cash": mark("espèces"),
    "cheque": mark("chèque"),
}
