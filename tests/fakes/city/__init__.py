"""A city in memory, with levers. It books what can be booked, so that a journey goes through."""

from tests.fakes.city.city import FakeCity

__all__ = ["FakeCity"]
