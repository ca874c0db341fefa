"""Models: they translate snapshots into rows and say in full what each row means."""
