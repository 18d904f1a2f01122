"""What a guide teaches, as facts that a question can be written from: `mine(index)`."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from studyground.assistant.practice.writing.asking import askable
from studyground.assistant.practice.writing.called_rows import rows_in
from studyground.assistant.practice.writing.fact import Fact, Mined, Span, Thing
from studyground.assistant.practice.writing.lines import is_need
from studyground.assistant.practice.writing.meanings import meanings, rank_meanings
from studyground.assistant.practice.writing.mining_actions import actions_in, rank_actions
from studyground.assistant.practice.writing.mining_coined import coined_names
from studyground.assistant.practice.writing.mining_columns import columns_in
from studyground.assistant.practice.writing.mining_crossed import crossed_in
from studyground.assistant.practice.writing.mining_deeds import FORM as DEED
from studyground.assistant.practice.writing.mining_distinctions import distinctions_in
from studyground.assistant.practice.writing.mining_entries import entries_in
from studyground.assistant.practice.writing.mining_figures import figures_in
from studyground.assistant.practice.writing.mining_found import Found
from studyground.assistant.practice.writing.mining_groups import mine_groups
from studyground.assistant.practice.writing.mining_headed import headed_in
from studyground.assistant.practice.writing.mining_labelled import labelled_in
from studyground.assistant.practice.writing.mining_language import figures, tidy
from studyground.assistant.practice.writing.mining_lookups import lookups_in
from studyground.assistant.practice.writing.mining_names import names_in_lines, subjects_in_lines
from studyground.assistant.practice.writing.mining_prose import PLENTY, apart, prose_in
from studyground.assistant.practice.writing.mining_rank import rank
from studyground.assistant.practice.writing.mining_rules import with_rules
from studyground.assistant.practice.writing.mining_runs import runs_in
from studyground.assistant.practice.writing.mining_same_value import shared_in
from studyground.assistant.practice.writing.mining_sentences import mine_lines
from studyground.assistant.practice.writing.mining_series import series_in
from studyground.assistant.practice.writing.mining_short_forms import join_short_forms
from studyground.assistant.practice.writing.mining_source import Source, read_source
from studyground.assistant.practice.writing.mining_steps import procedures_in, steps_in
from studyground.assistant.practice.writing.mining_tables import (
    cell_names,
    columns_of,
    mine_tables,
    names_in_tables,
    names_of,
)
from studyground.assistant.practice.writing.option_sorts import of_one_sort
from studyground.assistant.practice.writing.rule_rivals import rank_rules
from studyground.assistant.practice.writing.table_rivals import beside_in_tables
from studyground.assistant.practice.writing.things import Names, content_words, is_name
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, VAGUE, head_noun, is_doing, singular
from studyground.ingest.encoder import Vectors
from studyground.ingest.index import Index
from studyground.ingest.terms import stem

if TYPE_CHECKING:
    from studyground.assistant.assistant import Assistant

_CAPITALS = re.compile(r"\b[A-Z][\w-]*(?: (?:for |of |on )?[A-Z][\w-]*)*")
_INSIDE = re.compile(r"(?<=[a-z] )([A-Z][\w-]*)")
CODE_SHARE = 0.25  # of the names written in one word with capitals, when a guide is about code
BESIDE_SHARE = 4  # one in so many of what stands beside a name must be of the kind that it is taken for
DISTRACTORS = 3
LETTER = 2  # characters of a heading that says nothing of what stands below it
SHOUTED = 5  # letters; a shorter one may well be an acronym that is also a word
_JOINED = re.compile(r"[A-Z]+[a-z0-9]+(?:[A-Z]+[a-z0-9]*)+")
_OF_CODE = frozenset("class estimator transformer function module type object interface trait struct".split())
_WORTH = {
    "choice": 0.9,
    "purpose": 0.85,
    "remedy": 0.85,
    "cause": 0.8,
    "contrast": 0.7,
    "property": 0.6,
    "definition": 0.65,
}


def mine(source: "Assistant | Index") -> Mined:
    """Find the facts, things and groups of a guide. The same index gives the same result.

    Args:
        source: An open index, or an assistant over one.
    """
    index = source if isinstance(source, Index) else source.index
    read = read_source(index)
    names = _collect_names(read, index)
    found = [*mine_tables(read.tables, names), *mine_lines(read.lines, names)]
    kinds = _settle_kinds(found, names)
    facts, same = _number(found, names, kinds, index)
    things = _things(facts, read, names, kinds)
    groups = [*mine_groups(read, names, things), *shared_in(read)]
    vectors = _vectors(facts, index)
    ranked, near = rank(facts, things, same, vectors, _heading_vectors(facts, index, vectors.shape[1]))
    vocabulary: dict[str, list[str]] = defaultdict(list)
    for thing in sorted(things.values(), key=lambda thing: (-thing.mentions, thing.name)):
        if thing.kind:
            vocabulary[thing.kind].append(thing.name)
    links = {form.casefold(): thing.name for thing in things.values() for form in (*thing.aliases, thing.name)}
    actions = actions_in(read.lines, names.proper, index.encoder.is_word)
    entries, siblings = entries_in(read, index)
    defined = meanings(facts)
    prose, beside, sayings = prose_in(read.lines, names, facts, things, index)
    procedures = procedures_in(read, index) if len(facts) <= PLENTY else ()
    stated = [fact for fact in prose if fact.form != DEED]  # deeds are the same statements, asked the other way round
    askable_prose = [fact for fact in stated if len(beside.get(fact.id, ())) >= DISTRACTORS]
    series = series_in(read, index, askable_prose) if len(facts) <= PLENTY else ()
    known = (*entries, *defined)
    labelled, siblings_by_label = labelled_in(read, index, known, series) if len(facts) <= PLENTY else ((), {})
    cells, of_column = columns_in(read) if len(facts) <= PLENTY else ((), {})
    crossed, of_case = crossed_in(read) if len(facts) <= PLENTY else ((), {})
    looked_up, of_row = lookups_in(read, filter(_askable, facts), index) if len(facts) <= PLENTY else ((), {})
    asked = (*cells, *entries, *looked_up, *filter(_askable, facts))
    described, of_its_table = rows_in(read, index, asked) if len(facts) <= PLENTY else ((), {})
    headed, by_heading = headed_in(read, index) if len(facts) <= PLENTY else ((), {})
    in_runs, of_run = runs_in(read, index) if len(facts) <= PLENTY else ((), {})
    rules, actions = with_rules(read.lines, actions) if len(facts) <= PLENTY else ((), actions)
    measured, of_measure = figures_in(read, index) if len(facts) <= PLENTY else ((), {})
    set_apart, of_two = distinctions_in(read, index, stated, things) if len(facts) <= PLENTY else ((), {})
    ranked, near = apart(ranked, near, facts, sayings)
    told = (*actions, *rules, *defined, *entries, *prose, *steps_in(procedures), *labelled, *cells, *crossed, *headed)
    told += (*described, *in_runs, *measured, *set_apart, *looked_up)
    others = rank_actions(actions, index) | rank_meanings(defined, index) | siblings | beside
    others |= (
        of_row
        | of_its_table
        | (
            rank_rules(rules, index)
            | siblings_by_label
            | of_column
            | of_case
            | by_heading
            | of_run
            | of_measure
            | of_two
        )
    )
    return Mined(
        index.index_id, tuple(facts), tuple(groups), things,
        {kind: tuple(listed) for kind, listed in sorted(vocabulary.items())}, ranked, links, near,
        True, told, of_one_sort(others, (*facts, *told)), procedures, beside_in_tables(read.tables, names, facts),
    )  # fmt: skip


def _askable(fact: Fact) -> bool:
    """Whether a question can be made of what a row says of its thing."""
    return askable(fact) and is_need(fact, strict=False)


def _vectors(facts: list[Fact], index: Index) -> Vectors:
    """One vector a fact; what one span says of one thing in two forms is encoded once."""
    if not facts:
        return np.zeros((0, 1), np.float32)
    rows: dict[tuple[str, Span], int] = {}
    needs: list[str] = []
    for fact in facts:
        if (fact.thing, fact.span) not in rows or fact.form == "choice":
            rows[fact.thing, fact.span] = len(needs)
            needs.append(fact.need)
    encoded = index.encoder.encode(needs)
    return encoded[[rows[fact.thing, fact.span] for fact in facts]]


def _heading_vectors(facts: list[Fact], index: Index, dimension: int) -> Vectors:
    """One vector a fact's headings below the title; zero for none and for the letters of a glossary."""
    texts = [" ".join(heading for heading in fact.section[1:] if len(heading) > LETTER) for fact in facts]
    rows = {text: at for at, text in enumerate(dict.fromkeys(text for text in texts if text))}
    if not rows:
        return np.zeros((len(facts), dimension), np.float32)
    encoded = np.vstack([index.encoder.encode(list(rows)), np.zeros((1, dimension), np.float32)]).astype(np.float32)
    return np.asarray(encoded[[rows.get(text, len(rows)) for text in texts]], np.float32)


def _collect_names(read: Source, index: Index) -> Names:
    names = Names()
    small: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    small_pairs: Counter[tuple[str, str]] = Counter()
    inside: set[str] = set()
    texts = [line.text for line in read.lines]
    texts += [cell for table in read.tables for row in table.rows for cell in row.cells]
    for text in texts:
        words = re.findall(r"[A-Za-z][\w-]*", text)
        inside.update(match.group(1) for match in _INSIDE.finditer(text))
        small.update(word for word in words if word.islower())
        folded = [word.casefold() for word in words]
        pairs |= {(one, singular(other)) for one, other in pairwise(folded)}
        small_pairs.update((one, other) for one, other in pairwise(words) if one.islower() and other.islower())
    names.proper = frozenset(word for word in inside if not small[word.casefold()])
    names.pairs = frozenset(pairs)
    names.small_pairs = small_pairs
    names_in_tables(read.tables, names)
    names_in_lines(read.lines, names)
    subjects_in_lines(read.lines, names)
    coined_names(read.lines, names, index.encoder.is_word)
    alone: Counter[str] = Counter()
    for line in read.lines:
        for match in _CAPITALS.finditer(line.text):
            if match.start() or " " in match.group() or line.text[match.end() : match.end() + 1] == " ":
                alone[match.group()] += 1
    for path in read.headings:
        if path:
            for name in cell_names(path[-1]):
                name = re.sub(r"^(?:\d+\.)+\d*\s+", "", name)
                if " " in name or any(c.isupper() for c in name[1:]):
                    names.add(name, "", 0.5)
    for written, count in sorted(alone.items()):
        if count >= 3 and " " in written and len(written.split()) <= 5:
            names.add(written, "", 0.3)
    for short, longs in sorted(index.acronyms.items()):
        for long in longs[:1]:
            if is_name(long) and _spells(short, long) and alone[short.upper()]:
                names.add(long, "", 0.3)
                names.same(long, short.upper())
    names.settle()
    join_short_forms(names, names.canonical(), alone, small)
    names.settle()
    return names


def _spells(short: str, long: str) -> bool:
    """Whether the first letters of a name spell an acronym."""
    words = [word for word in re.findall(r"[A-Za-z0-9]+", long) if word not in ("of", "for", "and", "the", "in", "to")]
    letters = re.sub(r"[^a-z0-9]", "", short.casefold())
    return "".join(word[0] for word in words).casefold() in (letters, letters.rstrip("s"))


def _settle_kinds(found: Iterable[Found], names: Names) -> dict[str, str]:
    """The kind of each name: what its definitions, tables and own last word say; else that of the things beside it."""
    votes: dict[str, Counter[str]] = {name: names.kind_votes(name) for name in names.canonical()}
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    stand: Counter[str] = Counter()
    listed = list(found)
    for item in listed:
        name = names.resolve(item.thing)
        if item.kind and name:
            votes.setdefault(name, Counter())[item.kind] += (
                4 if item.form in ("definition", "purpose", "property") else 1
            )
    for item in listed:
        name = names.resolve(item.thing)
        if name and not votes.get(name) and item.form == "definition" and is_doing(name, item.need):
            votes[name] = Counter({"technique": 1})
    heads: dict[str, set[str]] = defaultdict(set)
    for item in listed:
        name = names.resolve(item.thing)
        if name and item.form == "definition" and item.shape == "noun" and re.match(r"an? ", item.need):
            heads[head_noun(item.need)].add(name)
    for noun, owners in sorted(heads.items()):
        if len(owners) >= 3 and len(noun) > 2 and noun.isalpha() and noun not in VAGUE:
            for name in sorted(owners):
                votes.setdefault(name, Counter())[noun] += 2
    kinds = {name: min(count, key=lambda kind: (-count[kind], kind)) for name, count in votes.items() if count}
    for item in listed:
        name = names.resolve(item.thing)
        for other in item.contrasts:
            resolved = names.resolve(other)
            if name and resolved:
                stand[name] += 1
            if name and resolved in kinds:
                beside[name][kinds[resolved]] += 1
    first_words: dict[str, Counter[str]] = defaultdict(Counter)
    for name, kind in kinds.items():
        if " " in name:
            first_words[name.split()[0]][kind] += 1
    joined = Counter(kinds[name] for name in sorted(kinds) if _JOINED.fullmatch(name))
    code = max(sorted(_OF_CODE), key=lambda kind: joined[kind])
    if joined[code] >= max(2, CODE_SHARE * sum(joined.values())):
        # Names written as those of classes are ("GroupKFold") are one kind, whatever each is called in passing.
        kinds.update({name: code for name in names.canonical() if _JOINED.fullmatch(name)})
    for name in names.canonical():
        if name in kinds:
            continue
        count = beside.get(name, Counter())
        if count and BESIDE_SHARE * max(count.values()) >= stand[name]:
            kinds[name] = min(count, key=lambda kind: (-count[kind], kind))
        elif " " in name and (shared := first_words.get(name.split()[0])):
            kind, number = max(sorted(shared.items()), key=lambda pair: pair[1])
            if number >= 4 and number / sum(shared.values()) > 0.5:
                kinds[name] = kind
    return kinds


def _number(
    found: Iterable[Found], names: Names, kinds: dict[str, str], index: Index
) -> tuple[list[Fact], dict[str, frozenset[str]]]:
    """Settle names, leave out what gives its own name away, number the rest in the order of the guide."""
    facts: dict[str, Fact] = {}
    same: dict[str, frozenset[str]] = {}
    seen: set[tuple[str, str]] = set()
    common = max(12, index.manifest.passages // 40)
    for item in sorted(found, key=lambda item: (item.document, item.start, item.form, item.need)):
        name = names.resolve(item.thing)
        if not name or item.need == "" or _shouted(name, index.encoder.is_word):
            continue
        first = item.need.split(" ", 1)[0]
        need = item.need if first.capitalize() not in names.proper else item.need[:1].upper() + item.need[1:]
        leaked = _leaks(need, (name, *names.aliases(name)), index.words, common)
        if leaked == "rare" or (name, need.casefold()) in seen:
            continue
        if item.named_by == "span" and not _named_in(item.text, (name, *names.aliases(name))):
            continue
        if re.search(rf"{re.escape(item.thing)}\((?!\s*\))", item.text, re.IGNORECASE):
            continue  # said of the thing with what stands in its brackets, and not of the thing
        seen.add((name, need.casefold()))
        key = f"{name}|{item.form}|{need}|{item.document}|{item.start}"
        identity = hashlib.sha256(key.encode()).hexdigest()[:12]
        contrasts = tuple(dict.fromkeys(c for other in item.contrasts if (c := names.resolve(other)) and c != name))
        priority = _WORTH[item.form] * item.weight * (0.6 if leaked else 1.0) * (1.0 if kinds.get(name) else 0.8)
        facts[identity] = Fact(
            id=identity, thing=name, kind=kinds.get(name, ""), form=item.form, need=need, need_shape=item.shape,
            situation=item.situation, span=Span(item.document, item.start, item.end), section=item.section,
            named_by=item.named_by, contrasts=contrasts, because=tidy(item.because), text=item.text,
            priority=round(min(priority, 1.0), 3), numbers=figures(item.text),
        )  # fmt: skip
        same[identity] = frozenset(c for other in item.same if (c := names.resolve(other)))
    return list(facts.values()), same


def _shouted(name: str, ordinary: Callable[[str], bool]) -> bool:
    """Whether a name is ordinary words in capitals: the label of a box ("BACK TO BASICS"), not an acronym."""
    parts = re.findall(r"[A-Za-z]+", name)
    return name.isupper() and all(len(part) > 1 and ordinary(part.lower()) for part in parts) and len(name) > SHOUTED


def _named_in(text: str, forms: tuple[str, ...]) -> bool:
    """Whether a text names a thing as it is written; "ground truth" is not the product Ground Truth."""
    proper = [form for form in forms if " " in form and all(word[:1].isupper() for word in form.split())]
    if not proper or len(proper) < len([form for form in forms if " " in form]):
        return True
    return any(form in text for form in forms)


def _leaks(need: str, names: tuple[str, ...], words: dict[str, int], common: int) -> str:
    """Whether a need holds a telling word of the thing's name: "rare", "common", or "" for no."""
    own: set[str] = set()
    for name in names:
        own |= {stem(word) for word in content_words(name) if len(word) > 1}
    verdict = ""
    if any(re.search(rf"\b{re.escape(name)}\b", need, re.I) for name in names):
        return "rare"
    for word in re.findall(r"[A-Za-z][\w-]+", need):
        for part in {word, *word.split("-")}:
            if len(part) > 1 and stem(singular(part.casefold())) in own:
                if singular(part.casefold()) in KIND_NOUNS or words.get(part.casefold(), 0) >= common:
                    verdict = verdict or "common"
                else:
                    return "rare"
    return verdict


def _things(facts: list[Fact], read: Source, names: Names, kinds: dict[str, str]) -> dict[str, Thing]:
    mentions: Counter[str] = Counter()
    for line in read.lines:
        mentions.update({name for _, _, name in names.find(line.text)})
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for table in read.tables:
        columns = columns_of(table)
        for at, role in enumerate(columns.roles):
            if role in ("name", "choose", "cause", "remedy"):
                _together(beside, [names.resolve(n) for row in table.rows for n in names_of(table, row, at, names)], 3)
                for row in table.rows:
                    mentions.update({names.resolve(name) for name in names_of(table, row, at, names)} - {""})
    by_section: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for fact in facts:
        by_section[(fact.span.document, fact.section)].append(fact.thing)
        for other in fact.contrasts:
            beside[fact.thing][other] += 2
            beside[other][fact.thing] += 2
    for (_, path), group in by_section.items():
        if path and len(path[-1]) > 2:  # the letters of a glossary put nothing side by side
            _together(beside, group, 1)
    wanted = {fact.thing for fact in facts} | {name for fact in facts for name in fact.contrasts}
    own: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        own[fact.thing].append(fact)
    things: dict[str, Thing] = {}
    for name in sorted(wanted, key=lambda name: (name.casefold(), name)):
        listed = own.get(name, [])
        best = max(listed, key=lambda fact: (fact.priority, fact.id), default=None)
        ordered = sorted(beside[name].items(), key=lambda pair: (-pair[1], pair[0]))
        things[name] = Thing(
            name=name, aliases=names.aliases(name), kind=kinds.get(name, ""), mentions=mentions[name],
            facts=tuple(fact.id for fact in listed), span=best.span if best else None,
            siblings=tuple(other for other, _ in ordered if other in wanted)[:24],
        )  # fmt: skip
    return things


def _together(beside: dict[str, Counter[str]], listed: list[str], weight: int) -> None:
    unique = sorted({name for name in listed if name})
    for name in unique:
        for other in unique:
            if other != name:
                beside[name][other] += weight
