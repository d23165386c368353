"""Tests of the reference city."""
