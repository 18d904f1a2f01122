"""The names a guide uses for what it teaches: found, joined with their aliases, and recognised in its sentences."""

import re
from collections import Counter, defaultdict

from studyground.assistant.practice.writing.mining_language import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from studyground.assistant.practice.writing.mining_verbs import AUXILIARY, VERBS, base_of, gerund_base, may_be_noun
from studyground.assistant.practice.writing.vocabulary import KIND_NOUNS, kind_in_name, singular

Key = tuple[str, ...]
_TOKEN = re.compile(r"[A-Za-z0-9][\w+#'’.&/-]*[\w+#]|[A-Za-z0-9]")
EMPTY = frozenset(
    """
overview introduction summary conclusion background basics example examples note notes definition definitions data
model models
system systems training testing method methods tool tools general other others none yes no both it this that these
here below above defaults options
purpose goal goals topics review practice key terms history context text image images user users time value values
number numbers result results team teams people value a an the such one two three option choice answer strength
weakness use
uses pros cons advantages disadvantages benefits limits limitations tip tips warning what why how when where machine
algorithm algorithms service services feature features problem problems solution task tasks step steps prediction
predictions
column columns record records row rows class classes error errors object objects file files job jobs code cost
costs amazon aws low high medium yes none never always good bad small large
""".split()
)
_SPEAKS_OF_TEXT = frozenset(
    "exam exams examination question questions chapter guide section stem reader readers appendix figure lesson".split()
)
_OPENS_ADVICE = frozenset(
    "use choose prefer renamed pick avoid do consider see remember think keep note called become became".split()
)
MAX_WORDS = 6
# Nouns that stand after a name to say what it is ("the convmv tool").
APPOSED = "class|command|package|function|tool|program|utility|module|parameter|method|daemon|service|algorithm|library|framework"


def key_of(name: str) -> Key:
    """What two ways of writing a name share: small letters, no article, last word in the singular."""
    words = [word.casefold().replace("’", "'") for word in _TOKEN.findall(name)]
    if words[:1] in (["a"], ["an"], ["the"]) and len(words) > 1:
        words = words[1:]
    if words:
        words[-1] = singular(words[-1])
    return tuple(words)


def is_name(text: str, least: int = 1) -> bool:
    """Whether a heading, cell or subject can be the name of a thing at all."""
    text = text.strip()
    words = text.split()
    if _SPEAKS_OF_TEXT & {word.casefold() for word in words} or any(
        word.casefold() in _OPENS_ADVICE for word in words[:1] if len(words) > 1
    ):
        return False
    if (
        not least <= len(words) <= MAX_WORDS
        or not re.match(r"[A-Za-z0-9]", text)
        or re.search(r"[?!;:=<>{}|_]|,|\d{3}", text)
    ):
        return False
    lower = [word.casefold().strip("()\"'“”") for word in words]
    if " ".join(lower) in EMPTY or lower[0] in (
        "no",
        "not",
        "how",
        "what",
        "why",
        "when",
        "where",
        "which",
        "if",
        "each",
        "every",
        "such",
        "another",
        "other",
        "this",
        "that",
        "these",
        "those",
        "our",
        "your",
        "any",
        "some",
        "most",
        "many",
        "several",
        "more",
        "all",
        "both",
        "there",
        "same",
        "good",
        "first",
        "second",
        "third",
        "last",
        "next",
    ):
        return False
    if {"this", "that", "these", "those", "it"} & set(lower) or lower[0].endswith("lly"):
        return False
    if lower[0] in ("and", "or", "but", "mistaken", "near", "than", "like") or any(
        base_of(word) and not may_be_noun(base_of(word)) for word in lower[1:-1]
    ):
        return False
    if any(word in PRONOUNS or word in SUBORDINATORS or word in AUXILIARY for word in lower):
        return False
    if any(word in PREPOSITIONS and word not in ("of", "for", "in", "to", "on", "with", "by") for word in lower):
        return False
    if lower[-1] in PREPOSITIONS or lower[-1] in DETERMINERS or lower[0] in PREPOSITIONS or lower[-1] in (
        "and", "or", "but", "therefore", "thus", "also", "then", "often", "usually", "instead", "however", "only", "not",
    ):  # fmt: skip
        return False
    if (
        len(words) > 1
        and gerund_base(lower[0])
        and (lower[-1].endswith("s") and singular(lower[-1]) != lower[-1] and not text.isupper())
    ):
        return False
    if (
        len(words) > 1
        and singular(lower[0]) != lower[0]
        and singular(lower[0]) in KIND_NOUNS
        and lower[1] in ("for", "of")
    ):
        return False
    if len(words) == 1 and (len(text) < 2 or (text.islower() and text.casefold() in VERBS)):
        return False
    return not (
        len(words) > 1
        and lower[0] in VERBS
        and not may_be_noun(lower[0])
        and words[1].islower()
        and lower[1] not in KIND_NOUNS
    )


class Names:
    """All names of one guide, with what was counted for each."""

    def __init__(self) -> None:
        self._written: dict[Key, Counter[str]] = defaultdict(Counter)
        self._kinds: dict[Key, Counter[str]] = defaultdict(Counter)
        self._same: dict[Key, Key] = {}
        self._weight: Counter[Key] = Counter()
        self._names: dict[Key, str] = {}
        self._sizes: dict[str, tuple[int, ...]] = {}
        self._aliases: dict[Key, list[Key]] = {}
        self._found: dict[str, list[tuple[int, int, str]]] = {}
        self.pairs: frozenset[tuple[str, str]] = frozenset()
        self.small_pairs: Counter[tuple[str, str]] = Counter()
        self.proper: frozenset[str] = frozenset()

    def add(self, name: str, kind: str = "", weight: float = 1.0) -> bool:
        """Note one place where the guide treats a name as a thing.

        Returns:
            False when the text cannot be a name.
        """
        name = re.sub(r"^(?:[Aa]n?|[Tt]he)\s+", "", " ".join(name.split())).strip(" .\"“”'")
        if not is_name(re.sub(r"\s*\([^)]*\)$", "", name)):
            return False
        bracket = re.fullmatch(r"(.+?)\s*\(([^()]{2,30})\)", name)
        if bracket:
            name = bracket.group(1)
            if is_alias(bracket.group(2), name):
                self.same(name, bracket.group(2))
        key = key_of(name)
        if not key:
            return False
        self._written[key][name] += 1
        self._weight[key] += int(weight * 2)
        own = kind_in_name(name)
        if own:
            self._kinds[key][own] += 1
        if kind:
            self._kinds[key][kind] += int(weight * 2)
        return True

    def same(self, name: str, alias: str) -> None:
        """Note that two names mean one thing; the first is the longer, official one."""
        one, other = key_of(name), key_of(alias)
        if not one or not other or one == other or other in self._same or " ".join(other) in EMPTY or len(alias) < 2:
            return
        if other[0] in PREPOSITIONS or other[0] in DETERMINERS or other[0] in AUXILIARY or other[0] in SUBORDINATORS:
            return
        while one in self._same:
            one = self._same[one]
        if one == other:
            return
        self._written[other][alias] += 1
        self._written[one][name] += 1
        self._same[other] = one

    def settle(self) -> None:
        """Fix the canonical spelling of each name; call before names are looked up, and again after more were joined."""
        self._names.clear()
        self._found.clear()
        self._aliases.clear()
        sizes: dict[str, set[int]] = defaultdict(set)
        for key in self._written:
            sizes[key[0]].add(len(key))
        self._sizes = {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}
        for key in sorted(self._same):
            self._aliases.setdefault(self.root(key), []).append(key)
        for key, written in self._written.items():
            root = self.root(key)
            if root == key:
                self._names[key] = min(
                    written, key=lambda form: (_plural_of(form, written), -written[form], form.islower(), form)
                )

    def root(self, key: Key) -> Key:
        """The key that stands for a key's aliases."""
        while key in self._same:
            key = self._same[key]
        return key

    def established(self, name: str) -> bool:
        """Whether more than one place of the guide treats a name as a thing."""
        key = key_of(name)
        return self._weight[key] > 3 or self.root(key) != key

    def resolve(self, text: str) -> str:
        """The canonical name of a text that is a name or alias, else ""."""
        bare = re.sub(r"\s*\([^)]*\)$", "", text.strip())
        for candidate in (text, bare):
            key = key_of(candidate)
            if key in self._written:
                return self._names.get(self.root(key), "")
        return ""

    def canonical(self) -> list[str]:
        """All canonical names in a fixed order."""
        return sorted(self._names.values(), key=lambda name: (name.casefold(), name))

    def aliases(self, name: str) -> tuple[str, ...]:
        """Other ways the guide writes a thing's name, without mere plurals."""
        key = self.root(key_of(name))
        found = {
            min(self._written[other], key=lambda form: (-self._written[other][form], form))
            for other in self._aliases.get(key, ())
        }
        return tuple(sorted(found - {name}))

    def kind_votes(self, name: str) -> Counter[str]:
        """What kinds the guide's own words give a name, with how much speaks for each."""
        key = self.root(key_of(name))
        votes = Counter(self._kinds.get(key, Counter()))
        for other in self._aliases.get(key, ()):
            votes.update(self._kinds.get(other, Counter()))
        return votes

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Every name in a text, longest first at each place: start, end, canonical name."""
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> list[tuple[int, int, str]]:
        matches = list(_TOKEN.finditer(text))
        folded = [match.group().casefold().replace("’", "'") for match in matches]
        found: list[tuple[int, int, str]] = []
        at = 0
        while at < len(matches):
            step = 1
            first = folded[at]
            for size in (*self._sizes.get(first, ()), *((1,) if singular(first) != first else ())):
                if at + size > len(matches):
                    continue
                words = folded[at : at + size]
                key = (*words[:-1], singular(words[-1].removesuffix("'s").removesuffix("'")))
                if key in self._written:
                    start, end = matches[at].start(), matches[at + size - 1].end()
                    if size > 1 or _written_alike(text[start:end], self._written[key]):
                        name = self._names.get(self.root(key))
                        if name:
                            found.append((start, end, name))
                            step = size
                            break
            at += step
        return found

    def at_start(self, text: str) -> tuple[int, str] | None:
        """The name that opens a text, after an article, and where it ends."""
        article = re.match(r"(?:An?|The|a|an|the)\s+", text)
        offset = article.end() if article else 0
        for start, end, name in self.find(text[offset : offset + 90]):
            if start == 0:
                if article and (kind := re.match(rf"\s+(?:{APPOSED})\b(?=[\s,(])", text[offset + end :])):
                    end += kind.end()  # "The convmv tool (in the package of that name) …"
                close = re.match(r"\s*\(([^()]{1,60})\)", text[offset + end :])
                return offset + end + (close.end() if close else 0), name
            break
        return None


def _plural_of(form: str, written: Counter[str]) -> bool:
    """Whether a form is the plural of another that the guide writes too."""
    words = form.split()
    one = " ".join([*words[:-1], singular(words[-1])])
    return one != form and any(other.casefold() == one.casefold() for other in written)


def _written_alike(found: str, written: Counter[str]) -> bool:
    """A single word counts only as the guide writes the name: "Glue" is not "glue"."""
    if any(form.islower() for form in written):
        return True
    return found in written or (found[:1].isupper() and not all(form.isupper() for form in written))


def is_alias(short: str, name: str) -> bool:
    """Whether a bracketed text abbreviates a name ("FSx for Lustre" no; "SVM" for support vector machine yes)."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9&+-]{1,9}", short) or sum(c.isupper() for c in short) < 2:
        return False
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z0-9]+", name)).casefold()
    letters = re.sub(r"[^a-z]", "", short.casefold()).rstrip("s")
    it = iter(name.casefold())
    return letters[:1] in initials and all(letter in it for letter in letters)


def content_words(name: str) -> frozenset[str]:
    """The telling words of a name, stemmed by ending: without articles, kinds and short words."""
    words = [word.casefold() for word in re.findall(r"[A-Za-z][\w-]*", name)]
    return frozenset(singular(word) for word in words if word not in DETERMINERS and word not in PREPOSITIONS)
