"""Files of the user's own as brands: which layout carries what, where it stands, in which colours. All pure."""
