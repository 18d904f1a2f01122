"""Sentences that point back at what stands before them, so that they cannot be read alone: "It …", "Then …", "If this …"."""

import re

_DANGLING = re.compile(
    r"^(?:This|That|These|Those|It|Its|They|Their|Them|He|She|His|Her|Such|"
    r"Here(?: is| are| was| were| comes?| we| you| it| they| the|,)|"
    r"There(?!fore| is | are | was | were | exists? )|Both|Either|Neither|"
    r"Another|Other|"
    r"Others|The (?:former|latter|same|other|first|second|third)|In (?:this|that|these|"
    r"such|other) \w+|"
    r"For (?:this|that|these) \w+|As such|Doing so|If so|One (?:such|of)|Then|Finally|Instead|Otherwise|"
    r"Next(?=,| comes? | (?:it|you|we|they|the) )|After (?:that|this)|Afterwards|Lastly|(?:Second|Third|Fourth)(?:ly,?|,) |"
    r"Conversely|Yet|But|And|Or|So|"
    r"By contrast|In contrast|Similarly|Likewise|At the same time|On the other hand|With (?:this|that|these|it)|"
    r"Through (?:this|these)|"
    r"By (?:doing|this)|From (?:this|these|there)|To (?:this|that) end|Like this|Even so|Still|Thus|Hence|Also|"
    r"The \w+ (?:above|below)|Plus (?:an?|the|your|any|some|one|two|three|[A-Z]{3,}))\b"
)
_OF_NOTHING = re.compile(  # "It's tempting to …": this "it" points at nothing
    r"It(?:['’]s| is| was| can be| may be| becomes| remains) (?:\w+ly |very |often |also |not |therefore |thus |then ){0,2}"
    r"(?:tempting|important|essential|crucial|vital|critical|possible|impossible|common|necessary|worth|best|better|wise|helpful|"
    r"advisable|recommended|good practice|clear|true|customary|unlikely|natural|safe|safer|hard to (?:say|overstate))\b"
    r"(?: for [\w ]{1,30}?)? (?:to|that|noting|remembering|mentioning|\w+ing)\b"
)
_CONNECTIVE = re.compile(r"^(?:Therefore|However|Moreover|Furthermore|Consequently|Nevertheless|Accordingly|In addition|"
                         r"As a result|For (?:example|instance)|In fact|In particular|More precisely),? ")  # fmt: skip
_OPENS = r"(?:an?|the|it|you|we|they|no|every|all|any|most|many|some|there|nothing|everything|in|of)"
_POINTS_BACK = re.compile(  # "Without that flag …", "If the script exits with this code, …", "At first glance, this might …"
    r"(?:If|When|Once|After|Before|While|Because|Since|Unless|Until|Where|With|Without|Using|From|Given)\b"
    r"[^,.;:]{1,60}?\b(?!this (?:chapter|section|guide|book|article|post)\b)(?:this|these|those|such) \w+[^,.;:]{0,30},|"
    rf"(?:With|Without|Under|From|After|Before|Using|Until|Despite|Beyond|Besides) (?:that (?!{_OPENS}\b)[a-z][\w-]*|either|both)"
    rf"(?:, | (?={_OPENS}\b))|"
    r"(?:At|On|In|For|By|To) (?:\w+ ){1,2}\w+, (?:this|that|these|those|they)\b"
)

_BY_PRONOUN = re.compile(  # "Under it, each lord …"
    r"(?:Under|By|With(?:out)?|Through|In|For|To|From|On|After|Before|Besides|Among|Behind|Alongside|Because of|Thanks to) "
    r"(?:it|them|him),? (?!(?:is|was|are|were)\b)"
)
_LIKEWISE = re.compile(  # "The second lock does the same over several miles": the same as what?
    r"(?:[\w'’-]+ ){1,7}?(?:do|does|did|can do|will do) (?:the same(?! \w+(?:s|ing)? (?:as|that)\b| as\b)|so|likewise)\b"
)
_IS_ONE = re.compile(  # "A yacht with her engine in gear is one", "Forget one and …": one what?
    r"(?:(?:An?|Another|[A-Z]\w+ing) (?:[\w'’-]+ ){0,10}(?:is|was) |"
    r"(?:[\w'’-]+ ){1,10}(?:is|was) (?:also|not|still|always|never) )(?:also |not )?one(?=[.,;]|$| too\b| as well\b)|"
    r"(?!(?:No|Any|Every|Which|What|Day|Rule|Step|Part|Chapter|Type|Phase|Stage|Level|Number|Week|Version|This|That|The|At|On|In|"
    r"To|For|By|Of|From|With|If|As|Not|Only|Just|Some)\b)[A-Z][a-z]+ one (?:and|or)(?! \w+ (?:of|is|are)\b) ",
)

_LEANS_INSIDE = re.compile(  # "The masons took this as a sign", "If you hire them, …", "you still have to ask"
    r"^[^,;:]{1,60}? (?:took|takes?|saw|sees?|reads?|regard(?:s|ed)?|interpret(?:s|ed)?|cit(?:es|ed)) (?:this|that|these) as\b|"
    r"^(?:If|When|Once|Where|Unless) (?:you|we|they|one) [a-z]+ (?:it|them|these|those)\b|"
    r"^(?!.*\b(?:even|although|though|while|whereas|but|if|when|after|once|unless|without|despite|with)\b)"
    r".*\b(?:(?:you|we|they|one|it) still (?:ha(?:ve|s) to|needs?|must)|must still)\b",
    re.IGNORECASE,
)


_NOTHING_BUT_NO = re.compile(  # "No shards, no replay.": it has no subject, so no "It" points at it
    r"(?!.*\b(?:is|are|was|were|may|must|can|could|will|would|should|do|does|did|has|have|had)\b)"
    r"(?:No|Without) [^,;:.]+(?:,? (?:and |or )?(?:no|without) [^,;:.]+)+\.?"
)


def only_denies(text: str) -> bool:
    """Whether a sentence is no more than a row of things that there are not."""
    return bool(_NOTHING_BUT_NO.fullmatch(text.strip()))


def leans_inside(text: str) -> bool:
    """Whether a sentence that begins like any other leans on the one before it further in."""
    return bool(_LEANS_INSIDE.search(text))


def points_back(text: str) -> bool:
    """Whether a sentence begins with a word that points back at the one before, or does after "Therefore, "."""
    linked = _CONNECTIVE.match(text)
    rest = (text[linked.end() :] if linked else text).removeprefix("(")
    if _OF_NOTHING.match(rest):
        return False
    if _POINTS_BACK.match(rest) or _LIKEWISE.match(rest) or _BY_PRONOUN.match(rest) or _IS_ONE.match(rest):
        return True
    return bool(_DANGLING.match(rest[:1].upper() + rest[1:] if linked else rest))
