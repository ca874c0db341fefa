"""Web pages and e-books written in code, as blogging systems, plug-ins and publishing programs write them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

TEXT = (
    ("The harbour board raised the toll twice in one summer", " and nobody complained to the magistrate about it."),
    ("Every skipper on the eastern quay keeps a ledger of his own", ", although no two ledgers ever agree in the end."),
    ("The lighthouse keeper counted forty boats that winter", " while the customs house counted only thirty of them."),
)
"""For each paragraph the words before its mark, and those behind."""
NOTES = ("Minutes of the harbour board, vol. 2, p. 31.", "Ida Moor, Ledgers of the Quay (1911), 17.", "Ibid., 45–47.")
FILLER = (
    "<p>The rest of the winter passed quietly, and the ledgers were closed again before the thaw set in at last.</p>"
)


@dataclass(frozen=True, slots=True)
class Style:
    """How one program writes a mark and the notes; `n` is the number, `text` the note."""

    mark: str
    note: str = ""
    around: str = "{}"


STYLES = {
    "modern-footnotes": Style(
        '<sup class="modern-footnotes-footnote" data-mfn="{n}"><a href="javascript:void(0)" role="button">{n}</a></sup>'
        '<span role="tooltip" class="modern-footnotes-footnote__note" data-mfn="{n}">{text}</span>'
    ),
    "easy-footnotes": Style(
        '<span id="easy-footnote-{n}-88" class="easy-footnote-margin-adjust"></span><span class="easy-footnote">'
        '<a href="#easy-footnote-bottom-{n}-88" title="{text}"><sup>{n}</sup></a></span>',
        '<li class="easy-footnote-single"><span id="easy-footnote-bottom-{n}-88" class="easy-footnote-margin-adjust">'
        '</span>{text}<a class="easy-footnote-to-top" href="#easy-footnote-{n}-88"></a></li>',
        '<div class="easy-footnote-title"><h4>Notes:</h4></div><ol class="easy-footnotes-wrapper">{}</ol>',
    ),
    "footnotes-plugin": Style(
        '<span class="footnote_referrer"><a role="button" tabindex="0"><sup id="footnote_plugin_tooltip_1_{n}" '
        'class="footnote_plugin_tooltip_text">[{n}]</sup></a><span id="footnote_plugin_tooltip_text_1_{n}" '
        'class="footnote_tooltip">{text}</span></span>',
        '<tr class="footnotes_plugin_reference_row"><th><a class="footnote_backlink">↑{n}</a></th><td>{text}</td></tr>',
        '<div class="speaker-mute footnotes_reference_container"><table><tbody>{}</tbody></table></div>',
    ),
    "wordpress": Style(
        '<sup data-fn="a{n}" class="fn"><a href="#a{n}" id="a{n}-link">{n}</a></sup>',
        '<li id="a{n}">{text} <a href="#a{n}-link" aria-label="Jump to footnote reference {n}">↩︎</a></li>',
        '<ol class="wp-block-footnotes">{}</ol>',
    ),
    "substack": Style(
        '<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-{n}-77" '
        'href="https://quay.example/p/tolls#footnote-{n}-77" target="_self">{n}</a>',
        '<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-{n}-77" '
        'href="https://quay.example/p/tolls#footnote-anchor-{n}-77" class="footnote-number" contenteditable="false">{n}'
        '</a><div class="footnote-content"><p>{text}</p></div></div>',
    ),
    "pressbooks": Style(
        '<a class="footnote" title="{text}" id="return-footnote-5-{n}" href="#footnote-5-{n}" aria-label="Footnote {n}">'
        '<sup class="footnote">[{n}]</sup></a>',
        '<li id="footnote-5-{n}">{text} <a href="#return-footnote-5-{n}" class="return-footnote">&crarr;</a></li>',
        '<hr class="before-footnotes clear"><div class="footnotes"><ol>{}</ol></div>',
    ),
    "kramdown": Style(
        '<sup id="fnref:{n}" role="doc-noteref"><a href="#fn:{n}" class="footnote" rel="footnote">{n}</a></sup>',
        '<li id="fn:{n}"><p>{text} <a href="#fnref:{n}" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li>',
        '<div class="footnotes" role="doc-endnotes"><ol>{}</ol></div>',
    ),
    "wiki": Style(
        '<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}">[{n}]</a></sup>',
        '<li id="cite_note-{n}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{n}">^</a></b></span> '
        '<span class="reference-text">{text}</span></li>',
        '<h2>References</h2><div class="reflist"><ol class="references">{}</ol></div>',
    ),
    "chicago": Style(
        '<a id="ref{n}" href="#n{n}"><sup>{n}</sup></a>',
        '<p><a id="n{n}" href="#ref{n}">{n}.</a> {text}</p>',
        "<h2>Notes</h2>{}",
    ),
    "word": Style(
        '<a href="#_ftn{n}" name="_ftnref{n}" title=""><span class="MsoFootnoteReference"><span>[{n}]</span></span></a>',
        '<div id="ftn{n}"><p class="MsoFootnoteText"><a href="#_ftnref{n}" name="_ftn{n}" title=""><span '
        'class="MsoFootnoteReference">[{n}]</span></a> {text}</p></div>',
        '<div><br clear="all"><hr align="left" size="1" width="33%">{}</div>',
    ),
    "google-docs": Style(
        '<sup><a href="#ftnt{n}" id="ftnt_ref{n}">[{n}]</a></sup>',
        '<div><p><a href="#ftnt_ref{n}" id="ftnt{n}">[{n}]</a><span>&nbsp;{text}</span></p></div>',
        "<hr>{}",
    ),
    "docutils": Style(
        '<a class="footnote-reference brackets" href="#f-{n}" id="r-{n}" role="doc-noteref">'
        '<span class="fn-bracket">[</span>{n}<span class="fn-bracket">]</span></a>',
        '<aside class="footnote brackets" id="f-{n}" role="doc-footnote"><span class="label">'
        '<span class="fn-bracket">[</span><a role="doc-backlink" href="#r-{n}">{n}</a>'
        '<span class="fn-bracket">]</span></span><p>{text}</p></aside>',
        '<aside class="footnote-list brackets">{}</aside>',
    ),
    "tufte": Style(
        '<label for="sn-{n}" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-{n}" '
        'class="margin-toggle"><span class="sidenote">{text}</span>'
    ),
    "latexml": Style(
        '<span class="ltx_note ltx_role_footnote" id="fn{n}"><sup class="ltx_note_mark">{n}</sup>'
        '<span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">{n}</sup>{text}'
        "</span></span></span>"
    ),
    "one paragraph": Style(
        '<sup><a href="#e{n}" name="b{n}">{n}</a></sup>',
        '<a name="e{n}" href="#b{n}">{n}</a>. {text}<br>',
        "<h3>Endnotes</h3><p>{}</p>",
    ),
    "no links": Style("<sup>{n}</sup>", "<li>{text}</li>", "<h2>Notes</h2><ol>{}</ol>"),
    "raised paragraphs": Style("<sup>{n}</sup>", "<p><sup>{n}</sup> {text}</p>", "<hr>{}"),
}


def article(style: Style, head: str = "", extra: str = "") -> str:
    """Return a page with an article of three paragraphs, each with a note, inside the furniture of a site."""
    shown = [
        f"<p>{before}.{style.mark.format(n=n, text=note)}</p><p>It was a dry year{behind}</p>"
        for n, ((before, behind), note) in enumerate(zip(TEXT, NOTES, strict=True), start=1)
    ]
    notes = "".join(style.note.format(n=n, text=text) for n, text in enumerate(NOTES, start=1))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The toll | Quay Review</title>{head}'
        "<style>p{color:red}</style><script>document.write('planted by a script')</script></head><body>"
        '<header><a href="/">Quay Review</a></header><nav><ul><li><a href="/a">About us</a></li></ul></nav>'
        f"<article><h1>The toll</h1><p class='byline'>By Ida Moor</p>{shown[0]}<h2>The quay</h2>{shown[1]}{shown[2]}{extra}"
        f"{FILLER}{style.around.format(notes) if style.note else ''}</article>"
        '<div class="comments"><p>First comment, which is long enough to be taken for a paragraph of the text.</p></div>'
        "<footer><p>© Quay Review. All rights reserved by the publisher of this review.</p></footer></body></html>"
    )


CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def chapter(body: str) -> str:
    """Return a page of an e-book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{body}</body></html>'
    )


def book(
    chapters: dict[str, str],
    nav: str = "",
    metadata: str = "<dc:title>Rivers and Other Debts</dc:title>",
    outside: dict[str, str] | None = None,
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """Return an e-book of `chapters` (name to body) in order; pages `outside` the spine follow."""
    pages = {**chapters, **(outside or {})}
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n, name in enumerate(pages) if name in chapters)
    listed = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>' if nav else ""
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{listed}{items}</manifest><spine>{spine}</spine></package>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OPS/book.opf", package)
        if nav:
            archive.writestr("OPS/nav.xhtml", chapter(nav))
        for name, body in pages.items():
            archive.writestr(f"OPS/{name}", chapter(body))
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()
