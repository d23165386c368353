"""All that a parent sees. Knows the domain models and the portal; never a backend, HTTP or storage."""
