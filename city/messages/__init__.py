"""Messagerie: threads between a household and an office of the town hall, read and written by both sides."""
