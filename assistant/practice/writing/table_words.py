"""The words that a table gives for a question about it: its caption, the heads of its columns, the labels of its rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studyground.assistant.practice.writing.mining_class_nouns import column_noun
from studyground.assistant.practice.writing.mining_language import PRONOUNS, balanced, lower_first
from studyground.assistant.practice.writing.mining_shapes import has_finite_verb
from studyground.assistant.practice.writing.mining_verbs import VERBS, may_be_noun, participle_of
from studyground.assistant.practice.writing.phrasing import several
from studyground.assistant.practice.writing.section_headings import unnumbered
from studyground.assistant.practice.writing.vocabulary import singular

MOST_CAPTION, MOST_HEAD = 14, 6  # words
MOST_LABEL = 12
MOST_SHORT = 5  # letters of a short form
_NUMBERED = re.compile(r"^(?:table|tab\.) [A-Z]?-?\d+(?:[.–-]\d+)*[.:]?\s+", re.IGNORECASE)
_MARKS = re.compile(r"(?:\s?[*†‡§]+|(?<=[a-z]{4})[¹²³⁴⁵⁶⁷⁸⁹]+|\s?\[(?:\d{1,2}|[a-z])\])$")
_ASIDE = re.compile(r"^(?P<noun>[^()]+?)(?P<aside> \([^()]{1,24}\))?$")
_TURNED = re.compile(
    r"^(?P<noun>[A-Za-z][\w -]*), (?P<which>maximum|minimum|mean|median|average|usual|typical|normal|total)$"
)
_BEHIND = re.compile(r" (?=(?:of|for|in|at|on|per|from|to|by|with|worth|that|which|due|needed|used|given) )")
_DOING = frozenset("at on with to from".split())
_USE = re.compile(r"(?:used? )?for|what for", re.IGNORECASE)
_SHORT = re.compile(r"[A-Z]{2,5}s?")
# What such a column says is said beside the matter, or of another column.
_BESIDE = re.compile(
    r"^(?:remarks?|notes?|comments?|examples?|see(?: also)?|sources?|references?|mind|more|details?|description|links?|"
    r"others?|and|or|then|no|nr|id|(?:measured|observed|recorded|seen|found)(?: (?:in|on|at|by) .*)?)$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"^(?:(?:all )?others?|other .*|any other.*|the rest.*|else.*|total|totals|sum|as above.*|ditto)$", re.IGNORECASE
)
_VAGUE = frozenset(
    "value figure amount quantity condition number result reading status level size range limit rule effect".split()
)
_OPEN_ENDED = re.compile(
    r"\b(?:uses?|cases?|purposes?|applications?|features?|characteristics?|strengths?|advantages?|benefits?|suits|types?|"
    r"categor(?:y|ies)|kinds?|class(?:es)?|levels?|properties|roles?)$"
)
_LISTED = re.compile(r"[\w-]*\d(?:(?:,| and| or| &|,? and) [\w-]*\d)+")  # "8, 72, 77": their value would be several
_HAS = re.compile(r"(?:authority|right|power|permission|duty) to [a-z]+(?: [a-z]+){0,4}", re.IGNORECASE)
_NO_SORT = re.compile(
    r"the|our|some|other|main|common|all|these|most|two|three|four|five|six|seven|eight|nine|ten|key|basic|such|and|"
    r"\w+(?:ed|ing|al|ic|ous|ive|est)",
    re.IGNORECASE,
)
# "Subscription life cycle": its states are those of a subscription.
_COURSE = re.compile(r"(?P<of>[A-Za-z][a-z]{3,}) (?:life ?cycle|life-cycle|states|statuses|status|stages|phases)$")
_OF_A_COURSE = frozenset("status state stage phase".split())
_OF_A_WORK = frozenset("option method mode strategy technique approach".split())
_SORTS = frozenset("kind type sort form class stage mode".split())
VAGUE_ROWS = frozenset("name item thing entry what who which question topic term data value case option".split())
_WE = re.compile(r"\b(?:we|you|they) (?P<verb>[a-z]+)\b")
_TO_LEARN = re.compile(
    r" (?:worth \w+|to (?:know|remember|learn|note)(?: by heart)?|by heart|in (?:brief|short|practice))$"
)
# What a heading says of the telling, and not of its matter ("Erosion in two pages", "Runbook (short)").
_CASUAL = re.compile(
    r" (?:in (?:one|two|three|four|five|ten|a few|\d+) [a-z]+|in a nutshell|at a glance|in (?:brief|short|practice|general)|"
    r"worth \w+|(?:to know|to remember|to learn)(?: by heart)?|by heart|\((?:short|brief|in brief|overview|summary)\))$",
    re.IGNORECASE,
)
_IN_UNIT = re.compile(
    r" \(((?:[kMG]?Hz|[kMGT]B|[mµk]?g(?:/\w+)?|m?l|[mck]?m|µm|km/h|m/s|knots|°C|°F|%|[kM]?Pa|k?W|mA?h?|V|A|lux|ppm|pence|"
    r"m?s|min|h|seconds|minutes|hours|days|weeks|months|years|miles|metres|feet|litres))\)$"
)
POINTS = re.compile(
    r"\b(?:it|its|them|their|this|these|those|you|your|above|below|following|I|my|us|our|we|know|must)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: `said` as it stands after "which", "" where it is no noun phrase; `several` of many things."""

    raw: str
    said: str
    several: bool = False

    @property
    def quoted(self) -> bool:
        """Whether it is asked as it stands: an action ("Repeat sample at once"), or a thing described ("Lido (dichlor)")."""
        aside = re.search(r"\(([^()]+)\)$", self.said)
        added = aside is not None and re.fullmatch(r"[a-z]{5,}(?: [a-z]+)*", aside[1])
        behind = _BEHIND.split(re.sub(r" \(.*", "", self.said), maxsplit=1)[1:]
        return bool(added) or bool(behind and behind[0].split()[0] in _DOING)

    @property
    def vague(self) -> bool:
        """Whether it says too little without a caption: "typical value" of what?"""
        return self.noun in _VAGUE and len(self.said.split()) < 3

    @property
    def open_ended(self) -> bool:
        """Whether it holds what a thing is good for or like, of which more may be true than its cell says."""
        return bool(_OPEN_ENDED.search(self.said))

    @property
    def asked(self) -> str:
        """As a question has it: without what it says of learning it, and its unit behind a comma ("frequency, in MHz,")."""
        said = _TO_LEARN.sub("", self.said)
        return _IN_UNIT.sub(r", in \1,", said)

    @property
    def told(self) -> str:
        """As a reason has it: neither its unit nor what it says of learning it."""
        return _IN_UNIT.sub("", _TO_LEARN.sub("", self.said))

    @property
    def use(self) -> bool:
        """Whether it holds what its rows are used for."""
        return self.said == "use"

    @property
    def noun(self) -> str:
        """Its main word: "notice" of "shortest notice accepted"."""
        return _BEHIND.split(re.sub(r" \(.*", "", self.said))[0].split()[-1] if self.said else ""


def caption_of(above: str) -> str:
    """A table's title without its number, "" where what stands above is no title but a sentence or an instruction."""
    title = _MARKS.sub("", _NUMBERED.sub("", above).strip().rstrip(" .:"))
    words = title.split()
    if not 2 <= len(words) <= MOST_CAPTION or not balanced(title) or re.search(r"[.;!?:=“”\"|]", title):
        return ""
    opening = re.split(r" (?:which|that|who|where|when|we|you) ", title)[0]
    numbered = bool(_NUMBERED.match(above))
    if not numbered and (has_finite_verb(opening) or POINTS.search(title) or words[0].casefold() in VERBS):
        return ""
    return title


def heading_of(section: Sequence[str]) -> str:
    """The heading that a table stands under, without its number; "" where it speaks of the table or is a sentence."""
    heading = _CASUAL.sub("", unnumbered(section[-1])) if section else ""
    fit = 0 < len(heading.split()) <= MOST_HEAD and not re.search(
        r"[.;!?“”\"|]|\b(?:table|chart|list)\b", heading.casefold()
    )
    return heading if fit and not POINTS.search(heading) else ""


def asked_by(caption: str, head: Head) -> str:
    """What a caption says is given, where that is what the column holds ("shortest notice that is accepted"); "" elsewhere.

    Args:
        caption: The table's title.
        head: Of its only column of values.
    """
    caption = re.sub(r"\s\([^()]*\)", "", caption)
    match = _WE.search(caption)
    said = caption
    if match:
        done = f"{match['verb']}d" if match["verb"].endswith("e") else f"{match['verb']}ed"
        if match.group().split()[0] != "we" or not participle_of(done):
            return ""
        said = f"{caption[: match.start()]}that is {done}{caption[match.end() :]}"
    front = re.split(r",| (?:that|which|of|for|in|at|on|per|from|to|by|with|and) ", said)[0].split()
    if not head.said or head.several or len(front) < 2 or singular(front[-1].casefold()) != head.noun.casefold():
        return ""
    return "" if front[-1].casefold() != head.noun.casefold() or POINTS.search(said) else lower_first(said)


def who_has(caption: str) -> str:
    """What a caption says that somebody has, as a question ("Authority to approve": "who has the authority to approve")."""
    match = _HAS.fullmatch(caption)
    return f"who has the {lower_first(caption)}" if match and not POINTS.search(caption) else ""


def without_marks(cell: str) -> str:
    """A cell without the footnote marks behind it."""
    return _MARKS.sub("", " ".join(cell.split()).rstrip(" .;:"))


def label_of(cell: str) -> str:
    """A row's name without footnote marks, "" where it names none or leans on the rows around it ("Other metals")."""
    label = without_marks(cell)
    words = label.split()
    if not 1 <= len(words) <= MOST_LABEL or not balanced(label) or re.search(r"[?!|“”\"=]", label):
        return ""
    if _LISTED.fullmatch(label):
        return ""
    return (
        "" if _OTHERS.match(label) or {word.casefold() for word in words} & PRONOUNS - {"one", "any", "all"} else label
    )


def row_noun(first: Head, section: Sequence[str]) -> str:
    """What one row is called: by the first head, or, where that only says "kind", by what the heading has kinds of."""
    if not first.said:
        return ""
    front, *behind = _BEHIND.split(first.said, maxsplit=1)
    words = front.split()
    words = words[:-1] if len(words) > 1 and singular(words[-1].casefold()) == "name" else words  # "Family name"
    noun = " ".join([*words[:-1], singular(words[-1]), *behind])
    if noun not in _SORTS:
        return "" if singular(noun) in VAGUE_ROWS else noun
    sort = re.search(
        r"\b(?:kind|type|sort|form|class|stage|mode)s of (?P<of>[a-z]+(?: [a-z]+)?)$", section[-1] if section else ""
    )
    return f"{noun} of {sort['of']}" if sort else "" if noun in ("kind", "type", "sort", "form") else noun


def fuller_noun(noun: str, *titles: str) -> str:
    """The noun for a row with the word that a title has before it in the plural ("Model families …": "model family").

    Args:
        noun: Of one row.
        titles: The table's caption and heading.
    """
    for title in titles if noun and " " not in noun else ():
        work = re.fullmatch(r"[A-Z]?[a-z]{3,}(?:ing|ment|tion)", title) if noun in _OF_A_WORK else None
        if work:
            return f"{lower_first(title)} {noun}"  # "Serving": "serving option"
        found = re.match(rf"(?:the |our |some )?(?P<before>[a-z]{{3,}}) {several(noun)}\b", title, re.IGNORECASE)
        if found and not _NO_SORT.fullmatch(found["before"]):
            return f"{lower_first(found['before'])} {noun}"
        course = _COURSE.match(title) if noun in _OF_A_COURSE else None
        if course and not _NO_SORT.fullmatch(course["of"]):
            return f"{lower_first(course['of'])} {noun}"
    return noun


def head_of(raw: str, texts: Iterable[str]) -> Head | None:
    """A column's head; None where nothing is asked of such a column, or where it is a short form that nothing explains.

    Args:
        raw: As the table has it.
        texts: What may explain its short form, the nearest first.
    """
    match = _ASIDE.match(_MARKS.sub("", " ".join(raw.split())))
    if match is None or _BESIDE.match(match["noun"]):
        return None
    noun, aside = match["noun"].rstrip(" :"), match["aside"] or ""
    if _SHORT.fullmatch(noun):
        full = in_full(noun, texts)
        return Head(raw, f"{full} ({noun})") if full else None
    if _USE.fullmatch(noun):
        return Head(raw, "use")
    turned = _TURNED.match(noun)
    said = f"{turned['which']} {lower_first(turned['noun'])}" if turned else _small(noun)
    front, *behind = _BEHIND.split(said, maxsplit=1)
    plain = len(said.split()) <= MOST_HEAD and re.fullmatch(r"[A-Za-z][\w' -]*", said)
    fit = plain and column_noun(front)
    if (
        not fit
        or _JUDGES.fullmatch(noun)
        or (behind and behind[0].split()[-1].casefold() in PRONOUNS)
        or front.split()[-1] in _VERBAL
    ):
        return Head(raw, "")
    last = front.split()[-1]
    return Head(raw, f"{said}{aside}", last.endswith("s") and not last.endswith(_ONE_IN_S))


# A judgement and no noun: nothing has "the good" or "this bad".
_JUDGES = re.compile(
    r"(?:good|bad|best|worst|better|worse|fine|poor|strong|weak|fast|slow|quick|cheap|dear|expensive|easy|hard|simple|difficult|"
    r"safe|unsafe|risky|right|wrong|correct|incorrect|true|false|high|low|large|small|big|new|old|long|short|early|late|hot|cold|"
    r"wet|dry|nice|ugly|likely|unlikely|common|rare|typical|usual|normal|useful|useless|allowed|forbidden|permitted|required|"
    r"needed|optional|mandatory|available|[a-z]+(?:ous|less|able|ible))",
    re.IGNORECASE,
)


_ONE_IN_S = ("ss", "us", "is", "as", "series", "species", "lens", "news")
_VERBAL = frozenset(verb for verb in VERBS if not may_be_noun(verb))


def _small(noun: str) -> str:
    return " ".join(lower_first(word) for word in noun.split())


def in_full(short: str, texts: Iterable[str]) -> str:
    """What a short form stands for, where a text explains it ("neutralising value (NV)"); "" where none does."""
    letters = short.rstrip("s").casefold()
    for text in texts:
        for match in re.finditer(rf"((?:[A-Za-z][\w-]* ){{1,{MOST_SHORT}}})\({re.escape(short)}\)", text):
            words = match[1].split()[-len(letters) :]
            if "".join(word[0] for word in words).casefold() == letters:
                return _small(" ".join(words))
    return ""
