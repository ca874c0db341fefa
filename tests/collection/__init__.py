"""Documents made in code with known truth, and the scorer that compares an import with it."""
