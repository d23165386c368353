"""Towns: one TOML file each, loaded and checked by :func:`load_town`."""

from city.towns.load import load_town
from city.towns.models import Activity, Contact, Counter, School, Service, Site, Tariff, Till
from city.towns.source import TownFileError
from city.towns.town import Town

__all__ = [
    "Activity", "Contact", "Counter", "School", "Service", "Site", "Tariff", "Till", "Town",
    "TownFileError", "load_town",
]  # fmt: skip
