"""Whole pages as sites of many kinds save them: the same essay each time, and around it what belongs to the site.

Every word of a site's own holds “offside”, so that a test can tell what leaked; nothing of the essay does.
"""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "What the harbour owes its pilots"
SENTENCES = (
    "The pilots of the eastern harbour have been paid by the tide for longer than anybody now alive can remember, and "
    "the arrangement has outlived four harbour masters.",
    "It survives because nobody has ever found a fairer way to share the risk of a dark channel between those who own "
    "the ships and those who steer them.",
    "When the channel was dredged the old tables stopped being true, and for two winters the board paid for tides that "
    "no longer came in at the hours it had printed.",
    "What should be done is plain enough: measure the tide again, pay by the hour until the tables are right, "
    "and let the "
    "pilots themselves sign the new ones.",
)
HEADING = "A table nobody trusted"
QUOTE = "We were paid for water that was not there, and we steered by water nobody paid for."
SHORT = "Nobody objected."
AUTHORS = ("Ida Moor", "Uwe Pohl")
DATE = "2021-03-14"


@dataclass(frozen=True, slots=True)
class Site:
    """A page, and what it says of the essay."""

    page: str
    authors: tuple[str, ...] = AUTHORS
    issued: str = DATE
    title: str = TITLE


def paragraphs(attributes: str = "", quote: str = "<blockquote><p>{}</p></blockquote>") -> str:
    one, two, three, four = (f"<p{attributes}>{sentence}</p>" for sentence in SENTENCES)
    return f"{one}{two}<h2>{HEADING}</h2>{three}{quote.format(QUOTE)}<p{attributes}>{SHORT}</p>{four}"


def _whole(head: str, body: str, lang: str = "en", around: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"{around}><head><meta charset="utf-8"><title>{TITLE} - Offside '
        f"Review</title>{head}"
        f"</head><body>{body}</body></html>"
    )


MENU = (
    '<header class="site-header"><a href="/">Offside Review</a><nav><ul><li><a href="/a">Offside about</a></li><li>'
    '<a href="/b">Offside topics</a></li></ul></nav><form role="search"><input><button>Offside '
    "search</button></form></header>"
)
COOKIES = (
    '<div id="onetrust-banner-sdk" role="dialog" class="cookie-consent"><p>We offside and our 214 partners use '
    "cookies to "
    "store information on this device and to show you offers.</p><button>Accept offside</button></div>"
)
NEWSLETTER = (
    '<div class="newsletter-signup"><h3>Get the offside letter</h3><p>Every Friday the offside letter brings the best '
    'of our writing to your inbox, free of charge.</p><form><input type="email"><button>Offside</button></form></div>'
)
SHARE = '<div class="share-bar"><a href="https://x.example">Offside share</a><a href="mailto:">Offside mail</a></div>'
RELATED = (
    '<section class="related-posts"><h2>Related offside stories</h2><article><h3><a href="/1">The offside '
    "lamp</a></h3><p>A long "
    "offside summary of another story that goes on for a good while so that it might pass for "
    "text.</p></article><article>"
    '<h3><a href="/2">The offside quay</a></h3><p>Another offside summary that goes on for a good while, too, '
    "as they do.</p>"
    "</article></section>"
)
COMMENTS = (
    '<section id="comments" class="comments-area"><h2>3 offside comments</h2><ol class="comment-list"><li '
    'class="comment">'
    "<p>This offside comment is much longer than a comment has any right to be, and it says so at length, twice over, "
    "for everybody to read who has come this far.</p></li><li><p>Offside, I agree.</p></li></ol></section>"
)
FOOTER = '<footer class="site-footer"><p>© Offside Review. All offside rights reserved by the publisher.</p></footer>'
BIO = (
    '<div class="author-box"><h3>About the offside author</h3><p>Ida Moor writes on ports for the offside press '
    "and lives "
    "near one with two dogs and a boat.</p></div>"
)
PEOPLE = '{"@type": "Person", "name": "Ida Moor"}, {"@type": "Person", "name": "Uwe Pohl"}'
GRAPH = (
    "<script "
    'type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Offside"}, '
    f'{{"@type": ["Article", "NewsArticle"], "headline": "{TITLE}", "datePublished": "2021-03-14T08:00:00+00:00", '
    f'"author": [{PEOPLE}]}}]}}</script>'
)


def _by_reference() -> str:
    return (
        '<script type="application/ld+json">[{"@context": "https://schema.org", "@graph": [{"@type": "Article", '
        f'"headline": "{TITLE}", "datePublished": "2021-03-14", "author": [{{"@id": "#ida"}}, {{"@id": "#uwe"}}]}}, '
        '{"@type": "Person", "@id": "#ida", "name": "Ida Moor"}, '
        '{"@type": "Person", "@id": "#uwe", "name": "Uwe Pohl"}]}]</script>'
    )


SITES: dict[str, Site] = {
    "WordPress": Site(
        _whole(
            GRAPH,
            f'{COOKIES}{MENU}<main id="primary"><article class="post hentry"><header class="entry-header"><h1 '
            f'class="entry-title">'
            f'{TITLE}</h1><div class="entry-meta"><span class="posted-on">14 March 2021</span> <span class="byline">by '
            f'<a rel="author">Ida Moor</a> and <a rel="author">Uwe Pohl</a></span></div></header><div '
            f'class="entry-content">'
            f'{paragraphs()}{SHARE}<div class="sharedaddy"><h3>Share offside:</h3></div></div><footer '
            f'class="entry-footer">'
            f'<span class="cat-links">Offside ports</span></footer></article>{BIO}<nav '
            f'class="post-navigation"><a href="/p">Offside '
            f"previous</a></nav>{RELATED}{COMMENTS}</main>{NEWSLETTER}{FOOTER}",
        )
    ),
    "Substack": Site(
        _whole(
            f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": '
            f'"2021-03-14T08:00:00+00:00", "author": [{PEOPLE}]}}</script>',
            f'<div class="main-menu"><a href="/">Offside</a></div><div class="single-post"><article class="post"><div '
            f'class="post-header"><h1 class="post-title">{TITLE}</h1><h3 class="subtitle">On tides, tables and '
            f"wages</h3><div>"
            '<div class="profile-hover"><a>Ida Moor</a></div><div class="pencraft">Mar 14, '
            "2021</div></div></div><div class="
            f'"available-content"><div class="body markup">{paragraphs()}<div '
            f'class="subscription-widget-wrap"><div class='
            '"subscription-widget"><p>Thanks for reading Offside! Subscribe for free to receive new offside '
            "posts.</p></div>"
            '</div></div></div><div class="post-footer"><div class="post-ufi"><a>Offside 12</a></div></div></article>'
            f'<div class="discussion"><h4>Discussion about this offside post</h4>{COMMENTS}</div></div>{FOOTER}',
        )
    ),
    "Medium": Site(
        _whole(
            f'{GRAPH}<meta name="author" content="Ida Moor">',
            f'<div id="root"><div class="a b"><div class="c"><a>Open in offside app</a><a>Sign up '
            f"offside</a></div></div><article>"
            f'<div class="d"><div><h1 class="pw-post-title">{TITLE}</h1><div '
            f'class="speechify-ignore"><div><a>Ida Moor</a></div>'
            f"<span>6 min read</span><span>Mar 14, "
            f"2021</span></div></div>{paragraphs(' class=' + chr(34) + 'pw-post-body-paragraph' + chr(34))}"
            f'</div></article><div class="tags"><a>Offside ports</a></div>{RELATED}</div>',
        )
    ),
    "Ghost": Site(
        _whole(
            GRAPH,
            f'{MENU}<main class="site-main"><article class="article post"><header class="article-header '
            f'gh-canvas"><h1 class='
            f'"article-title">{TITLE}</h1><div class="article-byline"><h4 class="author-name"><a>Ida Moor</a>, '
            f"<a>Uwe Pohl</a></h4>"
            '<time datetime="2021-03-14">Mar 14, 2021</time></div></header><section class="gh-content gh-canvas">'
            f'{paragraphs()}<div class="kg-card kg-signup-card"><h2>Sign up for offside</h2><p>Stay informed '
            f"with the offside letter"
            f" every single week of the year.</p></div></section></article></main>{RELATED}{FOOTER}",
        )
    ),
    "Drupal think tank": Site(
        _whole(
            '<meta name="dcterms.date" content="2021-03-14T10:00-04:00"><meta property="og:title" content="'
            f'{TITLE}"><meta property="og:site_name" content="Offside Institute">',
            f'{MENU}<div class="region region-content"><div class="node node--type-report"><h1 '
            f'class="page-title"><span>{TITLE}</span>'
            '</h1><div class="field field--name-field-authors field__items"><div class="field__item author">Ida '
            "Moor</div>"
            '<div class="field__item author">Uwe Pohl</div></div><div class="layout__region--sidebar '
            'sidebar"><h3>Offside programmes'
            "</h3><ul><li><a>Offside ports</a></li></ul></div><div class="
            f'"field field--name-body field--type-text-with-summary">{paragraphs()}</div></div></div><div '
            f'class="view-related">'
            f"{RELATED}</div>{FOOTER}",
        )
    ),
    "government": Site(
        _whole(
            '<meta name="govuk:first-published-at" content="2021-03-14T09:30:00+00:00">',
            f'{COOKIES}<a class="skip-link" href="#content">Skip to offside content</a>{MENU}<main id="content" '
            f'role="main"><h1 class='
            f'"heading__title">{TITLE}</h1><dl class="metadata"><dt>From:</dt><dd>Offside '
            f'Office</dd></dl><aside class="contents">'
            '<nav role="navigation"><h2>Offside contents</h2><ol><li><a href="#a">Offside '
            "one</a></li></ol></nav></aside><div class="
            f'"govspeak">{paragraphs()}</div><div class="feedback"><form><h2>Is this offside page '
            f"useful?</h2><button>Yes</button>"
            f"</form></div></main>{FOOTER}",
        ),
        authors=(),
    ),
    "Jupyter Book": Site(
        _whole(
            "",
            '<div class="bd-sidebar-primary sidebar"><nav><p>Offside chapters</p></nav></div><main '
            'id="main-content" class="bd-main">'
            '<div class="bd-header-article"><button>Offside</button></div><article class="bd-article" '
            'role="main"><section class='
            f'"tex2jax_ignore"><h1>{TITLE}<a class="headerlink" href="#x" title="Permalink to this '
            f'heading">#</a></h1><p><em>Ida '
            f"Moor and Uwe Pohl</em></p>{paragraphs()}</section></article><footer "
            f'class="prev-next-footer"><a>previous offside</a>'
            '</footer></main><div class="bd-sidebar-secondary"><p>Contents offside</p></div><footer '
            'class="bd-footer"><p>By Offside</p>'
            "</footer>",
        ),
        issued="",
    ),
    "Quarto": Site(
        _whole(
            '<meta name="author" content="Ida Moor"><meta name="author" content="Uwe Pohl"><meta '
            'name="dcterms.date" content='
            '"2021-03-14">',
            '<div id="quarto-content"><nav id="TOC" role="doc-toc"><h2>Offside on this page</h2></nav><main '
            'class="content"><header '
            f'id="title-block-header" class="quarto-title-block"><div class="quarto-title"><h1 '
            f'class="title">{TITLE}</h1></div><div '
            'class="quarto-title-meta"><div><div class="quarto-title-meta-heading">Authors</div><div class='
            '"quarto-title-meta-contents"><p>Ida Moor</p><p>Uwe Pohl</p></div></div><div><div '
            'class="quarto-title-meta-heading">'
            'Published</div><div class="quarto-title-meta-contents"><p class="date">March 14, '
            "2021</p></div></div></div></header>"
            f'<section class="level2">{paragraphs()}</section></main></div>',
        )
    ),
    "LaTeXML": Site(
        _whole(
            "",
            '<header class="desktop_header"><a>Offside archive</a></header><div class="ltx_page_main"><div '
            'class="ltx_page_content">'
            f'<article class="ltx_document"><h1 class="ltx_title ltx_title_document">{TITLE}</h1><div '
            f'class="ltx_authors"><span '
            'class="ltx_creator ltx_role_author"><span class="ltx_personname">Ida Moor</span></span><span '
            'class="ltx_creator '
            'ltx_role_author"><span class="ltx_personname">Uwe Pohl</span></span></div><div '
            'class="ltx_dates">(14 March 2021)</div>'
            f"{paragraphs(' class=' + chr(34) + 'ltx_p' + chr(34))}</article></div><footer "
            f'class="ltx_page_footer"><div>Generated '
            "by offside</div></footer></div>",
        )
    ),
    "journal": Site(
        _whole(
            f'<meta name="citation_title" content="{TITLE}"><meta name="citation_author" content="Moor, '
            f'Ida"><meta name='
            '"citation_author_institution" content="Offside University"><meta name="citation_author" '
            'content="Pohl, Uwe"><meta '
            'name="citation_publication_date" content="2021/3/14"><meta name="citation_journal_title" '
            'content="Port Studies">',
            f'{MENU}<main><article class="article"><h1 class="content-title">{TITLE}</h1><div '
            f'class="contrib-group"><a>Ida Moor</a>'
            '<sup>1</sup>, <a>Uwe Pohl</a><sup>2</sup></div><div class="fm-affl"><sup>1</sup>Offside '
            "University</div><div class="
            f'"article-body">{paragraphs()}</div></article></main><aside><h2>Offside metrics</h2></aside>{FOOTER}',
        )
    ),
    "AMP": Site(
        _whole(
            GRAPH,
            '<amp-sidebar id="s" layout="nodisplay"><ul><li><a>Offside menu</a></li></ul></amp-sidebar><header '
            'class="amp-header"><a>'
            f'Offside</a></header><article class="amp-wp-article"><header><h1 '
            f'class="amp-wp-title">{TITLE}</h1><div class='
            f'"amp-wp-byline">Ida Moor, Uwe Pohl</div></header><div '
            f'class="amp-wp-article-content">{paragraphs()}<amp-ad>Offside '
            f"advert</amp-ad></div></article><amp-consent><p>Offside consent, please, for all of our many "
            f"partners and friends.</p>"
            f"</amp-consent>{FOOTER}",
            around=" amp",
        )
    ),
    "second article below": Site(
        _whole(
            GRAPH,
            f'{MENU}<main><article class="story"><h1>{TITLE}</h1><p class="byline">By Ida Moor and Uwe '
            f"Pohl</p>{paragraphs()}"
            '</article><article class="story"><h1>The offside lamp</h1><p class="byline">By Jo Grey</p>'
            + "".join(f"<p>{sentence} Offside, though.</p>" for sentence in SENTENCES)
            + f"</article></main>{FOOTER}",
        )
    ),
    "microdata": Site(
        _whole(
            "",
            f'{MENU}<div itemscope itemtype="https://schema.org/Article"><h1 '
            f'itemprop="headline">{TITLE}</h1><span itemprop="author" '
            'itemscope><span itemprop="name">Ida Moor</span></span> <span itemprop="author"><span '
            'itemprop="name">Uwe Pohl</span>'
            f'</span><meta itemprop="datePublished" content="2021-03-14"><div '
            f'itemprop="articleBody">{paragraphs()}</div></div>'
            f"{NEWSLETTER}{FOOTER}",
        )
    ),
    "authors by reference": Site(_whole(_by_reference(), f"{MENU}<main><h1>{TITLE}</h1>{paragraphs()}</main>{FOOTER}")),
    "no landmarks": Site(
        _whole(
            "",
            f'<div class="wrap"><div class="top"><a href="/">Offside home</a> | <a href="/c">Offside '
            f'contact</a></div><div class="col">'
            f"<h1>{TITLE}</h1><p>By Ida Moor and Uwe Pohl</p><p>14 March 2021</p>{paragraphs()}</div><div "
            f"class='right'><p><a>Offside "
            "link</a></p></div></div>",
        )
    ),
    "everything at once": Site(
        _whole(
            GRAPH,
            f'{COOKIES}{MENU}<div class="leaderboard-ad"><p>Offside advertisement: buy one boat and get the '
            f"next one free.</p></div>"
            f'<main><div class="breadcrumbs"><a>Offside</a></div><article><h1>{TITLE}</h1><p '
            f'class="standfirst">A short summary of the '
            f'matter.</p><p class="byline">By Ida Moor and Uwe '
            f"Pohl</p>{SHARE}{paragraphs()}{NEWSLETTER}{BIO}</article>{RELATED}"
            f'<div class="OUTBRAIN"><p>Offside stories from around the web that you will not believe at '
            f"all.</p></div>{COMMENTS}</main>"
            f'<div class="modal popup"><p>Offside, you have read two of three free articles this month, so '
            f"subscribe.</p></div>{FOOTER}",
        )
    ),
}
DATES = (
    ("2021-03-14", "2021-03-14"),
    ("2021-03-14T23:10:00-05:00", "2021-03-14"),
    ("2021/03/14", "2021-03-14"),
    ("2021/3", "2021-03"),
    ("14 March 2021", "2021-03-14"),
    ("March 14, 2021", "2021-03-14"),
    ("Mar. 14, 2021", "2021-03-14"),
    ("14 Mar 2021", "2021-03-14"),
    ("Sunday, March 14, 2021", "2021-03-14"),
    ("14th March 2021", "2021-03-14"),
    ("March 2021", "2021-03"),
    ("2021", "2021"),
    ("Sun, 14 Mar 2021 08:00:00 GMT", "2021-03-14"),
    ("20210314", "2021-03-14"),
    ("14. März 2021", "2021-03-14"),
    ("14 mars 2021", "2021-03-14"),
    ("14.03.2021", "2021-03-14"),
    ("03/04/2021", "2021"),
)
"""Dates as pages state them; a day and month that could be either way round are not guessed."""
