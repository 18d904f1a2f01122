"""What mining hands to the writer: things the guide names, facts it states of them, and groups that share a property."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from studyground.assistant.practice.writing.mining_steps import Procedure

NeedShape = Literal["infinitive", "noun", "finite", "clause", "question"]
Form = Literal[
    "purpose", "remedy", "cause", "definition", "choice", "property", "contrast", "action",
    "meaning", "entry", "told", "listed", "solved", "dated", "figure", "step", "labelled", "distinction",
    "rule", "called", "credited", "defined", "deed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A verbatim piece of stored text: `index.stored_text(document)[start:end]`; at most two sentences, or one row."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the guide teaches about one thing.

    `need` has no fixed subject and no full stop. How it reads depends on `form`, so that it can be put into a sentence:

    - purpose:    an infinitive without "to": thing is used to <need>         ("deliver streaming records to S3")
    - choice:     from a row or clause that decides between things: <thing> is chosen to/for/when <need>, by shape
                  ("many small files read once", "several applications read the same events")
    - remedy:     `need` is the problem as a noun phrase: <thing> remedies <need> ("high variance")
    - cause:      `need` is the symptom as a noun phrase: <thing> causes <need>
    - definition: a noun phrase: <thing> is <need>                            ("the share of positives that are right")
    - property:   a finite verb phrase, third person: <thing> <need>          ("keeps records for up to 365 days")
    - contrast:   the same as property, of a thing that the passage sets against `contrasts`
    - action:     what to do, and when, for or in order to <need>; `thing` is the instruction
                  ("Use event time with a watermark" when "records can arrive late")
    - rule:       of running text: <thing> is what to do when <need>, in which "somebody" stands for the reader; "" where the
      case only stands beside others; `kind` is whom the guide tells to do it, "" for anybody, and
      `because` the sentence before it in its paragraph, on which the case may lean
    - meaning:    a definition that is asked for by the thing's name
    - entry:      of a reference list (options, methods, settings): somebody uses <thing> to <need>; `thing` is as the list
      writes it
    - told:       of running text: <thing> <need>, a predicate that agrees with the thing in number
    - deed:       the same, where <need> is asked for by the thing's name
    - solved:     of running text: <thing> is the answer to <need>, a task, a trouble or a situation, by shape
    - dated:      <thing> is a year, `need` the question for it
    - figure:     <thing> is a figure with its unit, `need` the question for it ("" where it only stands beside others)
    - step:       <thing> is a step of a procedure; `situation` says what is asked of it ("next", "first", "last")
    - labelled:   of a list or a table: <thing> is a label, a row's name or its value, `need` the question for it ("" where it
      only stands beside others), `because` what the guide says of it
    - distinction: <thing> <need>, told apart from `contrasts`; `situation` is the thing as the guide writes it there, with its
      article; without `contrasts` it only stands beside others
    - called:     <thing> <need>, of a thing that the guide calls by name ("" where it only stands beside others); `situation`
      is how the name is written ("command", "flag", "person", "authority", "row: <head>" …), `because` what is said of it
    - credited:   <thing> <need>, what somebody did or found ("" where it only stands beside others); `situation` is "who" or
      "whose", `because` the deed where it can stand alone
    - defined:    <need> is what running text says that <thing> is, does or happens in ("" where it only stands beside others);
      `situation` is how it is asked
    - listed:     a member of a list that a sentence gives under the noun `kind`; nothing is said of it (`need` is "")

    `need_shape` always says which of the three grammatical shapes `need` has, and is what a writer should branch on.

    Args:
        id: Twelve hexadecimal digits derived from thing, form and span: stable while the guide's text is.
        thing: Canonical name, a key of `Mined.things`.
        kind: Singular common noun as the guide has it ("service", "algorithm", "metric"), or "" when none was found.
        form: See above.
        need: See above; never holds the thing's name or a telling word of it.
        need_shape: "infinitive" (bare, "deliver …"), "noun" ("high variance", "a metric that …"), "finite" ("keeps …"),
            "clause" (stands after "when": "several applications read the same events") or "question" (of a table:
            "Do the means of two groups differ?"). Lower case first letter unless a name.
        situation: What the passage says about when, who or how much, as a subordinate clause or prepositional phrase
            that can stand after a comma or open a sentence ("when classes are rare", "for teams without a cluster"), or "".
        span: The sentence, item or row that states it.
        section: Headings above the span, outermost first.
        named_by: Where the thing's name stands: in the span itself, or in the heading above it.
        contrasts: Canonical names the same passage sets against the thing ("not X", "instead of X", other rows).
        because: What the passage gives as the reason, or why another is not chosen, as a clause; "" mostly.
        text: The stored text of the span, white space collapsed.
        priority: 0–1: how well it carries an examination question. Trivia about the exam itself stay below 0.3.
        numbers: Figures with their units in the passage, as written ("365 days", "5 TB").
    """

    id: str
    thing: str
    kind: str
    form: Form
    need: str
    need_shape: NeedShape
    situation: str
    span: Span
    section: tuple[str, ...]
    named_by: Literal["span", "heading"]
    contrasts: tuple[str, ...] = ()
    because: str = ""
    text: str = ""
    priority: float = 0.5
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """Something the guide teaches about.

    Args:
        name: As the guide writes it most ("Amazon Kinesis Data Firehose").
        aliases: Other names of the same thing in the guide, acronyms among them ("Firehose").
        kind: Singular common noun, or "" when the guide shows none.
        mentions: How many sentences, items or rows name it.
        facts: Ids of its facts, in the order of the guide.
        siblings: Names that stand beside it in a table column, a list or a section, the most frequent first.
        span: Where the guide says best what it is or is for (for a distractor's rationale), or None.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    mentions: int = 0
    facts: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a group: its text as an option could have it, and the span that says it belongs.

    Args:
        text: As an option has it.
        span: A sentence, an item or a row.
        reason: What is said of it where it is right or wrong; "" where the writer has to find that.
        value: What its row has in the column that is asked about; "" for none.
    """

    text: str
    span: Span
    reason: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Several things or actions that share one property: material for "Which TWO …".

    Args:
        id: Twelve hexadecimal digits, derived from lead and spans.
        lead: What the members share, as the guide's lead-in or heading says it, without its colon
            ("signs of overfitting", "built-in algorithms for tabular data").
        lead_span: Where that stands.
        members: At least two, in the order of the guide, alike in grammar.
        outsiders: Members of other groups of the same kind and grammar that the guide does not put here; each has the
            span that says what it is instead. Nearest first.
        kind: Common noun of the members ("metric", "step", "cause"), or "".
        section: Headings above, outermost first.
        shape: How members read: "name" (things), "noun" (noun phrases), "infinitive" ("remove …") or "gerund".
        priority: As in `Fact`.
        need: Where one row of a table names several things for one situation or problem: that situation, else "". Then
            `lead` is "<column header> – <situation>", and "<members> are chosen when/for/to <need>" holds; with kind
            "remedy" or "defence" they remedy it, with kind "cause" they cause it.
        need_shape: Shape of `need`, as in `Fact`.
        asked: The question itself, with "{n}" for how many and without its mark, where it asks plainly for the members.
    """

    id: str
    lead: str
    lead_span: Span
    members: tuple[Member, ...]
    outsiders: tuple[Member, ...]
    kind: str
    section: tuple[str, ...]
    shape: Literal["name", "noun", "infinitive", "gerund"]
    priority: float = 0.5
    need: str = ""
    need_shape: NeedShape = "noun"
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Mined:
    """Everything found in one index. `mining.mine` makes it; `confusable` ranks distractors.

    Args:
        index: Id of the index.
        facts: In the order of the guide.
        groups: In the order of the guide.
        things: By canonical name.
        vocabulary: Names by kind, the most mentioned first.
        ranked: For each fact id, names of the same kind that the guide says are for something else, most confusable first.
        links: Every name and alias, case folded, to its canonical name.
        near: For each fact id, how many of the ranked names, the first ones, are really alike in what is said of them.
        strict: Only things of like kind stand beside each other; not so once a guide has no more to give in this way.
        actions: What stands by itself and not under a thing of the guide: what to do in a case ("action"), what a thing
            is ("meaning"), what a reference list says of one of its names ("entry"), what running text says of a term ("told").
        other_actions: For each of these the ids of others of the same form, of other cases or subjects, the nearest first.
        procedures: Steps in their order, of which facts of the form "step" are.
        rows: For each fact of a table's row what the other rows say, where the table gives options enough.
    """

    index: str
    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]
    things: dict[str, Thing]
    vocabulary: dict[str, tuple[str, ...]]
    ranked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    near: dict[str, int] = field(default_factory=dict)
    strict: bool = True
    actions: tuple[Fact, ...] = ()
    other_actions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    procedures: "tuple[Procedure, ...]" = ()
    rows: dict[str, tuple[Fact, ...]] = field(default_factory=dict)

    def confusable(self, fact: Fact, count: int) -> list[Thing]:
        """The things that a learner most easily takes for a fact's thing, never one the guide says does the same.

        Args:
            fact: One of `facts`.
            count: How many at most; fewer come back where the guide has fewer of the kind.
        """
        return [self.things[name] for name in self.ranked.get(fact.id, ())[:count]]

    def fact(self, fact_id: str) -> Fact:
        """The fact of an id.

        Raises:
            KeyError: There is none.
        """
        for found in self.facts:
            if found.id == fact_id:
                return found
        raise KeyError(fact_id)

    def thing(self, name: str) -> Thing | None:
        """The thing of a name or alias, whatever its capitals."""
        canonical = self.links.get(name.casefold())
        return self.things.get(canonical) if canonical else None
