"""One place where statements are made: role, id, citations and spans from pieces of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from briefer.compose.citing import Cite, Citer, Piece, Words, in_quotes, pieces_of
from briefer.compose.shelf import Shelf
from briefer.model.deck import Line, LineStyle
from briefer.model.evidence import Passage
from briefer.model.statement import Citation, Confidence, Role, Statement, statement_id
from briefer.quotation.trimming import quoted_words
from briefer.specs.brief import Assessment, WrittenLine
from briefer.specs.figure import Figure

_KIND_LABELS = {"recommendation": "Advice", "claim": "Argument", "fact": "Fact"}
"""Labels of passages whose wording names the author itself."""


class Maker:
    """Makes the statements of one slide or memo; ids are stable because ordinals count among equals."""

    def __init__(self, shelf: Shelf, citer: Citer, key: str) -> None:
        self.shelf = shelf
        self.citer = citer
        self.key = key
        self.shown: list[WrittenLine | Assessment | Figure] = []
        """What the user wrote for this slide or memo and has become a statement."""
        self._seen: Counter[tuple[str, tuple[str, ...]]] = Counter()

    def make(
        self,
        field: str,
        pieces: Iterable[Piece],
        *,
        role: Role | None = None,
        label: str = "",
        by: str = "",
        confidence: Confidence | None = None,
        confirmed: bool = True,
        computed: bool = False,
        extra: Sequence[Citation] = (),
        sources: Sequence[str] = (),
    ) -> Statement:
        """Return the statement; `extra` are citations that no bracket or mark shows, `sources` position ids it counts."""
        setting = self.citer.set(pieces)
        citations = tuple(dict.fromkeys((*setting.citations, *setting.counted, *extra)))
        role = role or ("count" if setting.counted else self._role(citations))
        rests_on = (*sources, *(c.passage_id for c in citations if c.passage_id))
        seed = rests_on or (setting.text,)
        ordinal = self._seen[field, seed]
        self._seen[field, seed] += 1
        return Statement(
            id=statement_id(self.key, field, seed, ordinal),
            slide_key=self.key,
            field=field,
            role=role,
            text=setting.text,
            spans=setting.spans,
            marks=setting.marks,
            citations=citations,
            label=label,
            by=by,
            confidence=confidence,
            confirmed=confirmed,
            computed=computed,
        )

    def words(self, field: str, text: str, role: Role = "boilerplate", label: str = "") -> Statement:
        """Return a statement of the engine's own words."""
        return self.make(field, (Words(text),), role=role, label=label)

    def _role(self, citations: Sequence[Citation]) -> Role:
        if not citations:
            return "own"
        passages = [self.shelf.passage(c.passage_id) for c in citations if c.passage_id]
        return "relayed" if passages and all(p.relays for p in passages) else "paraphrase"

    def written(self, line: WrittenLine, style: LineStyle = "body") -> Line:
        """Return a line the analyst wrote, cites resolved."""
        self.shown.append(line)
        return Line(self.make("body", written_pieces(line), label=line.label), style)

    def assessment(self, item: Assessment, style: LineStyle = "body", lead: bool = False) -> Line:
        """Return a judgement; whose it is and how sure stands under the first one of a slide and under any by others."""
        self.shown.append(item)
        statement = self.make(
            "body",
            pieces_of(item.text),
            role="assessment",
            label=item.label,
            by=item.by or self.shelf.brief.prepared_by,
            confidence=item.confidence,
        )
        under = under_judgement(statement) if lead or self.foreign(statement) else ""
        return Line(statement, "lead" if lead else style, under)

    def foreign(self, judgement: Statement) -> bool:
        """Tell whether a judgement is by somebody else than those who prepared the brief."""
        return bool(judgement.by) and judgement.by != self.shelf.brief.prepared_by

    def quotation(self, passage: Passage, style: LineStyle = "body", label: str = "") -> Line:
        """Return a quotation in double quotation marks; the words are the source's own, as the user trimmed them."""
        pieces = (*in_quotes(quoted_words(passage)), Cite((passage.id,), passage.essay_id))
        name = label or self.shelf.name(passage.essay_id)
        statement = self.make("body", pieces, role="quotation", label=name, confirmed=passage.confirmed)
        return Line(statement, style)

    def paraphrase(self, passage: Passage, style: LineStyle = "body", label: str = "") -> Line:
        """Return a passage in the library's own words; a view that is only relayed says so in its label."""
        author = self.shelf.name(passage.essay_id)
        named = author in passage.wording
        name = "Relayed" if passage.relays else _KIND_LABELS.get(passage.kind, "Evidence") if named else author
        statement = self.make(
            "body",
            (Words(passage.wording), Cite((passage.id,), passage.essay_id)),
            label=label or name,
            confirmed=passage.confirmed,
        )
        return Line(statement, style)


def under_judgement(judgement: Statement) -> str:
    """Return how sure a judgement is and whose it is: "Confidence: moderate · Asia desk"."""
    sure = f"Confidence: {judgement.confidence}" if judgement.confidence else ""
    return " · ".join(filter(None, (sure, judgement.by)))


def written_pieces(line: WrittenLine) -> Iterable[Piece]:
    """Yield the pieces of a written line, its lead in bold."""
    if line.lead:
        yield Words(line.lead, "bold")
        yield Words(" ")
    yield from pieces_of(line.text)
