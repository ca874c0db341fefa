"""How a long run says how far it is, and how it learns that it is to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int, str], None]
"""Takes how much is done, of how much, and what comes next."""

Counted: TypeAlias = Callable[[int, int], None]
"""Takes how much is done, of how much."""

Stop: TypeAlias = Callable[[], bool]
"""Tells whether somebody wants the run to end."""
