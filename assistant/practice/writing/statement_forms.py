"""Which sentences of a guide can stand by themselves as a statement: whole, pointing at nothing, nobody's story or opinion."""

import re

from studyground.assistant.practice.writing.mining_language import (
    LEAD_IN,
    balanced,
)
from studyground.assistant.practice.writing.mining_verbs import VERBS, base_of, may_be_noun
from studyground.assistant.practice.writing.phrasing import capital, plural, words
from studyground.assistant.practice.writing.statement_pronouns import points
from studyground.assistant.practice.writing.statement_verbs import has_verb
from studyground.ingest.terms import terms

LEAST_WORDS, MOST_WORDS, LEAST_TERMS = 6, 36, 3
SHORT = 8
# What points outside, speaks of the writer, of study or of money, hedges, praises, or is no running text.
_BROKEN = re.compile(
    r"[?!“”\"\\|{}<>≤≥=@#*_~^•→⇒√±≈×…]|\.\.|https?:|www\.|:|\s[–—-]\s|—|\[\d*\]|"
    r"\b(?:me|my|mine|we|us|our|ours|ourselves|let[’']s|we[’']\w+|myself)\b|"
    r"\b(?:these|those(?! (?:who|that|which|of|in|with|from|whose|on|for|at)\b)|such(?! as\b| a case)|here|hence|"
    r"thus|former|latter|"
    r"aforementioned|above(?! (?:\d|the|an?|zero|what|freezing|[a-z]+ (?:level|temperature))\b)|"
    r"below(?! (?:\d|the|an?|zero|what|freezing|ground|that)\b)|"
    r"the same(?! (?:as|\w+ (?:as|that|which|of|in|for))\b)|"
    r"also|too(?=[,.;]|$)|instead(?! of\b)|likewise|otherwise|again|elsewhere|similarly|therefore|as well(?! as\b)|"
    r"(?:an)?other ones?|the others?|the rest(?! of\b)|another(?! \w+)|the ones?(?! (?:that|who|which|in|of|with|you|from)\b)|"
    r"neither|either(?! \w+ or\b| the\b| of\b| [\w ]+ or\b)|the two|the three|the four|both(?! \w[\w -]* and\b|"
    r" the\b| sides\b| ends\b)|"
    r"respectively|as follows|the following|previous(?:ly)?|next (?:section|chapter|paragraph|step|point|week|lecture)|"
    r"mentioned|described|discussed|listed (?:in|above|below)|"
    r"(?:fig(?:ure)?|table|section|chapter|appendix|page|box|question|answer|lecture|unit|exercise|equation|annex)\.? \d+|"
    r"footnotes?|paragraphs? \d|this)\b|"
    r"(?:[,;]|\band|\bbut|\bso) that(?:[’']s| (?:is|was|means|makes|rule|case|way|point|limit|problem|step|one|gives)\b)|"
    r"\bthat (?:rule|case|way|point|limit|problem|step|one|figure|number|value|reason|order|kind|sort|day|date|"
    r"much|amount|threshold)\b|"
    r"\b(?:e\.g|i\.e|etc|viz|cf|NB|N\.B)\b|"
    r"\b(?:exams?|examin(?:ers?|ations?)|quiz\w*|mock|interviews?|homework|lectures?|textbook|syllabus|mark(?:s|ed) for|"
    r"certification|remember|recall that|note that|see|click (?:on|here)|newsletter|subscribe|comments|blog|this post|"
    r"author|readers?|guide|handbook|chapter|tutorial|video|story|imagine|suppose|example|instance|anecdote|course|students?)\b|"
    r"\b(?:fees?|prices?|priced|discounts?|salar\w+|dollars?|euros?|cents|USD|EUR|GBP)\b|\$|€|"
    r"\b(?:perhaps|maybe|probably|possibly|arguably|apparently|supposedly|seem\w*|appear(?:s|ed)? to|roughly speaking|tends? to|"
    r"usually|often|sometimes|generally|frequently|rarely|occasionally|typically|mostly|seldom|commonly|normally|regularly|"
    r"in most cases|from time to time|as a rule|always|never|completely|totally|entirely|absolutely|impossible|invariably|"
    r"guarantee\w*|might|likely|hardly|however|whatever)\b|"
    r"\b(?:nice|nasty|lovely|awful|horrible|great|good news|popular|favou?rite|beautiful|crucial|vital|important|"
    r"powerful|surpris\w+|famous\w*|notorious\w*|honest\w*|frankly|sadly|luckily|fortunately|unfortunately|obviously|of course|"
    r"do(?:es)? so|candidates|paramount|essential|backbone|critical|contrary|(?:books?|people|some|many|experts|"
    r"others) (?:say|think|claim|believe|call)|saying|trick|part (?:one|two|"
    r"three|four|five|six)|clearly|simply|really|very much|actually|basically|indeed|anyway|somehow|stuff|things|"
    r"guy|folks?|kidding|joke)\b|"
    r"\b(?:last|this|next) (?:year|month|week|winter|summer|spring|autumn|night|time)\b|\byesterday\b|\btoday\b|"
    r"\bnowadays\b|\bnow\b|"
    r"\b(?:recently|so far|these days|ago|currently|at present|as of|latest)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?<![\w.])I(?![\w.])")
_OPENS_BADLY = re.compile(
    r"^(?:in (?:other words|short|fact|brief|addition|particular|practice|theory|the end)\b|as (?:a result|far as)\b|"
    r"(?:theoretically|technically|ideally|additionally|accordingly|alternatively|conversely)\b|"
    r"figures|values|numbers|(?:scores|readings|results|limits|defaults|ratings)(?! (?:of|by|for|from|in|with)\b)|"
    r"(?:after|before|in|for|with|by|from|until|since) that\b|it|its|they|their|them|"
    r"he|she|his|her|that|those|such|there|some|many|others?|another|one|ones|both|either|neither|each|"
    r"none|all|most|few|several|any|anything|everything|nothing|so|then|because|since|although|though|while|"
    r"whereas|but|and|or|nor|"
    r"yet|instead|otherwise|not|no|more|less|fewer|what|why|how|who|which|whether|where|ask|yes|as|unlike|like|similarly|"
    r"first|second|third|finally|next|lastly|afterwards|later|earlier|only|even|still|same|two|three|four|five|six|"
    r"left|given|half way|halfway|"
    r"common|typical|types|usual|the (?:first|second|third|fourth|last|next|other|others|same|former|latter|rest|"
    r"two|three|four|five|six|result|answer|reason|rule|"
    r"idea|point|difference|trick|problem|catch|fix|cure|remedy|exception|following|previous|figures?|numbers?|"
    r"values?|table|figure|"
    r"list|example|advantage|disadvantage|drawback|benefit|effect|consequence|rationale|upshot|aim|goal|purpose|"
    r"cause|smaller|larger|"
    r"bigger|simplest|easiest|commonest|usual|whole|more|less|better|worse|softer|harder|remaining|opposite|reverse|contrast|"
    r"question|official|real|main|key|only|most common|common|classic|best|worst|ones?|compound|word|name|term|"
    r"phrase|sentence|idea)\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:Note|Warning|Caution|Tip|Important|Remember|Watch out|NB|Question|Answer)\b[.:]?|^[QA][.:]", re.IGNORECASE
)
_THAT_END = re.compile(
    r"\b(?:of|in|to|for|at|from|with|on|by|than|after|before|about|above|below|over|under|past) that"
    r"(?=[,.;]|$| (?:and|but|is|the))"
)
_ONE = re.compile(
    r"(?<!\bno )(?<!\bany )(?<!\bthan )(?<!\bat least )(?<!\bonly )(?<!\bevery )(?<!\beach )(?<!\bor )"
    r"\bone(?=[,.;)]|$| (?:is|was|has|will|can|may|must|should|and|or|that|for|with|if|in|on|at|per)\b)"
)
_COMMANDS = re.compile(
    r"^(?:Contrast|Compare|[A-Z][a-z]+ \d+(?:[–-]\d+)? ?%)|"
    r"^(?!(?:The|An?|Half|Both|All|Each|Every|In|On|At|For|With|By|From|If|When|Once|After|Before|Until|While|To|"
    r"Under|Over|During|"
    r"Without|Of|Through|Unless|Where|Since|Because|Within|Between|Among|Behind|Beyond|Below|Above|Outside|Inside)\b)"
    r"[A-Z][a-z]+ (?:the|an?|your|it|its|them|each|every|all|any) "
)
# What only its surroundings explain: an exception, the second of some, a smaller figure.
_OPEN = re.compile(
    r"\bthe (?:\w+ )?exceptions?(?! to\b)|\bthe (?:first|second|third|fourth|last|next)\.$|"
    r"\b(?:is|are|was|does|do|has|have|can) not\.$|"
    r"n[’']t\.$|\bthe (?:smaller|larger|higher|lower|greater|bigger|wider|narrower) (?:figures?|numbers?|values?|ones?)\b|"
    r"\banother (?:job|matter|thing|question|story|issue|case)\b|\bpeople (?:\w+ )?\w+ (?:for|to|about|of|on)\.$|"
    r"\b(?:your|its|their) own(?=[.,;]| (?:in|on|at|for|with|by|from)\b)|\bthe reverse\b|\badds? up\.$|\bfree of charge\b|"
    r"\bin (?:every|all|any) cases?\b|\bwithout exception\b|\bthere (?:is|are)\.$|\w\(|"
    r"\b(?:is|are) (?:harder|easier|better|worse|slower|faster|cheaper|safer|larger|smaller)(?: to \w+)?[.,]|"
    r"\b(?:should|must|may|can|is|are|will) then\b|^The \w+ itself\b"
)
_COMMENTED = re.compile(
    r"\b(?:(?:is|are) (?:not )?(?:covered|treated|dealt with)|isn[’']t covered|aren[’']t covered)(?=[.,;]|$| (?:in|only|there))|"
    r"\b(?:out of|beyond the) scope\b|\bnone (?:in|of them|at|on|for)\b|\bthere (?:is|are) none\b|"
    r"\b(?:attempts?|slots?) (?:in a|per|at a|before)\b|\breschedul\w+|\bnon-disclosure\b|\bproctor\w*|\binvigilat\w+|"
    r"\bpass mark\b|\bnot (?:ask|test)ed\b|\basked about\b",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\b(?:the|an?) (?:[a-z]+est|most [a-z]+|usual|main|only|real|safer|better|other) "
    r"(?:causes?|sites?|signs?|reasons?|ones?|choices?|ways?|types?|kinds?|problems?|options?|lists?)(?:\.|,| because| since)"
)
_AFTER_ORDER = re.compile(
    r"(?:an?|the|it|its|your|each|every|all|any|no|one|two|three|with|for|from|to|in|on|at|as|them|and|only|about|up|out|off|both|enough|more|less|fewer|\d|"
    r"bigger|larger|smaller|longer|shorter|higher|lower)"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|went|came|found|made|got|took|gave|said|thought|told|began|began|became|wrote|ran|"
    r"left|lost|brought)\b"
)
_ASIDE = re.compile(r"\s(?:\([^()]{1,80}\)|\[[^\[\]]{1,40}\])")
_CUT = re.compile(r";\s+")
_TAIL = re.compile(
    r",? (?:i\.e\.|e\.g\.|for example|because) .*$|, (?:so|such as|including|which|hence|whence|meaning|as in|since|"
    r"for(?= (?:the|a|it|they)\b)|and (?:it|this|they|that|we|you|I)\b) .*$"
)
_CUT_OFF = re.compile(r"\b(?:of|to|for|by|with|from|at|into|than|the|an?|and|or|which|that)\.$")
# What stands before a colon and only says that something comes.
_ANNOUNCES = re.compile(
    r"\b(?:two|three|four|five|six|several|some|following|ways|reasons|kinds|types|steps|rules|things|one|here|"
    r"this|these|so|as)\b|^.{0,24}$",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"^(?:And|But|So|Yet|Or|Nor|Still|Then|Now|Plus)\b,?\s+(?=\S)")
_SUBJECT_LABEL = re.compile(
    r"^(?!(?:Note|Tip|Warning|Example|Remember|Answer|Question|Result)\b)[A-Z][\w-]*(?: [\w-]+){0,3}$"
)
_HEADED = re.compile(r"^(?:[A-Z][\w’'-]*(?: [\w’'-]+){0,4})\.\s+(?=[A-Z])")


def statements_of(text: str, *, past: bool = False) -> list[str]:
    """The statements that a sentence of a guide makes by itself, as they could be said anywhere; mostly one or none.

    Args:
        text: A sentence, white space collapsed.
        past: Whether the guide tells of the past, so that a sentence that does is no story told in passing.
    """
    text = _ASIDE.sub("", _CONJUNCTION.sub("", LEAD_IN.sub("", text))).strip()
    if not text.endswith(".") or text.endswith("..") or not balanced(text):
        return []
    text = _with_label(text)
    first, colon, _ = text.partition(": ")
    if colon and not _ANNOUNCES.search(first):
        text = f"{first}."
    parts = _CUT.split(text.rstrip("."))
    kept = [part for at, part in enumerate(parts) if not (at + 1 < len(parts) and _takes_back(parts[at + 1]))]
    found: list[str] = []
    for part in kept:
        whole = f"{capital(part.strip())}."
        shorter = f"{_TAIL.sub('', whole.rstrip('.'))}."
        either = (shorter, whole) if ", so " in whole else (whole, shorter)
        found += next(([one] for one in either if stands(one, past=past)), [])
    return found


def _with_label(text: str) -> str:
    """A sentence whose subject stands before a colon, without the colon: "Canary: sends a tenth of the traffic"."""
    label, colon, rest = text.partition(": ")
    said = rest.split()
    if not colon or len(said) < SHORT - LEAST_TERMS or not _SUBJECT_LABEL.match(label):
        return text
    base = base_of(said[0])
    does = (
        bool(base) and base != said[0] and not plural(label) and (not may_be_noun(base) or _AFTER_ORDER.match(said[1]))
    )
    if re.search(r"^[^,]*, [a-z]+s ", rest):
        return text  # a row of notes and no sentence
    return f"{label} {rest}" if does or said[0] in ("is", "has", "can", "must", "may") else text


def _leans(text: str) -> bool:
    """Whether a short sentence speaks of something that its surroundings have named: "the defendant has to prove the failure"."""
    if words(text) >= SHORT or re.search(r"\d", text):
        return False
    return bool(re.search(r"\bthe [a-z]+(?: [a-z]+)?[.,]", text))


def _takes_back(following: str) -> bool:
    """Whether what follows behind a semicolon limits what stands before it."""
    return bool(re.match(r"(?:but|except|unless|otherwise|only|however|though|not|if)\b", following, re.IGNORECASE))


def stands(text: str, *, past: bool = False) -> bool:
    """Whether a sentence is a whole statement that needs nothing around it."""
    if not LEAST_WORDS <= words(text) <= MOST_WORDS or len(set(terms(text))) < LEAST_TERMS or not balanced(text):
        return False
    if (
        not text[0].isalnum()
        or not (text[0].isupper() or not text.split()[0].isalpha() or "-" in text.split()[0])
        or text[0].isdigit()
    ):
        return False
    if (
        _BROKEN.search(text)
        or _FIRST.search(text)
        or _OPENS_BADLY.match(text)
        or _LABEL.match(text)
        or _HEADED.match(text)
    ):
        return False
    if _CUT_OFF.search(text) or _OF_WHAT.search(text) or _OPEN.search(text) or _COMMENTED.search(text) or _leans(text):
        return False
    if text[-2:-1].isdigit() and not re.search(r"[A-Z][\w-]* ?\d+\.$", text):
        return False
    if _THAT_END.search(text) or _ONE.search(text) or _orders(text) or not has_verb(text) or points(text):
        return False
    return past or not tells(text)


def tells(text: str) -> bool:
    """Whether a sentence tells what once happened."""
    return bool(_PAST.search(text)) and not re.search(
        r"\b(?:if|when|that|which|after|until) (?:\w+ ){0,4}(?:was|were|had)\b", text
    )


def _orders(text: str) -> bool:
    """Whether a sentence tells somebody to do something, at its beginning or behind its case."""
    if re.search(r"(?:^|, |and )(?:do not|don[’']t) ", text, re.IGNORECASE) or _COMMANDS.match(text):
        return True
    for piece in (
        *re.split(r"(?<=, so )|(?<=, and )|(?<=; )", text),
        re.sub(
            r"^(?:If|When|Where|Once|After|Before|For|To|In|On|At|With|During|Whenever|Unless|Until|From|By)\b[^,]*,\s+",
            "",
            text,
        ),
    ):
        first = piece.split()[0]
        second = piece.split()[1].strip(",") if len(piece.split()) > 1 else ""
        low = first.casefold().strip(",")
        if low in ("do", "don't", "don’t", "please", "never", "keep", "let", "be", "allow"):
            return True
        if low in VERBS and (piece is not text or first[1:].islower()):
            noun_first = may_be_noun(low) and (
                base_of(second) or second in ("is", "are", "has", "have", "must", "may", "can", "should")
            )
            named = noun_first or (low.endswith("s") and may_be_noun(low))
            if not named and (not may_be_noun(low) or _AFTER_ORDER.match(second)):
                return True
    return False
