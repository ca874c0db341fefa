"""Advance widths and pair kerning of the families that decks use; `build.py` writes the tables from the fonts."""
