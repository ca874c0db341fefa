"""Briefer: briefing decks and one-page memos in which every statement leads back to its page."""

__version__ = "0.1.0"
