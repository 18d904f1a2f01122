"""WordPress REST JSON in, posts out."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.wordpress import read, without_shortcodes

SEED = Path(__file__).parents[1].parent / "shared" / "seeds" / "001_04dee15682953457.txt"


def post(content: str = "<p>Trees &amp; forests.</p>", **more: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "date": "2025-01-02T03:04:05",
        "slug": "trees",
        "link": "https://example.org/trees",
        "title": {"rendered": "Trees &#8211; <em>an</em> intro"},
        "content": {"rendered": content, "protected": False},
        "excerpt": {"rendered": "<p>An excerpt that repeats.</p>"},
        **more,
    }


def extracts(value: Any) -> tuple[Extract, ...]:
    return read(Path("a.json"), json.dumps(value).encode())


def test_one_post() -> None:
    (extract,) = extracts(post("<h2>What</h2>\n<p><span>Trees &amp; forests.</span></p><ul><li>oak</li></ul>"))
    assert extract.title == "Trees – an intro"
    assert (extract.date, extract.link, extract.format) == ("2025-01-02", "https://example.org/trees", "wordpress")
    assert extract.structured
    assert extract.blocks == (
        Block("heading", "What", 2),
        Block("paragraph", "Trees & forests."),
        Block("item", "oak", 0, None, "-"),
    )


@pytest.mark.parametrize("wrap", [lambda posts: posts, lambda posts: {"found": 2, "posts": posts}])
def test_several_posts(wrap: Any) -> None:
    assert len(extracts(wrap([post(), post("<p>Other words.</p>")]))) == 2


def test_plain_strings_of_the_older_interface() -> None:
    (extract,) = extracts(
        {"title": "T", "content": "<p>Words.</p>", "URL": "https://example.org/x", "date": "2020-02-03"}
    )
    assert (extract.title, extract.link, extract.date) == ("T", "https://example.org/x", "2020-02-03")


def test_furniture_inside_the_content_is_dropped_and_listed() -> None:
    body = "<p>" + "Forests vote, and the majority of the trees decides which class it is. " * 5 + "</p>"
    widget = '<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">X</a></li></ul></div>'
    (extract,) = extracts(post(body + widget))
    assert [block.kind for block in extract.blocks] == ["paragraph"]
    assert extract.dropped[0].reason == "share buttons"


def test_shortcodes_go_and_brackets_in_prose_stay() -> None:
    text = '<p>[vc_column width="1/2"]See [caption id="a1"]Figure[/caption] and x[0], [sic].</p><p>[gallery]</p>'
    assert without_shortcodes(text) == "<p>See Figure and x[0], [sic].</p><p></p>"
    code = "<pre>a[i] [tag key=1] b[/tag]</pre>"
    assert without_shortcodes(code) == code


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b'{"title": ', "damaged"),
        (b'{"a": 1}', "not a WordPress post"),
        (b"[1, 2]", "not a WordPress post"),
        (b'{"title": "x", "content": "no post at all"}', "not a WordPress post"),
        (json.dumps(post("")).encode(), "no text in it"),
        (json.dumps({**post(), "content": {"rendered": "", "protected": True}}).encode(), "needs a password"),
        (b"[" * 100_000, "damaged"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(Path("a.json"), data)


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["title", "content", "rendered", "posts", "slug", "date", "link"]), inner)
    ),
    max_leaves=12,
)


@given(JSON)
@settings(deadline=None)
def test_any_json_is_read_or_refused(value: Any) -> None:
    with contextlib.suppress(UnreadableError):
        assert all(extract.blocks for extract in extracts(value))


@pytest.mark.skipif(not SEED.exists(), reason="needs the sample guides")
def test_a_real_post() -> None:
    (extract,) = read(SEED, SEED.read_bytes())
    assert extract.date == "2025-08-27"
    assert sum(block.kind == "heading" for block in extract.blocks) > 15
    assert not any("<" in block.text or "&#" in block.text for block in extract.blocks)
