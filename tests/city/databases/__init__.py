"""Databases for tests: a SQLite file for each, and one PostgreSQL 18 for all of them, refilled between two."""

from tests.city.databases.lent import LentDatabase
from tests.city.databases.postgres import PostgresStore
from tests.city.databases.sqlite import SqliteStore

__all__ = ["LentDatabase", "PostgresStore", "SqliteStore"]
