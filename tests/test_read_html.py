"""Web pages: what is kept, what is dropped, and that nothing is lost in between."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.html import blocks_of, read

DOCS = Path(__file__).parents[1].parent / "shared" / "docs"

BLOG = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>How gradient boosting works – Data Nook</title>
<meta property="og:title" content="How gradient boosting works"><meta property="article:published_time"
content="2024-03-09T10:00:00Z">
<link rel="canonical" href="https://example.org/boosting"><style>.x{color:red}</style><script>var a="tracking
code";</script></head>
<body class="single-post has-sidebar"><a class="skip-link screen-reader-text" href="#c">Skip to content</a>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies to make this site better for you. By clicking
accept you agree to our cookie policy and to its partners.</p><button>Accept</button></div>
<header class="site-header"><div class="logo">Data Nook</div><nav><ul><li><a href="/">Home</a></li><li><a
href="/courses">Courses</a></li><li><a href="/about">About</a></li></ul></nav></header>
<div class="wrapper elementor-widget-container"><main id="c"><article class="post"><header
class="entry-header"><h1>How gradient boosting works</h1><p class="byline">By Ada L., March 9, 2024</p></header>
<div class="share-buttons"><span>Share this:</span><a href="#">Twitter</a><a href="#">LinkedIn</a></div>
<p>Gradient boosting builds an ensemble of shallow trees one after another, and each new tree is fitted to the
errors that the trees before it have left behind.</p>
<h2 id="social-data">Social data</h2><p>Short one.</p><p>Learning rates scale every tree by a constant such as
10<sup>-2</sup>, so that no single tree can dominate the others in the sum.<sup><a href="#fn1">1</a></sup></p>
<ul><li>Trees are shallow</li><li>Rows are sampled<ul><li>without replacement</li></ul></li></ul>
<ol start="3"><li>Fit a tree to the residuals.</li><li>Add it to the model.</li></ol>
<table><tr><th>Setting</th><th>Meaning</th></tr><tr><td>eta</td><td>learning rate</td></tr><tr><td>depth</td>
<td>levels of a tree</td></tr></table>
<pre><code>model = GradientBoosting()
model.fit(X, y)</code></pre>
<div class="newsletter-signup"><h3>Join our newsletter</h3><p>Get one lesson every week straight into your
inbox, for free and forever.</p><form><input><button>Subscribe</button></form></div>
<h2>When to stop</h2><p>Early stopping watches the loss on held-out rows and ends the training as soon as it
has not improved for a number of rounds.</p>
<blockquote><p>Stop before the model learns the noise.</p></blockquote>
<p style="display:none">hidden words that nobody sees</p>
<aside class="note"><p>A validation set must be drawn before any tree is fitted.</p></aside>
<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>Also called shrinkage.<a href="#r"
role="doc-backlink">↩︎</a></p></li></ol></section>
</article>
<section class="related-posts"><h3>You may also like</h3><ul><li><a href="/a">Ten tricks for decision trees</a>
</li><li><a href="/b">Random forests explained in five minutes</a></li><li><a href="/c">A gentle guide to
bagging</a></li></ul></section>
<div id="comments" class="comments-area"><h2>2 Comments</h2><ol class="comment-list"><li><p>Great article,
thank you so much for writing this, it helped me to pass my exam last week!</p></li><li><p>Could you please
also explain how categorical features are treated in these libraries?</p></li></ol><form><label>Leave a
reply</label><textarea></textarea></form></div></main>
<aside class="sidebar widget-area"><h3>About me</h3><p>I teach machine learning and drink far too much coffee
while doing it every single day.</p><h3>Tags</h3><ul><li><a>trees</a></li></ul></aside></div>
<footer class="site-footer"><p>© 2024 Data Nook. All rights reserved. <a href="/privacy">Privacy</a></p>
</footer></body></html>"""

BARE_DIVS = """<html><head><title>Regularisation explained | MLsite</title></head><body>
<div id="top"><a href="/">MLsite</a> <a href="/x">Courses</a> <a href="/y">Exams</a> <a href="/z">Log in</a></div>
<div id="wrap"><div class="col-8"><h1>Regularisation explained</h1><span class="date">May 4, 2023</span><br>
L1 regularisation adds the sum of absolute weights to the loss, which drives many of the weights to exactly
zero.<br><br>
L2 regularisation adds the sum of squared weights, which shrinks them all but leaves hardly any of them at
zero.<br><br>
<b>Elastic net</b><br>It mixes both penalties in a proportion that you choose, and it copes well with groups of
correlated features.
<table width="100%"><tr><td valign="top"><p>Dropout turns off a random share of the units in every step of the
training.</p><h3>Why it helps</h3><p>Units cannot rely on one another.</p></td><td><p>Batch normalisation
rescales what goes into a layer.</p></td></tr></table>
<div class="addtoany_share"><a>Facebook</a><a>X</a></div></div>
<div class="col-4" id="right"><h4>Popular</h4><ul><li><a href="1">What is a p-value?</a></li><li><a
href="2">Bayes for beginners</a></li><li><a href="3">ROC curves</a></li></ul><div class="promo">Get 20% off all
courses this week with code ML20</div></div></div>
<div id="foot">Copyright MLsite 2023 | Terms | Privacy | Contact us today for a quote</div></body></html>"""

MANUAL = """<html><head><title>Endpoints — Manual 2.0</title></head><body><div class="document"><div class="body"
role="main"><div class="section" id="comments"><h1>Comments<a class="headerlink" href="#comments">¶</a></h1>
<p>Use a hash.</p><p>Ends at line end.</p><ul><li>no nesting</li></ul>
<div class="admonition note"><p class="admonition-title">Note</p><p>Strings are not comments.</p></div><div
class="highlight-python"><div class="highlight"><pre><span></span><span class="c1"># a comment</span>
x <span class="o">=</span> 1</pre></div></div><dl><dt>eta</dt><dd>the rate</dd><dt>depth</dt><dd><p>the
levels</p></dd></dl></div></div></div>
<div class="sphinxsidebar"><h3>Navigation</h3><ul><li><a href="a">Index</a></li><li><a href="b">Next: loops</a>
</li><li><a href="b">Prev: strings</a></li></ul></div><div class="footer">© Copyright 2020. Created using
Sphinx.</div></body></html>"""


def page(markup: str) -> Extract:
    return read(Path("a.html"), markup.encode())[0]


def test_the_article_is_kept_whole_and_in_order() -> None:
    extract = page(BLOG)
    kinds = [block.kind for block in extract.blocks]
    assert kinds == [
        "heading",
        "paragraph",
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
        "item",
        "item",
        "item",
        "item",
        "item",
        "table",
        "code",
        "heading",
        "paragraph",
        "paragraph",
        "paragraph",
        "note",
    ]
    texts = [block.text for block in extract.blocks]
    assert "Setting | Meaning\neta | learning rate\ndepth | levels of a tree" in texts
    assert "model = GradientBoosting()\nmodel.fit(X, y)" in texts
    assert Block("item", "without replacement", 1, None, "-") in extract.blocks
    assert Block("item", "Add it to the model.", 0, None, "4.") in extract.blocks
    assert any("such as 10^-2, so that no single tree can dominate the others in the sum." in text for text in texts)


def test_the_metadata_of_the_page_is_kept() -> None:
    extract = page(BLOG)
    assert extract.title == "How gradient boosting works"
    assert extract.date == "2024-03-09"
    assert extract.link == "https://example.org/boosting"
    assert extract.structured


def test_what_stood_around_is_listed_with_a_reason() -> None:
    dropped = {piece.reason: piece.text for piece in page(BLOG).dropped}
    for reason, words in {
        "cookie notice": "We use cookies",
        "share buttons": "Share this",
        "call to action": "Join our newsletter",
        "related posts": "You may also like",
        "comments": "helped me to pass",
        "sidebar": "far too much coffee",
        "page footer": "All rights reserved",
    }.items():
        assert words in dropped[reason]


def test_nothing_unseen_becomes_text() -> None:
    extract = page(BLOG)
    everything = " ".join([b.text for b in extract.blocks] + [d.text for d in extract.dropped])
    for words in ("tracking code", "color", "hidden words", "Skip to content", "Accept"):
        assert words not in everything.replace("clicking accept", "")


@pytest.mark.parametrize("markup", [BLOG, BARE_DIVS, MANUAL])
def test_every_visible_block_is_either_kept_or_dropped(markup: str) -> None:
    extract = page(markup)
    seen = [block.text for block in blocks_of(markup)]
    kept = [block.text for block in extract.blocks]
    gone = "\n".join(piece.text for piece in extract.dropped)
    assert kept == [text for text in seen if text in kept]
    assert all(text in kept or text in gone for text in seen)


def test_a_page_without_a_single_helpful_tag() -> None:
    texts = [block.text for block in page(BARE_DIVS).blocks]
    assert any(text.startswith("L2 regularisation") for text in texts)
    assert "Why it helps" in texts
    assert "Batch normalisation rescales what goes into a layer." in texts
    assert not any("20% off" in text or "ROC curves" in text or "Copyright" in text for text in texts)


def test_a_short_page_inside_a_form_is_kept() -> None:
    cells = "<tr><td></td><td>Said yes</td></tr><tr><td>Is yes</td><td>TP</td></tr>"
    extract = page(
        "<body><form id='aspnetForm'><div class='row'><h2>Confusion matrices</h2><p>Rows are what is true.</p>"
        f"<table>{cells}</table><div class='banner-note'><p>Precision is TP / (TP + FP).</p></div>"
        "<details><summary>Answer</summary><p>Recall is TP / (TP + FN).</p></details></div></form></body>"
    )
    assert extract.dropped == ()
    assert [block.kind for block in extract.blocks] == [
        "heading",
        "paragraph",
        "table",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_a_chapter_named_like_furniture_is_content() -> None:
    texts = [block.text for block in page(MANUAL).blocks]
    assert texts[:3] == ["Comments", "Use a hash.", "Ends at line end."]
    assert "# a comment\nx = 1" in texts
    assert "Next: loops" not in texts


def test_sections_that_an_extractor_may_lose_stay() -> None:
    chapters = "".join(
        f"<div class='part'><h2>Part {n}</h2>" + f"<p>In part {n} a learner meets the idea of number {n} once more, "
        "with an example that shows where it helps and another one that shows where it does not.</p>" * 3 + "</div>"
        for n in range(12)
    )
    extract = page(f"<html><body><div id='a'>{chapters}</div></body></html>")
    assert sum(block.kind == "paragraph" for block in extract.blocks) == 36


BOXES = """<body><div id="bar" class="sidebar"><h3>Latest</h3><p>The winter fair opens again this Saturday with honey, candles
and mead from fourteen keepers of the valley.</p><a href="a">Fair</a><a href="b">Shop</a></div>
<div class="chapter"><h1>Wintering</h1><div class="para">A colony goes into winter with eighteen kilograms of stores and
a young queen, or it does not come out of it in spring.</div>
<div class="sidebar"><div class="title"><b>TIP</b> Weighing without a scale</div><div class="para">Lift the hive at the back
with one hand: what you can hardly raise has enough to eat until the willows flower again.</div></div>
<div class="para">Mice are kept out by an entrance of eight millimetres, which a worker bee passes and a mouse never will
in all its life.</div><aside class="topic"><p class="title">References</p><ul><li><a href="x">One long list of papers about
the wintering of bees</a></li><li><a href="y">Another list of papers about mice and the ways of keeping them out</a></li></ul>
</aside><dl><dt>Nucleus</dt><dd><p>A small colony of five frames.</p></dd><dt>Skep</dt><dt>Basket</dt><dd>A hive of straw.</dd>
<dt>Frow</dt></dl></div></body>"""


def test_a_box_among_the_paragraphs_is_text_and_a_column_beside_them_is_not() -> None:
    found = page(BOXES)
    kept = "\n".join(block.text for block in found.blocks)
    assert "Lift the hive at the back" in kept and "Weighing without a scale" in kept
    dropped = "\n".join(piece.text for piece in found.dropped)
    assert "winter fair" in dropped and "list of papers about mice" in dropped


def test_a_term_opens_what_is_said_of_it() -> None:
    texts = [(block.kind, block.text) for block in page(BOXES).blocks]
    assert ("item", "Nucleus: A small colony of five frames.") in texts
    assert ("item", "Skep, Basket: A hive of straw.") in texts
    assert ("paragraph", "Frow") in texts


def test_table_cells_that_span_are_repeated_so_that_rows_read_alone() -> None:
    markup = (
        "<table><tr><th>Service</th><th>Limit</th><th>Value</th></tr>"
        "<tr><td rowspan=2>Store</td><td>size</td><td>5</td></tr><tr><td>rate</td><td>7</td></tr></table>"
    )
    assert blocks_of(markup) == (Block("table", "Service | Limit | Value\nStore | size | 5\nStore | rate | 7"),)


def test_the_word_that_leads_back_from_a_footnote_is_no_text() -> None:
    markup = '<ol><li>Slowly, in a pot. <a href="#r1">back</a></li><li>Go <a href="#x">back</a> if lost.</li></ol>'
    assert [block.text for block in blocks_of(markup)] == ["Slowly, in a pot.", "Go back if lost."]


def test_the_type_behind_a_name_in_a_reference_is_set_off() -> None:
    markup = '<dl><dt>depth<span class="classifier">int, optional</span></dt><dd>How far the anchor goes.</dd></dl>'
    assert [block.text for block in blocks_of(markup)] == ["depth (int, optional): How far the anchor goes."]
    assert [block.text for block in blocks_of('<p>A <span class="classifier"></span>bee.</p>')] == ["A bee."]


def test_signs_of_icon_fonts_are_no_text() -> None:
    shown = '<h2>Ports<a class="headerlink" href="#ports">\uf0c1</a></h2><dl><dt>depth\uf0c1</dt><dd>How deep it is.</dd></dl>'
    assert [block.text for block in blocks_of(shown)] == ["Ports", "depth: How deep it is."]


def test_formulas_exponents_and_notes_marks() -> None:
    markup = (
        "<p>Use 10<sup>6</sup> rows of H<sub>2</sub>O on the 1<sup>st</sup> day<sup>[2]</sup>: "
        "<math><mi>x</mi><annotation encoding='application/x-tex'>x^2</annotation></math>.</p>"
    )
    assert [block.text for block in blocks_of(markup)] == ["Use 10^6 rows of H2O on the 1st day: x^2 ."]


def test_declared_and_undeclared_encodings() -> None:
    text = (
        "<html><head><meta charset='windows-1251'></head><body><p>Обучение с учителем и без учителя</p></body></html>"
    )
    assert read(Path("a.html"), text.encode("cp1251"))[0].blocks[0].text.startswith("Обучение")
    plain = "<html><body><p>Naïve Bayes “assumes” independence</p></body></html>"
    assert read(Path("a.html"), plain.encode("cp1252"))[0].blocks[0].text == "Naïve Bayes “assumes” independence"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("", "empty file"),
        ("<html><body><script>x</script></body></html>", "no text in it"),
        ("<p hidden>a</p>", "no text"),
    ],
)
def test_nothing_to_read(markup: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        page(markup)


def test_deep_nesting_is_no_crash() -> None:
    deep = "<div><b>" * 300 + "at the bottom" + "</b></div>" * 300
    assert page(f"<body>{deep}</body>").blocks[-1].text == "at the bottom"
    code = "<pre>" + "<span>" * 1500 + "x = 1" + "</span>" * 1500 + "</pre>"
    assert blocks_of(code) == (Block("code", "x = 1"),)


@given(st.integers(0, len(BLOG)), st.lists(st.tuples(st.integers(0, len(BLOG) - 1), st.integers(0, 255)), max_size=8))
@settings(max_examples=25, deadline=None)
def test_cut_and_damaged_pages(length: int, flips: list[tuple[int, int]]) -> None:
    data = bytearray(BLOG.encode()[:length])
    for at, value in flips:
        if at < len(data):
            data[at] = value
    try:
        extract = read(Path("a.html"), bytes(data))[0]
    except UnreadableError as error:
        assert len(error.message) < 60
        return
    assert all(block.text.strip() for block in extract.blocks)


@pytest.mark.slow
@pytest.mark.skipif(not DOCS.exists(), reason="needs the sample documents")
def test_a_book_on_one_page_is_kept_whole() -> None:
    path = DOCS / "oer_book.html"
    began = time.process_time()
    extract = read(path, path.read_bytes())[0]
    assert time.process_time() - began < 20
    assert sum(block.kind == "code" for block in extract.blocks) >= 300
    assert sum(block.kind == "table" for block in extract.blocks) == 18
    assert sum(block.kind == "heading" for block in extract.blocks) >= 207
    assert {piece.reason for piece in extract.dropped} == {"list of links", "navigation", "page footer"}
