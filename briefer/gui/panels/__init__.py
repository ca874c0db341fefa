"""Panels: what stands on each desk. They lay out and pass on; the session decides."""
