"""An in-process Flet client: the real page, session, diff and wire format, no browser and no socket."""

from tests.lab.lab import Lab

__all__ = ["Lab"]
