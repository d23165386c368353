"""What holds for every test."""

from hypothesis import HealthCheck, settings

# No wall clock: on a busy machine a first example may take any time.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
