"""Values that every other layer speaks of. Pure: no I/O, no clock, no randomness."""
