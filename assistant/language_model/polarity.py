# ruff: noqa: E501  (lists of words)
"""Whether two sentences say yes and no to the same things: negations, opposites, "only" and "always"."""

import re
from collections import Counter

from studyground.assistant.language_model.clauses import Clause, clauses, is_content
from studyground.assistant.language_model.idioms import in_one_form
from studyground.assistant.language_model.opposites import POLES
from studyground.assistant.language_model.prefixes import prefixed, root_of, unprefixed
from studyground.ingest.terms import stem

_STRONG = frozenset(
    "not no never none nothing nobody nowhere cannot neither nor without hardly scarcely barely cant wont "
    "unable".split()
)
_SOFT = frozenset(
    "avoid avoids avoiding avoided fail fails failed failing lack lacks lacking lacked refuse refuses refused prevent prevents "
    "prevented preventing unless except instead rather free absent absence missing miss misses ignore ignores ignored stop stops "
    "lose loses losing lost loss useless wasted waste forbid forbids forbidden keeps few little rarely seldom only alone far less "
    "hide hides hidden conceal conceals deny denied block blocks blocked exclude excludes excluding wrong wrongly poor zero drop "
    "skip skips skipped remove removes removed removing different differ differs otherwise than before beyond reject rejects "
    "rejected until whatever whoever regardless closed closes close idle agnostic independent independently irrespective ceases cease "
    "ceased safe safely harmless".split()
)
_IN_OTHER_WORDS = {
    "no fewer than": "at least", "no less than": "at least", "not less than": "at least", "no later than": "by",
    "no more than": "at most", "not more than": "at most", "only a few": "few", "only few": "few", "nothing to do": "idle", "no one": "nobody",
    "nothing to do with": "unrelated to", "nothing but": "only", "not only": "also", "whether or not": "whether",
    "not just": "also", "without a break": "continuously", "without interruption": "continuously", "without pause": "continuously",
    "without exception": "every", "only later": "later", "only then": "then", "only afterwards": "afterwards", "or more": "at least",
    "anything more": "anything else", "nothing more": "nothing else", "something more": "something else", "not the same as": "different from", "no matter": "whatever", "nothing more than": "only",
}  # fmt: skip
_NOT_NEGATIVE = re.compile(
    r"\b(?:" + "|".join(sorted(_IN_OTHER_WORDS, key=len, reverse=True)).replace(" ", r"\s+") + r")\b", re.IGNORECASE
)
_SWITCH = re.compile(r"\b(?:switch|turn)(?:e?s|ed|ing)?\s+((?:[\w-]+\s+){0,5}?)(on|off)\b", re.IGNORECASE)
# "Up" and "down" say a direction after a word of moving only: not in "up to", "set up", "make up".
_MOVES = re.compile(r"\b(?:go|goes|went|gone|going|moves?|moved|moving|climbs?|climbed|heads?|driven?|drives|pushe[sd]|push|bring|brings|"
                    r"brought|pulls?|pulled)((?:\s+[\w-]+){0,3}?)\s+(up|down)\b(?!\s+to\b)", re.IGNORECASE)  # fmt: skip
_PARTICLE = re.compile(r"(\s)(?:up|down)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\s(?:fall|falls|falling|fell|lag|lags|lagging)\s+behind\b", re.IGNORECASE)
_NONE_MORE = re.compile(
    r"\bno(?:thing|ne|body)?\b([^,;.]{0,60}?\s(?:[a-z]+er|more|less)\s[^,;.]{0,30}?\bthan\b)", re.IGNORECASE
)
_MOST = re.compile(r"\b(?:most|least|best|worst|[a-z]{3,}est)\b", re.IGNORECASE)
SCOPE = 3
# Words that begin with so many same letters are forms of one.
ALIKE = 6
HEAD = 5
_FORBIDS = frozenset("forbidden prohibited banned disallowed ruled-out".split())
_PASSES = frozenset(root for word in "exceed exceeds go goes get gets drop drops above over below under rise rises fall falls".split()
                    for root in (word, stem(word)))  # fmt: skip
_LIMITS = frozenset(
    "most least maximum minimum within under below above over limit limited limits up negative exceed".split()
)
TAKEN_UP = 0.55
MOSTLY = 0.6

_ONLY = frozenset("only solely exclusively alone purely".split())
_ONLY_ALIKE = frozenset(
    _ONLY
    | frozenset(
        "few little single except nothing unless no until without else but cannot never sole one rather "
        "instead not merely simply just own dedicated exclusive exclusively wait waits waiting waited".split()
    )
)
_CERTAIN = frozenset("always never all every guarantee guarantees guaranteed certainly entirely completely everyone nobody "
                     "none".split())  # fmt: skip
_HEDGED = frozenset("usually often may might sometimes typically generally likely probably mostly normally commonly tend tends "
                    "partly rarely seldom".split())  # fmt: skip
_OVERLAP = 0.34
_TIMES = frozenset("before after".split())


def contradicting(said: str, source: str) -> str:
    """Where a sentence turns what its source says round, as a phrase; "" when it does not."""
    said, source = in_one_form(said, source), in_one_form(source, said)
    own, theirs = clauses(_plain(_topped(said, source))), clauses(_plain(_topped(source, said)))
    if not own or not theirs:
        return ""
    begun, their_begun = (
        frozenset(form for clause in side for word in clause.words for form in (word[:ALIKE], stem(word)))
        for side in (own, theirs)
    )
    for clause in own:
        for scope in _scopes(clause):
            subject = _subject(clause)
            denied_there = any(subject and subject <= _roots_of(other) and _wary(other, begun) for other in theirs)
            if _unmatched(begun, scope, theirs) and not denied_there and not _said_by_opposite(clause, theirs):
                return "a negation put in"
    for clause in theirs:
        for scope in _scopes(clause):
            if (
                _taken_up(clause, own)
                and not _said_elsewhere(clause, own, theirs)
                and _unmatched(their_begun, scope, own, needed=False)
                and not _said_by_opposite(clause, own)
            ):
                return "a negation left out"
    if _fewer_denials(own, theirs) or _fewer_denials(theirs, own):
        return "a negation more or less"
    return _opposite(own, theirs) or _one_pole(own, theirs) or _strengthened(own, theirs)


def _subject(clause: Clause) -> frozenset[str]:
    """What stands before the "not" of a clause, as roots."""
    at = next((at for at, word in enumerate(clause.words) if _negates(word)), 0)
    return frozenset(root_of(stem(word)) for word in clause.words[:at] if is_content(word))


def _roots_of(clause: Clause) -> frozenset[str]:
    return frozenset(root_of(word) for word in clause.stems)


def _taken_up(clause: Clause, others: tuple[Clause, ...]) -> bool:
    """Whether the other side says most of what a clause says."""
    mine = {root_of(word)[:HEAD] for word in clause.stems}
    said = {form[:HEAD] for other in others for word in other.stems for form in (word, root_of(word))}
    return len(mine & said) >= max(1, int(TAKEN_UP * len(mine)))


def _said_elsewhere(clause: Clause, others: tuple[Clause, ...], side: tuple[Clause, ...]) -> bool:
    """Whether all that the other side has of a clause stands in another clause of its own side too, and more besides."""
    said = {root_of(word)[:HEAD] for other in others for word in other.stems}
    shared = {root_of(word)[:HEAD] for word in clause.stems} & said
    for other in side:
        there = {root_of(word)[:HEAD] for word in other.stems} & said
        if other is not clause and shared < there:
            return True
    return False


def _fewer_denials(own: tuple[Clause, ...], theirs: tuple[Clause, ...]) -> bool:
    """Whether one side, which says most of what the other says, denies twice and the other only once, in any words."""
    stems, others = ({root_of(word) for clause in side for word in clause.stems} for side in (own, theirs))
    if len(stems & others) < MOSTLY * min(len(stems), len(others)):
        return False
    strong = sum(_negates(word) and word not in ("nor", "neither") for clause in theirs for word in clause.words)
    any_kind = sum(_negates(word) or word in _SOFT or prefixed(word) for clause in own for word in clause.words)
    return strong >= 2 and any_kind == 1


def _scopes(clause: Clause) -> list[tuple[str, ...]]:
    """For each "not" of a clause the roots of what it denies, nearest first: the content words after it, else those before."""
    found: list[tuple[str, ...]] = []
    for at, word in enumerate(clause.words):
        if _negates(word):
            if word.startswith("no-"):
                found.append((root_of(stem(word[3:])),))
                continue
            after = [stem(other) for other in clause.words[at + 1 :] if is_content(other)][:SCOPE]
            before = [stem(other) for other in clause.words[:at] if is_content(other)][-SCOPE:][::-1]
            found.append(tuple(root_of(other) for other in after or before))
    return found


def _unmatched(spoken: frozenset[str], scope: tuple[str, ...], others: tuple[Clause, ...], needed: bool = True) -> bool:
    """Whether what a clause denies is said without any denial on the other side.

    Args:
        spoken: How the words of the side with the negation begin.
        scope: Roots of what it denies.
        others: Clauses of the other side.
        needed: Whether the other side must say it at all.
    """
    if scope[0] in _PASSES and any(_LIMITS & set(other.words) for other in others):
        return False  # "cannot exceed" for "at most"
    if any(_FORBIDS & set(other.words) for other in others) and not any(word in spoken for word in _FORBIDS):
        return False  # "mixing them, whatever the dose, is forbidden": said of all that stands before
    scope = tuple(root[:HEAD] for root in scope)
    roots = [{form[:HEAD] for word in other.stems for form in (word, root_of(word))} for other in others]
    shared = [len(own.intersection(scope)) for own in roots]
    enough = 1 if len(scope) < SCOPE else 2
    if not needed and max(shared) < enough and not any(own.intersection(scope[:1]) for own in roots):
        return False  # the thing denied is put in other words, or not spoken of
    if max(shared) == 0:
        return needed and not any(_wary(other, spoken) for other in others)
    near = [
        other
        for own, other, count in zip(roots, others, shared, strict=True)
        if scope[0] in own or count == max(shared)
    ]
    return not any(_wary(other, spoken) for other in near)


def _matches(clause: Clause, others: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses that speak of the same: the one with most stems in common, and those nearly as near."""
    shares = [_overlap(clause, other) for other in others]
    best = max(shares, default=0.0)
    if best < _OVERLAP:
        return ()
    return tuple(other for other, share in zip(others, shares, strict=True) if share >= best - 0.1)


def _overlap(one: Clause, other: Clause) -> float:
    smaller = min(len(one.stems), len(other.stems))
    roots, their_roots = ({root_of(word) for word in clause.stems} for clause in (one, other))
    return len(roots & their_roots) / smaller if smaller else 0.0


def _negates(word: str) -> bool:
    return word in _STRONG or word.endswith("n't") or word.startswith("no-")


def _wary(clause: Clause, against: frozenset[str]) -> bool:
    """Whether a clause may hold a no, if need be one not spelt "not": avoid, lack, unless, un-.

    Args:
        clause: The clause.
        against: How the words of the other side begin: one of that kind which stands there as well says nothing.
    """
    if any(_negates(word) for word in clause.words):
        return True
    return any(
        (word in _SOFT or prefixed(word)) and word[:ALIKE] not in against and stem(word) not in against
        for word in (*clause.words, *(part for word in clause.words if "-" in word for part in word.split("-")[1:]))
    )


def turns(word: str) -> bool:
    """Whether a word denies, or is one of a pair of opposites: another word in its place may say the contrary."""
    return _negates(word) or word in _SOFT or word in _EITHER_POLE or prefixed(word)


_EITHER_POLE = frozenset(word for pair in POLES for side in pair for word in side)


def _said_by_opposite(clause: Clause, others: tuple[Clause, ...]) -> bool:
    """Whether another clause says by an opposite what this one says by "not": "does not fall" for "rises"."""
    mine = set(clause.words)
    anywhere = {word for other in others for word in other.words}
    for other in others:
        there = set(other.words)
        if any((mine & one and there & two and not anywhere & one) or (mine & two and there & one and not anywhere & two)
               for one, two in POLES):  # fmt: skip
            return True
        pair = _unlike(mine, there)
        if pair and not all(stem(word) in {stem(word) for word in anywhere} for word in pair.split(" / ")):
            return True
    return False


def _opposite(own: tuple[Clause, ...], theirs: tuple[Clause, ...]) -> str:
    """A word of a sentence whose opposite, and not itself, stands in the source, where no "not" sets it right."""
    said, source = _with_parts(own), _with_parts(theirs)
    for clause in own:
        matched = _matches(clause, theirs)
        there = _with_parts(matched)
        mine = set(_parts(clause))
        denied = any(_negates(word) for word in mine) != any(_negates(word) for word in there)
        for one, two in POLES:
            for here, against in ((one, two), (two, one)):
                word = next((word for word in _parts(clause) if word in here and not _lessened(clause, word)), "")
                if not word or mine & against:
                    continue
                inside = there & against and not there & here
                set_right = any(set(other.words) & against and any(map(_negates, other.words)) for other in theirs)
                outside = source & against and not source & here and not said & against and not set_right
                if word in _TIMES and not _same_time(clause, word, theirs, against):
                    continue
                if (inside or outside) and not (denied and there & against):
                    return f"{word} / {sorted(source & against)[0]}"
        unlike = _unlike(set(clause.words), {word for other in matched for word in other.words})
        if unlike and not denied and not _denied_there(unlike, own, theirs):
            return unlike
    spoken, there = ({word for other in side for word in other.words} for side in (own, theirs))
    return "" if any(map(_negates, spoken | there)) else _unlike(spoken, there)


def _one_pole(own: tuple[Clause, ...], theirs: tuple[Clause, ...]) -> str:
    """A word said more often than in the source, where its opposite, which the source has too, is gone."""
    said, source = ([part for clause in side for part in _parts(clause)] for side in (own, theirs))
    for one, two in POLES:
        for here, against in ((one, two), (two, one)):
            mine, there = _most_often(said, here), sum(word in here for word in source)
            gone = any(word in against for word in source) and not any(word in against for word in said)
            if mine > there > 0 and gone and not any(map(_negates, said)):
                return f"{next(word for word in said if word in here)} twice"
    return ""


def _denied_there(pair: str, own: tuple[Clause, ...], theirs: tuple[Clause, ...]) -> bool:
    """Whether, of a pair, the plain word is denied where it stands and the other is not: "won't be able" is "unable"."""
    forms = {stem(word) for word in pair.split(" / ")}
    denied = {
        prefixed(word)
        for clause in (*own, *theirs)
        for at, word in enumerate(clause.words)
        if stem(word) in forms and any(map(_negates, clause.words[max(0, at - SCOPE) : at]))
    }
    return denied == {False}


def _most_often(words: list[str], pole: frozenset[str]) -> int:
    """How often the word of a pole that stands most often does."""
    return max(Counter(stem(word) for word in words if word in pole).values(), default=0)


def _same_time(clause: Clause, word: str, others: tuple[Clause, ...], against: frozenset[str]) -> bool:
    """Whether "before" here and "after" there are said of one thing."""
    mine = _following(clause, word)
    return any(mine & _following(other, there) for other in others for there in _TIMES & against & set(other.words))


def _following(clause: Clause, word: str) -> set[str]:
    """The roots of the next content words after one."""
    after = clause.words[clause.words.index(word) + 1 :] if word in clause.words else ()
    return {root_of(stem(other))[:HEAD] for other in after if is_content(other)} if after else set()


def _with_parts(side: tuple[Clause, ...]) -> set[str]:
    """The words of some clauses, "least-privilege" also in parts."""
    return {part for clause in side for word in clause.words for part in (word, *word.split("-"))}


def _parts(clause: Clause) -> list[str]:
    """The words of a clause, and the parts of "model-agnostic"."""
    return [part for word in clause.words for part in ([word] if "-" not in word else [word, *word.split("-")])]


def _lessened(clause: Clause, word: str) -> bool:
    """Whether "less" or "least" stands before a word: "less often" is "more rarely"."""
    if word not in clause.words:
        return False
    at = clause.words.index(word)
    return at > 0 and clause.words[at - 1] in ("less", "least")


def _unlike(mine: set[str], there: set[str]) -> str:
    """A word that stands on the other side only with, or only without, a prefix such as "un-"."""
    stems, own = {stem(word) for word in there}, {stem(word) for word in mine}
    for word in sorted(mine):
        turned = unprefixed(word)
        if turned and stem(turned) in stems and stem(word) not in stems and stem(turned) not in own:
            return f"{word} / {turned}"
    for word in sorted(there):
        turned = unprefixed(word)
        if turned and stem(turned) in own and stem(word) not in own and stem(turned) not in stems:
            return f"{turned} / {word}"
    return ""


def _strengthened(own: tuple[Clause, ...], theirs: tuple[Clause, ...]) -> str:
    """An "only" that the source does not say, or certainty where the source hedges."""
    mine = {word for clause in own for word in clause.words}
    if mine & _ONLY and not _with_parts(theirs) & _ONLY_ALIKE:
        return "only"
    for clause in own:
        sure = set(clause.words) & _CERTAIN
        matched = _matches(clause, theirs)
        if sure and matched and not set(clause.words) & _HEDGED:
            words = {word for other in matched for word in other.words}
            if words & _HEDGED and not words & _CERTAIN:
                return f"{sorted(sure)[0]} / {sorted(words & _HEDGED)[0]}"
    return ""


def _topped(text: str, other: str) -> str:
    """A text without the "no" of "no battle was larger than", where the other says "the largest"."""
    return _NONE_MORE.sub(r"\1", text) if _MOST.search(other) else text


def _plain(text: str) -> str:
    """Phrases that hold a "no" and deny nothing are put in other words; "turn … off" becomes one word."""
    text = _MOVES.sub(lambda found: f"{found.group(1)} {'rises' if found.group(2).lower() == 'up' else 'falls'}", text)
    text = _PARTICLE.sub(r"\1", _BEHIND.sub(" lags", text))
    text = _SWITCH.sub(lambda found: f"turning-{found.group(2).lower()} {found.group(1)}", text)
    return _NOT_NEGATIVE.sub(lambda found: _IN_OTHER_WORDS.get(" ".join(found.group().lower().split()), "also"), text)
