"""Where the contract is run: each place opens the same ports over something else."""

from tests.city.city import START
from tests.contract.places.city import CityPlace, CityServer, in_process, settled_city
from tests.contract.places.fake import FakePlace
from tests.contract.places.place import Phone, Place

NEW_PASSWORD = "un-verger-de-mirabelles"

__all__ = [
    "NEW_PASSWORD",
    "START",
    "CityPlace",
    "CityServer",
    "FakePlace",
    "Phone",
    "Place",
    "in_process",
    "settled_city",
]
