"""From the reference city's JSON to the app's own values, and back. Pure.

What a newer city may add (a state, a kind of day, a moment) becomes the nearest thing that promises nothing.
A verdict is never guessed: an unknown one is a ValueError.
"""

from services.backends.reference.mapping.calendar import calendar
from services.backends.reference.mapping.household import household
from services.backends.reference.mapping.submission import line_body, preview, receipt, receipt_page
from services.backends.reference.mapping.town import session, town
from services.backends.reference.mapping.typical_week import pattern_preview, typical_week, typical_week_body

__all__ = [
    "calendar",
    "household",
    "line_body",
    "pattern_preview",
    "preview",
    "receipt",
    "receipt_page",
    "session",
    "town",
    "typical_week",
    "typical_week_body",
]
