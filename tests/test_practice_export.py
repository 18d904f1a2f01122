"""Every export is read back by an independent reader, whatever stands in the questions."""

import csv
import html
import io
import json
import re
import sqlite3
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from studyground.assistant.practice.bank import write_bank
from studyground.assistant.practice.exchange.export_csv import as_written, harmless
from studyground.assistant.practice.exchange.formats import EXPORTS, export_bank, exported
from studyground.assistant.practice.practice_question import PracticeQuestion, question_from_json
from studyground.errors import InputError
from tests.drawn_questions import BANKS, TEXTS, examples, plain, spoken
from tests.gift_reader import Shown, gift


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
