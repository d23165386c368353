"""`python -m city` is `portail-ville`."""

import sys

from city.command import main

if __name__ == "__main__":
    sys.exit(main())
