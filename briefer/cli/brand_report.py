"""What the commands for brands print for people."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap

from briefer.app.brands import CheckedBrand

_WORDS = {"fail": "Wrong", "warn": "Look", "note": "Note"}


def brand_report(checked: CheckedBrand, added: bool) -> str:
    """Return faces, page, mapping with reasons, and what to know about a brand."""
    brand, found = checked.brand, checked.found
    faces = " and ".join(dict.fromkeys((brand.title_face, brand.body_face)))
    lines = [f"{brand.name}: {faces}, page {found.width:g} × {found.height:g} points"]
    ordered = (
        sorted(brand.layouts.items(), key=lambda item: (list(brand.areas).index(item[1].name), item[1].reason))
        if brand.areas
        else []
    )
    for (name, reason), group in groupby(ordered, key=lambda item: (item[1].name, item[1].reason)):
        carried = ", ".join(layout for layout, _ in group)
        lines.append(f"  “{name}”: {reason}" if reason else f"  “{name}”")
        lines += wrap(carried, 100, initial_indent="      ", subsequent_indent="      ")
    lines += [f"{_WORDS[remark.weight]}: {remark.text}" for remark in checked.remarks]
    if not checked.remarks:
        lines.append("No mistakes found.")
    if added:
        lines.append(
            f"Use it in a brief with “brand: {brand.id}” under deck. Change it in {checked.folder}/brand.yaml."
        )
    return "\n".join(lines)
