"""What the app asks of a city. Never imports Flet."""
