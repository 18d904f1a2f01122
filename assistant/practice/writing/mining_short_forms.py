"""Short forms of names: "Glue" for "AWS Glue", "Firehose" for "Amazon Data Firehose"."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from studyground.assistant.practice.writing.things import EMPTY, Names, key_of
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, singular


def join_short_forms(names: Names, found: Iterable[str], words_alone: Counter[str], small: Counter[str]) -> None:
    """Join "Glue" with "AWS Glue": a first word that many names share is a maker's, and may be left out.

    Args:
        names: Gets the aliases.
        found: Candidate names as written.
        words_alone: How often each capitalised run of words occurs in the guide on its own.
        small: How often each word occurs in small letters: such a word is no name by itself.
    """
    by_first: dict[str, set[str]] = defaultdict(set)
    listed = sorted(set(found))
    for name in listed:
        words = name.split()
        if len(words) > 1 and words[0][:1].isupper():
            by_first[words[0]].add(name)
    makers = {
        first for first, group in by_first.items() if len(group) >= 4 and small[first.casefold()] <= len(group) // 2
    }
    tails: dict[str, set[str]] = defaultdict(set)
    for name in listed:
        words = name.split()
        rest = words[1:] if words[0] in makers else words
        if words[0] in makers and rest and rest[0] in makers and len(rest) > 1:
            names.same(name, " ".join(rest))
            rest_of = rest[1:]
        else:
            rest_of = rest
        for candidate in {" ".join(rest), " ".join(rest_of)}:
            if candidate and candidate != name:
                tails[candidate].add(name)
    for short, owners in sorted(tails.items()):
        first = short.split()[0]
        if not (first[:1].isupper() or any(c.isupper() for c in first)) or (short in makers and len(owners) > 1):
            continue
        folded = tuple(short.casefold().split())
        pure = any(_pure_maker(name, short, listed) for name in owners)
        written = words_alone.get(short, 0)
        if len(folded) > 1 and names.small_pairs[folded[0], folded[1]] > written:
            continue
        if len(folded) == 1 and (written < 2 if pure else small[folded[0]] * 3 > written or short.isupper()):
            continue
        if words_alone.get(short, 0) >= 1 and (not kind_only(short) or written >= 3):
            whole = [name for name in owners if name.endswith(short)]
            owner = min(whole or owners, key=lambda name: (-words_alone.get(name, 0), len(name), name))
            names.same(owner, short)
    _join_last_words(names, listed, words_alone, small)


def _pure_maker(name: str, short: str, listed: list[str]) -> bool:
    """Whether a name is a maker's and a short one, the maker itself being no product of another ("AWS DMS": "DMS")."""
    words = name.split()
    return len(words) == 2 and words[1] == short and not any(other.endswith(" " + words[0]) for other in listed)


def _join_last_words(names: Names, listed: list[str], words_alone: Counter[str], small: Counter[str]) -> None:
    """Join "Firehose" with "Amazon Data Firehose": a capitalised last word that no other name ends in."""
    owners: dict[str, set[str]] = defaultdict(set)
    inside: Counter[str] = Counter()
    for name in listed:
        words = name.split()
        inside.update(
            set(words) if len(words) > 1 and all(word[:1].isupper() or len(word) < 4 for word in words) else ()
        )
        if (
            len(words) >= 2
            and all(word[:1].isupper() for word in words)
            and singular(words[-1].casefold()) not in KIND_NOUNS
        ):
            owners[words[-1]].add(name)
    for last, group in sorted(owners.items()):
        roots = {names.root(key_of(name)) for name in group}
        whole = max(sorted(group), key=len)
        one_name = len(roots) == 1 or all(whole.endswith(name) for name in group)
        if (
            one_name
            and inside[last] == len(group)
            and words_alone.get(last, 0) >= 2
            and len(last) > 3
            and small[last.casefold()] * 5 <= words_alone.get(last, 0)
        ):
            names.same(whole, last)


def kind_only(text: str) -> bool:
    """Whether a text is nothing but common nouns of kinds ("Data Source")."""
    return all(singular(word.casefold()) in KIND_NOUNS or word.casefold() in EMPTY for word in text.split())
