"""The household's bookings as a calendar that other programs read, under an address only its guardian knows."""
