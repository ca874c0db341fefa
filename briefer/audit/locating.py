"""Locators as records and reports write them."""

from __future__ import annotations

from briefer.model.essay import Locator


def locator_text(locator: Locator) -> str:
    """Return a locator in one word or few: "28", "Policy recommendations ¶2", "41 n. 14"."""
    paragraph = f"¶{locator.paragraph}" if locator.paragraph else ""
    note = f"n. {locator.note}" if locator.note else ""
    return " ".join(part for part in (locator.page, locator.section, paragraph, note) if part)
