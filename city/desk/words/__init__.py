"""What rooms of the desk show alike: bookings, services and places in words."""

from __future__ import annotations

from city.desk.words.bookings import named
from city.desk.words.places import (
    activity_name,
    age_group_name,
    day_or,
    school_choices,
    service_choices,
    service_name,
    site_name,
)

__all__ = [
    "activity_name",
    "age_group_name",
    "day_or",
    "named",
    "school_choices",
    "service_choices",
    "service_name",
    "site_name",
]
