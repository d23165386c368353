"""The reference city: a complete back-office for a town's school and after-school services."""
