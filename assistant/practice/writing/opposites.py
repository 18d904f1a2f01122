"""Words that turn a statement round when one stands for the other: directions, sizes, times, what is allowed."""

import re
from collections.abc import Iterator

_BOTH_WAYS = (
    "before:after above:below minimum:maximum increases:decreases increase:decrease increased:decreased rises:falls rise:fall "
    "raises:lowers higher:lower larger:smaller faster:slower longer:shorter earlier:later first:last highest:lowest "
    "largest:smallest fastest:slowest longest:shortest oldest:newest earliest:latest inside:outside outgoing:incoming "
    "internal:external horizontal:vertical upper:lower heavier:lighter stronger:weaker thicker:thinner deeper:shallower "
    "warmer:colder wetter:drier overestimates:underestimates slowly:quickly high:low large:small early:late public:private "
    "manually:automatically required:optional mandatory:optional permitted:forbidden allowed:forbidden enabled:disabled "
    "encrypted:unencrypted positive:negative synchronous:asynchronous synchronously:asynchronously upstream:downstream "
    "north:south east:west northern:southern eastern:western morning:evening lender:borrower lenders:borrowers "
    "buyer:seller tenant:landlord employer:employee sender:recipient doubles:halves doubled:halved beginning:end "
    "easier:harder harder:softer wider:narrower shallow:deep strong:weak thick:thin accepted:refused "
    "clockwise:anticlockwise gains:loses horizontally:vertically ascending:descending older:newer richer:poorer "
    "cheaper:dearer slow:fast dry:wet mutable:immutable top:bottom indoor:outdoor indoors:outdoors "
    "online:offline inbound:outbound ingress:egress explicitly:implicitly static:dynamic stateful:stateless claimant:defendant "
    "offeror:offeree creditor:debtor winter:summer permanent:temporary automatic:manual sequential:parallel directly:indirectly "
    "expands:contracts absorbs:releases hardens:softens attracts:repels included:excluded includes:excludes topsoil:subsoil "
    "senior:junior strengthens:weakens widens:narrows reversible:irreversible hot:cold"
)
# Only this way: what a word turns into is turned into by another already, or would not be taken for it the other way round.
_ONE_WAY = (
    "bigger:smaller compulsory:optional banned:allowed prohibited:allowed slowest:fastest daily:weekly weekly:monthly "
    "monthly:weekly quarterly:monthly yearly:monthly annually:monthly hourly:daily  refuses:accepts "
    "Monday:Wednesday Tuesday:Thursday Wednesday:Friday Thursday:Tuesday Friday:Monday "
    "January:March February:April March:May April:June June:August July:September August:October September:November "
    "October:December November:January December:February"
)
OPPOSITES: dict[str, str] = {}
for _pair in _BOTH_WAYS.split():
    _one, _, _other = _pair.partition(":")
    OPPOSITES.setdefault(_one, _other)
    OPPOSITES.setdefault(_other, _one)
for _pair in _ONE_WAY.split():
    _one, _, _other = _pair.partition(":")
    OPPOSITES[_one] = _other
_MODIFIED = frozenset("low high first last late early long short open".split())
# Beside these a word of the list is part of a fixed phrase, or says something else.
_BEHIND = {
    "before": frozenset("the day year week month ever as and or soon never not".split()),
    "after": frozenset("the day year week month ever as and or soon look looks looked named and".split()),
    "above": frozenset("the as from and or".split()),
    "below": frozenset("the as from and or".split()),
    "top": frozenset("on at of and or".split()),
    "hot": frozenset("the and or too".split()),
    "static": frozenset("and or".split()),
    "manual": frozenset("the a this".split()),
    "contracts": frozenset("the such of in and or for".split()),
    "parallel": frozenset("in the".split()),
    "outside": frozenset("the an a from and or".split()),
    "inside": frozenset("the an a from and or".split()),
    "first": frozenset("at for".split()),
    "last": frozenset("at to the may can must will should would could cannot they it which that".split()),
    "longer": frozenset("no any".split()),
    "later": frozenset("or sooner see and no".split()),
    "earlier": frozenset("or as and the".split()),
    "end": frozenset("an rear dead back front to".split()),
    "lower": frozenset("to can must may and should which would will".split()),
    "increase": frozenset("an the and or".split()),
    "decrease": frozenset("an the and or".split()),
    "fall": frozenset("to".split()),
    "rise": frozenset("gives give to".split()),
    "beginning": frozenset(),
}
_AHEAD = {
    "top": frozenset("of and or speed".split()),
    "hot": frozenset("and or spot spots".split()),
    "before": frozenset("and or long".split()),
    "after": frozenset("and or all".split()),
    "above": frozenset("all and or".split()),
    "below": frozenset("and or".split()),
    "lower": frozenset("the a an its their".split()),
    "lowers": frozenset(),
    "end": frozenset("up in user users date with".split()),
    "remote": frozenset("control".split()),
    "march": frozenset(),
    "last": frozenset(
        "year week month resort a an for about up at only longer several one two three four five six".split()
    ),
    "first": frozenset("aid person name place time class of".split()),
    "high": frozenset("school street court water tide".split()),
    "dry": frozenset("matter weight run".split()),
    "early": frozenset("stopping".split()),
    "remotely": frozenset(),
    "upper": frozenset("case hand".split()),
    "public": frozenset("key".split()),
    "private": frozenset("key".split()),
    "fast": frozenset(),
}
_SETS = frozenset("and or to than not versus both between from".split())
_MOVED = frozenset("to by with as from in when below above until towards at between during after before over".split())
_COUNTED = frozenset("one two three four five six seven eight nine ten twelve".split())
_RULED = frozenset(
    "allowed forbidden permitted prohibited banned required optional mandatory compulsory accepted refused".split()
)
_BE = frozenset("is are was were be been being".split())
_EXCEPT = re.compile(r"\b(?:on pain|penalt\w+|punish\w+|unless|except|provided|only if|save for)\b")
_WORD = re.compile(r"(?<![\w/.-])[A-Za-z]+(?![\w/-]|\.\w)")


def turned_round(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a word of a statement can stand for its opposite: start, end and what would stand there.

    A sentence that has both words compares them, and is left alone, and so is one that has the word twice.

    Args:
        text: A sentence.
    """
    found = list(_WORD.finditer(text))
    words = [match.group() for match in found]
    low = [word.casefold() for word in words]
    for at, match in enumerate(found):
        word = match.group()
        if at == 0 or word not in OPPOSITES:
            continue
        other = OPPOSITES[word]
        if low.count(word.casefold()) > 1 or other.casefold() in low or f"{word}-" in text or f"-{word}" in text:
            continue
        before, after = low[at - 1], low[at + 1] if at + 1 < len(low) else ""
        if before in _BEHIND.get(word, ()) or after in _AHEAD.get(word, ()) or "as" in (before, after):
            continue
        gap_before, gap_after = text[found[at - 1].end() : match.start()], text[match.end() :][:2]
        if word in ("above", "below", "before", "after", "inside", "outside") and not gap_after.startswith(" "):
            continue  # points at a page, or at nothing
        if word[0].isupper() and (word.isupper() or _months(words, word) > 1):
            continue
        if gap_before.strip() and word in _MODIFIED:
            continue
        if word in ("falls", "rises", "fall", "rise") and after not in _MOVED:
            continue
        if word in ("inside", "outside") and (
            after in _COUNTED or after in ("office", "working") or text[match.end() :].lstrip()[:1].isdigit()
        ):
            continue
        if word in ("later", "earlier") and after != "than":
            continue
        if before in ("too", "so", "how"):
            continue
        if word in _RULED and before not in _BE:
            continue
        if word in _RULED and (after in ("solely", "only") or _EXCEPT.search(text)):
            continue
        if word == "may" or (word == "first" and gap_after[:1] == ","):
            continue
        yield match.start(), match.end(), other


def _months(words: list[str], word: str) -> int:
    """How many days or months a sentence names: of several none is changed."""
    return sum(one in OPPOSITES and one[0].isupper() for one in words)


_TIMES = frozenset(
    "before after first last earlier later earliest latest early late oldest newest daily weekly monthly beginning end".split()
)
_PLACES = frozenset("above below inside outside internal external upper lower horizontal vertical upstream "
                    "downstream north south east "
                    "west northern southern eastern western horizontally vertically incoming outgoing".split())  # fmt: skip


def sort_of(word: str) -> str:
    """What kind of thing a word of the list says: "time", "place", "rule" or "size"."""
    if word in _TIMES or (word[0].isupper() and word.casefold() != word):
        return "time"
    return "place" if word in _PLACES else "rule" if word in _RULED else "size"
