"""Which facts can carry a question, and how their needs read in running text."""

import re
from dataclasses import replace

from studyground.assistant.practice.writing.fact import Fact
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, gerund_base, may_be_noun, third_person
from studyground.assistant.practice.writing.phrasing import indirect, shares_term, usable
from studyground.ingest.terms import terms

LEAST_PRIORITY = 0.28
LEAST_TERMS = 3
# "various patterns" leaves open which, and a menu's verb is not what somebody wants done.
_NO_MORE_THAN_SOME = frozenset(
    "various different diverse several multiple many general other any some numerous certain".split()
)
_IN_A_MENU = frozenset("specify indicate choose select enter define".split())
# What a thing does that nobody needs, or how it works rather than what it is for.
_NO_PURPOSE = frozenset(
    """
fall rise drop update equal hide ignore lose miss fail break overfit underfit waste cost suffer hurt slow
confuse assume leak mislead exaggerate lack degrade
distort underestimate overestimate double punish offer use act be belong exploit become remain take come
start sit live make need
have require depend differ look behave mean say tell weight cover exist replace follow apply cause prefer
favour expect count begin pay know suit prove imitate slide affect
""".split()
)
TOOLS = frozenset(
    "service algorithm method technique model network layer function test engine store storage format chart plot "
    "graph tool job endpoint "
    "platform framework option procedure system application database library language device component "
    "feature approach "
    "search tree forest classifier encoder warehouse catalogue catalog repository bucket queue pipeline plan instrument".split()
)
HARMFUL = frozenset(
    "disease pest parasite attack threat risk error fault problem cause symptom bias failure defect "
    "injury poison toxin virus bug noise "
    "drift leak mistake pitfall trap weakness sign effect consequence".split()
)
# What a guide says about answering questions, or how a thing happens to work.
_NOT_WANTED_AT_ALL = re.compile(
    r"\b(?:wrong|right|tempting|usual) (?:answer|choice|option)\b|^(?:run|work|act|serve|go|start) as\b|\bexam\b"
)
# A property that begins so says what a thing suffers, asks for or comes from, and not what one would want of it.
_UNWANTED = re.compile(
    r"(?:is|are|was|can be|cannot|comes?|needs?(?! no\b)|requires?|depends?|follows?|happens?|takes?|lacks?|suffers?|does not|"
    r"do not|belongs?|differs?|lies?|starts?|ends?|ignores?|fails?|loses?|hides?|assumes?|costs?|has|"
    r"have|means?|exists?|arises?|wins?|loses?|works?|helps?|pays?|beats?|matters?)\b"
)
# The second verb of an infinitive that is none of a purpose, or not an infinitive at all.
_SECOND_VERB = re.compile(
    r"\band (?:normally |usually |then |also )?(?:(know|suit|need|prove|pay|cost|have|lack)\b|([a-z]+s)\b)"
)
# What any tool could be said to do: no need that tells one from another.
_GENERAL = re.compile(
    r"(?:provide|offer|implement|support|propose|define|contain|include|describe|present|play) "
    r"(?:several|various|many|different|multiple|numerous|some|two|three|both|advanced|effective|useful|an effective|"
    r"a (?:wide|large|number|variety|few|similar|generic|key|fundamental|significant|robust)|the possible|insights?)\b|"
    r"aim to\b|(?:answer|solve|address|tackle) the problem\b|.* of every kind$|\w+ (?:and \w+ )?(?:things|tasks|features|data)$"
)
_OPENS_CLAUSE = re.compile(
    r"\b(?:that|which|who|whose|what|how|when|where|while|if|whether|as|than|because|so|until|before|after|once|and|or|it)\b"
)
_NO_OBJECT = re.compile(r"\w+ \S+(?:-like|ive|ous) (?:with|for|in|on|at)\b")
_HALF_CLAUSE = re.compile(r"\bthere$|\b(?:or|and) when\b|, (?:and|or) (?:choose|use|prefer|take|keep)\b")
# Words at the end that point to another clause, which is not there ("aggregate data first").
_HANGS = re.compile(r"\b(?:first|instead|too|also|then|again|later|afterwards|earlier|anyway)$")
# Names in a row say of what kind something is, and leave open what is needed ("regression and classification").
_BARE_LIST = re.compile(r"[\w-]+(?: [\w-]+)?(?:, [\w-]+(?: [\w-]+)?)* (?:and|or) [\w-]+(?: [\w-]+)?")
_SET_AGAINST = re.compile(r";|\b(?:whereas|while|but)\b")
# How a thing is put together, which nobody needs.
_INTERNALS = re.compile(r"(?:separate|divide|structure|organi[sz]e|decompose|model) [\w-]+ into\b")
# A definition that only judges ("a poor placeholder for …").
_JUDGED = re.compile(
    r"(?:an?|the) (?:poor|good|bad|fine|better|worse|great|useful|powerful|common|popular|usual|typical|legacy|simple|general)\b"
)
# "cluster with bad scores can be analysed" has a subject and is no infinitive.
_OWN_VERB = re.compile(
    r"(?:(?!(?:that|which|who|what|how|when|where|while|if|whether|as|than|because|so)\b)\S+ ){2,8}"
    r"(?:can|may|must|will|should|is|are|was|were) "
)
_VERB_ENDING = re.compile(r"^(?!\w+s\b).*\band \w{2,}(?:ens|ises|izes|ifies) ")  # "help … and softens outliers"
_EITHER_SUBJECT = re.compile(r"[^,]{3,40} or [^,]{3,40} (?:is|are) ")  # a case is one of them
# More or less than what, the passage says and the need does not.
MORE = re.compile(
    r"(?:an? |the )?(?:simpler|better|easier|cheaper|faster|slower|larger|smaller|more|less|fewer|other) "
)
# Of these a guide says how they work rather than what they are wanted for.
HOW_KINDS = frozenset(
    "algorithm library method technique model network layer function classifier ensemble optimiser optimizer".split()
)
# A figure or a quoted value that stands for any other ("the value 42", "statement block 4").
EXAMPLE_VALUE = re.compile(
    r"\b(?:value|values|number|block|statement|line|item|element|index|step|row|example|condition|argument|option|input|case) "
    r"(?:of |is |equals )?[“\"'‘]?[-−]?\d"
)
# How a thing sees something or goes about it: no person has to do that.
_SEES = frozenset(
    "view consider treat regard see point look think perceive interpret represent imagine understand recognise recognize".split()
)
_MECHANISM = re.compile(r"\bby (?:\w+ly )?\w{3,}ing\b")
# What a sentence praises its thing for; nobody has to do it.
_BROCHURE = frozenset("provide facilitate supply expose contain enable allow let empower simplify ensure".split())
# What comes of a thing that is used, behind a comma; what stands before it is the need.
_RESULT = re.compile(
    r", (?:thereby |thus |hence |further |also )?(?:enabling|simplifying|reducing|allowing|making|ensuring|improving|helping|"
    r"facilitating|supporting|leading|resulting|increasing|providing|giving|minimi[sz]ing|lowering|saving|enhancing|"
    r"streamlining|accelerating|eliminating)\b[^;]*$"
)
_PARTICIPLE = re.compile(r", (?:\w+ly )?\w{3,}ing\b(?! (?:and|or)\b)")
TITLE_WORDS = 3  # that begin large make a title; two may be a name: "run Apache Kafka"
SHORT = 5  # words of a need that says enough only beside what its sentence sets it against
_NEW_CLAUSE = re.compile(r", (?:but|so|yet|while|whereas|because) |, and (?:the|an?|its?|[A-Z][a-z]+) ")


def tidied(fact: Fact) -> Fact:
    """A fact whose need reads as running text: no "when" in front, no two actions with a bare comma between them."""
    need = re.sub(r"^(?:when|if)\s+(?=\w+\s+\w)", "", fact.need.strip())
    need = re.sub(r", (?=least \w+$)", " with the ", need)
    if fact.need_shape in ("infinitive", "finite") and fact.form in ("purpose", "property", "contrast"):
        need = _RESULT.sub("", need)
    need = re.sub(r"^([^,]{12,}), (?:the|an?) [^,]*$", r"\1", need) if fact.need_shape == "infinitive" else need
    first, comma, second = need.partition(", ")
    bare = comma and not re.search(r"\b(?:and|or)\b", need) and "," not in second
    if fact.need_shape == "infinitive" and bare and second.split()[0] in VERBS:
        need = f"{first} and {second}"
    long = [word for word in need.split()[1:] if len(word) > 3]
    if len(long) >= TITLE_WORDS and all(word[:1].isupper() and word[1:].islower() for word in long):
        need = " ".join(word if word.isupper() else word.lower() for word in need.split())
    return replace(fact, need=need)


def askable(fact: Fact) -> bool:
    """Whether a fact can carry a question at all."""
    need = fact.need.rstrip("?")
    if fact.form == "choice" and need.startswith("there is no "):
        return False
    first, second = (*need.split(), "", "")[:2]
    if fact.need_shape == "noun" and first in _NO_MORE_THAN_SOME:
        return False
    if fact.need_shape == "infinitive" and first in _IN_A_MENU and gerund_base(second):
        return False  # "specify extracting …" is what one clicks on
    if EXAMPLE_VALUE.search(need) or (fact.need_shape == "infinitive" and first in _BROCHURE):
        return False
    if fact.need_shape in ("infinitive", "finite") and without_trail(need) != need:
        return False
    if fact.need_shape == "infinitive" and (first in _NO_PURPOSE or (second in VERBS and may_be_noun(first))):
        return False
    if _NOT_WANTED_AT_ALL.search(need) or (fact.form in ("purpose", "property", "contrast") and fact.kind in HARMFUL):
        return False
    if fact.need_shape == "infinitive" and may_be_noun(first) and base_of(second) and f"{second} that " in need:
        return False  # "load tests that …" names a thing
    if fact.need_shape == "infinitive" and _GENERAL.match(need):
        return False
    if fact.need_shape == "infinitive" and ('"' in need or "“" in need or _strays(need)):
        return False
    if fact.need_shape == "infinitive" and (_HANGS.search(need) or _INTERNALS.match(need)):
        return False
    if fact.need_shape == "infinitive" and len(need.split()) < SHORT and _SET_AGAINST.search(fact.text):
        return False  # "check predictions after deployment, whereas …"
    if fact.need_shape == "noun" and fact.form == "choice" and (_BARE_LIST.fullmatch(need) or MORE.match(need)):
        return False
    if fact.need_shape == "noun" and fact.form == "choice" and fact.kind in HOW_KINDS and len(need.split()) < SHORT:
        return False  # "grouping without labels": more than one can do it
    if fact.need_shape == "clause" and _EITHER_SUBJECT.match(need):
        return False
    if fact.need_shape == "question" and re.search(r"\b(?:must|should)\b", need, re.IGNORECASE):
        return False  # whether something must be so is a requirement, and nothing to find out
    if fact.form == "definition" and _JUDGED.match(need):
        return False
    if fact.need_shape == "infinitive" and _OWN_VERB.match(need):
        return False
    if fact.need_shape in ("infinitive", "finite") and (
        _VERB_ENDING.search(need) or re.search(r"\b(?:now|poorly|badly)\b", need)
    ):
        return False
    if fact.form == "definition" and _second_finite(need):
        return False
    if fact.need_shape == "clause" and _HALF_CLAUSE.search(need):
        return False
    if fact.need_shape == "finite" and (fact.kind not in TOOLS or _UNWANTED.match(need)):
        return False
    if fact.need_shape != "noun" and _NEW_CLAUSE.search(need):
        return False
    follows = re.search(r", and (\w+)", need)
    if fact.need_shape == "finite" and follows and not (base_of(follows[1]) or follows[1] in ("can", "may", "then")):
        return False
    if fact.need_shape == "infinitive" and follows and follows[1] not in VERBS and "," not in need[: follows.start()]:
        return False
    after = re.search(r"\band (\w+s)\b", need)
    if (
        fact.need_shape == "noun"
        and fact.form == "choice"
        and after
        and base_of(after[1])
        and not may_be_noun(base_of(after[1]))
    ):
        return False
    return (
        fact.priority >= LEAST_PRIORITY
        and len(set(terms(need))) >= LEAST_TERMS
        and usable(indirect(need) if fact.need_shape == "question" else need, 2 if fact.need_shape == "noun" else 3)
        and not shares_term(need, fact.thing)
    )


def describes(fact: Fact) -> bool:
    """Whether an infinitive says how a thing sees something or goes about it, which is no task of a person."""
    if fact.need_shape != "infinitive" or fact.form not in ("purpose", "choice"):
        return False
    first = fact.need.split()[0]
    return first in _SEES or (
        fact.form == "purpose" and bool(_MECHANISM.search(fact.need)) and bool(described_in(fact))
    )


def described_in(fact: Fact) -> str:
    """An infinitive as the guide has it, in the third person of one verb; "" where it does not stand so in the passage."""
    verb, _, rest = fact.need.partition(" ")
    said = f"{third_person(verb)} {rest}" if verb in VERBS else ""
    return said if said and said.casefold() in fact.text.casefold() else ""


def without_trail(need: str) -> str:
    """A phrase without what its thing does besides, behind a comma ("…, integrating speech recognition")."""
    for match in _PARTICIPLE.finditer(need):
        if not need[: match.start()].endswith("ing"):
            return need[: match.start()]
    return need


def _second_clause(need: str) -> bool:
    """Whether a finite verb stands in an infinitive with nothing before it to open a clause ("create command requires …")."""
    inside = need.split()
    for at, word in enumerate(inside[2:], 2):
        base = base_of(word)
        if base and not may_be_noun(base):
            return not _OPENS_CLAUSE.search(" ".join(inside[:at]))
    return False


def _second_finite(need: str) -> bool:
    """Whether a noun phrase goes on with a finite verb that has no subject in it ("the loss of … and yields a margin")."""
    for match in re.finditer(r"\band (\w+s) (?:(an?|the|its)|no|from|with)\b", need):
        base = base_of(match[1])
        if base and (match[2] or not may_be_noun(base)) and not _OPENS_CLAUSE.search(need[: match.start()]):
            return True
    return False


def of_the_exam(need: str) -> bool:
    """Whether a phrase speaks of answering questions rather than of the thing."""
    return bool(_NOT_WANTED_AT_ALL.search(need))


def _strays(need: str) -> bool:
    """Whether an infinitive goes on with what is no purpose ("… and suit …") or with a finite verb ("… and buffers …")."""
    for match in _SECOND_VERB.finditer(need):
        base = base_of(match[2]) if match[2] else ""
        if match[1] or (base and not may_be_noun(base)):
            return True
    if _second_clause(need):
        return True
    return bool(re.search(r", no \w+|\bwhile \w+ing\b", need) or _NO_OBJECT.match(need))
