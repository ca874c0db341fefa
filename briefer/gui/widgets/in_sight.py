"""What parts of the window have in common that show what is open: out of sight nothing is rebuilt for nobody."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class InSight:
    """Beside QWidget in the bases of a part; its `showEvent` catches up."""

    _stale = False

    def refresh(self) -> None:
        """Show what is open as it is now."""

    def refresh_in_sight(self, _: object = None) -> None:
        """Refresh, out of sight not before the part is shown."""
        self._stale = True
        if isinstance(self, QWidget) and self.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Refresh if something changed out of sight; what the menu reaches from elsewhere asks for it first."""
        if self._stale:
            self._stale = False
            self.refresh()
