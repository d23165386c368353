"""Live events: what changed for a household, said to the devices that listen. `tell` writes it with what caused it."""

from city.events.changes import Topic, tell

__all__ = ["Topic", "tell"]
