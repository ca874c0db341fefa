"""How sources are named: short cites, full references, CSL-JSON."""
