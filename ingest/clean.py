"""Keeps the article of a page and drops the shop around it; every piece dropped is listed with its reason."""

import re
import unicodedata
from dataclasses import replace

from studyground.errors import UnreadableError
from studyground.ingest.document import Block, Dropped, Extract
from studyground.ingest.web_cues import COMMENT, Verdict, judge

WEB_FORMATS = frozenset({"text", "html", "wordpress"})
REPEATED, REPEATED_LINE = "repeated", "repeated line"

# Below this a block is the article, and nothing beyond it counts as the edge of the page.
_WALL = -2.0
_CLEAR_SCORE = 3.0
_MIN_REPEAT_WORDS = 60
# Letters that a cut-off copy must share with the whole one.
_CUT = 50
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
# Joiners shape letters in Persian and Indic scripts and are noise elsewhere.
_JOINERS = re.compile(
    "(?<![\u0590-\u0dff\u1000-\u109f\u1780-\u17ff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\u0dff\u1000-\u109f\u1780-\u17ff])"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def clean(extract: Extract) -> Extract:
    """Normalise the text of every block and drop what is not the document.

    Only pages from the web (`WEB_FORMATS`, or a document with a web address) lose blocks; other files are normalised.
    The edges of a page are searched boldly, its middle only for unmistakable lines. Cleaning twice changes nothing.

    Args:
        extract: As its reader made it.

    Returns:
        The kept blocks; the dropped ones are appended to `dropped`. A title that was dropped is emptied.

    Raises:
        UnreadableError: "no text in it", when no block holds a visible character.
    """
    blocks = [replace(block, text=text) for block in extract.blocks if (text := _normalised(block))]
    if not blocks:
        raise UnreadableError("no text in it")
    title = normalise(extract.title)
    dropped: list[Dropped] = []
    while extract.format in WEB_FORMATS or extract.link.startswith("http"):
        reasons = _foreign(blocks, title)
        if not reasons or len(reasons) == len(blocks):
            break
        dropped += [Dropped(blocks[i].text, reasons[i]) for i in sorted(reasons)]
        gone = {blocks[i].text for i in reasons}
        blocks = [block for i, block in enumerate(blocks) if i not in reasons]
        if title in gone and all(block.text != title for block in blocks):
            title = ""
    return replace(extract, blocks=tuple(blocks), title=title, dropped=(*extract.dropped, *dropped))


def normalise(text: str, keep_layout: bool = False) -> str:
    """Text in Unicode NFC without control and invisible characters, with plain and single spaces.

    Args:
        text: Anything.
        keep_layout: Keep lines and runs of spaces, as code needs them.
    """
    text = _LINE_END.sub("\n", text)
    # Removing a sign can bring a letter and its accent together, and so can composing; two rounds settle both.
    for _ in range(2):
        text = unicodedata.normalize("NFC", _JOINERS.sub("", _INVISIBLE.sub("", _CONTROL.sub("", text))))
    if keep_layout:
        text = re.sub("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", " ", text)
        return re.sub(r"[ \t]+(?=\n|$)", "", text).strip("\n")
    return " ".join(text.split())


def _normalised(block: Block) -> str:
    if block.kind == "code":
        return normalise(block.text, keep_layout=True)
    if block.kind == "table":
        rows = (normalise(row) for row in re.split(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", block.text))
        return "\n".join(row for row in rows if row)
    return normalise(block.text)


def _foreign(blocks: list[Block], title: str) -> dict[int, str]:
    """Reasons by index of the blocks that do not belong to the document."""
    verdicts = _verdicts(blocks)
    reasons = _middle(blocks, verdicts)
    count = len(blocks)
    reasons |= _edge(blocks, verdicts, range(count))
    reasons |= _edge(blocks, verdicts, range(count - 1, -1, -1))
    reasons |= _repeated_lines(blocks, verdicts) | _repeated_runs(blocks)
    return {i: reason for i, reason in reasons.items() if blocks[i].text != title or verdicts[i].score >= 2}


def _verdicts(blocks: list[Block]) -> list[Verdict]:
    paragraphs = [block.text for block in blocks if block.kind == "paragraph" and len(block.text.split()) >= 4]
    informal = sum(text[0].islower() for text in paragraphs) > 0.4 * len(paragraphs)
    texts = [block.text.casefold() for block in blocks]
    return [judge(block, " ".join(texts[i + 1 : i + 3]), informal) for i, block in enumerate(blocks)]


def _middle(blocks: list[Block], verdicts: list[Verdict]) -> dict[int, str]:
    """Unmistakable lines anywhere, and runs of three suspicious blocks around one of them."""
    reasons: dict[int, str] = {}
    start = 0
    for i in range(len(blocks) + 1):
        if i < len(blocks) and verdicts[i].score > 0:
            continue
        run = range(start, i)
        start = i + 1
        certain = sum(verdicts[j].clear for j in run)
        if not certain or _quoted(blocks, verdicts, run[0]):
            continue
        whole = len(run) >= 3 and certain >= 2
        for j in run:
            alone = verdicts[j].clear and verdicts[j].score >= _CLEAR_SCORE and blocks[j].kind != "item"
            if alone or (whole and (verdicts[j].score >= 2 or not verdicts[j].prose)):
                reasons[j] = verdicts[j].reason
    return reasons


def _quoted(blocks: list[Block], verdicts: list[Verdict], i: int) -> bool:
    """True after "such as:", where a line of advertisement is an example."""
    return i > 0 and blocks[i - 1].text.endswith(":") and verdicts[i - 1].score <= 0


def _edge(blocks: list[Block], verdicts: list[Verdict], order: range) -> dict[int, str]:
    """The run of foreign blocks that begins at one end of the page: the one whose scores add up to most."""
    head = order.step > 0
    best, best_sum, total, wall = 0, 0.0, 0.0, len(order)
    for taken, i in enumerate(order, start=1):
        # Visitors write under an article, not over it.
        talk = head and verdicts[i].reason == COMMENT and verdicts[i].score < 4
        plain = verdicts[i].prose and verdicts[i].reason != COMMENT and verdicts[i].score < 2 and not verdicts[i].clear
        if verdicts[i].score <= _WALL or talk or plain:
            wall = taken - 1
            break
        total += verdicts[i].score
        if total > best_sum + 1e-9:
            best, best_sum = taken, total
    run = sorted(order[:best])
    if not any(verdicts[i].clear or verdicts[i].score >= (2 if len(blocks[i].text) < 20 else 4) for i in run):
        return {}
    # Whole paragraphs, and lines without a cue of their own, go only from among lines that leave no doubt.
    weights = [verdicts[i].score for i in run if verdicts[i].score > 0]
    certain = sum(verdicts[i].clear or verdicts[i].score >= 4 for i in run) >= 2 or (
        len(weights) >= 5 and sum(weights) >= 8
    )
    known = [
        i
        for n, i in enumerate(run)
        if (certain or not verdicts[i].prose)
        and verdicts[i].reason
        and (verdicts[i].score > -1 or _among_comments(verdicts, run[max(n - 1, 0) : n + 2], i))
    ]
    if not known:
        return {}
    article = " ".join(blocks[i].text.casefold() for i in order[wall : wall + 3]) if head else ""
    gone = set(known)
    for i in range(known[0], known[-1]):
        if i not in gone and certain and verdicts[i].score > -1 and not _names(blocks[i].text, article):
            gone.add(i)
    for i in sorted(gone, reverse=True):
        if blocks[i].kind == "heading" and not verdicts[i].reason and not _section_gone(blocks, i, gone):
            gone.discard(i)
    reasons: dict[int, str] = {}
    for i in gone:
        nearest = min(known, key=lambda j: (abs(j - i), j))
        reasons[i] = verdicts[nearest].reason
    return reasons


def _among_comments(verdicts: list[Verdict], around: list[int], i: int) -> bool:
    """True for what may be a comment between two that are."""
    others = [verdicts[j] for j in around if j != i]
    return (
        verdicts[i].reason == COMMENT and len(others) == 2 and all(v.reason == COMMENT and v.score > 0 for v in others)
    )


def _names(line: str, article: str) -> bool:
    """True when a line may be the title of the article: half of its longer words return at once."""
    words = re.findall(r"[^\W\d_]{4,}", line.casefold())
    return bool(words) and 2 * sum(word[:6] in article for word in words) >= len(words)


def _section_gone(blocks: list[Block], heading: int, gone: set[int]) -> bool:
    """True when nothing under a heading is kept."""
    for i in range(heading + 1, len(blocks)):
        if blocks[i].kind == "heading" and blocks[i].level <= blocks[heading].level:
            return True
        if i not in gone:
            return False
    return True


def _key(text: str) -> str:
    """A text without case, punctuation and spacing: quotes and dashes differ between copies."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _repeated_lines(blocks: list[Block], verdicts: list[Verdict]) -> dict[int, str]:
    """Short lines that return and look foreign; a refrain or a heading that returns is left alone."""
    places: dict[str, list[int]] = {}
    for i, block in enumerate(blocks):
        if len(block.text.split()) <= 15 and (key := _key(block.text)):
            places.setdefault(key, []).append(i)
    return {
        i: REPEATED_LINE
        for same in places.values()
        for i in same
        if verdicts[i].score >= (1 if len(same) >= 3 else 2) and len(same) >= 2 and not _quoted(blocks, verdicts, i)
    }


def _repeated_runs(blocks: list[Block]) -> dict[int, str]:
    """Blocks that a scraper delivered twice: a run that is word for word an earlier one, or a cut-off copy of it.

    The whole copy stays; retelling in other words is no repetition.
    """
    keys = [_key(block.text) for block in blocks]
    total = sum(map(_word_count, blocks))
    first: dict[str, list[int]] = {}
    reasons: dict[int, str] = {}
    i = 0
    while i < len(blocks):
        run, back = max(((_same_run(keys, j, i), -j) for j in first.get(keys[i][:_CUT], [])), default=(0, 0))
        words = sum(map(_word_count, blocks[i : i + run]))
        # Instructions may return in several sections; a scraper repeats the article from its start, or most of it.
        whole = -back < 8 or words * 4 >= total
        if (
            words >= _MIN_REPEAT_WORDS
            and whole
            and all(blocks[j].kind not in ("table", "code") for j in range(i, i + run))
        ):
            reasons |= dict.fromkeys(range(i, i + run), REPEATED)
            i += run
            continue
        if len(keys[i]) >= _CUT and blocks[i].kind == "paragraph":
            cut = [
                j
                for j in first.get(keys[i][:_CUT], [])
                if j not in reasons and blocks[j].kind == "paragraph" and _is_cut(blocks[j].text, keys[j], keys[i])
            ]
            reasons |= dict.fromkeys(cut, REPEATED)
            if any(
                _is_cut(blocks[i].text, keys[i], keys[j]) for j in first.get(keys[i][:_CUT], []) if j not in reasons
            ):
                reasons[i] = REPEATED
        first.setdefault(keys[i][:_CUT], []).append(i)
        i += 1
    return reasons


def _word_count(block: Block) -> int:
    """Words with letters: rows of figures repeat for good reason."""
    return len(re.findall(r"[^\W\d_]{2,}", block.text))


def _same_run(keys: list[str], earlier: int, later: int) -> int:
    """How many blocks from `later` on repeat those from `earlier` on."""
    count = 0
    while later + count < len(keys) and earlier + count < later and keys[earlier + count] == keys[later + count]:
        count += 1
    return count


def _is_cut(text: str, key: str, whole: str) -> bool:
    """True when a text is the beginning of a longer one: cut off with dots, or long and without an end."""
    if len(key) >= len(whole) or not whole.startswith(key) or len(text.split()) < 12:
        return False
    dots = re.search(r"(…|\.{3}|\[…\])\W*$", text)
    return bool(dots) or (len(key) >= 120 and not re.search(r"[.!?:][\"'”’)]*$", text))
