"""What a question asks for: its type, the kind of thing that would answer it, and what it is about."""

import re
from dataclasses import dataclass
from typing import Literal

from studyground.assistant.list_wording import WHO_AS_NAME, asks_for_several, asks_in_order
from studyground.assistant.part_wording import ASKS_WHETHER, BETWEEN_COMMAS, OPENS_QUESTION, TOLD_TO_BE, main_clause
from studyground.assistant.side_wording import both_sides
from studyground.assistant.sides import sides_of
from studyground.assistant.sums import asks_for_money
from studyground.ingest.terms import STOP_WORDS, stem, tokens

QuestionType = Literal["factoid", "definition", "list", "comparison", "how_why", "scenario"]
Wanted = Literal[
    "",
    "money",
    "percent",
    "count",
    "duration",
    "date",
    "person",
    "place",
    "quantity",
    "name",
    "reason",
    "choice",
    "product",
]


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    Args:
        text: The question.
        type: What shape its answer has.
        wanted: The kind of thing the answer must name, "" when any sentence may answer.
        subject: What a definition is asked of, "" otherwise.
        sides: The things compared, () otherwise.
        counted: Stem of what "how many" counts, "" otherwise.
        excepted: What it leaves out ("besides Python"), "" otherwise.
    """

    text: str
    type: QuestionType
    wanted: Wanted = ""
    subject: str = ""
    sides: tuple[str, ...] = ()
    counted: str = ""
    excepted: str = ""

    @property
    def names_a_thing(self) -> bool:
        """Whether it asks for a service, tool or the like, which has a name."""
        found = _CHOICE.search(self.text)
        return found is not None and (found.group(1) or "").lower() in _NAMED_THINGS


_LEAD = re.compile(
    r"^(?:(?:please|so|ok|okay|hi|hello|hey|and|but|well|also)\b[ ,]*|(?:can|could|"
    r"would) you (?:please )?(?:tell me|explain|"
    r"say|describe|show me)\b[ ,]*|(?:i(?:'d| would) like to know|i want to know|tell me|do you know|"
    r"remind me)\b[ ,]*)+",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"^(what|who|where|when|how|why)(?:['’]?s)\b(?! (?:there|it|he|she)\b)", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:,? (?:exactly|then|anyway|again|please|plz|pls|in short|in brief|in a nutshell|with an? (?:[\w-]+ )?example|"
    r"in (?:simple|plain|easy|other) (?:terms|words|english)))+"
    r"(?=[?.! ]*$)",
    re.IGNORECASE,
)
_WHY = re.compile(r"^why\b|\bwhy (?:is|are|was|were|do|does|did|can|should|would|must|has|have)\b", re.IGNORECASE)
_COMES_OUT = (
    r"^when (?:did|was|were|will|is) .{2,60}\b(?:come|comes|coming|launch\w*|released?|announced|introduced|retired?)\b"
)
_HEADS: tuple[tuple[Wanted, str], ...] = (
    ("count", r"\bhow many\b|\b(?:what|which) (?:is the )?(?:number|count|total) of\b|"
              r"^(?!(?:how|why) (?!many\b|much\b)).*\bnumber of\b.{0,30}\?$"),
    ("duration", r"\bhow (?:big|large|wide|small) an? (?:break|pause|delay|wait|(?:gap|interval)(?=.*\b(?:sessions|doses|visits|"
                 r"shifts|meals|runs|attempts|tests|exams|lessons|payments|treatments|reviews|meetings|jabs|shots)\b)) |"
                 r"\bhow (?:long|soon|quickly|often|frequently)\b|\bwhat (?:is the )?(?:duration|time limit|retention)\b|"
                 r"\bwithin how\b|\bhow much (?:more |longer |extra |additional )?time\b|\bhow old\b|"
                 r"\bhow many (?:minutes|hours|days|weeks|months|years|seconds)\b"),
    ("date", _COMES_OUT + r"|^when (?:was|were|did|will)\b(?!.*\b(?:should|fail|use|choose)\b)|"
             r"\b(?:in )?(?:what|which) (?:year|month|date|day|decade|century)\b|"
             r"\bsince when\b|\bwhat (?:is|was) the (?:date|year|deadline)\b|\blaunch date\b"),
    ("percent", r"\b(?:what|which) (?:percentage|percent|share|proportion|fraction|weight(?:ing)?)\b|\bhow (?:accurate|likely)\b|"
                r"\bwhat is the .{0,40}\b(?:rate|percentage|share|weight)\b|\bhow much of the (?:exam|course|grade)\b"),
    ("quantity", r"\bhow (?:big|large|small|tall|high|heavy|far|fast|deep|wide|much)\b|"
                 r"\b(?:what|which) (?:is|are) the (?:(?! of (?:an?|the|my|your|our) ).){0,40}\b(?:maximum|minimum|limit|size|"
                 r"score|threshold|mark|value|speed|"
                 r"capacity|depth|height|length|weight|population|temperature)\b|\b(?:maximum|minimum) (?:size|"
                 r"number|score|payload)"),
    ("quantity", r"\b(?:what|which) (?:[\w-]+ ){0,2}values?\b(?! (?:do|does|did|can|could|will|would) )|"
                 r"\bdefault (?:[\w-]+ ){0,2}(?:values?|number|size|rate|count)\b|\b(?:what|which) (?:is|are) the default "
                 r"(?:[\w-]+ )?values?\b|\b(?:what|which) version(?: number)?\b"),
    ("person", r"^who(?:se|m)?\b|\bby whom\b|\bwhich (?:person|author|scientist|researcher|people)\b"),
    ("place", r"^where (?:is|was|are|were|did|do|does) (?!.*\b(?:store|stored|save|run)\b)|"
              r"\b(?:what|which) (?:country|city|town|state|region|place)\b"),
    ("reason", r"^why\b|\bwhat (?:causes?|makes|is the (?:reason|cause)|are the reasons)\b|\breasons? (?:for|why)\b|\bhow come\b|"
               r"[,:;.] (?:the |its |likely )?(?:cause|reason)\W*$|^(?:(?:likely|possible|probable) )?cause of\b"),
)  # fmt: skip
_CHOICE = re.compile(
    r"\b(?:which|what) (?:one |single |kind of |type of |sort of )?(?:\w+ ){0,2}(service|tool|"
    r"algorithm|technique|"
    r"method|metric|model|option|approach|feature|instance|format|framework|language|storage|database|store|test|chart|flag|switch|macro|"
    r"plot|function|strategy|architecture|solution|product|library|command|keyword|operator|type|statement|loop|"
    r"parameter)\b|"
    r"\bwhat (?:should|could|can|would) (?:i|we|they|you|the team|the company|one|a \w+) (?:use|choose|pick|do|"
    r"try|reach for)\b|"
    r"\bwhat (?:do|would) (?:i|we|you) (?:use|choose|pick|need)\b",
    re.IGNORECASE,
)
_NAMED_IN_CODE = re.compile(
    r"(?:which|what) (?:flag|switch|option|command|keyword|macro) (?!is\b|are\b|line\b)\w+s\b", re.IGNORECASE
)
_NAMED_THINGS = frozenset({"service", "tool", "product", "library", "framework", "language"})
_DEFINITION = re.compile(
    r"^what (?:does|do) (?:an? |the )?(.+?) (?:mean|stand for|refer to)\??$"
    r"|^what (?:does|do) (?:an? |the )?(.+?) do(?: (?:in|for|to|with|during) .+)?\??$"
    r"|^what (?:is|are) (?:an? |the )?(.+?) (?:used |good |meant )?for\??$"
    r"|^(?:define|explain|describe) (?:what )?(?:an? |the )?"
    r"(?:(?:term|concept|notion|idea|word|phrase)(?: of)? (?:an? |the )?)?(.+?)(?: (?:is|are|means?))?[?.]?$"
    r"|^(?:what is )?(?:the )?(?:meaning|definition) of (?:an? |the )?(.+?)\??$"
    r"|^(?:what|who)(?:'s|’s| is| are| was| were| exactly is| exactly are)? (?:exactly )?(?:meant by |a |an |"
    r"the )?(.+?)\??$",
    re.IGNORECASE,
)
_DOES_WHAT = re.compile(  # "what eats most of the time?" asks for no meaning
    r"^(?:what|who) (?!(?:is|was|does|has|this|its|means)\b)[a-z]+(?<!s)s (?:an?|the|most|more|all|my|our|your|it|them|this|that|"
    r"us|you|to|in|on|from|with|for|up|down|out|when|if|first|so)\b",
    re.IGNORECASE,
)
_SETTING = re.compile(  # "a hypervisor in Xen", "pruning in a tree": where it is asked of, no part of its name
    r"(?<=\w),? (?:(?:in|within|inside) (?=(?:an?|the|this|that|our|my|your) |[A-Z]|[\w-]+ (?:terms|jargon|lingo|speak)\b)|"
    r"according to |in the context of ).+$"
)
_SETTING_OF_ONE = re.compile(r"(?<=\w) in [\w-]+(?: [\w-]+)?$")  # "the index in git", but not "data in motion"
_HOW = re.compile(
    r"^(?:how|why|what (?:happens|happened|will happen|would happen)|"
    r"what (?:does|do|will|would) .+ do (?:when|if|while|after|before|once)|"
    r"what (?:does|do|did) .+ (?:find|see|discover|notice|observe|show|get|learn) (?:when|if|while|after|before|once))\b|"
    r"\bhow (?:do|does|can|could|should|to|is|are|would|did)\b|\bwhy\b",
    re.IGNORECASE,
)
BARE_WORDS = 3
_SENTENCE = re.compile(r"(?:[^.!?]|[.!](?=\w))+[.!?]*")  # "C4.5" and "os.path" end none
_ASKS = re.compile(r"\?|^\W*(?:what|which|who|whom|whose|when|where|why|how|is|are|does|do|did|can|could|should|"
                   r"would|will|name|list|"
                   r"explain|define|describe|compare|tell|give)\b", re.IGNORECASE)  # fmt: skip


_DEFAULT = re.compile(
    r"(?<=\w) defaults?\W*$|^(?:what(?:'s|’s| is| are) the )?(?:current )?defaults? (?:of|for)\b|"
    r"^what(?:'s|’s| is) the (?:current )?default\b",
    re.IGNORECASE,
)


def understand(text: str) -> Question:
    """Take a question apart by its wording alone.

    Args:
        text: One standalone question, history resolved.
    """
    cleaned = " ".join(text.split())
    asked = asking_part(cleaned)
    core = _LEAD.sub("", asked).strip() or asked
    core = WHO_AS_NAME.sub("the WHO", core)
    core = _SHORTENED.sub(lambda match: f"{match.group(1)} is", core)
    core = _TRAILING.sub("", core)
    core = _OPENING.sub("", core) or core
    core = _ALSO_WHAT_SHARE.sub("", _NAMED_FIRST.sub(r"what do \1 do", core))
    wanted = _wanted(core)
    sides = sides_of(core)
    context_words = len(cleaned.split()) - len(asked.split())
    if sides and not re.match(r"why\b", core, re.IGNORECASE):
        return Question(cleaned, "comparison", "", sides=sides)
    if wanted == "reason":
        return Question(cleaned, "how_why", "reason")
    listed = asks_for_several(core)
    if _STEPS.search(core):
        return Question(cleaned, "how_why")
    if asks_in_order(core):
        return Question(cleaned, "list")
    choice = _CHOICE.search(core)
    if choice and (context_words >= 4 or (not listed and (len(core.split()) >= 7 or _NAMED_IN_CODE.match(core)))):
        named = (choice.group(1) or "").lower() in _NAMED_THINGS
        kind: QuestionType = "scenario" if len(cleaned.split()) >= 12 else "factoid"
        return Question(cleaned, kind, "product" if named else "choice")
    if wanted in ("quantity", "percent") and _NAMED_MEASURE.match(core) and not _GIVEN.search(core):
        wanted = ""  # "what is the F1 score?" asks what it is; "what is the passing score?" asks for a figure
    if wanted:
        return Question(cleaned, "factoid", wanted, counted=_counted(core) if wanted in ("count", "quantity") else "")
    if listed:
        return Question(cleaned, "list")
    aside = context_words >= 4 and len(core.split()) <= BARE_WORDS and not _ASKS.search(core.rstrip("?"))
    subject = _definition_subject(core) if not aside else ""  # "The lab wants more lime. Mistake?"
    if subject:
        return Question(cleaned, "definition", subject=subject)
    if _HOW.search(core):
        return Question(cleaned, "how_why")
    if context_words >= 4 or len(core.split()) >= 16:
        return Question(cleaned, "scenario", "choice" if _CHOICE.search(core) else "")
    return Question(cleaned, "factoid", "name" if re.match(r"(?:which|what) \w+", core, re.IGNORECASE) else "")


_STEPS = re.compile(  # "recovery position steps", "in which order do I edit?"
    r"^(?!(?:what|which|how many|list|name)\b).{3,80}\b(?:steps|step by step)[?.! ]*$|^in (?:which|what) order\b",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    r"^([\w&' ().+/-]{2,60}?)(?: [-–—]+|[:,;]) what (?:do|does) (?:it|they|these|this) do\??$", re.IGNORECASE
)
_ALSO_WHAT_SHARE = re.compile(  # "which one came first, and what percent?": which is asked, the share stands beside it
    r"(?<=\w),? and (?:what|which) (?:percent(?:age)?|share|proportion|figure)[?.! ]*$", re.IGNORECASE
)
_NAMED_MEASURE = re.compile(
    r"^what(?:'s|’s| is| are) (?:an? |the )?(?:[\w-]+ ){1,3}(?:score|rate|value|size|threshold|weight|share|speed|capacity|depth|"
    r"length|percentage|ratio)s?\??$",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:max(?:imum)?|min(?:imum)?|pass(?:ing)?|default|average|typical|usual|recommended|current|total|exact|required|allowed|"
    r"highest|lowest|largest|smallest|longest|best|exam|file|object|record|message|payload|page)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:in|within|for|with|under|using) [^,?]{2,40}, (?=what\b|who\b|how\b|why\b|which\b)", re.IGNORECASE
)
_FRAME = (
    "mean means meaning definition define explain describe difference differences differ compare tell "
    "please pls exactly actually basically simply kind type sort thing stuff way example purpose question "
    "answer list name give know want need happen work really quick quickly briefly guide according say "
    "says said something someone anything good best better right main important typical usually normally "
    "people lot whole point idea instead"
)
FRAME_WORDS = frozenset(stem(word) for word in _FRAME.split())
LED_IN_WORDS = 12
NAMED_WORDS = 5
_CLAUSE = re.compile(
    r"(?:in|at|for|on|with|to|by|from|under|after|before|during|without|if|when|given|i|we|my|our|using|because|since)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:[?.;:]\s+(?:(?:also|and|plus|then),?\s+)?|,?\s+(?:and|&|but|plus)\s+(?:also\s+|then\s+|if (?:so|not),?\s+)?|,\s+)"
    r"(?=(?:(?:in|at|for|on|with|to|by|from|"
    r"under|into|towards?|after|before|against|through|of|over|among|between) )?(?:what|which|who|whom|"
    r"where|when|why|how)\b(?!ever))|"
    rf"[?,]?\s+(?:and|&|but)\s+(?:also\s+|then\s+|if (?:so|not),?\s+)?(?={ASKS_WHETHER})",
    re.IGNORECASE,
)


_NO_APOSTROPHE = re.compile(
    r"\b(what|where|who|how)s\b(?= (?!the (?:reason|logic|point|idea|rationale|thinking)\b))", re.IGNORECASE
)


def parts_of(text: str) -> tuple[str, ...]:
    """The questions in a question: "what is X, and how long does it keep Y?" asks two; () when it asks one.

    What only tells the program what to be is left out, and one question may remain. What else stands before the first
    of them ("With spot training, …", "I have 300 MB scans. …") is said again with each.
    """
    cleaned = _NO_APOSTROPHE.sub(r"\1's", " ".join(text.split()).rstrip("?. "))
    if sides_of(cleaned) or BETWEEN_COMMAS.search(cleaned):
        return ()
    return both_sides(cleaned) or _parts_by_words(cleaned) or _parts_by_marks(cleaned)


def _parts_by_marks(cleaned: str) -> tuple[str, ...]:
    """The questions that end in question marks of their own, whatever they open with; () for one."""
    pieces = [piece.strip(" ,;?.") for piece in cleaned.split("? ")]
    whole = all(len(piece.split()) >= FULL_WORDS and "." not in piece for piece in pieces)
    if not 2 <= len(pieces) <= 3 or not whole or not all(_ASKS_ON.match(piece) for piece in pieces[1:]):
        return ()
    return tuple(f"{piece}?" for piece in pieces)


def _parts_by_words(cleaned: str) -> tuple[str, ...]:
    pieces = [piece.strip(" ,;?.") for piece in _PART.split(cleaned)]
    first = next((at for at, piece in enumerate(pieces) if OPENS_QUESTION.search(piece)), len(pieces))
    given, asking = (
        pieces[:first],
        [piece for piece in pieces[first:] if len(piece.split()) >= 3 or _IN_TWO_WORDS.match(piece)],
    )
    if given and all(TOLD_TO_BE.match(piece) for piece in given) and len(asking) == len(pieces) - first == 1:
        return (f"{asking[0][0].upper()}{asking[0][1:]}?",)
    if not 2 <= len(asking) <= 3 or len(asking) != len(pieces) - first:
        return ()
    if not all(OPENS_QUESTION.search(piece) for piece in asking):
        return ()
    if any(_WHETHER.match(piece) for piece in asking[1:]) and not _ASKS_WHAT.match(asking[0]):
        return ()
    asking = [piece for at, piece in enumerate(asking) if not at or not _OF_EACH.search(piece)]
    if len(asking) == 1:  # what is said of each of them answers the first part too
        return ()
    before = ". ".join(given)
    if before and len(before.split()) <= NAMED_WORDS and not _CLAUSE.match(before):
        asking = [re.sub(r"\b(?:it|they|this|that|these)\b", before, asking[0], count=1), *asking[1:]]
        return tuple(f"{piece}?" if before in piece else f"{before}, {piece}?" for piece in asking)
    if given and len(given) == 1 and len(before.split()) <= LED_IN_WORDS and not re.search(r"\bI\b|[.!]", before):
        return tuple(f"{before}, {piece}?" for piece in asking)
    return tuple(f"{before}. {piece[0].upper()}{piece[1:]}?" if before else f"{piece}?" for piece in asking)


FULL_WORDS = 4
_ASKS_ON = re.compile(r"(?:(?:and|but|also|then) )?(?:what|which|who|where|when|why|how)\b", re.IGNORECASE)
_IN_TWO_WORDS = re.compile(r"(?:what happened|what now|what next|how come|why so)$", re.IGNORECASE)
_WHETHER = re.compile(ASKS_WHETHER, re.IGNORECASE)
_ASKS_WHAT = re.compile(r"(?:\w+ ){0,2}?(?:what|which|who|where|when|why|how)\b(?!.*\b(?:if|whether)\b)", re.IGNORECASE)
_OF_EACH = re.compile(
    r"\beach(?: one| of (?:them|these|those))?(?: (?:is|are|was|does|do|has|can|should|good|best|used|for|called)\b|[?.! ]*$)",
    re.IGNORECASE,
)


def asking_part(text: str) -> str:
    """The sentences of a text that ask; all of it when none does."""
    asking = [piece.strip() for piece in _SENTENCE.findall(text) if _ASKS.search(piece.strip())]
    return " ".join(asking) if asking else text


def _wanted(core: str) -> Wanted:
    core = main_clause(core)
    if _WHY.search(core):
        return "reason"
    if asks_for_money(core):
        return "money"
    for kind, pattern in _HEADS:
        if re.search(pattern, core, re.IGNORECASE):
            return kind
    return ""


def _counted(core: str) -> str:
    """Stem of the noun that is counted: the last word of the noun phrase after "how many"."""
    match = re.search(r"\b(?:how many|number of)((?: [\w-]+){1,4})", core, re.IGNORECASE)
    if not match:
        return ""
    nouns: list[str] = []
    for word in match.group(1).split():
        if word.lower() in STOP_WORDS:
            break
        nouns.append(word.lower())
        if word.lower().endswith("s") and not word.lower().endswith("ss"):
            break
    return stem(nouns[-1]) if nouns else ""


def _definition_subject(core: str) -> str:
    if _DOES_WHAT.match(core):
        return ""
    match = _DEFINITION.match(core)
    if match:
        subject = next(group for group in match.groups() if group).strip(" ?.\"'")
    elif len(core.split()) <= BARE_WORDS and not _ASKS.search(core.rstrip("?")):
        subject = core.strip(" ?.!\"'")  # a bare name typed in: "smote", "learning rate"
    else:
        return ""
    subject = _SETTING.sub("", subject) or subject
    if re.search(rf"\b(?:an?|the) {re.escape(subject)}", core, re.IGNORECASE):
        subject = _SETTING_OF_ONE.sub("", subject)
    if _DEFAULT.search(core):
        return ""  # "buffer size default": the value is asked for, and not what it is
    words = tokens(subject)
    verbs = frozenset(
        "happens happen happened used required needed recommended do does should can best good better for".split()
    )
    if not words or len(words) > 7 or verbs & set(words) or words == ["now"] or words == ["next"]:
        return ""
    if re.match(r"(?:sort|kind|type)s? of\b", subject, re.IGNORECASE):
        return ""  # "what sort of people lived there" asks which, not what a sort is
    return subject
