"""`python -m app` is `portail-famille`."""

import sys

from app.command import main

sys.exit(main())
