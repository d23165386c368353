"""Mail leaves through an outbox: written with what caused it, delivered after it was committed."""
