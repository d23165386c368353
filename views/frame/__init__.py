"""What pages of lists have in common: how wide a column is, a list beside what is opened from it, and its fates."""

from views.frame.day_field import DayField
from views.frame.fates import fate, stale_line
from views.frame.panes import Panes, panes, use_panes
from views.frame.reaching import Reaching, call_name, mail_name, use_reaching
from views.frame.search import search_field
from views.frame.width import around_cards, column_width, in_cards, in_column, least_height

__all__ = [
    "DayField",
    "Panes",
    "Reaching",
    "around_cards",
    "call_name",
    "column_width",
    "fate",
    "in_cards",
    "in_column",
    "least_height",
    "mail_name",
    "panes",
    "search_field",
    "stale_line",
    "use_panes",
    "use_reaching",
]
