"""Figures that make a case concrete: how many rows a "small" table has, how often a "rare" class occurs.

A sentence is offered only where the need itself speaks of what it measures, and it never says more than the need does: it
gives a size to what the need calls small, rare, late, slow or many.
"""

import re
from dataclasses import dataclass

from studyground.assistant.practice.writing.scenes import filled
from studyground.assistant.practice.writing.spread import Spread
from studyground.assistant.practice.writing.trades import Trade

_SLOT = re.compile(r"\{(\d[\d,.]*(?:\|\d[\d,.]*)+)\}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A cue in a need, and sentences with a figure in the form "{300|450|800}", one of which is drawn."""

    cue: re.Pattern[str]
    sentences: tuple[str, ...]


def _amounts(text: str) -> tuple[Amount, ...]:
    found = []
    for block in text.strip().split("\n\n"):
        lines = [line.strip() for line in block.strip().splitlines()]
        cue = "".join(line for at, line in enumerate(lines) if at == 0 or line.startswith("|"))
        sentences = [line for line in lines[1:] if not line.startswith("|")]
        found.append(Amount(re.compile(cue, re.IGNORECASE), tuple(sentences)))
    return tuple(found)


# From the most particular to the most general; the first that fits is used.
AMOUNTS = _amounts(r"""
training error low|good training and poor validation
The training error is {2|3|4} %, the validation error {17|19|23} %.
On the training records {98|99} % of the predictions are right, on the validation records {71|74|78} %.

training error high
The training error is {24|27|31} %, the validation error {25|28|32} %.

validation good, live
In validation {93|94|96} % of the predictions were right, in the first week of use {68|71|75} %.

accuracy falls|falling accuracy|concept drift
In {3|4|6} months, the share of right predictions has gone from {94|93|91} % to {86|82|79} %.

positives are rare|rare positive|imbalanc\w+|minority|rare class|classes are rare
Of {50,000|80,000|120,000} records, only {300|450|700} belong to the class that matters.
Only {0.6|0.8|1.2} % of the records belong to the class that matters.

false alarms? (?:is|are) (?:expensive|costly)|reviewers?' time
Each false alarm takes a clerk {25|40|50} minutes to check.

\bmiss(?:es)? (?:is|are) (?:expensive|costly)|missed cases?
A missed case costs about {40|60|90} times as much as a false alarm.

asymmetric cost|quantile
A unit too few costs {4|5|6} times as much as a unit too many.

missing values?|\bgaps?\b|imput\w+
In {4|6|7} columns, between {5|8} and {15|20} % of the values are missing.

skewed|outliers?|extreme values
A handful of values are more than {40|60|90} times the median.

\b(?:small|few)\b(?! (?:batch|team|group|part))[^,;]*\b(?:data ?sets?|data|records|rows|table|series|examples)\b
|\b(?:data|records|rows|examples) are (?:few|small)|too little data
The table has only {400|600|900} rows.
Only {350|500|800} records are at hand.

\b(?:huge|large|big|massive|same large|full large)\b[^,;]*\b(?:data ?sets?|data|tables?|files)\b|\bdata are huge
The data come to {12|30|45} TB.
There are about {200|350|600} million rows.

thousands of (?:values|categories)|high[- ]cardinality|nominal category
The column has about {3,000|8,000|12,000} distinct values.

the order is real|ordinal
The column has {4|5|6} levels, from the lowest to the highest.

too many columns|high[- ]dimension\w*|many features|features are many|correlated features|dimensionality|directions of greatest
The table has {180|240|400} columns.

three or more means
There are {4|5|6} groups with about {60|80|90} measurements each.

means of two groups
There are {70|80|90} measurements in each of the two groups.

two samples
The samples hold {80|120|150} and {90|140|200} values.

two categor\w+|two variables|two numeric
The sample has {600|900|2,000} pairs of values.

forecast\w*|time series|seasonal\w*|value changes? over time|one series|many series
The history covers {36|48|60} months.

(?:unknown|spiky|intermittent|unpredictable|irregular)[^,;]* traffic
On some days {20|40|60} requests arrive, on others {20,000|30,000|50,000}.

steady[^,;]* traffic|traffic is steady|caller waits|strict latency|low latency
About {150|250|400} requests a second arrive around the clock.

hundreds of megabytes|large payloads?|long processing|many minutes
A request has about {400|600|700} MB and takes {8|12|20} minutes.

once a month|once a quarter|archives?\b|kept for years|retention
The archive holds {20|60|80} TB.

milliseconds|at once|immediately|real[- ]time
An answer is due within {50|80|100} milliseconds.

petabytes?
There are {2|3|4} PB to move, and the line carries {100|200|300} Mbit/s.

every night|nightly|complete dataset must be scored
Each night, {2|3|5} million records are due.

split traffic|versions of one model|variants|release|rollback|exposure|canary|production load
The endpoint answers about {300|500|900} requests a minute.

(?:training|run|job)s? (?:is|are) (?:too slow|expensive|interrupted)|distributed training|expensive training
|data-parallel|tolerant training
One training run takes {14|20|30} hours.

GPUs? (?:wait|idle)
The GPUs are busy for only {30|35|40} % of the time.

late records|arrive late|out of order
Some {2|3|5} % of the events arrive up to {10|20|30} minutes late.

irregular times
On some days {2|3} files arrive, on others {40|60}.

live stream|streams?\b|streamed records|sensors?\b|event data|kafka
About {2,000|4,000|6,000} events arrive every second.

many users|many analysts|hundreds of analysts|complex joins|concurren\w+
About {120|200|300} people query the data at the same time.

many buckets|across accounts|different teams|column-level|least privilege
{6|9|14} teams in {3|4|5} accounts work with the data.

same entity|several records belong|one patient
There are {40,000|60,000|90,000} records on {3,000|4,500|6,000} people.

\blabelling|annotat\w+|labels? for training
So far, {2,000|3,500|5,000} of {60,000|80,000} records have been labelled.

transcript\w*|speech|spoken|phone calls?|recorded calls
About {300|600|900} hours of sound are added every month.

images?|photos?|pictures?|videos?|scanned
About {1,500|2,500|4,000} files are added every day.

sentiment|entities in text|documents?\b|topics?\b|chatbots?|translat\w+|natural-language
About {800|2,000|3,500} texts come in every day.

unlabelled|without labels|clusters of any shape|number of clusters|unusual records
There are {60,000|90,000|150,000} records without a label.
""")


def amount_for(need: str, trade: Trade, spread: Spread) -> str:
    """A sentence that puts a figure to what a need speaks of; "" where nothing fits.

    Args:
        need: The sentences that carry the question.
        trade: Of the stem, for its own nouns.
        spread: Draws sentence and figures.
    """
    for amount in AMOUNTS:
        if amount.cue.search(need):
            sentence = _loose(spread, amount.sentences)
            drawn = _SLOT.sub(lambda match: spread.random.choice(match[1].split("|")), sentence)
            return filled(drawn, trade, "")
    return ""


def _loose(spread: Spread, pool: tuple[str, ...]) -> str:
    return spread.pick(pool, "amount")
