"""The demonstration town's people and bookings, invented, the same each time for the same day."""

DEMONSTRATION_EMAIL = "camille.martin@exemple.fr"
DEMONSTRATION_PASSWORD = "mirabelle-cantine-2026"  # noqa: S105 - shown to whoever starts the demonstration

DESK_EMAIL = "nadia.lefevre@exemple.fr"
DESK_PASSWORD = "guichet-clafoutis-2026"  # noqa: S105 - shown to whoever starts the demonstration
