"""A changed town file: what it alters for bookings and prices that exist, before it takes effect."""
