"""The dashboard: everything the first screen needs, in one answer, block by block."""
