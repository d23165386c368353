"""How wide a column of receipts may be: what the eye follows, and never more than there is."""

from __future__ import annotations

from views.design import LAYOUT, SPACE, text_scale
from views.state import Layout


def column_width(layout: Layout, wanted: float) -> float | None:
    """`wanted` at the size of the text; None = all there is."""
    if layout.phone:
        return None
    rail = LAYOUT.rail_wide if layout.desktop else LAYOUT.rail
    return min(wanted * max(1.0, text_scale()), layout.width - rail - 2 * SPACE.wide)
