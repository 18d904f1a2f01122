"""Gate: the options are of one grammar, one kind and about one length."""

import re

from studyground.assistant.practice.gates.context import GateContext
from studyground.assistant.practice.gates.ordering import ordered
from studyground.assistant.practice.gates.stated import stated
from studyground.assistant.practice.gates.telling_apart import telling_apart
from studyground.assistant.practice.practice_question import Check, PracticeQuestion
from studyground.assistant.practice.writing.mining_told import past_of
from studyground.assistant.practice.writing.mining_verbs import base_of, may_be_noun
from studyground.assistant.practice.writing.rule_acts import tells
from studyground.assistant.practice.writing.step_words import tells_to_do

NAME = "parallel_options"
MOST_RATIO = 2.5
FEW_WORDS = 3
NAME_LETTERS = 16
_VERBS = frozenset(
    (
        "add adjust advise aggregate allow analyse analyze apply ask assign assume attach augment batch build cache call cap "
        "carry certify change check choose classify clean clip close cluster coat collect combine commit compare compile "
        "compress compute configure convert copy correct create crop declare decrease define delete deliver deploy describe "
        "detect dig disable divide double downsample draw drop enable encode encrypt end enlarge ensure enter expect export "
        "express extend extract feed fetch file fill filter find fine-tune fit flag flatten forecast freeze generate give "
        "grant group grow hang hire host import impute increase index ingest initialise initialize inject insert install "
        "interpolate invoke join keep label launch leave lemmatise lemmatize lengthen let limit load log lower make map mask "
        "measure merge migrate mirror monitor mount move multiply normalise normalize offer open optimise optimize order "
        "oversample partition pass perform permit place plan plant plot pour predict prepare present prevent process project "
        "prompt provide provision prune publish put query queue raise rank read rebuild receive recommend recompute record "
        "redact reduce refit register regularise regularize release reload remove rename repair repeat replace replicate "
        "report request require resample rescale reserve reset resize restart restore restrict retrain return reuse review "
        "rewrite roll rotate run sample save say scale scan schedule score search select send separate serve set share shift "
        "ship shorten show shrink shuffle shut skip sort spend split spread standardise standardize start stir stop store "
        "stratify stream submit subscribe subset subtract supply swap switch tag take teach tell test tighten tokenise "
        "tokenize track train transcode transfer transform translate treat try tune turn undersample unfreeze update upgrade "
        "upload upsample use validate vary verify view visit visualise visualize wait wash watch weaken weight window wrap "
        "write"
    ).split()
)
_AFTER_VERB = re.compile(
    r"^(?:an?|the|its|their|each|every|all|both|more|fewer|less|some|one|two|three|no|new|on|in|to|from|with|into|for|by|"
    r"only|up|off|out|over|each|that|this|these|those|it|them)$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:an?|the|its|their|each|every|this|that|these|those|it|them)$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"^(?:with|without|by|in|on|at|from|for|through|via|under|over|after|before|during|into|between|inside|within|as|using)$"
)
_OPENS_NOUN = re.compile(
    r"^(?:an?|the|all|both|no|not|each|every|more|less|fewer|most|some|any|one|two|three|its|their)$"
)
_FINITE = re.compile(
    r"^(?:(?:it|they|he|she|this|that|there|the\s+\w+|an?\s+\w+|\w+s?)\s+)(?:is|are|was|were|has|have|had|will|can|cannot|does|do|"
    r"should|must|may|did)\b",
    re.IGNORECASE,
)
# A subject of a few words with its finite verb, nothing between that could open a clause of a noun's own ("a service that is …").
_CLAUSE = re.compile(
    r"^(?:(?:it|they|he|she)\s+(?!(?:and|or)\b)\w|"
    r"(?:(?!(?:that|which|who|whose|where|when|if|to|and|or|for|using|with)\b)[^\s,;:]+\s+){1,8}?"
    r"(?:is|are|was|were|has|have|had|will|can|cannot|does|do|must|may|did|would|could|should|might|[a-z]+n[’']t)\s)",
    re.IGNORECASE,
)
SUBJECT_WORDS = 6
_ASKS_TO_DO = re.compile(r"\bwhat should [\w’' -]+ do(?: first| instead)?\?$", re.IGNORECASE)
_ASKS_FOR_DEED = re.compile(r"\bwhat did [^?,]+ do\?$", re.IGNORECASE)
_OPENS_CLAUSE = re.compile(r"^(?:that|which|who|whose|where|when|if|to|for|using|with|of|in|on|by|from|and|or)$")
_FIGURE = re.compile(r"^(?:about |at least |at most |up to |over |under )?[$€£+−-]?\d", re.IGNORECASE)
# Capitalised, the second half are parts of product names as well ("Secrets Manager").
_PERSON = re.compile(
    r"(?<![\w-])(?:(?i:engineer|scientist|analyst|programmer|researcher)|developer|architect|administrator|specialist|"
    r"officer|consultant|auditor|annotator|reviewer)s?$"
)
# Of these there are persons and programs ("package manager", "logical operator"): a person has an article or a question for one.
_PERSON_OR_TOOL = re.compile(r"(?<![\w-])(?:manager|operator)s?$")
_SUBORDINATE = ("when", "if", "because")
_FOR_PEOPLE = re.compile(r"\b(?:who|whom|whose|roles?|persons?|people|responsib\w+|staff|job title)\b", re.IGNORECASE)
_SHAPES = {
    "imperative": "an instruction",
    "gerund": "an activity",
    "infinitive": "a purpose",
    "noun": "the name of a thing",
    "sentence": "a whole sentence",
    "figure": "a figure",
    "clause": "a clause that gives a case or a reason",
    "phrase": "a phrase that opens with a preposition",
}


def parallel_options(question: PracticeQuestion, context: GateContext) -> Check:
    """Whether no option breaks rank by its grammar or its length."""
    texts = [option.text for option in question.options]
    if len(texts) < 2:
        return Check(NAME, True, "There are no options to compare.")
    shapes = [shapes_of(text) for text in texts]
    if ordered(question.stem, texts, context):
        # steps of the guide: what tells to do something there is an instruction, whatever verb it has
        shapes = [own | {"imperative"} if tells_to_do(text) else own for own, text in zip(shapes, texts, strict=True)]
    if _ASKS_TO_DO.search(question.stem):
        # asked what somebody should do, one reads as an instruction what a noun may be elsewhere ("Fall back to …")
        shapes = [own | {"imperative"} if tells(text) else own for own, text in zip(shapes, texts, strict=True)]
    if _ASKS_FOR_DEED.search(question.stem) and all(past_of(text.split()[0].casefold()) for text in texts if text):
        shapes = [frozenset({"sentence"})] * len(texts)  # each tells a deed without its subject
    if telling_apart(question.stem, texts, context) or stated(question.stem, texts, context):
        shapes = [frozenset({"sentence"})] * len(texts)  # each is a statement, whatever its verb
    if not frozenset.intersection(*shapes):
        odd, rest = _odd_one(shapes)
        return Check(
            NAME, False, f"“{texts[odd]}” is {_SHAPES[sorted(shapes[odd])[0]]}, while others are {_SHAPES[rest]}."
        )
    people = [_person(text, question.stem) and "noun" in own for text, own in zip(texts, shapes, strict=True)]
    if any(people) and not all(people):
        return Check(NAME, False, f"“{texts[people.index(True)]}” is a person, while others are not.")
    lengths = _lengths(texts)
    longest, shortest = max(lengths), min(lengths)
    if longest > MOST_RATIO * shortest:
        long, short = texts[lengths.index(longest)], texts[lengths.index(shortest)]
        return Check(NAME, False, f"“{long}” is {longest / shortest:.1f} times as long as “{short}”.")
    return Check(NAME, True, "The options are of one form and of similar length.")


def _person(text: str, stem: str) -> bool:
    """Whether an option names somebody by a profession."""
    name = text.rstrip(" .")
    if _PERSON.search(name):
        return True
    asked = re.match(r"an? ", name, re.IGNORECASE) or _FOR_PEOPLE.search(stem)
    return bool(asked and _PERSON_OR_TOOL.search(name))


def shapes_of(text: str) -> frozenset[str]:
    """What an option may be by its grammar; several where the words leave it open ("Batch requests")."""
    words = text.strip().rstrip(".").split()
    if not words:
        return frozenset(_SHAPES)
    first = words[0].lower().strip("“\"'")
    second = words[1] if len(words) > 1 else ""
    if _FIGURE.match(text):
        return frozenset({"figure"} if len(words) <= FEW_WORDS + 1 else {"figure", "noun"})
    if first == "to":
        return frozenset({"infinitive"})
    if first in _SUBORDINATE and len(words) > FEW_WORDS:
        return frozenset({"clause"})
    if _FINITE.match(text) and len(words) > FEW_WORDS:
        return frozenset({"sentence"})
    if len(words) > FEW_WORDS and first not in _VERBS and (_CLAUSE.match(text) or _acts(words)):
        return frozenset({"sentence"})
    if first in _VERBS:
        if _AFTER_VERB.match(second):
            return frozenset({"imperative"})
        return frozenset({"imperative", "noun"}) if len(words) > 1 else frozenset({"noun", "imperative"})
    if _PREPOSITION.match(first):
        return frozenset({"phrase"})
    if _OPENS_NOUN.match(first):
        return frozenset({"noun"})
    if len(words) > FEW_WORDS and base_of(first):  # "Enables real-time ingestion", "Tracks API activity"
        plain = _AFTER_VERB.match(second) or not may_be_noun(base_of(first))
        return frozenset({"predicate"} if plain else {"predicate", "noun"})
    if first.endswith("ing") and len(first) > 4:
        return frozenset({"gerund"}) if _AFTER_VERB.match(second) else frozenset({"gerund", "noun"})
    if _DETERMINER.match(second) and second.lower() != "a":  # "maximum a posteriori"
        return frozenset({"imperative"})
    if _AFTER_VERB.match(second) and words[0][1:].islower():
        return frozenset({"imperative", "noun"})
    return frozenset({"noun"})


def _acts(words: list[str]) -> bool:
    """Whether a subject of a few words is followed by what it does to something ("the rebase stops at …")."""
    if words[0].lower().endswith("ing"):
        return False
    for at, word in enumerate(words[1 : SUBJECT_WORDS + 1], 1):
        low = word.lower()
        if _OPENS_CLAUSE.match(low) or words[at - 1].endswith(","):
            return False
        after = words[at + 1] if at + 1 < len(words) else ""
        acts = bool(base_of(low)) and not _DETERMINER.match(words[at - 1])
        if acts and (_AFTER_VERB.match(after) or after == "at"):
            return True
    return False


def _odd_one(shapes: list[frozenset[str]]) -> tuple[int, str]:
    """The option that fits the fewest others, and the shape that most others share."""
    counts = {shape: sum(shape in own for own in shapes) for shape in _SHAPES}
    common = max(_SHAPES, key=lambda shape: counts[shape])
    return next(at for at, own in enumerate(shapes) if common not in own), common


def _lengths(texts: list[str]) -> list[float]:
    """Lengths to compare: letters with a floor, or words where they differ more and no short name is among the options."""
    letters = [float(max(NAME_LETTERS, len(text))) for text in texts]
    words = [float(len(text.split())) for text in texts]
    more = min(words) > FEW_WORDS and max(words) * min(letters) > max(letters) * min(words)
    return words if more else letters
