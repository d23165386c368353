"""One folder per city software, all with the same files; `registry.py` knows them by name."""
