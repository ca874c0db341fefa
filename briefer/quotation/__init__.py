"""The quotation rule: what may differ between a quotation and its source, and how far a statement was changed."""
