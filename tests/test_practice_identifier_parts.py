"""Identifiers whose parts stand in the stem are given away by them."""

import pytest

from studyground.assistant.practice.gates.identifier_parts import part_told


@pytest.mark.parametrize(
    ("asked", "key", "wrong", "told"),
    [
        (
            "Which variable says what ferry-line is drawn first?",
            "ferry.line",
            ["dock.line", "mast.lamp", "mast.rope"],
            "ferri",
        ),
        ("Which option says how a recoding is done?", "--encode", ["--anonymize", "--signed-tags"], ""),
        ("Which option says how encoding is done?", "--reencode", ["--anonymize", "--signed-tags"], "reencod"),
        ("Which class counts K-MER frequencies?", "KmerCounter", ["LineSplitter", "BaseReader"], "counter"),
        ("Which class makes TF-IDF weights?", "TfidfVectorizer", ["HashingVectorizer", "CountVectorizer"], "tfidf"),
        ("Which method sends the message?", "emit()", ["close()", "flush()"], ""),
        ("Which setting names the tool for diffs?", "diff.tool", ["merge.tool", "clean.requireForce"], "diff"),
        ("Which tool is meant?", "diff.tool", ["merge.tool", "core.tool"], ""),
        (
            "Which of these is a set of lamps that are grouped for show?",
            "Lampgroup",
            ["Ropegroup", "Timespan"],
            "Lampgroup",
        ),
        ("Which of these is a set of lamps that are grouped for show?", "Lampgroup", ["Groupedlamp", "Timespan"], ""),
        ("Which of these is a span of time?", "Dockwatch", ["Ropegroup", "Harbour"], ""),
        ("Which option sets the key to a random value?", "-randkey", ["-salt", "-pw", "-policy"], "randkey"),
        ("Which option shows debit and credit apart?", "--dc", ["--quiet", "--tally", "--depth"], "dc"),
        ("Which backend keeps leases in PostgreSQL?", "pgsql", ["mysql", "memfile", "cql"], "pgsql"),
        ("Which field is the modification time of an entry?", "modtime", ["owner", "policy", "expiry"], "modtime"),
        ("Which option is for dumps of release 1.3?", "-r13", ["-b7", "-ov", "-keys"], "13"),
        ("Which setting is the maximum size?", "max-size", ["min-size", "max-age", "step"], ""),
        ("Which option counts the sacks?", "--tally", ["--quiet", "--depth", "--prime"], ""),
        ("Which sort keeps equal records in order?", "stable", ["fast", "random", "lazy"], ""),
        ("Which option is for dumps of release 1.3?", "The old one", ["-b7", "-ov", "-keys"], ""),
        ("Which service turns speech into text?", "Amazon Transcribe", ["Amazon Lex"], ""),
    ],
)
def test_a_part_of_the_key_alone_is_told(asked: str, key: str, wrong: list[str], told: str) -> None:
    assert part_told(asked, [key], wrong) == told
