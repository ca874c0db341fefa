"""Measured pages as a PowerPoint deck with native, editable objects."""

from briefer.writers.pptx.deck_file import write_deck, write_deck_into

__all__ = ["write_deck", "write_deck_into"]
