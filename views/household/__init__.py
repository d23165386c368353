"""« Mon Foyer »: what the city knows of the family, and how each fact changes."""

from views.household.page import HouseholdPage

__all__ = ["HouseholdPage"]
