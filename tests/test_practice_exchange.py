"""Every export is read back by an independent reader, whatever stands in the questions; what comes in is understood."""

import csv
import html
import io
import json
import re
import sqlite3
import time
import zipfile
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from studyground.assistant.answer import Citation
from studyground.assistant.practice.bank import write_bank
from studyground.assistant.practice.exchange.export_csv import as_written, harmless
from studyground.assistant.practice.exchange.formats import EXPORTS, export_bank, exported, import_file
from studyground.assistant.practice.exchange.imported import keys_named
from studyground.assistant.practice.practice_question import (
    GATES,
    LABELS,
    Check,
    Option,
    PracticeQuestion,
    content_id,
    question_from_json,
)
from studyground.errors import InputError

NASTY = (
    '"quoted", \'quoted\'', "two\nlines", "blank\n\nline", "{a}=~#b:c\\d", "\\n \\\\n \\{", "<script>alert(1)</script>",
    "]]> &amp; &&058; &lt;", "$$\\frac{1}{2}$$ \\(x^2\\)", "שלום עולם", "🦊 👩‍🔬", "=1+1", "+49", "-5", "@SUM(A1)", "'=x",
    "\t=tab",
    "[html]<b>x</b>", "[sound:x.mp3] [latex]x[/latex]", "{{c1::cloze}} {{Stem}}", "####", "%50%half", "::name::", "// no comment",
    "1. one", "- dash", "# head", "> quote", "| a | b |", "a->b", "$CATEGORY: x", "    indented", "![x](y)", "***", "a  b",
    "<", "~",
    "&#123;", "A", "TRUE", "x\u2028y\x85z", "café, “naïve”; a|b", "ends with \\", "`code` ``more``", "www.example.org",
    "\x01\ufffe",
)  # fmt: skip
TEXTS = (
    st.one_of(
        st.sampled_from(NASTY),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20),
        st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map(" ".join),
    )
    .map(str.strip)
    .filter(lambda text: bool(spoken(text)))
)


def spoken(text: str) -> str:
    """A text as every format can show it: white space is one space, what XML cannot hold is a replacement mark."""
    allowed = "\t\n\r\x85"
    kept = "".join(
        one
        if one in allowed or (one >= " " and not "\x7f" <= one <= "\x9f" and one not in "\ufffe\uffff")
        else "\ufffd"
        for one in text
    )
    return " ".join(kept.split())


@st.composite
def questions(draw: st.DrawFn) -> PracticeQuestion:
    texts = draw(st.lists(TEXTS, min_size=2, max_size=6, unique_by=spoken))
    keys = draw(st.integers(1, len(texts) - 1))
    citation = Citation(
        1,
        draw(st.sampled_from(["guide/a.md", "b, c.pdf"])),
        "T",
        tuple(draw(st.lists(TEXTS, max_size=2))),
        draw(st.none() | st.integers(1, 99)),
        12345,
        67890,
        draw(TEXTS),
    )
    stem = draw(TEXTS)
    options = tuple(
        Option(label, text, at < keys, draw(TEXTS), (citation,))
        for at, (label, text) in enumerate(zip(LABELS, texts, strict=False))
    )
    return PracticeQuestion(
        id=content_id(stem, texts),
        type="multiple_choice" if keys == 1 else "multiple_response",
        select=keys,
        stem=stem,
        options=options,
        domain=draw(TEXTS),
        objective="1.2",
        difficulty="analysis",
        citations=(citation,),
        checks=tuple(Check(name, True, draw(st.sampled_from(["", "it holds"]))) for name in GATES),
        index="f00",
        seed=7,
    )


BANKS = st.lists(questions(), min_size=1, max_size=3, unique_by=lambda one: one.id)
examples = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plain(number: int, keys: int = 1) -> PracticeQuestion:
    stem = f"A beekeeper has hive {number} and needs it to live through the winter. What should the beekeeper feed it?"
    citation = Citation(1, "guide/bees.md", "Bees", ("Bees", "Winter"), 3, 10, 33, "Feed sugar in September.")
    texts = [f"{word} {number}" for word in ("Syrup", "Honey", "Water", "Wax", "Pollen")]
    options = tuple(
        Option(label, text, at < keys, f"Because of {text}.", (citation,))
        for at, (label, text) in enumerate(zip(LABELS, texts, strict=False))
    )
    kind = "multiple_choice" if keys == 1 else "multiple_response"
    checks = tuple(Check(name, True) for name in GATES)
    return PracticeQuestion(
        content_id(stem, texts), kind, keys, stem, options, "Winter", "1", "application", (citation,), checks
    )


class Shown(HTMLParser):
    """The text a browser would show, and every tag it would see."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self._parts: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._parts.append(" " if tag in ("br", "div") else "")

    def handle_data(self, data: str) -> None:
        self._parts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self._parts).split())


def has_receipt(text: str, question: PracticeQuestion) -> bool:
    """Whether every rationale, quote and place stands in a text."""
    citations = [*question.citations, *(citation for option in question.options for citation in option.citations)]
    wanted = [option.rationale for option in question.options]
    wanted += [part for one in citations for part in (one.quote, one.document, *one.section)]
    wanted += [f"page {one.page}" for one in citations if one.page is not None]
    return all(spoken(part) in text for part in [*wanted, "characters 12345–67890", "key_supported: passed"])


# Anki: the package opened as the zip and SQLite it is.


def notes(package: bytes, folder: Path) -> tuple[list[tuple[str, int, list[str], str]], dict[str, object]]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("media")) == {}
        (folder / "collection.anki2").write_bytes(archive.read("collection.anki2"))
    connection = sqlite3.connect(folder / "collection.anki2")
    try:
        rows = connection.execute("SELECT guid, mid, flds, tags FROM notes ORDER BY id").fetchall()
        cards = connection.execute("SELECT count(*) FROM cards JOIN notes ON cards.nid = notes.id").fetchone()[0]
        models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()
    assert cards == len(rows)
    collection = {"models": json.loads(models), "decks": json.loads(decks)}
    return [(guid, model, fields.split("\x1f"), tags) for guid, model, fields, tags in rows], collection


@pytest.mark.slow
@given(BANKS)
@settings(examples, max_examples=15)
def test_an_anki_deck_holds_every_question_with_its_receipt(tmp_path_factory, bank):
    found, collection = notes(exported(bank, "anki", "My :: bank", 1e9), tmp_path_factory.mktemp("anki"))
    assert len({guid for guid, *_ in found}) == len(found) == len(bank)
    for question, (_, model, fields, tags) in zip(bank, found, strict=True):
        names = [field["name"] for field in collection["models"][str(model)]["flds"]]
        named = {name: Shown(text) for name, text in zip(names, fields, strict=True)}
        assert named["Stem"].text == spoken(question.stem)
        wanted = " ".join(spoken(f"{option.label}. {option.text}") for option in question.options)
        assert named["Options"].text == wanted
        assert all(spoken(option.text) in named["Key"].text for option in question.keys)
        assert has_receipt(" ".join(field.text for field in named.values()), question)
        assert not {tag for field in named.values() for tag in field.tags} - {"b", "br", "div"}
        assert "[sound:" not in "".join(fields) and "[latex]" not in "".join(fields) and "{{" not in "".join(fields)
        assert len(tags.split()) == 4


def test_an_anki_deck_exported_again_updates_what_was_imported(tmp_path):
    first, one = notes(exported([plain(1), plain(2)], "anki", "bees", 1e9), tmp_path)
    second, two = notes(exported([plain(2), plain(3), plain(1)], "anki", "bees", 2e9), tmp_path)
    assert {guid for guid, *_ in first} < {guid for guid, *_ in second}
    assert one["decks"].keys() == two["decks"].keys() and one["models"].keys() == two["models"].keys()
    assert "StudyGround::bees" in {deck["name"] for deck in one["decks"].values()}


@pytest.mark.slow
def test_anki_itself_imports_a_deck_and_updates_it(tmp_path):
    pytest.importorskip("anki", reason="Anki's own library is not installed")
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    def imported(name: str, bank: list[PracticeQuestion], modified: float) -> tuple[int, int, int]:
        (tmp_path / name).write_bytes(exported(bank, "anki", "bees", modified))
        request = ImportAnkiPackageRequest(package_path=str(tmp_path / name), options=ImportAnkiPackageOptions())
        log = collection.import_anki_package(request).log
        return len(log.new), len(log.updated), len(log.duplicate)

    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        assert imported("1.apkg", [plain(1), plain(2)], 1.7e9) == (2, 0, 0)
        assert imported("2.apkg", [plain(1), plain(2)], 1.7e9) == (0, 0, 2)
        changed = replace(plain(2), citations=(replace(plain(2).citations[0], quote="A new quote."),))
        assert imported("3.apkg", [plain(1), changed, plain(3, 2)], 1.8e9) == (1, 2, 0)
        assert collection.card_count() == 3
        answers = [Shown(collection.get_card(card).answer()).text for card in collection.find_cards("")]
        assert sum("A new quote." in answer for answer in answers) == 1
    finally:
        collection.close()


# GIFT: a reader written from the grammar of Moodle's manual: marks are characters without a backslash before them.


@dataclass
class Gift:
    name: str
    stem: str
    answers: list[tuple[float, str, str]]
    general: str


def gift(data: bytes) -> list[Gift]:
    blocks = re.split(r"\n[ \t]*\n", data.decode("utf-8"))
    cleaned = ["\n".join(row for row in block.split("\n") if not row.strip().startswith("//")) for block in blocks]
    return [_gift(block.strip()) for block in cleaned if block.strip()]


def _gift(block: str) -> Gift:
    tokens: list[str] = []  # a mark is one character, an escaped one two
    at = 0
    while at < len(block):
        escaped = block[at] == "\\" and block[at + 1 : at + 2] in tuple(":#={}~\\n")
        tokens.append(block[at : at + 1 + escaped])
        at += 1 + escaped
    assert tokens[:2] == [":", ":"]
    end = next(at for at in range(2, len(tokens)) if tokens[at : at + 2] == [":", ":"])
    opening = tokens.index("{")
    assert tokens.count("{") == tokens.count("}") == 1 and tokens[-1] == "}"
    body = tokens[opening + 1 : -1]
    general = next(at for at in range(len(body) - 1, -1, -1) if body[at : at + 4] == ["#"] * 4)
    starts = [at for at, token in enumerate(body[:general]) if token in ("=", "~")]
    assert not "".join(body[: starts[0]]).strip()
    answers = []
    for start, stop in zip(starts, [*starts[1:], general], strict=True):
        part = body[start + 1 : stop]
        assert part.count("#") == 1
        text = "".join(part[: part.index("#")])
        weight = re.match(r"%(-?[\d.]+)%", text)
        share = float(weight.group(1)) if weight else 100.0 if body[start] == "=" else 0.0
        answers.append(
            (share, gift_text(text[weight.end() if weight else 0 :]), gift_text(part[part.index("#") + 1 :]))
        )
    name = unescaped("".join(tokens[2:end]))
    return Gift(name, gift_text(tokens[end + 2 : opening]), answers, gift_text(body[general + 4 :]))


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match.group(1) == "n" else match.group(1), text)


def gift_text(text: "str | list[str]") -> str:
    raw = unescaped("".join(text)).strip()
    assert raw.startswith("[html]")
    shown = Shown(raw.removeprefix("[html]"))
    assert shown.tags <= {"br"}
    return shown.text


@given(BANKS)
@examples
def test_gift_holds_every_question_with_its_receipt(bank):
    found = gift(exported(bank, "gift", "My\n\nbank", 1e9))
    assert len(found) == len(bank)
    for question, read in zip(bank, found, strict=True):
        assert question.id in read.name
        assert read.stem == spoken(question.stem)
        assert [text for _, text, _ in read.answers] == [spoken(option.text) for option in question.options]
        assert [share > 0 for share, _, _ in read.answers] == [option.correct for option in question.options]
        assert sum(share for share, _, _ in read.answers if share > 0) == pytest.approx(100, abs=0.01)
        if len(question.keys) > 1:
            assert all(share == -100 for share, _, _ in read.answers if share < 0)
        feedback = " ".join(text for _, _, text in read.answers)
        assert has_receipt(f"{feedback} {read.general}", question)


# QTI: XML against the structure of QTI 2.1 and of a content package.

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
ORDER = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]


def items(package: bytes) -> list[ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        assert manifest.tag == f"{PACKAGE}manifest"
        parts = [child.tag.removeprefix(PACKAGE) for child in manifest]
        assert parts == ["metadata", "organizations", "resources"]
        resources = manifest.findall(f"{PACKAGE}resources/{PACKAGE}resource")
        places = [resource.attrib["href"] for resource in resources]
        assert {resource.attrib["type"] for resource in resources} == {"imsqti_item_xmlv2p1"}
        assert [resource.find(f"{PACKAGE}file").attrib["href"] for resource in resources] == places
        assert len({resource.attrib["identifier"] for resource in resources}) == len(resources)
        assert sorted(archive.namelist()) == sorted(["imsmanifest.xml", *places])
        found = [ElementTree.fromstring(archive.read(place)) for place in places]
    identifiers = [resource.attrib["identifier"] for resource in resources]
    assert [item.attrib["identifier"] for item in found] == identifiers
    return found


def said(element: ElementTree.Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


@given(BANKS)
@examples
def test_qti_holds_every_question_with_its_receipt(bank):
    for question, item in zip(bank, items(exported(bank, "qti", "My bank", 1e9)), strict=True):
        assert item.tag == f"{QTI}assessmentItem"
        assert re.fullmatch(r"[A-Za-z_][\w.-]*", item.attrib["identifier"])
        assert item.attrib["adaptive"] == item.attrib["timeDependent"] == "false"
        order = [ORDER.index(child.tag.removeprefix(QTI)) for child in item]
        assert order == sorted(order) and set(order) == set(range(len(ORDER)))
        cardinality = "single" if len(question.keys) == 1 else "multiple"
        declared = item.find(f"{QTI}responseDeclaration")
        assert declared.attrib == {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": "identifier"}
        interaction = item.find(f"{QTI}itemBody/{QTI}choiceInteraction")
        assert interaction.attrib["responseIdentifier"] == "RESPONSE"
        assert interaction.attrib["maxChoices"] == str(question.select)
        choices = {choice.attrib["identifier"]: said(choice) for choice in interaction}
        assert list(choices.values()) == [spoken(option.text) for option in question.options]
        right = {value.text for value in declared.iter(f"{QTI}value")}
        assert [label in right for label in choices] == [option.correct for option in question.options]
        body = [said(part) for part in item.find(f"{QTI}itemBody") if part is not interaction]
        assert " ".join(body) == spoken(question.stem)
        processing = item.find(f"{QTI}responseProcessing")
        assert processing.attrib["template"].endswith("/rptemplates/match_correct")
        outcomes = {one.attrib["identifier"] for one in item.findall(f"{QTI}outcomeDeclaration")}
        assert {one.attrib["identifier"] for one in processing.iter(f"{QTI}setOutcomeValue")} <= outcomes
        feedback = item.findall(f"{QTI}modalFeedback")
        assert {one.attrib["outcomeIdentifier"] for one in feedback} <= outcomes
        assert set(choices) < {one.attrib["identifier"] for one in feedback}
        assert has_receipt(" ".join(map(said, feedback)), question)


# CSV: Python's own reader.


@given(BANKS)
@examples
def test_csv_holds_every_question_with_its_receipt(bank):
    text = exported(bank, "csv", "My bank", 1e9).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == len(bank)
    for question, row in zip(bank, rows, strict=True):
        assert None not in row
        assert spoken(as_written(row["stem"])) == spoken(question.stem)
        assert row["key"] == ", ".join(option.label for option in question.keys)
        receipt = []
        for option in question.options:
            label = option.label.lower()
            assert spoken(as_written(row[f"option_{label}"])) == spoken(option.text)
            quoted = json.loads(row[f"citations_{label}"])
            assert [(one["document"], one["start"], one["end"]) for one in quoted] == [
                (one.document, one.start, one.end) for one in option.citations
            ]
            receipt += [as_written(row[f"rationale_{label}"]), row[f"sources_{label}"]]
        checks = " ".join(f"{one['name']}: {'passed' * one['passed']}" for one in json.loads(row["checks"]))
        assert has_receipt(" ".join(" ".join([*receipt, row["sources"], checks]).split()), question)
        assert not [cell for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]


@given(st.one_of(TEXTS, st.text(st.sampled_from("'=+-@\t\nx"), max_size=6)))
def test_a_cell_that_was_made_harmless_is_given_back(cell):
    assert as_written(harmless(cell)) == cell
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


# Markdown: markdown-it-py, a CommonMark reader.


def block_texts(markdown: str, with_tables: bool) -> list[str]:
    """What each heading, paragraph and list item shows."""
    reader = MarkdownIt("commonmark")
    if with_tables:
        reader.enable(["table", "strikethrough"])
    tokens = reader.parse(markdown)
    kinds = {token.type for token in tokens}
    assert not kinds & {"html_block", "fence", "code_block", "blockquote_open", "hr", "table_open", "ordered_list_open"}
    shown = []
    for token in tokens:
        if token.type == "inline":
            parts = token.children or []
            assert {part.type for part in parts} <= {"text", "strong_open", "strong_close", "hardbreak", "text_special"}
            shown.append(" ".join("".join(" " if p.type == "hardbreak" else p.content for p in parts).split()))
    return shown


@pytest.mark.slow
@given(BANKS, st.booleans())
@examples
def test_markdown_holds_every_question_with_its_receipt(bank, with_tables):
    shown = block_texts(exported(bank, "md", "- My bank", 1e9).decode("utf-8"), with_tables)
    assert shown[0] == "- My bank"
    for number, question in enumerate(bank, 1):
        at = shown.index(f"Question {number}")
        wanted = [spoken(f"{option.label}. {option.text}") for option in question.options]
        assert shown[at + 1 : at + 2 + len(wanted)] == [spoken(question.stem), *wanted]
        at = shown.index(f"Answer {number}: {', '.join(option.label for option in question.keys)}")
        assert has_receipt(" ".join(shown[at:]), question)


# JSON, and all formats together.


@given(BANKS)
@examples
def test_json_is_the_bank(bank):
    document = json.loads(exported(bank, "json", "My bank", 1e9))
    assert [question_from_json(one) for one in document["questions"]] == bank


@given(BANKS, st.sampled_from(["gift", "csv", "json"]))
@examples
def test_our_own_export_comes_back(tmp_path_factory, bank, to):
    path = tmp_path_factory.mktemp("back") / f"bank.{to}"
    path.write_bytes(exported(bank, to, "My bank", 1e9))
    found = import_file(path)
    assert [spoken(one.stem) for one in found.questions] == [spoken(one.stem) for one in bank]
    assert [[(spoken(option.text), option.correct) for option in one.options] for one in found.questions] == [
        [(spoken(option.text), option.correct) for option in one.options] for one in bank
    ]
    assert all(one.generator == f"imported:{to}" and not one.checks for one in found.questions)
    if to != "gift":
        assert [one.citations for one in found.questions] == [one.citations for one in bank] or to == "csv"


@pytest.mark.parametrize("to", ["gift", "csv", "json"])
def test_an_option_that_reads_like_another_ones_label_comes_back(tmp_path, to):
    question = plain(1)
    options = (*question.options[:3], replace(question.options[3], text="A"), replace(question.options[4], text="b, C"))
    path = tmp_path / f"bank.{to}"
    path.write_bytes(exported([replace(question, options=options)], to, "My bank", 1e9))
    (found,) = import_file(path).questions
    assert [(one.text, one.correct) for one in found.options] == [(one.text, one.correct) for one in options]


@pytest.mark.slow
@pytest.mark.parametrize("to", EXPORTS)
def test_the_same_bank_gives_the_same_bytes_and_an_export_is_quick(tmp_path, to):
    bank = tmp_path / "bank.jsonl"
    write_bank(bank, [plain(number, 1 + number % 3) for number in range(500)])
    began = time.monotonic()
    assert len(export_bank(bank, to, tmp_path / "first")) == 500
    assert time.monotonic() - began < 5
    time.sleep(1.1 if to == "anki" else 0)
    export_bank(bank, to, tmp_path / "second")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".lock") == [
        "bank.jsonl",
        "first",
        "second",
    ]


@pytest.mark.parametrize("to", EXPORTS)
def test_bytes_that_are_no_text_do_no_harm(to):
    one = replace(plain(1), id="of another program: \ud800", stem="Half a pair \ud800 \udfff?", domain="\udcff")
    assert exported([one], to, "caf\udce9", 1e9)


def test_an_export_is_refused_where_it_would_do_harm(tmp_path):
    bank = tmp_path / "bank.jsonl"
    write_bank(bank, [plain(1)])
    (tmp_path / "link").symlink_to(bank)
    for out in (bank, tmp_path / "link", tmp_path, tmp_path / "none" / "x"):
        with pytest.raises(InputError):
            export_bank(bank, "gift", out)
    write_bank(tmp_path / "empty.jsonl", [])
    with pytest.raises(InputError, match="no questions"):
        export_bank(tmp_path / "empty.jsonl", "gift", tmp_path / "out")
    with pytest.raises(InputError, match="no format"):
        export_bank(bank, "docx", tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".lock") == [
        "bank.jsonl",
        "empty.jsonl",
        "link",
    ]


# What others write.

GIFT = """// a comment
$CATEGORY: $course$/bees

::Winter:: What should a colony eat in winter? {
  =Honey # the bees' own
  ~Wax
  ~%0%Water\\: cold
  #### See the chapter.
}

// numbered 2
Which two are bees\\=insects in <b>June</b>?{~%50%Drones#yes ~%50%Workers ~%-100%Mice&amp;co ~%-100%Keepers}

A colony swarms{T}

[html]<p>Which&nbsp;one?</p><script>x</script>{=[plain]a < b ~<i>c</i>}

A colony needs {=honey ~wax ~sand} in winter.

How many eggs?{#2000:50}
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["bees.gift", "bees.txt"])
def test_gift_of_others_is_understood(tmp_path, name):
    found = import_file(write(tmp_path, name, GIFT.replace("\n", "\r\n")))
    assert [(one.stem, [(option.text, option.correct) for option in one.options]) for one in found.questions] == [
        ("What should a colony eat in winter?", [("Honey", True), ("Wax", False), ("Water: cold", False)]),
        (
            "Which two are bees=insects in June?",
            [("Drones", True), ("Workers", True), ("Mice&co", False), ("Keepers", False)],
        ),
        ("Which one?", [("a < b", True), ("c", False)]),
        ("A colony needs _____ in winter.", [("honey", True), ("wax", False), ("sand", False)]),
    ]
    assert found.lines == (4, 12, 16, 18)
    assert [one.line for one in found.left_out] == [14, 20]
    assert found.questions[0].options[0].rationale == "the bees' own"


CSV = """Question;Option 1;Option 2;Option 3;Correct answer;Explanation
"What does a colony eat
in winter?";Honey;Wax;'=Water;1;Its own
What swarms?;Mice;Bees;;Bees;
"""


def test_tables_of_others_are_understood(tmp_path):
    found = import_file(write(tmp_path, "bees.csv", "\ufeff" + CSV))
    assert [(one.stem, [(option.text, option.correct) for option in one.options]) for one in found.questions] == [
        ("What does a colony eat\nin winter?", [("Honey", True), ("Wax", False), ("=Water", False)]),
        ("What swarms?", [("Mice", False), ("Bees", True)]),
    ]
    assert found.lines == (2, 4)
    assert found.questions[0].options[0].rationale == "Its own"


def test_json_of_others_is_understood(tmp_path):
    given = [
        {"question": "What?", "options": ["Honey", "Wax"], "answer": "a", "explanation": "so"},
        {"stem": "Which?", "options": {"A": "Bees", "B": "Mice", "C": "Drones"}, "answer": ["C", "A"]},
        {"question": "Who?", "options": ["Queen", "King"], "answer": "Queen"},
        {"question": "Where?", "choices": ["Hive", "Tree"], "correct_index": 1},
        {"question": "When?", "options": [{"text": "June", "correct": True}, {"text": "May", "correct": False}]},
    ]
    wanted = [["A"], ["A", "C"], ["A"], ["B"], ["A"]]
    lines = "".join(json.dumps(one) + "\n" for one in given)
    shapes = (json.dumps(given), json.dumps({"questions (": "[", "questions": given}, indent=2), lines)
    for name, text in zip(("a.json", "b.json", "c.jsonl"), shapes, strict=True):
        found = import_file(write(tmp_path, name, text))
        assert [[key.label for key in one.keys] for one in found.questions] == wanted
    assert found.lines == (1, 2, 3, 4, 5)
    assert found.questions[0].options[0].rationale == "so"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("x.gift", "Good?{=a ~b}\n\nBad?{=a ~b\n", "line 3: a brace"),
        ("x.gift", "Good?{=a ~b}\n\n\nBad?{~a ~b}\n", "line 4: no option is marked right"),
        ("x.gift", "Good?{=a ~b}\n\nBad?{=a ~a}\n", "line 3: two options are the same"),
        ("x.gift", "Bad?{=a ~b} and {=c ~d}\n", "line 1"),
        ("x.gift", "An essay?{}\n", "no multiple-choice question"),
        ("x.csv", "stem,option_a,option_b,key\nGood?,a,b,A\nBad?,a,b,C\n", "line 3: the key 'C' names no option"),
        ("x.csv", 'stem,option_a,option_b,key\nGood?,"a\nb",b,A\nBad?,a,b,\n', "line 4: there is no key"),
        ("x.csv", 'stem,option_a,option_b,key\nBad?,"a,b,C\n', "line 2"),
        ("x.csv", "a,b\n1,2\n", "line 1: not a table"),
        ("x.csv", "stem,option_a,option_b\nWhat?,1,2\n", "line 1: no column holds the key"),
        ("x.csv", "stem,option_a,option_b,key\nWhat?,B,A,A\n", "could mean"),
        ("x.json", '[\n{"question": "Bad?",\n', "line 3: not JSON"),
        ("x.json", '[\n{"question": "A?", "options": ["a", "b"], "answer": "A"},\n{"question": "B?"}]', "line 3"),
        ("x.json", '[{"question": "A?", "options": ["a", "b"], "answer": 1}]', "a number"),
        ("x.json", "[]", "no multiple-choice question"),
        ("x.json", "[" * 100_000, "nested"),
        ("x.txt", "hello", "none of the formats"),
        ("x.csv", "  \n", "empty"),
        ("x.gift", "a\0b", "not a text file"),
    ],
)
def test_a_broken_file_is_a_sentence_that_names_the_line(tmp_path, name, text, reason):
    with pytest.raises(InputError) as raised:
        import_file(write(tmp_path, name, text))
    assert reason in raised.value.message
    assert name in raised.value.message


def test_bytes_that_are_no_text_name_the_line(tmp_path):
    (tmp_path / "x.gift").write_bytes(b"Good?{=a ~b}\n\nCaf\xe9?{=a ~b}\n")
    with pytest.raises(InputError, match="line 3: not UTF-8"):
        import_file(tmp_path / "x.gift")
    with pytest.raises(InputError, match="cannot be read"):
        import_file(tmp_path)


@given(st.text(max_size=80), st.sampled_from(["x.gift", "x.csv", "x.json", "x.txt"]))
def test_any_text_is_read_or_refused_with_a_sentence(tmp_path_factory, text, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        assert import_file(path).questions
    except InputError as error:
        assert name in error.message


def test_a_key_is_named_by_label_or_text():
    texts, labels = ["Drift", "SMOTE", "A/B test", "AUC"], list("ABCD")
    for named, keys in [("b", {1}), ("A, C", {0, 2}), ("AC", {0, 2}), ("smote", {1}), ("A/B test", {2}), ("(D)", {3})]:
        assert keys_named(named, texts, labels) == keys
    assert keys_named("Drift; AUC", texts, labels) == {0, 3}
    for named in ("", "E", "none", "5"):
        with pytest.raises(ValueError, match="key"):
            keys_named(named, texts, labels)


def test_html_is_escaped_where_the_format_is_html():
    one = plain(1)
    bank = [PracticeQuestion(one.id, one.type, 1, "<script>x</script>?", one.options, "", "", "application", ())]
    for to in ("gift", "qti", "anki"):
        data = exported(bank, to, "x", 1e9)
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"".join(archive.read(name) for name in archive.namelist())
        assert b"<script>" not in data
        assert html.escape("<script>x").encode() in data or b"&lt;script" in data
