"""Write the metrics tables from installed fonts: `python -m briefer.typeset.metrics.build [font directory]`.

Needs fonttools and the four metric-compatible families (Debian: fonts-crosextra-carlito, fonts-crosextra-caladea,
fonts-liberation). Characters with equal kerning share a class, so that a table stays small.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FAMILIES = {
    "carlito": "Carlito",
    "caladea": "Caladea",
    "liberation-sans": "LiberationSans",
    "liberation-serif": "LiberationSerif",
}
STYLES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold-italic": "BoldItalic"}
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2BC, 0x2BC), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF),
)  # fmt: skip
_LIGATED = set("fbhijklt")
_PRIVATE = 0xE000


def main(fonts: Path, into: Path) -> None:
    """Write one JSON file a family into `into`."""
    for family, stem in FAMILIES.items():
        faces = {style: face(next(fonts.rglob(f"{stem}-{name}.ttf"))) for style, name in STYLES.items()}
        text = json.dumps(faces, ensure_ascii=False, separators=(",", ":"))
        (into / f"{family}.json").write_text(text + "\n", encoding="utf-8")


def face(path: Path) -> dict[str, Any]:
    """Return the table of one font: line metrics, characters with widths and classes, kerning by class pair."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(path)
    cmap = {code: name for code, name in font.getBestCmap().items() if any(a <= code <= b for a, b in RANGES)}
    cmap[0xA0] = cmap[0x20]  # Carlito has a wider no-break space than Calibri; programs draw a plain one
    glyphs = {chr(code): name for code, name in sorted(cmap.items())}
    ligatures = {}
    for number, (letters, name) in enumerate(sorted(_ligatures(font).items())):
        ligatures[letters] = chr(_PRIVATE + number)
        glyphs[chr(_PRIVATE + number)] = name
    kerns = _kerning(font, glyphs)
    left, right, matrix = _classes(glyphs, kerns)
    return {
        "units": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": -font["hhea"].descent,
        "gap": font["hhea"].lineGap,
        "chars": "".join(glyphs),
        "widths": [font["hmtx"][name][0] for name in glyphs.values()],
        "left": left,
        "right": right,
        "kerns": matrix,
        "ligatures": ligatures,
    }


def _ligatures(font: Any) -> dict[str, str]:
    """Return the standard ligatures of plain letters: "ffi" to its glyph."""
    if "GSUB" not in font:
        return {}
    names = {name: chr(code) for code, name in font.getBestCmap().items()}
    found: dict[str, str] = {}
    table = font["GSUB"].table
    wanted = {i for f in table.FeatureList.FeatureRecord if f.FeatureTag == "liga" for i in f.Feature.LookupListIndex}
    for subtable in (s for i in sorted(wanted) for s in table.LookupList.Lookup[i].SubTable):
        for first, entries in getattr(getattr(subtable, "ExtSubTable", subtable), "ligatures", {}).items():
            for entry in entries:
                letters = "".join(names.get(name, "\0") for name in (first, *entry.Component))
                if set(letters) <= _LIGATED:
                    found.setdefault(letters, entry.LigGlyph)
    return found


def _kerning(font: Any, glyphs: dict[str, str]) -> dict[tuple[str, str], int]:
    """Return the advance adjustment of every pair of characters that has one."""
    if "GPOS" not in font:
        return {}
    table = font["GPOS"].table
    wanted = {i for f in table.FeatureList.FeatureRecord if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex}
    kerns: dict[tuple[str, str], int] = {}
    for index in sorted(wanted):
        settled: set[tuple[str, str]] = set()
        for subtable in table.LookupList.Lookup[index].SubTable:
            for pair, value in _pairs(getattr(subtable, "ExtSubTable", subtable), glyphs):
                if pair not in settled:
                    settled.add(pair)
                    kerns[pair] = kerns.get(pair, 0) + value
    return {pair: value for pair, value in kerns.items() if value}


def _pairs(subtable: Any, glyphs: dict[str, str]) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield every pair of characters that `subtable` settles, with its adjustment (often 0 in a class table)."""
    covered = dict(zip(subtable.Coverage.glyphs, range(len(subtable.Coverage.glyphs)), strict=True))
    chars: dict[str, list[str]] = {}
    for char, name in glyphs.items():
        chars.setdefault(name, []).append(char)
    for first, lefts in chars.items():
        if first not in covered:
            continue
        if subtable.Format == 1:
            rows = [(p.SecondGlyph, p.Value1) for p in subtable.PairSet[covered[first]].PairValueRecord]
        else:
            row = subtable.Class1Record[subtable.ClassDef1.classDefs.get(first, 0)].Class2Record
            rows = [(name, row[subtable.ClassDef2.classDefs.get(name, 0)].Value1) for name in chars]
        for second, value in rows:
            for a in lefts:
                for b in chars.get(second, ()):
                    yield (a, b), (getattr(value, "XAdvance", 0) or 0) if value else 0


def _classes(glyphs: dict[str, str], kerns: dict[tuple[str, str], int]) -> tuple[list[int], list[int], list[int]]:
    """Return the left and right class of each character and the triples left, right, adjustment in one flat list."""
    rows: dict[str, list[tuple[str, int]]] = {}
    columns: dict[str, list[tuple[str, int]]] = {}
    for (a, b), value in sorted(kerns.items()):
        rows.setdefault(a, []).append((b, value))
        columns.setdefault(b, []).append((a, value))
    left, right = _numbered(glyphs, rows), _numbered(glyphs, columns)
    matrix = {(left[a], right[b]): value for (a, b), value in kerns.items()}
    return list(left.values()), list(right.values()), [n for (a, b), v in sorted(matrix.items()) for n in (a, b, v)]


def _numbered(glyphs: dict[str, str], kerns: dict[str, list[tuple[str, int]]]) -> dict[str, int]:
    seen: dict[tuple[tuple[str, int], ...], int] = {(): 0}
    return {char: seen.setdefault(tuple(kerns.get(char, ())), len(seen)) for char in glyphs}


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts"), Path(__file__).parent)
