"""The semaine type: a named pattern laid over a period, its difference seen before it is sent."""
