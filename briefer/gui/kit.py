"""What every panel is given: the look, the commands, the session and the work behind it."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.gui.brand_work import BrandWork
from briefer.gui.brief_work import BriefWork
from briefer.gui.commands import Commands
from briefer.gui.draft_work import DraftWork
from briefer.gui.import_work import ImportWork
from briefer.gui.lanes import Lane
from briefer.gui.library_work import LibraryWork
from briefer.gui.memo_pictures import MemoPictures
from briefer.gui.outliner import Outliner
from briefer.gui.output_work import OutputWork
from briefer.gui.palette import Look
from briefer.gui.passage_work import PassageWork
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.gui.talk import Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """The collaborators of a panel."""

    look: Look
    commands: Commands
    session: Session
    services: Services
    outliner: Outliner
    memo_pictures: MemoPictures
    talk: Talk
    reading: Lane
    """Where texts are read for hints and suggestions, beside the preview."""
    drawing: Lane
    """Where pages of sources are drawn."""
    passages: PassageWork
    libraries: LibraryWork
    imports: ImportWork
    briefs: BriefWork
    drafts: DraftWork
    outputs: OutputWork
    brands: BrandWork
