"""Grammar for putting a guide's own phrases into sentences: articles, capitals, agreement, and what cannot be used."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun, third_person
from studyground.ingest.terms import terms

_VOWEL_SOUND = re.compile(r"(?:[aeiou](?!n[ei]\b)|8|1[18]\b|honest|hour|heir)", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(r"(?:uni(?!n)|use|usa|usu|uti|one\b|once\b|eu|ub)", re.IGNORECASE)
_SPELT_VOWEL = re.compile(r"[AEFHILMNORSX](?:[A-Z0-9]|\b)")
_SPELT_CONSONANT = re.compile(r"[BCDGJKPQTUVWYZ](?:[A-Z0-9]|\b)")
_POINTS = re.compile(
    r"\b(?:this|these|those|it|its|they|them|their|he|she|such a|the (?:former|latter|above|following|same|other|others|"
    r"second|third|first|table|chapter|section|figure|guide|example|previous|next)|above|below|here|chapter|see|e\.g|i\.e|"
    r"etc|respectively|another|former|latter|you|your|we|our|us)\b",
    re.IGNORECASE,
)
_UNCLEAN = re.compile(r"[|•→⇒=<>{}\[\]#*_`]|\.\.\.|…|https?:|\s-\s|\?\s*\S|[.!;]\s|:\s*$|\bvs\b")
_ABSOLUTE = re.compile(
    r"\b(?:always|never|only|all of|none of|every|impossible|usually|normally|typically|often|sometimes|generally)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:do|does|did|will|can|could|would|should|must|may|is|are|was|were|has|have)\b", re.IGNORECASE
)
_INVERTED = re.compile(
    r"^(?P<asked>(?:(?:which|what|how|where|when|who)\b.*?)?)\b(?P<auxiliary>do|does|will|can|could|would|should|must|may)\s+"
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:which|what|who|how)\b", re.IGNORECASE)
_HALF = re.compile(
    r"\bboth\b(?!.*\band\b)|\beither\b(?!.*\bor\b)|\bof that\b|\bthat (?:rule|way|case|sense|place|role|feature)\b"
)
_GOES_ON = (
    r"[.,;:)]|\s(?:that|which|is|are|was|has|of|with|for|and|or|to|in|on|at|from|can|may|when|where|whose|as|by|because|"
    r"before|after)\b"
)
_MASS = (
    "ing",
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ism",
    "ance",
    "ence",
    "drift",
    "data",
    "descent",
    "odds",
    "analysis",
)
_LINKS = frozenset("of for in and or to the with at by".split())
_SMALL_WORD = re.compile(r"(?<![\w-])[a-z][a-z-]+")
_CAPITALISED = re.compile(r"\b[A-Z][a-z-]+\b")
_LARGE_WORD = re.compile(r"(?<=[a-z,;] )[A-Z][a-z-]+")
_PREFIX = re.compile(
    r"^(?:multi|hyper|semi|non|micro|macro|inter|intra|pre|post|sub|super|cross|anti|auto)(?=[a-z]{4})"
)
_SENTENCE_WORDS = re.compile(r"\S+")
_OPENS = frozenset(
    "a an the one two three many several few some all any little more less frequent hundreds thousands both each".split()
)
_LEADS_ON = frozenset("and or the a of to as".split())  # last words after which something is missing
LEAST_TERMS = 2
_QUANTITY = re.compile(r"(?<![\w.,-])[-−+$€£]?\d[\d,.]*(?=[\s%)]|-[a-z]|$)")
COUNTED_KINDS = frozenset(
    "model network classifier endpoint chart plot graph diagram device store service engine instance hive machine".split()
)
_FIGURES = frozenset("metric measure score loss error statistic rate ratio".split())  # "accuracy", not "an accuracy"
BARE_CLAUSE = 3
_COUNTED_HEADS = frozenset(
    "test t-test machine curve plot chart matrix network model classifier score tree forest map encoder table filter".split()
)
NAME_WORDS, NAME_CHARACTERS = 3, 8
COUNTED_SHARE = 0.06


def with_article(noun: str) -> str:
    """A noun phrase with "a" or "an", by its sound."""
    if _SPELT_VOWEL.match(noun):
        return f"an {noun}"
    if _SPELT_CONSONANT.match(noun) or _CONSONANT_SOUND.match(noun):
        return f"a {noun}"
    return f"an {noun}" if _VOWEL_SOUND.match(noun) or noun[:1].lower() in "aeio" else f"a {noun}"


def capital(text: str) -> str:
    """A text with a capital first letter; a name that begins small ("k-means", "t-SNE") keeps it."""
    first = text.split(" ", 1)[0]
    if re.match(r"[a-z]-|[a-z]+[A-Z0-9]", first):
        return text
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """A text with a small first letter, unless its first word is a name or an acronym."""
    first = text.split(" ", 1)[0]
    if any(letter.isupper() or letter.isdigit() for letter in first[1:]) or (len(first) == 1 and first not in "AI"):
        return text
    return text[:1].lower() + text[1:]


class Casing:
    """Knows which names are common nouns: those that the guide itself writes small in the middle of a sentence.

    Args:
        texts: The guide.
        ordinary: Whether a word in small letters is one of the language; None where nobody knows.
    """

    def __init__(self, texts: Iterable[str], ordinary: Callable[[str], bool] | None = None) -> None:
        texts = tuple(texts)
        self._ordinary = ordinary
        self._running = "\n".join(texts).casefold()
        self._counted: dict[str, bool] = {}
        self._small: Counter[str] = Counter()
        self._large: Counter[str] = Counter()
        self._opening: set[str] = set()
        for text in texts:
            self._opening.update(_CAPITALISED.findall(text))
            self._small.update(_SMALL_WORD.findall(text))
            self._large.update(_LARGE_WORD.findall(text))

    @property
    def running(self) -> str:
        """The guide's text, case folded."""
        return self._running

    def inside(self, name: str) -> str:
        """A name in the middle of a sentence: "Decision tree" becomes small, "Neptune" and "ROC curve" stay."""
        first = name.split(" ", 1)[0]
        if first in ("A", "An") and " " in name:
            return f"{first.lower()}{name[len(first) :]}"
        if not first[1:].islower() or not first[:1].isupper():
            return name
        if any(word[:1].isupper() and word[1:].islower() for word in name.split()[1:]):
            return name
        if first.endswith(("'s", "’s")):
            return name  # what somebody's name is on
        low = first[:1].lower() + first[1:]
        alone = " " not in name and self._ordinary is not None and self._ordinary(low)
        if not self._large[first] and (alone or (" " in name and name.split()[1].islower())):
            return low + name[len(first) :]
        return low + name[len(first) :] if self._small[low] >= max(1, self._large[first]) else name

    def written_small(self, name: str) -> bool:
        """Whether the guide writes a name of one word with a small letter anywhere."""
        return bool(self._small[name.casefold()])

    def opening(self, name: str) -> str:
        """A name at the beginning of an option: a command or module that no dictionary has keeps its small letter."""
        first = name.split(" ", 1)[0]
        coined = self._ordinary and first.islower() and not self._made_of_words(first)
        worded = " " in name and name.replace(" ", "").replace("-", "").isalpha()
        return name if coined and not worded and capital(first) not in self._opening else capital(name)

    def articleless(self, name: str) -> bool:
        """Whether a one-word common noun cannot stand bare in a sentence, though no article was found to be usual with it."""
        shown = self.inside(name)
        if " " in shown or not shown.islower() or plural(shown) or shown.endswith(_MASS) or self.named(name) != shown:
            return False
        return bool(re.search(rf"\ban? {re.escape(shown)}(?={_GOES_ON})", self._running))

    def _made_of_words(self, word: str) -> bool:
        """Whether a word is ordinary, or put together from ordinary ones ("cross-validation", "multilayer")."""
        ordinary = self._ordinary or bool
        bare = _PREFIX.sub("", word)
        return ordinary(word) or all(part and ordinary(part) for part in bare.split("-"))

    def named(self, name: str, kind: str = "") -> str:
        """A name in the middle of a sentence, with "a" or "an" where the guide, or the kind of thing, counts such things."""
        shown = self.inside(name)
        if shown not in self._counted:
            self._counted[shown] = self._countable(shown)
        if shown[:1].isupper() and shown.endswith((" test", " theorem", " statistic")):
            return f"the {shown}"
        if kind in _FIGURES and shown.islower():
            return shown
        coined = " " not in shown and self._ordinary and not self._ordinary(shown.lower())
        counted = (self._counted[shown] and not coined) or (
            kind in COUNTED_KINDS and shown.islower() and not plural(shown) and not shown.endswith(_MASS)
        )
        return with_article(shown) if counted else shown

    def _countable(self, shown: str) -> bool:
        shown = re.split(r"\s(?:of|for)\s", shown)[0]
        inside = shown.split()
        if len(inside) > 1 and inside[-1] in _COUNTED_HEADS and all(word.islower() for word in inside[1:]):
            return True
        if (
            not shown[:1].islower()
            or plural(shown)
            or any(word[:1].isupper() for word in inside[1:])
            or "-means" in shown
        ):
            return False
        counted = len(re.findall(rf"\ban? {re.escape(shown.casefold())}(?={_GOES_ON})", self._running))
        if len(inside) == 1:
            return counted > 1 and counted > COUNTED_SHARE * self._running.count(shown.casefold())
        if counted:
            return True
        if inside[-1].endswith(_MASS) or set(inside) & _LINKS:
            return False
        head = rf"\ban? (?:[\w-]+ )?{re.escape(inside[-1].casefold())}(?={_GOES_ON})"
        return len(re.findall(head, self._running)) > 1


def sentence(text: str) -> str:
    """A text as a sentence: capital, one full stop, single spaces."""
    plain = re.sub(r"\s+([,.;:?])(?!\w)", r"\1", " ".join(text.split())).rstrip(" .;:,")
    return capital(plain) + ("" if plain.endswith(("?", "!", ".”", "?”")) else ".")


def words(text: str) -> int:
    """How many words a text has, as one counts them by white space."""
    return len(_SENTENCE_WORDS.findall(text))


def several(noun: str) -> str:
    """The plural of a common noun."""
    if re.search(r"(?:[sxz]|[cs]h)$", noun):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if re.search(r"[^aeiou]y$", noun) else f"{noun}s"


def indirect(question: str) -> str:
    """A question as it stands after "wants to know"; "" where its subject cannot be told from its verb.

    A question about "this" case becomes one about any case.
    """
    text = re.sub(
        r"\bthis (\S+)", lambda match: with_article(match[1]), question.strip().rstrip("?").strip(), flags=re.IGNORECASE
    )
    text = re.sub(r"\bdo we have\b", "there are", text)
    match = _INVERTED.match(text)
    if re.search(r", (?:and|or) (?:where|how|what|which|who|when|why)\b", text):
        return ""  # a second question, which would keep its word order
    if match is None:
        return small(text) if _WHO.match(text) and not _AUXILIARY.search(text) else ""
    asked, auxiliary, rest = match["asked"].strip(), match["auxiliary"].lower(), match["rest"].split()
    if rest[0].lower() in VERBS and asked:
        return small(text)  # the question word is the subject
    for at in range(1, len(rest)):
        verb = rest[at].lower()
        following = rest[at + 1].lower() if at + 1 < len(rest) else ""
        if may_be_noun(verb) and following in VERBS and rest[0].lower() in ("a", "an", "the"):
            continue  # "a bad release harm …": the verb comes after
        if verb in VERBS and not (at == 1 and rest[0].lower() in ("a", "the")):
            subject, tail = " ".join(rest[:at]), " ".join(rest[at:])
            if auxiliary == "does":
                tail = f"{third_person(verb)} {' '.join(rest[at + 1 :])}".strip()
            helper = "" if auxiliary in ("do", "does") else f"{auxiliary} "
            return f"{small(asked) if asked else 'whether'} {small(subject)} {helper}{tail}"
    if len(rest) == BARE_CLAUSE and rest[0] in ("a", "the") and auxiliary not in ("do", "does") and not asked:
        return f"whether {rest[0]} {rest[1]} {auxiliary} {rest[2]}"
    return ""


def plural(name: str) -> bool:
    """Whether a thing's name is a plural: a common noun that ends so; names of products are singular."""
    head = next(reversed(re.split(r"\s(?:of|for|with|in|by|on|from|to)\s", name)[0].split()), "")
    return (
        head.islower() and len(head) > 3 and head.endswith("s") and not head.endswith(("ss", "us", "is", "ics", "ness"))
    )


def _complete(phrase: str) -> bool:
    """Whether a noun phrase has its article or needs none: a plural, an "-ing", a substance; "hour of day" lacks one."""
    first = phrase.split()[0]
    if first.lower() in _OPENS or plural(first) or (first.endswith("ing") and len(first) > 5):
        return True
    head = re.split(r"\s(?:of|for|with|in|by|on|from|to|per|across|between|at|that|which|without|\w+ed)\b", phrase)[
        0
    ].split()
    return bool(head) and (plural(head[-1]) or head[-1].endswith(_MASS) or head[-1].isupper())


def noun_phrase(need: str) -> bool:
    """Whether a phrase can stand after a preposition: no scraps in a row, no verb in front, no condition at its end."""
    first = need.split()[0].lower()
    listed = re.fullmatch(r"[^,;:()]+, [^,;:()]+,? (?:and|or) [^,;:()]+", need)
    if (re.search(r"[,;:()]", need) and not listed) or (first in VERBS and not may_be_noun(first)):
        return False
    if (
        first in VERBS
        and not listed
        and not re.match(r"\w+ (?:and|or|of|for|in|on|with|to|at|by|from|between|across)\b", need)
    ):
        return False  # "plot high-dimensional groups" tells what to do
    if listed:
        return _complete(re.split(r"\s(?:and|or)\s", need)[-1]) and not re.search(r"ed$", need)
    return (
        words(need) >= 2
        and _complete(need)
        and not re.search(r"\b(?:when|if|whether|because|until|unless|no|not)\b", need)
    )


def usable(phrase: str, least: int = 3, most: int = 26) -> bool:
    """Whether a phrase of the guide stands on its own in another sentence: whole, clean, and pointing nowhere."""
    if not least <= words(phrase) <= most or _UNCLEAN.search(phrase) or _POINTS.search(phrase):
        return False
    if phrase.count("(") != phrase.count(")") or phrase.count("“") != phrase.count("”") or phrase.count('"') % 2:
        return False
    if phrase.rstrip().endswith((",", "–", "—", "-")) or phrase.split()[-1].lower() in _LEADS_ON:
        return False
    if _HALF.search(phrase) or (phrase.count(", ") > 1 and not re.search(r"\b(?:and|or)\b", phrase)):
        return False
    return len(set(terms(phrase))) >= LEAST_TERMS


def quantities(text: str) -> tuple[str, ...]:
    """The figures in a text that count or measure something; a digit in a name ("S3", "F1") is none."""
    return tuple(_QUANTITY.findall(text))


def absolute(phrase: str) -> bool:
    """Whether a phrase holds a word that gives an option away: an absolute or a vague one."""
    return bool(_ABSOLUTE.search(phrase))


def shares_term(one: str, other: str) -> bool:
    """Whether two texts have a content word in common."""
    return bool(set(terms(one)) & set(terms(other)))


def alike(texts: Sequence[str], most: float = 2.4) -> bool:
    """Whether texts are of similar length: in characters with a floor, and in words where no short name is among them."""
    counts = [words(text) for text in texts]
    sizes = [max(NAME_CHARACTERS, len(text)) for text in texts]
    return max(sizes) <= most * min(sizes) and (min(counts) <= NAME_WORDS or max(counts) <= most * min(counts))
