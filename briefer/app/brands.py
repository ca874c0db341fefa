"""Brands from files of the user's own: added, checked, mapped otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefer.app import resources
from briefer.branding.areas import content_place, title_place
from briefer.branding.mapping import is_vertical
from briefer.branding.problems import BrandRemark, mistakes, remarks_on
from briefer.branding.proposing import proposed, remapped
from briefer.errors import BrandError, BrieferError, OutputError, SpecError, UsageError
from briefer.model.master import Drawing, FoundMaster
from briefer.model.text import slug
from briefer.specs.brand import Brand
from briefer.specs.brand_file import read_brand, write_brand
from briefer.specs.strict_yaml import load
from briefer.writers.files import write_atomically

_FILE = "brand.yaml"
_BASE = "institute"
"""The brand whose type and layouts a file of the user's own takes over."""
_LARGEST = 300 * 2**20
_WIDE = 1280
"""Dots across what previews show of a file."""
_HEAD = (
    "Made from a PowerPoint file. Everything here can be changed by hand; “briefer brand check” says what is wrong.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedBrand:
    """A brand with its file and what to know about it; `folder` is None for a file that was not added."""

    brand: Brand
    found: FoundMaster
    remarks: tuple[BrandRemark, ...]
    folder: Path | None = None


def add_brand(path: Path, name: str = "") -> CheckedBrand:
    """Make a brand of a .pptx or .potx in the user's own folder and return it with what to know about it.

    Without a `name` it is called like the file. Raises BrandError when the file cannot carry a deck, UsageError when
    the name is taken or no name, OutputError.
    """
    id = slug(name or path.stem)[:64].strip("-")
    if not id or (name and not re.fullmatch(r"[\w .&+-]{1,64}", name)):
        raise UsageError(f"“{name or path.stem}” cannot name a brand; take letters, digits, spaces and hyphens.")
    if id in resources.ids("brands"):
        raise UsageError(f"There is already a brand “{id}”. Choose another name with --name.")
    data = _data(path)
    found = _found(data, path.name)
    brand = proposed(found, resources.brand(_BASE)[0], id, name or path.stem)
    master = _without_slides(data)
    remarks = remarks_on(brand, found)
    folder = resources.own_templates() / "brands" / id
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder “{folder}” cannot be made: {error.strerror}.") from error
    write_atomically(folder / brand.master, master)
    write_atomically(folder / _FILE, write_brand(brand, _HEAD).encode("utf-8"))
    return CheckedBrand(brand=brand, found=found, remarks=remarks, folder=folder)


def free_name(path: Path) -> str:
    """Return the name of a file for its brand, with a number where that is taken."""
    taken, stem = resources.ids("brands"), re.sub(r"[^\w .&+-]", " ", path.stem).strip()[:56] or "Template"
    name, number = stem, 1
    while slug(name) in taken:
        number += 1
        name = f"{stem} {number}"
    return name


def check_brand(what: str) -> CheckedBrand:
    """Return the brand `what` (a name, a folder, its brand.yaml, or a file to be added) with what to know about it.

    Raises SpecError with every mistake of a brand.yaml, BrandError for a file that cannot carry a deck.
    """
    path = Path(what)
    if what in resources.ids("brands"):
        return _checked(resources.folder("brands", what))
    if (path / _FILE).is_file() or path.name == _FILE:
        return _checked(path if path.is_dir() else path.parent)
    if not path.exists():
        raise UsageError(f"There is no file “{what}”, and {resources.fault('brands', what)}.")
    data = _data(path)
    found = _found(data, path.name)
    _without_slides(data)
    brand = proposed(found, resources.brand(_BASE)[0], slug(path.stem), path.stem)
    return CheckedBrand(brand=brand, found=found, remarks=remarks_on(brand, found))


def drawings_of(brand: Brand) -> dict[str, Drawing]:
    """Return what the file of a brand draws behind the text of the layouts it uses; {} for a master of our own.

    A file that cannot be read any more draws nothing: building says what is wrong with it.
    """
    if not brand.foreign:
        return {}
    names = frozenset(mapped.name for mapped in brand.layouts.values())
    try:
        path = resources.folder("brands", brand.id) / brand.master
        return dict(_drawings(path, path.stat().st_mtime_ns, names))
    except (BrieferError, OSError):
        return {}


@lru_cache(maxsize=4)
def _drawings(path: Path, _changed: int, names: frozenset[str]) -> dict[str, Drawing]:
    from briefer.readers.master import drawn_layouts

    return drawn_layouts(_data(path), path.name, names, _WIDE)


def remap(id: str, layout: str, name: str) -> CheckedBrand:
    """Put `layout` of templates on the layout `name` of the brand's file and write that down."""
    folder = resources.folder("brands", id)
    checked = _checked(folder)
    if name not in checked.brand.areas:
        raise UsageError(f"“{name}” is no layout that “{id}” can use.")
    changed = remapped(checked.found, checked.brand, layout, name)
    write_atomically(folder / _FILE, write_brand(changed, _HEAD).encode("utf-8"))
    return CheckedBrand(brand=changed, found=checked.found, remarks=remarks_on(changed, checked.found), folder=folder)


def _checked(folder: Path) -> CheckedBrand:
    path = folder / _FILE
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"“{path}” is not a text file in UTF-8. A brand is a YAML file.") from None
    except OSError as error:
        raise UsageError(f"“{path}” cannot be read: {error.strerror}.") from error
    brand = read_brand(text, str(path), folder.name)
    found = _found(_data(folder / brand.master), brand.master)
    if wrong := mistakes(brand, found, load(text, str(path))):
        raise SpecError(wrong)
    remarks = remarks_on(brand, found) if brand.foreign else ()
    return CheckedBrand(brand=brand, found=found, remarks=remarks, folder=folder)


def _found(data: bytes, name: str) -> FoundMaster:
    from briefer.readers.master import read_brand_file  # python-pptx takes its time to load

    return read_brand_file(data, name)


def _without_slides(data: bytes) -> bytes:
    from briefer.writers.pptx.master_copy import master_copy

    return master_copy(data)


def _data(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise BrandError(f"“{path.name}” is larger than {_LARGEST >> 20} MiB. Save it without slides and videos.")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"“{path}” cannot be read: {error.strerror}.") from error


def brand_json(checked: CheckedBrand) -> dict[str, Any]:
    """Return the brand as the JSON document `brand/1`."""
    brand, found = checked.brand, checked.found
    return {
        "briefer": "brand-check/1",
        "id": brand.id,
        "name": brand.name,
        "folder": str(checked.folder) if checked.folder else "",
        "page": {"width": found.width, "height": found.height, "scale": brand.scale},
        "faces": {"title": brand.title_face, "body": brand.body_face},
        "colours": dict(brand.colours),
        "file_layouts": [
            {
                "name": layout.name,
                "kind": layout.type,
                "master": layout.master + 1,
                "title": title_place(layout) is not None,
                "content": content_place(layout) is not None,
                "used": layout.name in brand.areas and not is_vertical(layout),
            }
            for layout in found.layouts
        ],
        "layouts": [
            {
                "layout": name,
                "file_layout": mapped.name,
                "placeholders": dict(mapped.placeholders),
                "reason": mapped.reason,
            }
            for name, mapped in brand.layouts.items()
        ],
        "remarks": [{"severity": remark.weight, "text": remark.text} for remark in checked.remarks],
    }
