"""Bibliographic references as CSL-JSON 1.0.2 values; unknown keys survive."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person or body; `literal` stands for names that are not split. `suffix` and particles follow CSL."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def full(self) -> str:
        """Return the name as it is printed on a title page ("Arif Bağbaşlıoğlu")."""
        parts = (self.given, self.particle, self.family, self.suffix)
        return self.literal or " ".join(part for part in parts if part)

    @property
    def short(self) -> str:
        """Return what a short citation uses: particle and family name ("de Vries")."""
        return self.literal or " ".join(part for part in (self.particle, self.family) if part) or self.given


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One work. `issued` is an ISO date of any precision ("2020", "2020-10", "2020-10-14") or ""."""

    type: str = "document"
    title: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    container_title: str = ""
    collection_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: str = ""
    issue: str = ""
    volume: str = ""
    page: str = ""
    url: str = ""
    accessed: str = ""
    doi: str = ""
    language: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=())
    """Every further CSL variable as (name, value); a value that is not text is kept as JSON."""

    @property
    def year(self) -> str:
        """Return the year of publication, or "n.d."."""
        return self.issued[:4] or "n.d."

    @property
    def volume_key(self) -> tuple[str, str, str] | None:
        """Return what two pieces of one edited volume have in common, or None for a work that stands alone."""
        if not self.container_title or not self.editors:
            return None
        return self.container_title, self.year, "; ".join(name.full for name in self.editors)
