"""What kind of thing a name stands for, as the guide itself shows it."""

import re
from functools import lru_cache

from studyground.assistant.practice.writing.mining_verbs import is_kind_breaker

# Common nouns that say what kind of thing something is, in any subject.
KIND_NOUNS = frozenset(
    """
account act additive agreement algorithm allocation analysis approach architecture array assumption attack attribute
authority bacterium bias body bottleneck brake cable car cause cell channel chart check class classifier clause cloud
code collector command company component compound concept condition configuration connector constant constraint
container contract control convention country course crime crop curve cycle database dataset defence defense
deployment derivative device diagram directive disease disorder display distance distribution document domain drug
duty
effect element embedding emission encoder encoding encryption endpoint engine ensemble enzyme equation error estimate
estimator event exception expression family fault feature fee fertiliser file fine flaw food form format formula
framework
fuel function gas gate goal grain graph group hazard heuristic hormone idea identifier imputation index indicator
ingredient initialisation input inspection instance institution instruction instrument interface interval issue job
kernel key keyword kind language law layer learning level lever library licence license lifecycle limit list loss
machine malt map mark material matrix measure mechanism medicine metal method metric microbe mineral mistake mode
model
module monitor muscle network node norm notation notion number object obligation offence operation operator optimiser
optimizer option organ organisation organism organization output parameter part path pattern penalty period permit
phase phenomenon plan plant platform plot policy pollutant position practice principle privilege problem procedure
process processor product profile program programme project property protein protocol queue quantity rate ratio
reaction
reagent recipe record reduction region regularisation regularization regression relation remedy report request
resource
response rest right ring risk role root route rule sampling scale scaling scheduler schema scheme scope score search
sensor sequence server service set setting shape sign signal skill software solution source species split stage
standard state statement statistic stop storage store strategy stream structure style substance subset supply symbol
symptom syntax system table tax technique technology temperature term terrain test theorem theory therapy threat
tissue
token tool toxin trait transaction transform transformation treatment tree trick type unit value valve variable
variant
vector vehicle vessel view virus vitamin volume warehouse weapon window word worker workflow yeast zone role
""".split()
)
VAGUE = frozenset(
    "part kind form type set group list number word thing way case idea level problem value term name object "
    "goal way piece bit lot amount sort range number one person result".split()
)
# Of these "the … of" still names a kind; elsewhere it names what is done ("the learning of noise").
_KINDS_OF = frozenset(
    "ratio rate measure unit stage process layer law storage service algorithm function metric format".split()
)
# Kinds that an examiner would put beside one another.
_KINDRED = (
    "service platform tool database store warehouse software system application storage engine product "
    "feature component capability catalogue workspace",
    "algorithm model classifier network ensemble regression method learning",
    "technique method procedure approach transformation transform strategy practice treatment remedy "
    "encoding scaling imputation reduction sampling regularisation regularization process step",
    "metric measure score error statistic ratio rate loss",
    "chart plot graph diagram display view",
    "test check analysis",
    "format file notation encoding",
    "cause fault mistake bias flaw risk attack threat",
    "remedy defence defense treatment control",
    "option mode strategy policy setting endpoint deployment",
    "role worker person job engineer",
    "function layer kernel activation",
    "class estimator transformer object interface type trait",
    "optimiser optimizer",
)
_GROUPS: dict[str, frozenset[str]] = {}
for _line in _KINDRED:
    for _noun in _line.split():
        _GROUPS[_noun] = _GROUPS.get(_noun, frozenset()) | frozenset(_line.split())
_BREAK = re.compile(
    r"\s(?:that|which|who|whose|whom|where|when|for|of|in|to|used|with|from|by|on|between|such|and|at|as|is|are|was|"
    r"than|under|over|into|among|across|without|inside|like|because|so|if|whether|about|per|or|but|while)\b|[,;:(.]|\s[–—]|—"
)
_SKIP = re.compile(
    r"^(?:an?|the|one of the|one|another|any|some)?\s*(?:\w+\s)?(?:type|kind|form|sort|class|family|member|"
    r"version|example|branch|variant|subset)"
    r" of (?:an? |the )?",
    re.I,
)


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """A noun's singular, by its ending."""
    low = word.casefold()
    if low.endswith("ies") and len(low) > 4 and low not in ("series", "species"):
        return word[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes", "iases", "ruses", "tuses", "nuses")):
        return word[:-2]
    if low.endswith("analyses"):
        return word[:-2] + "is"
    if low in ("indices", "matrices", "vertices"):
        return word[:-4] + ("ix" if low.startswith("mat") else "ex")
    if low.endswith("s") and not low.endswith(
        ("ss", "us", "is", "series", "species", "news", "bias", "canvas", "aws", "kubernetes")
    ):
        return word[:-1]
    return word


def head_noun(phrase: str) -> str:
    """The noun a noun phrase is about: "a serverless data integration service that …" is a service."""
    phrase = _SKIP.sub("", phrase.strip(), count=1)
    phrase = re.sub(r"^(?:an?|the|its|one of the|one)\s+", "", phrase, flags=re.I)
    cut = _BREAK.search(phrase)
    words = (phrase[: cut.start()] if cut else phrase).split()
    while words and is_kind_breaker(words[-1]):
        words.pop()
    return singular(words[-1].casefold().strip("\"'“”’")) if words else ""


def kind_in_definition(definiens: str) -> str:
    """The kind a definition names, or "" where its noun is none ("the share of …")."""
    noun = head_noun(definiens)
    if re.match(rf"the (?:[\w-]+ )*{re.escape(noun)} of\b", definiens, re.I) and noun not in _KINDS_OF:
        return ""
    return noun if noun in KIND_NOUNS and noun not in VAGUE else ""


_DOING = re.compile(
    r"^(?:the|an?) (?:[\w-]+ )?[a-z]+(?:ing|tion|sion|al|ment|sis|age) of (?!error|noise|information)", re.I
)
_DONE_BY_NAME = re.compile(r"(?:ing|tion|sion)$")


def is_doing(name: str, definiens: str) -> bool:
    """Whether a thing is something that is done: named and defined by nouns of action ("imputation", "the filling of …")."""
    return bool(_DONE_BY_NAME.search(name.split()[-1]) and _DOING.match(definiens))


def kind_in_name(name: str) -> str:
    """The kind that a name carries as its last word ("chi-squared test": test), or ""."""
    words = re.sub(r"\s*\([^)]*\)$", "", name).split()
    if len(words) < 2:
        return ""
    last = singular(words[-1].casefold())
    return last if last in KIND_NOUNS and last not in VAGUE else ""


def kind_in_heading(text: str) -> str:
    """The kind a table's header or a heading announces ("Choosing a streaming service": service), or ""."""
    for match in re.finditer(r"[A-Za-z-]+", text):
        noun = singular(match.group().casefold())
        if noun in KIND_NOUNS and noun not in VAGUE:
            best = noun
            rest = text[match.end() :]
            following = re.match(r"\s+([A-Za-z-]+)", rest)
            if following and singular(following.group(1).casefold()) in KIND_NOUNS - VAGUE:
                best = singular(following.group(1).casefold())
            return best
    return ""


def kindred(one: str, other: str) -> float:
    """How alike two kinds are: 1 the same, 0.6 such as stand side by side in questions, 0.5 both unknown, 0.2 one unknown."""
    if one == other:
        return 1.0 if one else 0.5
    if not one or not other:
        return 0.2
    return 0.6 if other in _GROUPS.get(one, frozenset()) else 0.0
