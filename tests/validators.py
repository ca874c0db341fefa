"""What the validators of Office files say of one: Microsoft's, openxml-audit and, of decks, ooxml-integrity."""

import json
import subprocess
from pathlib import Path


def findings_in(path: Path, ooxml_validator: str) -> list[object]:
    """Return every finding of every validator, [] for a sound file."""
    from ooxml_integrity import check_pptx
    from openxml_audit import OpenXmlValidator

    report = subprocess.run([ooxml_validator, str(path)], capture_output=True, text=True, timeout=120)
    found = [*json.loads(report.stdout)["errors"], *OpenXmlValidator().validate(path).errors]
    return [*found, *(map(str, check_pptx(str(path))) if path.suffix == ".pptx" else ())]
