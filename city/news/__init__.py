"""Actualités of the town, to whom they are addressed; and the menus of the canteen."""
