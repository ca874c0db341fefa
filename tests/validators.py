"""What the validators of Office files say of one: Microsoft's, openxml-audit and, of decks, ooxml-integrity."""

import json
import subprocess
from pathlib import Path


def schema_errors(path: Path, ooxml_validator: str) -> list[str]:
    """Return what Microsoft's validator and openxml-audit find, [] for a file that both accept."""
    from openxml_audit import OpenXmlValidator

    report = subprocess.run([ooxml_validator, str(path)], capture_output=True, text=True, timeout=120)
    found = [*json.loads(report.stdout)["errors"], *OpenXmlValidator().validate(path).errors]
    return [str(error) for error in found]


def findings_in(path: Path, ooxml_validator: str) -> list[str]:
    """Return every finding of every validator, [] for a sound file."""
    from ooxml_integrity import check_pptx

    drawn = check_pptx(str(path)) if path.suffix == ".pptx" else ()
    return [*schema_errors(path, ooxml_validator), *map(str, drawn)]
