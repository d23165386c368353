"""Accounts: who signs in, from which devices, and the links sent by mail."""
