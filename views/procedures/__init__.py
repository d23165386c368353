"""Démarches: what is being filled in, what was sent and what became of it, and what can be begun."""

from views.procedures.catalogue import CataloguePage
from views.procedures.listing import ProceduresPage

__all__ = ["CataloguePage", "ProceduresPage"]
