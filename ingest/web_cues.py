"""Cues that a block of a web page is shop, comment or navigation, weighed against cues that it is the article."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from studyground.ingest.document import Block

PRICE, COMMENT, ACTION = "price or offer", "visitor comment", "call to action"
NAVIGATION, SHARE, COOKIES = "navigation", "share widget", "cookie notice"

# A clear sign in a short line weighs enough for the line to go even in the middle of an article.
_CLEAR = 4.5
_SHORT = 19

_CLEAR_LINES: tuple[tuple[str, str], ...] = (
    (
        PRICE,
        r"\b\d{1,2}\s?% (off|discount)\b|\bspecial offer\b|\blimited[- ]time (offer|deal)\b"
        r"|\bmoney[- ]back guarantee",
    ),
    (PRICE, r"\b(discount|promo|coupon|voucher) code\b|\badd to (cart|basket|wishlist)\b|\bfree shipping\b"),
    (
        PRICE,
        r"^(buy|order|shop|purchase|enrol|enroll) (now|today|here|individually|online|it now)\b"
        r"|^purchase \w+$",
    ),
    (PRICE, r"^(was|now|only|from|sale price|regular price|our price|price)\W{0,3}[$€£₹]\s?\d"),
    (
        ACTION,
        r"\b(subscribe|sign up|join|signup)\b.{0,30}\b(newsletter|mailing list|our list"
        r"|e-?mail list|inbox|channel)\b",
    ),
    (
        ACTION,
        r"\b(get|start|claim|download|try|grab|request|book)\b.{0,25}\bfree (trial|demo|copy"
        r"|e-?book|access|pdf|sample|quote)",
    ),
    (
        ACTION,
        r"\b(enter|submit|leave|type) your e-?mail\b|\bcheck your (mailbox|inbox)\b|\b(was"
        r"|been) sent to your e-?mail",
    ),
    (
        ACTION,
        r"^(follow|like|find|join) us( (on|at)\b|!|$)|^(never|don't) miss (a|an|our"
        r"|another) (post|article|update|deal)",
    ),
    (
        ACTION,
        r"^(read|learn|see|show|load|view|find out) more\W*$|^click here\b|^(contact"
        r"|call) us( today| now)?\W*$",
    ),
    (
        NAVIGATION,
        r"^(my |your |shopping |view )*(cart|basket|bag|wish ?list|notifications)\s?([(\[]\s?\d+\s?[)\]]|:?\s?\d+ items?)$"
        r"|^home\s?([>›»]\s?\S.{0,150}|/\s?\w[^/]{0,60}/\s?\w.{0,80})$",
    ),
    (
        NAVIGATION,
        r"^skip to (main |the )?content|^back to top|^(site )?search( for| this site"
        r"| the site)?\s?(:|…|\.{3})",
    ),
    (
        NAVIGATION,
        r"\ball rights reserved\b|^(©|\(c\)|copyright)\s?\W?\s?\d{4}"
        r"",
    ),
    (
        NAVIGATION,
        r"^(related|recent|popular|more|latest|previous|next|older|newer|recommended) (posts?"
        r"|articles?|stories|entries|reads)\b",
    ),
    (
        NAVIGATION,
        r"^you (may|might) (also|be) (like|enjoy|interested)|^(log ?in|sign ?in|log ?out"
        r"|register)( \||/| or |$)|^toggle ",
    ),
    (
        NAVIGATION,
        r"^(filed under|posted in|tagged( with)?)\s?:"
        r"|^(table of contents )?\[?(hide|show|toggle)\]?$",
    ),
    (
        SHARE,
        r"^share (this|on|via|with)( (article|post|page|story|entry|facebook|twitter|x|linkedin"
        r"|whatsapp|email|friends))*\W*$",
    ),
    (
        SHARE,
        r"^(tweet|pin|e-?mail|print|bookmark) (this|it)( (article|post|page))?\W*$|^copy link\W*$"
        r"|^\d+ shares?$",
    ),
    (
        SHARE,
        r"^((share|tweet|pin|print|e-?mail|facebook|twitter|linkedin|pinterest|whatsapp|reddit"
        r"|telegram|x|copy link)\W+){2,}\w*$",
    ),
    (
        COOKIES,
        r"^(accept|reject|allow|decline)( all)? cookies|^cookie (settings|preferences|policy"
        r"|notice)|^manage cookies\W*$",
    ),
    (
        COMMENT,
        r"^(leave|post|write|add) a (reply|comment|review)|^\d+ (comments?|replies|responses"
        r"|reviews|thoughts)\b.{0,60}$",
    ),
    (
        COMMENT,
        r"^(customer|user|student|reader) (reviews|testimonials|comments)\W*$|^what (our "
        r"|my )?\w+ (are saying|say)( about us)?\W*$",
    ),
    (
        COMMENT,
        r"^(reply|posted by .{1,40}|.{0,40}\b\d+ (minutes?|hours?|days?|weeks?|months?"
        r"|years?) ago|.{1,40} says:)$",
    ),
    (COMMENT, r"\bverified (purchase|buyer|customer)\b|[★⭐]{3,}|\brated \d(\.\d)? (out of|/) ?5\b"),
)
_CLEAR_PATTERNS = tuple((reason, re.compile(pattern)) for reason, pattern in _CLEAR_LINES)

# Words of a sales page; one of them says nothing in an article, many in a few lines do.
_SALES = re.compile(
    r"\b(instant(ly)? downloads?|(free )?(fast )?updates|pass(ing)? rate|premium (files?|plan"
    r"|version|access)|exam dumps|"
    r"brain ?dumps|dumps|vce|practice (test|exam)s?( questions)?|practice questions"
    r"|questions (&|and) answers|verified by|"
    r"last updated?|(video )?training courses?|video courses?|\d+ (video )?(lectures|lessons"
    r"|pages|questions|downloads)|"
    r"study guides?|free (trial|demo|download|shipping|returns|sample|consultation)"
    r"|best ?sell(er|ing)|in stock|bundle|"
    r"add to cart|check ?out|discounts?|coupons?|promo|vouchers?|buy|order now|shop now"
    r"|limited time|satisfaction|"
    r"guaranteed?|newsletter|unsubscribe|your inbox|e-?mail address|sign up|subscribe"
    r"|click (here|below|the)|exclusive|"
    r"(quickly|with ease) (and|on)|100% |risk[- ]free|for yourself|free|premium|download"
    r"|purchase|trusted by|top[- ]rated)\b"
)
_ORDINARY = re.compile(
    r"\b(discounts?|buy|sign up|subscribe|newsletter|exclusive|free|premium|download|purchase|"
    r"bundle|guaranteed?|practice questions|practice (test|exam)s?(?! questions)|updates|"
    r"check ?out|study guides?|training courses?|e-?mail address)\b"
)
_WIDGETS = {
    **dict.fromkeys(
        ("share", "tweet", "pin it", "print", "facebook", "twitter", "linkedin", "whatsapp", "pinterest"), SHARE
    ),
    **dict.fromkeys(
        (
            "home",
            "menu",
            "search",
            "about",
            "about us",
            "contact",
            "blog",
            "login",
            "close",
            "faq",
            "privacy policy",
            "terms of service",
        ),
        NAVIGATION,
    ),
    **dict.fromkeys(("shop", "cart", "products", "pricing", "checkout", "store", "my account", "wishlist"), NAVIGATION),
    **dict.fromkeys(("subscribe", "download", "submit", "sign up", "register", "get started", "learn more"), ACTION),
    **dict.fromkeys(("comments", "reviews", "testimonials"), COMMENT),
}
_PRICE_ONLY = re.compile(
    r"\W*(only |from |just |now )?((usd|eur"
    r"|gbp) ?)?[$€£₹]\s?\d[\d.,]*( ?[$€£₹]?\s?\d[\d.,]*)?( (usd|each|only))?\W*"
)
_HANDLE = re.compile(r"@[\w.-]{2,30}\b[,:]?\s")
_LOWER_I = re.compile(r"(^|[\s(])i('m|'ve|'d|'ll)?(?=\s)")
_GREETING = re.compile(
    r"^(hi|hello|hey|dear) (guys|all|everyone|everybody|there|team|friends?|folks)\b|"
    r"^(thanks|thank you|thx)\b.{0,30}\b(sharing|posting|post|article|site|course|this)\b|"
    r"^(great|nice|awesome|excellent|amazing|good|wonderful) (post|article|read|site|blog"
    r"|course|product|info\w*|explanation)\b"
)
_PRAISE = re.compile(
    r"!{2,}|\b(highly recommend|passed (my|the|this|with)\b|i('ve| have) passed"
    r"|passing .{0,60}\bexam|thank you so much|"
    r"thanks to (this|your|you)|can (they|you|someone|anyone) help|has anyone|changed my life|worth every)"
)
_COOKIES = re.compile(r"\b(we|website|site|page)( and our partners)? uses? cookies\b")
_CONSENT = re.compile(r"\b(accept|consent|agree|continu\w+|settings|policy|preferences|experience)\b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much speaks for a block being dropped: above 0 it looks foreign, far below it is the article.

    Args:
        score: Weight of the cues against the weight of the block as text.
        reason: The cue that weighs most, or "" when there is none.
        clear: A short line with an unmistakable cue.
        prose: Twenty words or more; kept unless what stands around it is clear.
    """

    score: float
    reason: str
    clear: bool
    prose: bool


def judge(block: Block, following: str, informal: bool) -> Verdict:
    """Weigh one block.

    Args:
        block: With normalised text.
        following: Text of the next blocks, where a heading's own word would return.
        informal: The author writes without capitals, so small letters tell nothing.
    """
    text = block.text.casefold().translate(_STRAIGHT)
    words = len(text.split())
    weights: defaultdict[str, float] = defaultdict(float)
    clear = _line_cues(text, words, following, weights)
    _sales_cues(text, words, weights)
    _comment_cues(block.text.translate(_STRAIGHT), text, words, informal, weights)
    reason = max(weights, key=lambda name: (weights[name], name)) if weights else ""
    if block.kind == "item" and words >= 5:
        # The points of an article name prices and offers too.
        clear, weights = False, defaultdict(float, {name: weight / 2 for name, weight in weights.items()})
    score = _as_text(block, words, bool(weights)) + sum(weights.values())
    return Verdict(round(score, 3), reason, clear, words >= 20)


_STRAIGHT = str.maketrans("‘’“”–—", "''\"\"--")


def _as_text(block: Block, words: int, cued: bool) -> float:
    """What a block weighs as article text by its kind, length and form alone; 0 or less."""
    if block.kind in ("table", "code", "note"):
        return -6.0
    sentence = block.text.rstrip("\"'”’)")[-1:] in tuple(".?:;") and block.kind != "heading"
    if words >= 20 or (words >= 8 and sentence and not cued):
        return -3.0
    if block.kind in ("heading", "item"):
        return -0.5 if words < 8 or (block.kind == "heading" and words < 15) else -1.5
    return 0.0 if not sentence else -1.5 if words >= 8 else -0.5 if words >= 4 else 0.0


def _line_cues(text: str, words: int, following: str, weights: defaultdict[str, float]) -> bool:
    """Cues that hold for a whole short line; True when one is unmistakable."""
    if _COOKIES.search(text) and words < 80:
        weights[COOKIES] += 6.0 if _CONSENT.search(text) else 1.5
        return bool(_CONSENT.search(text)) and words < 60
    if words > _SHORT or text[0] in "\"'":
        return False
    for reason, pattern in _CLEAR_PATTERNS:
        if pattern.search(text):
            weights[reason] += _CLEAR
            return True
    plain = text.strip(" :!.»›→>+#|-")
    if plain in _WIDGETS and not re.search(rf"\b{re.escape(plain.rstrip('s'))}", following):
        weights[_WIDGETS[plain]] += 2.5
    elif _PRICE_ONLY.fullmatch(text):
        weights[PRICE] += 2.5
    parts = [part.strip() for part in re.split(r"[|›»•·>/]", text) if part.strip()]
    if len(parts) >= 3 and all(len(part.split()) <= 3 for part in parts):
        known = sum(part in _WIDGETS for part in parts)
        weights[NAVIGATION] += 4.0 if known >= 2 or "›" in text or "»" in text else 0.5
        return known >= 2
    return False


def _sales_cues(text: str, words: int, weights: defaultdict[str, float]) -> None:
    hits = len(_SALES.findall(text))
    if not hits:
        return
    # In a sentence "free", "buy" and the like are ordinary words.
    weight = hits - 0.6 * len(_ORDINARY.findall(text))
    if words >= 20:
        weights[PRICE] += min(40 * weight / words, 6.0)
    else:
        count = weight if words >= 8 and text.endswith((".", ";", ":")) else hits
        weights[PRICE] += min(1.5 * count, 4.0) * min(1.0, 3 * count / words)
    # Text written for search engines says the same name over and over.
    tokens = text.split()
    runs = Counter(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))
    if words < 150 and hits >= 3 and runs and max(runs.values()) >= 3:
        weights[PRICE] += 2.0


def _comment_cues(original: str, text: str, words: int, informal: bool, weights: defaultdict[str, float]) -> None:
    score = 0.0
    if words >= 4 and _HANDLE.match(original):
        score += 5.0
    if _GREETING.match(text):
        score += 2.5
    if not informal and words >= 8 and not re.match(r"\S+:\s", text):
        small = re.search(r"[.!?]\s+[a-z]{2,}", re.sub(r"\b(e\.g|i\.e|etc|vs|cf|al|[A-Z])\.", "", original))
        personal = _LOWER_I.search(original)
        # A small first letter alone may be a symbol or the rest of a sentence; with speech around it, it is a comment.
        spoken = small or personal or score or re.search(r"!|\?", text) or _PRAISE.search(text)
        if re.match(r"[a-z]+\b", original):
            score += 2.5 if spoken else 0.5
        score += (1.5 if small else 0.0) + (2.0 if personal else 0.0)
    if score or _PRAISE.search(text):
        score += 1.0 * len(set(_PRAISE.findall(text)))
    if score:
        weights[COMMENT] += score
