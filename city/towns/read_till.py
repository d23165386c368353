"""Reading the ``[till]`` of a town file."""

from __future__ import annotations

import re

from city.text import _
from city.towns.models import Till, TillMode
from city.towns.node import Node, options_of

TILL_KEYS = ("numcli", "mode", "one_at_a_time", "min_cents", "max_cents", "due_days")
_LEAST = 100
_MOST = 10_000_000


def read_till(root: Node) -> Till:
    """The till; without ``[till]`` nothing is paid online."""
    if not root.has("till"):
        return Till()
    table = root.child("till").table(TILL_KEYS)
    numcli: str = table.text("numcli")
    if not re.fullmatch(r"[0-9]{6}", numcli):
        table.fail(
            _("« {numcli} » n’est pas un numéro de client PayFiP (six chiffres)").format(numcli=numcli), "numcli"
        )
    least = table.whole("min_cents", _LEAST, low=_LEAST, high=_MOST)
    return Till(
        numcli=numcli,
        mode=table.choice("mode", options_of(TillMode), "test"),
        one_at_a_time=table.flag("one_at_a_time"),
        min_cents=least,
        max_cents=table.whole("max_cents", _MOST, low=least, high=_MOST),
        due_days=table.whole("due_days", 30, high=365),
    )
