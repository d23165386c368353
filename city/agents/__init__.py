"""Agents: who works at the town's desk, with which role, signed in how."""
