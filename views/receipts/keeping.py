"""Where a submission that waits is kept, in words that are true in each mode."""

from __future__ import annotations

from views.state import use_installation
from views.text import _


def use_kept_words() -> str:
    """« Gardé sur cet appareil ». A hook."""
    if use_installation().fleeting:
        return _("Gardé tant que cette page reste ouverte")
    return _("Gardé sur cet appareil")
