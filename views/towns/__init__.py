"""Which town: asked first where the app offers several, never where there is one."""

from views.towns.page import TownsPage

__all__ = ["TownsPage"]
