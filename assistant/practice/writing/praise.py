"""What only praises: words that say that a thing is good and not what it is or does."""

import re

from studyground.assistant.practice.writing.phrasing import with_article

LITTLE = 7  # words of a statement that says no more than that something gets better
_GOOD = (
    r"powerful|easy[- ]to[- ]use|user[- ]friendly|easy(?! to\b)|versatile|best[- ]in[- ]class|world[- ]class|cutting[- ]edge|"
    r"state[- ]of[- ]the[- ]art|industry[- ]leading|leading|seamless|effortless|innovative|unparalleled|unmatched|superior|"
    r"excellent|outstanding|exceptional|remarkable|revolutionary|feature[- ]rich|elegant|sophisticated|superb|amazing|"
    r"next[- ]generation|turnkey|comprehensive|impressive|invaluable|great|wonderful|compelling"
)
_ADJECTIVE = re.compile(rf"\b(?P<article>an? )?(?:(?:very|highly|truly) )?(?:{_GOOD}),? (?:and (?:{_GOOD}) )?(?=[a-z])")
_ADVERB = re.compile(
    r" ?\b(?:seamlessly|effortlessly|significantly|greatly|dramatically|powerfully|easily|elegantly|beautifully)\b(?= )"
)
_JUDGED = re.compile(rf"^(?:is|are) (?:also )?(?:very |highly |truly )?(?:easy|{_GOOD})\b|\b(?:{_GOOD})$")
_BETTER = re.compile(
    r"^(?:enhance|improve|boost|streamline|simplif|empower|unlock|elevate|transform|revolutioni[sz]e|foster|bring)\w* .*"
    r"\b(?:efficiency|productivity|experiences?|workflows?|quality|audiences?|innovation|agility|potential|outcomes?|"
    r"intelligence|insights?|value|growth|collaboration|possibilities|businesses|users|teams|everyone|building)\b"
)


def praises(said: str) -> bool:
    """Whether what is said of a thing is praise, which nobody can be asked for: "is easy to use", "enhances the experience"."""
    plain = without_praise(said)
    return bool(_JUDGED.search(said) or _JUDGED.search(plain)) or (
        len(plain.split()) <= LITTLE and bool(_BETTER.match(plain))
    )


def without_praise(said: str) -> str:
    """A statement without the adjectives and adverbs that praise: "a powerful tool for joins" becomes "a tool for joins"."""

    def bare(match: re.Match[str]) -> str:
        if not match["article"]:
            return ""
        following = match.string[match.end() :].split(" ", 1)[0]
        return with_article(following)[: -len(following)]

    return _ADVERB.sub("", _ADJECTIVE.sub(bare, said)).strip()
