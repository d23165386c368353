"""One suite for every place a backend can stand on: the fake, the city in process, the city over HTTP."""
