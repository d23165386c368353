"""The edge of the app: HTTP to a city, and the one place where failures get their names."""

from services.transport.naming import naming_errors, texts
from services.transport.transport import Downloaded, Transport

__all__ = ["Downloaded", "Transport", "naming_errors", "texts"]
