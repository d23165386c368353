"""`make screenshots`: every screen and state, three sizes, two themes, into docs/screenshots/."""
