"""Leaving: what stands against deleting a guardian's account, and doing it, or saying why not. The desk acts here."""
