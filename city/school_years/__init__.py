"""School years: when the classes of the next one may be written, and the turn that moves every child up a class."""
