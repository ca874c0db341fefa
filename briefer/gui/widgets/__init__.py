"""Parts that several panels use."""
