"""The form of a démarche: one question per block, saved as typed."""

from views.procedures.form.page import FormPage

__all__ = ["FormPage"]
