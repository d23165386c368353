"""« Mon agenda »: the household's bookings in the calendar of one's phone or computer."""

from views.agenda.entry import agenda_entry
from views.agenda.page import AgendaPage

__all__ = ["AgendaPage", "agenda_entry"]
