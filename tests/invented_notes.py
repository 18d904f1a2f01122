"""Invented documents in plain text, from many fields, each with the headings a reader would see."""

# The invented documents keep one paragraph a line.
# ruff: noqa: E501

from pathlib import Path

from studyground.ingest.document import Block, Extract
from studyground.ingest.readers.text import read

DOCUMENTS: dict[str, tuple[str, list[str]]] = {
    "biology notes": (
        """\
Photosynthesis and the Leaf
A leaf is a thin organ that catches light. Its upper surface carries a waxy skin that lets light in and keeps water from escaping on dry days.
Most of the work is done in the cells just under that skin, where chloroplasts are packed closely together.
Light-Dependent Reactions
In the thylakoid membranes, pigment molecules absorb photons and pass the energy on to a reaction centre. Water is split, oxygen leaves the leaf, and a store of ATP builds up.
Key products include:
- ATP, which carries energy
- NADPH, which carries electrons
- oxygen, a by-product
The Calvin Cycle
Carbon dioxide is fixed by an enzyme called Rubisco. Three turns of the cycle give one molecule of a three-carbon sugar.
Rubisco is slow and makes mistakes.
What limits the rate?
Light, carbon dioxide and temperature each set a ceiling on the rate. When one of them is scarce, adding more of the others changes nothing at all.
pH also matters, because enzymes lose their shape when the cell becomes too acidic or too alkaline for them.
Adaptations of Desert Plants
Cacti open their stomata at night and store the carbon dioxide as an acid until morning. They lose far less water than a maple would in the same place.
Summary
A leaf turns light into sugar in two stages, and each stage can be slowed by a different shortage.
""",
        [
            "Photosynthesis and the Leaf",
            "Light-Dependent Reactions",
            "The Calvin Cycle",
            "What limits the rate?",
            "Adaptations of Desert Plants",
            "Summary",
        ],
    ),
    "law outline": (
        """\
CONTRACT LAW OUTLINE

I. Formation of a Contract

A. Offer

An offer is a statement by which a person shows that he is willing to be bound
on certain terms, made so that another person may accept it. An advertisement is
usually not an offer but an invitation to treat.

1. It must be definite enough for a court to enforce.
2. It must be communicated to the offeree, who cannot accept what he
   does not know of.

B. Acceptance

Acceptance must mirror the offer. A reply that changes a term is a counter-offer
and ends the first offer, as was held in Hyde v. Wrench.

II. Consideration

Each side must give something of value in the eye of the law. The value need not
be adequate: a peppercorn is enough.

A. Smith argued in 1998 that the rule should be dropped. He was not followed.

III. Remedies for Breach

The usual remedy is money. A court orders performance only where money would not
put the injured side where it ought to be.
""",
        [
            "CONTRACT LAW OUTLINE",
            "I. Formation of a Contract",
            "A. Offer",
            "B. Acceptance",
            "II. Consideration",
            "III. Remedies for Breach",
        ],
    ),
    "cooking course": (
        """\
Lesson 1: Bread
Bread needs four things: flour, water, salt and a raising agent. The baker's skill lies in time and temperature more than in the recipe.
Ingredients
- 500 g strong flour
- 350 g water
- 10 g salt
Method
1. Mix the flour and the water
2. Leave the dough to rest for 30 minutes
3. Add the salt and knead
Why dough rises
Yeast feeds on sugar and gives off carbon dioxide, which the gluten holds like a net. A cold dough rises slowly and tastes better for it.
Lesson 2: Soup
A soup begins with onions cooked slowly in fat. Rushing this step gives a thin taste that no amount of salt will cure afterwards.
Ingredients
- 3 onions
- 1 l stock
Method
1. Chop the onions
2. Sweat them for ten minutes
3. Add the stock
Storing leftovers
Soup keeps for three days in a cold refrigerator. Cool it quickly in a wide pan before you put it away, or it may spoil.
""",
        [
            "Lesson 1: Bread",
            "Ingredients",
            "Method",
            "Why dough rises",
            "Lesson 2: Soup",
            "Ingredients",
            "Method",
            "Storing leftovers",
        ],
    ),
    "history chapter": (
        """\
The Long Road to 1848
=====================

For thirty years after Vienna the great powers kept a peace that many of their
subjects found hard to bear. Harvests failed in 1845 and again in the year that
followed, and bread doubled in price.

Hunger and Unrest
-----------------

In Silesia the weavers rose against the merchants. The rising was put down in
three days, but it was sung about for fifty years. Prices fell again only when
the harvest of 1847 came in.

Paris in February

The government forbade a banquet. By the evening there were barricades, and two
days later the king had gone.

Year   City     Outcome
1848   Paris    republic
1848   Vienna   constitution
1849   Rome     republic crushed

Why did the revolutions fail?

The liberals wanted a constitution and the workers wanted bread. Once the first
was promised, the two had little left to say to one another.
""",
        ["The Long Road to 1848", "Hunger and Unrest", "Paris in February", "Why did the revolutions fail?"],
    ),
    "meeting notes": (
        """\
Study Group Meeting
Date: 12 March 2024
Present: Anna, Bo, Carla
Apologies: Dev

Last week
Everybody had read chapter four. Bo found the part on entropy hard and asked for a second pass on it, which we did together.

Decisions
- Meet on Tuesdays at six
- Anna books the room

Action items
- Bo: write a summary of chapter five
- Carla: find past papers

Next meeting
We meet again on 19 March in room 204. Please bring your notes on free energy and the worked examples from the problem sheet.
""",
        ["Study Group Meeting", "Last week", "Decisions", "Action items", "Next meeting"],
    ),
    "poem and dialogue": (
        """\
The Heron

Grey as the morning he stands in the reeds
Patient as water, as still as a stone
The river goes by him with all of its weeds
And leaves him, at evening, alone

The Ferryman calls from the Other Side
Nobody answers the Bell
The Moon climbs over the Turning Tide
And what she has seen she won't tell

ANNA
Where were you when the boat came in? I waited till the lamps went out along the quay.
BO
Asleep, I think. Or nearly so.
ANNA
You might have sent me word. The whole of the town had gone down to the water to see it.
BO
I might have, yes. But who would have carried it?
ANNA
Anyone at all would have carried it.
""",
        ["The Heron"],
    ),
    "hard-wrapped chapter": (
        """\
CHAPTER 3
The Nervous System

3.1 Neurons

A neuron is a cell that carries signals. It has a body, several short dendrites
and one long axon, which may reach from the spine to the foot. Signals travel in
one direc-
tion only.

In most animals the direction of travel is fixed by the synapse.

3.2 Synapses and Drugs

Where two neurons meet there is a narrow gap. Chemicals cross the gap and open
channels on the other side. The drug curare blocks these channels, and so does
the venom of some snakes, e.g. the krait; many others do not.

3.2.1 Reuptake

What is left in the gap is taken up again. Some medicines slow this:

  * fluoxetine, which acts on serotonin
    and is taken daily
  * reboxetine
      - rarely used
  * bupropion

3.3 Review Questions

1. What does the axon do?
2. Why is transmission one-way?
""",
        [
            "CHAPTER 3",
            "The Nervous System",
            "3.1 Neurons",
            "3.2 Synapses and Drugs",
            "3.2.1 Reuptake",
            "3.3 Review Questions",
        ],
    ),
    "sentence-case headings": (
        """\
Supply and demand
Prices move until the quantity that buyers want equals the quantity that sellers bring. This is a tendency and not a law, and it takes time.
The demand curve
A demand curve slopes down because each further unit is worth a little less to the buyer. Economists call this diminishing marginal utility.
There are exceptions, of course.
Giffen goods
When bread becomes dearer, a poor household may eat more bread and less meat. The evidence for this is thin but it exists.
Elasticity of demand
Elasticity says how strongly quantity answers to price. Salt has a low elasticity; restaurant meals have a high one.
Firms use it to set prices
They charge more where demand is inelastic. A railway charges commuters more than day trippers for exactly this reason.
Market failure
Markets fail where costs fall on strangers. Smoke from a factory is the usual example, and noise from an airport is another.
""",
        [
            "Supply and demand",
            "The demand curve",
            "Giffen goods",
            "Elasticity of demand",
            "Firms use it to set prices",
            "Market failure",
        ],
    ),
}


def parse(text: str) -> Extract:
    return read(Path("notes.txt"), text.encode())[0]


def kinds(extract: Extract, kind: str) -> list[Block]:
    return [block for block in extract.blocks if block.kind == kind]
