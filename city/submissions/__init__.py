"""Submissions: what a parent sends with « Soumettre », decided line by line, and its receipt."""
