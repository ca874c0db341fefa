"""OCR by a program of the user's: never required, stopped at once, and what it cannot do is said."""

from __future__ import annotations

import stat
import sys

import pytest
from arriving_files import image_only, volume
from click.testing import CliRunner

from briefer.app import ocr
from briefer.app.importing import import_files
from briefer.cli.commands import briefer
from briefer.errors import Cancelled, ImportRefused
from briefer.model.library import Library
from briefer.readers import read

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fake program is a shell script")


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(image_only())
    return path


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Return what puts a shell script in the place of OCRmyPDF."""

    def put(script):
        tools = tmp_path / "tools"
        tools.mkdir()
        program = tools / ocr.PROGRAM
        program.write_text(f"#!/bin/sh\nfor last; do :; done\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
        return tools

    return put


def test_the_refusal_of_a_scan_asks_for_ocr(scan):
    with pytest.raises(ImportRefused) as refused:
        read(scan.name, scan.read_bytes())

    assert ocr.needed(str(refused.value))
    assert not ocr.needed("“a.pdf” is protected by a password.")


def test_a_scan_is_imported_with_what_ocr_made_of_it(scan, fake):
    made = fake('cp "$(dirname "$0")/made.pdf" "$last"')
    (made / "made.pdf").write_bytes(volume())

    outcome = import_files([scan], Library(), with_ocr=True)

    assert outcome.refused == ()
    assert f"scan.pdf: {ocr.REMARK}" in outcome.remarks
    assert outcome.sources == (volume(),)
    assert scan.read_bytes() == image_only()


def test_without_being_asked_or_without_the_program_a_scan_is_refused(scan, fake, monkeypatch):
    assert "has no text layer" in import_files([scan], Library()).refused[0][1]

    monkeypatch.setenv("PATH", "/nowhere")
    assert "which is not installed" in import_files([scan], Library(), with_ocr=True).refused[0][1]
    told = CliRunner().invoke(briefer, ["import", str(scan), "--ocr", "--dry-run"], standalone_mode=False)
    assert "ocrmypdf, which is not installed" in told.output


def test_a_program_that_fails_is_quoted(scan, fake):
    fake("echo 'the page is upside down' >&2; exit 4")

    with pytest.raises(ImportRefused, match="failed: the page is upside down"):
        ocr.recognised(scan)


def test_ocr_can_be_stopped(scan, fake):
    fake("exec sleep 60")

    with pytest.raises(Cancelled):
        ocr.recognised(scan, stop=lambda: True)
