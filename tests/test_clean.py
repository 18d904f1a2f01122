"""The article stays whole and the shop around it goes, in pages of several fields; cleaning twice changes nothing."""

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyground.errors import UnreadableError
from studyground.ingest.clean import clean, normalise
from studyground.ingest.document import Block, BlockKind, Extract
from studyground.ingest.readers.text import read

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seed guides are not here")


def page(*blocks: Block | str, kind: str = "html", title: str = "", link: str = "") -> Extract:
    made = tuple(Block("paragraph", block) if isinstance(block, str) else block for block in blocks)
    return Extract(blocks=made, title=title, format=kind, structured=kind != "text", link=link)


def texts(extract: Extract) -> list[str]:
    return [block.text for block in extract.blocks]


def head(text: str, level: int = 1) -> Block:
    return Block("heading", text, level=level)


def item(text: str) -> Block:
    return Block("item", text, marker="-")


BREAD = [
    head("How Sourdough Rises"),
    "A starter is a paste of flour and water in which wild yeast and bacteria live together for years.",
    "Fed every day, it doubles in about six hours. A cold kitchen slows it, and a warm one makes it sour.",
    head("Shaping the loaf", 2),
    "Fold the edges to the middle and turn the dough over. The skin should feel tight but must not tear.",
    item("500 g strong white flour"),
    item("350 g water"),
    "Let the loaf prove until a finger leaves a dent that fills slowly.",
]

# Every one of these looks like a shop to a list of words, and every one is content.
TRAPS: dict[str, list[Block | str]] = {
    "baking": [
        head("Cookies"),
        "We use cookies made with brown butter when the cake needs a crisp base; the site of the crack shows how dry "
        "they are.",
        "Share the dough between two trays. Print marks from the mould should stay visible after baking.",
        "Accept small cracks: they mean the cookies will be tender.",
    ],
    "careers": [
        head("Salaries"),
        "In the United States the average is around $140,000, and a bonus of 10% is usual.",
        "Entry-level engineers earn £49,000. Senior ones earn twice that, and premium skills add a little more.",
        "$140,000 is an average, so half of all offers may well be lower.",
    ],
    "cloud": [
        head("Pricing models"),
        "On-demand instances cost more per hour than reserved ones. A free tier lets you try the service for a year.",
        item("Spot instances: up to 90% off the on-demand price"),
        item("Savings plans: a discount in exchange for a commitment"),
        "Sign up for billing alerts before you buy reserved capacity, for a purchase cannot be undone.",
    ],
    "learning theory": [
        head("Returns"),
        "The discount factor γ weighs later rewards; with γ = 0.9 a reward ten steps away counts about a third.",
        "The first component's share of variance is 62 %, and the second one adds 21 % to it.",
        "x is the state and a the action. y follows from both of them.",
    ],
    "marketing": [
        head("Testimonials"),
        "A testimonial is a customer's own account of a product. Readers trust it more than they trust the seller.",
        head("Newsletters", 2),
        "A newsletter works when readers choose it. Ask for the e-mail address and nothing else, and say how to leave.",
        "A good call to action is short. Compare the following:",
        "Subscribe to our newsletter",
        "Send",
        "The first says what happens next; the second does not. Buttons that say it are clicked twice as often.",
        head("Search engines", 2),
        "Offer your readers a discount code when they sign up, and a free trial before they buy. Search engines reward "
        "pages that people stay on.",
    ],
    "case study": [
        head("Ana's story"),
        "I failed the exam twice before I passed it. I had read every chapter, and I thanked nobody for that advice.",
        "Hello everyone, said the consultant on the first day, and that was the last friendly word for a month.",
        "I would do the projects first now. My mentor said so from the beginning.",
    ],
    "finance": [
        head("Share"),
        "A share is a part of the ownership of a company. Its price says what buyers expect of the years to come.",
        "Buy orders meet sell orders in the book. The best offer is the lowest price at which somebody will sell.",
    ],
    "poem": [
        head("The ferry"),
        "O row me home, row me home,",
        "the tide is going down.",
        "O row me home, row me home,",
        "there's no one in the town.",
        "O row me home, row me home,",
        "and never let me drown.",
    ],
}  # fmt: skip

NAVIGATION = ["Home | About | Blog | Contact", "Skip to content", "Search"]
SHOP = ["SAVE NOW: 20% OFF ALL COURSES", "$49.99", "Add to cart", "30-day money-back guarantee"]
PROMPTS = ["Subscribe to our newsletter", "Enter your email address", "Follow us on Twitter", "Share this article"]
COMMENTS = [
    "3 Comments",
    "@rosa thanks, this worked for me after two tries!!",
    "hi guys, has anyone tried it with rye? i only get bricks.",
    "great post! i have passed it on to my sister and we love your site.",
]
LEGAL = [
    "We use cookies to improve your experience. Accept all cookies to continue.",
    "© 2024 Crumb Ltd. All rights reserved.",
]


@pytest.mark.parametrize("field", sorted(TRAPS))
@pytest.mark.parametrize("kind", ["html", "text", "wordpress"])
def test_an_article_alone_loses_nothing(field: str, kind: str) -> None:
    assert clean(page(*TRAPS[field], kind=kind)).dropped == ()


@pytest.mark.parametrize("field", ["baking", "careers", "cloud", "learning theory", "marketing", "case study", "bread"])
def test_an_article_in_a_shop_loses_nothing_but_the_shop(field: str) -> None:
    article = page(*(BREAD if field == "bread" else TRAPS[field]))
    shop = [*NAVIGATION, *SHOP], [*PROMPTS, *SHOP, *COMMENTS, *LEGAL]
    cleaned = clean(page(*shop[0], *article.blocks, *shop[1]))
    assert texts(cleaned) == texts(article)
    assert sorted(entry.text for entry in cleaned.dropped) == sorted([*shop[0], *shop[1]])


def test_reasons_say_what_was_dropped() -> None:
    cleaned = clean(page(*NAVIGATION, *BREAD, "Share this article", *COMMENTS, *LEGAL))
    reasons = {entry.text: entry.reason for entry in cleaned.dropped}
    assert reasons["Home | About | Blog | Contact"] == "navigation"
    assert reasons["Share this article"] == "share widget"
    assert reasons[COMMENTS[1]] == reasons[COMMENTS[2]] == "visitor comment"
    assert reasons[LEGAL[0]] == "cookie notice"
    assert {entry.reason for entry in clean(page(*SHOP, *BREAD)).dropped} == {"price or offer"}


def test_an_offer_between_paragraphs_goes_and_the_paragraphs_stay() -> None:
    offer = ["SPECIAL OFFER: 15% OFF TODAY", "Use discount code BREAD15", "Buy now"]
    cleaned = clean(page(*BREAD[:5], *offer, *BREAD[5:]))
    assert texts(cleaned) == texts(page(*BREAD))


def test_a_call_that_returns_is_dropped_every_time_and_a_refrain_never() -> None:
    call = "Download the free app"
    assert clean(page(*BREAD[:2], call, *BREAD[2:5], call, *BREAD[5:], call)).blocks == page(*BREAD).blocks
    assert clean(page(*TRAPS["poem"])).dropped == ()


def test_a_scraped_page_that_holds_its_article_twice_keeps_one() -> None:
    prose = [
        "Tides are the slow rise and fall of the sea, drawn by the moon and, to a lesser degree, by the sun above it.",
        "Twice a month the two pull in one line, and the difference between high and low water is greatest then.",
        "In a narrowing bay the wave is squeezed, so that the water may climb ten metres in a single afternoon.",
        "Sailors have kept tables of the tides since the Middle Ages, long before anybody knew the cause.",
    ]
    curly = [text.replace("'", "’").replace(",", ", ") for text in prose]
    cleaned = clean(page("Share", *prose, *curly))
    assert texts(cleaned) == prose
    assert [entry.reason for entry in cleaned.dropped].count("repeated") == 4
    # A teaser is the same text cut off: the whole one stays, wherever it stands.
    teaser = prose[0][:95] + "…"
    assert texts(clean(page(teaser, *prose))) == prose


def test_a_program_that_grows_from_one_listing_to_the_next_stays() -> None:
    lines = [f"if citizen and age >= {age}:\n    print('may vote in round {age}')" for age in range(18, 24)]
    short, longer = "\n".join(lines), "\n".join([*lines, "else:\n    print('too young')"])
    assert clean(page(Block("code", short), BREAD[1], Block("code", longer))).dropped == ()
    # The same words as a paragraph are a teaser: that is what the rule is for.
    assert len(clean(page(" ".join(short.split()), BREAD[1], " ".join(longer.split()))).dropped) == 1


def test_a_scenario_retold_in_other_words_stays() -> None:
    retold = [
        "A company wants to leave EMR for its nightly transformation jobs and asks for little upkeep; Glue fits best.",
        "Consider a firm whose nightly transformation jobs run on EMR. To reduce upkeep, it could move them to Glue.",
        "A company wants to leave EMR for its hourly transformation jobs and asks for little upkeep; Glue fits best.",
    ]
    assert clean(page(*retold)).dropped == ()


@pytest.mark.parametrize("kind", ["markdown", "pdf", "docx", "pptx", "epub", "notebook"])
def test_files_that_are_no_web_pages_lose_nothing(kind: str) -> None:
    everything = page(*NAVIGATION, *SHOP, *BREAD, *COMMENTS, *LEGAL, kind=kind)
    assert clean(everything) == everything
    assert clean(page(*NAVIGATION, *BREAD, kind=kind, link="https://example.org/bread")).blocks == page(*BREAD).blocks


def test_a_page_that_is_all_shop_is_kept_rather_than_emptied() -> None:
    assert texts(clean(page(*SHOP))) == SHOP


def test_a_title_that_was_a_widget_is_no_title() -> None:
    cleaned = clean(page(head("Share"), *BREAD[1:], title="Share", kind="text"))
    assert cleaned.title == ""
    assert clean(page(*BREAD, title="How Sourdough Rises")).title == "How Sourdough Rises"


@pytest.mark.parametrize(
    "line", ["Cart (0)", "Shopping Cart [2]", "Basket: 3 items", "Home > Blog > Bread", "Home / Recipes / Bread"]
)
def test_a_cart_and_a_trail_of_pages_over_an_article_are_no_part_of_it(line: str) -> None:
    cleaned = clean(page("Skip to main content", line, *BREAD, title=line, kind="text"))
    assert cleaned.title == ""
    assert texts(cleaned) == texts(page(*BREAD))


@pytest.mark.parametrize("line", ["Home / Office rules", "A bag (3) holds a kilogram.", "Basket weaving"])
def test_a_line_that_only_resembles_navigation_stays(line: str) -> None:
    assert line in texts(clean(page(*BREAD, line, *BREAD[1:3], kind="text")))


def test_text_is_normalised_and_code_keeps_its_layout() -> None:
    raw = page(
        "Cafe\u0301\u00a0au  lait\u200b\tco\u00adoperates\x07\r\nhere",
        Block("code", "if x:\r\n    y\u00a0= 1\r\n"),
        Block("table", "a |  b\nc | d\u200b"),
        "\u200b \u00a0",
        kind="pdf",
    )
    assert texts(clean(raw)) == ["Café au lait cooperates here", "if x:\n    y = 1", "a | b\nc | d"]
    assert normalise("e\u200b\u0301") == "é"
    with pytest.raises(UnreadableError):
        clean(page("\u200b", "  "))


def test_what_the_reader_dropped_stays_listed() -> None:
    first = clean(page("Share", *BREAD))
    assert clean(first).dropped == first.dropped


LINES = st.sampled_from(
    [*NAVIGATION, *SHOP, *PROMPTS, *COMMENTS, *LEGAL, "Share", "Latest", "Top Ten", "MIN10OFF"]
    + [text for blocks in TRAPS.values() for text in texts(page(*blocks))]
    + texts(page(*BREAD))
)
KINDS: st.SearchStrategy[BlockKind] = st.sampled_from(["heading", "paragraph", "item", "table", "code", "note"])
BLOCKS = st.builds(Block, kind=KINDS, text=LINES | st.text(min_size=1), level=st.integers(0, 3))


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=25), st.sampled_from(["text", "html", "pdf"]), LINES)
def test_cleaning_is_idempotent_and_accounts_for_every_block(blocks: list[Block], kind: str, title: str) -> None:
    raw = Extract(blocks=tuple(blocks), title=title, format=kind, structured=True)
    try:
        once = clean(raw)
    except UnreadableError:
        assert not any(normalise(block.text) for block in blocks)
        return
    assert clean(once) == once
    visible = sum(bool(clean_text(block)) for block in blocks)
    assert len(once.blocks) + len(once.dropped) == visible
    assert len(once.blocks) >= 1


def clean_text(block: Block) -> str:
    return normalise(block.text, keep_layout=block.kind == "code")


@given(st.text(), st.booleans())
def test_normalising_twice_changes_nothing(text: str, keep_layout: bool) -> None:
    once = normalise(text, keep_layout)
    assert normalise(once, keep_layout) == once


def key(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


@needs_seeds
def test_the_scraped_seed_keeps_its_article_and_loses_its_shop() -> None:
    post = json.loads(next(SEEDS.glob("001*")).read_text(encoding="utf-8"))["content"]["rendered"]
    paragraphs = [html.unescape(re.sub("<[^>]+>", "", text)) for text in re.findall(r"<p>(.*?)</p>", post, re.S)]
    sentences = [key(part) for text in paragraphs for part in re.split(r"(?<=[.!?])\s+", text) if key(part)]
    scraped = next(SEEDS.glob("000*"))
    extract = read(scraped, scraped.read_bytes())[0]
    cleaned = clean(extract)

    whole, kept = key(" ".join(texts(extract))), key(" ".join(texts(cleaned)))
    shared = [sentence for sentence in sentences if sentence in whole]
    assert len(shared) > 400
    assert sum(sentence in kept for sentence in shared) >= 0.995 * len(shared)

    article = "".join(sentences)
    gone = {entry.text for entry in cleaned.dropped}
    other = [text for text in texts(extract) if key(text) not in article and text != "Conclusion"]
    assert sum(len(text) for text in other if text in gone) >= 0.95 * sum(map(len, other))


@needs_seeds
@pytest.mark.parametrize(("number", "expected"), [("002", []), ("003", []), ("004", ["Share"])])
def test_the_other_seeds_lose_only_the_widget(number: str, expected: list[str]) -> None:
    path = next(SEEDS.glob(number + "*"))
    assert [entry.text for entry in clean(read(path, path.read_bytes())[0]).dropped] == expected
