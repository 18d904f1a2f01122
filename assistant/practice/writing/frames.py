"""The sentence frames a stem is put together from; slots are filled with a trade's, a scene's and the guide's words."""

import re

OPENINGS: tuple[str, ...] = (
    "{A} {does}.",
    "A small team at {a} is in charge of {project}.",
    "{A} is working on {project}.",
    "{A} {does}, and {arole} has been asked for advice.",
    "{Arole} at {a} is responsible for {project}.",
    "{A} {does}, so far without outside help.",
    "During the planning of {project}, the staff of {a} come across an open point.",
    "In the plan for {project}, {a} has one decision left to make.",
    "While discussing {project}, the team at {a} notices a gap in its plan.",
    "A consultant advises {a} on {project}.",
    "Management at {a} has approved {project}.",
    "The plan for {project} at {a} is almost complete.",
    "A newly hired {role} at {a} takes over {project}.",
    "In a workshop at {a}, the subject is {project}.",
    "At {a}, {project} has reached the design stage.",
    "Before {a} can finish {project}, one point has to be settled.",
    "The board of {a} expects a proposal for {project}.",
    "{A} has put {arole} in charge of {project}.",
    "{Arole} at {a} prepares a proposal for {project}.",
    "Like many others, {a} {does}.",
    "The {role} in charge of {project} at {a} has a choice to make.",
    "For {project}, {a} has put together a small team.",
    "Since the summer, the team behind {project} at {a} has made good progress.",
    "Work on {project} has begun at {a}.",
    "An outside {role} joins {a} to help with {project}.",
    "{A}, which {does}, has set up a working group.",
    "Asked for advice on {project}, {arole} visits {a}.",
    "The {role} at {a} writes the requirements for {project}.",
    "{Arole} at {a} has been given {project} as a first task.",
    "Halfway through the work on {project}, the {role} of {a} reviews the design.",
    "{A} {does}. {Arole} has been asked to take part.",
)

NEED_DO: tuple[str, ...] = (
    "The {role} is looking for {akind} that can {need}.",
    "What is missing so far is a way to {need}.",
    "The {role} needs a way to {need}.",
    "The next task is to {need}.",
    "The requirement that decides is to {need}.",
    "The aim is to {need}.",
    "The {role} has been asked to {need}.",
    "To go ahead, the team must be able to {need}.",
    "One requirement stands above the others: to {need}.",
    "Those involved agree that it must be possible to {need}.",
    "For the next stage, the team wants to {need}.",
    "The solution has to {need}.",
    "In the list of requirements, the first entry is to {need}.",
    "What the users want most is to {need}.",
    "The {role} must find out how to {need}.",
)
NEED_MUST: tuple[str, ...] = (
    "Whatever is chosen has to {need}.",
    "The {solution} has to {need}.",
    "The {solution} must {need}.",
    "According to the requirements, the {solution} should {need}.",
    "All agree that the {solution} should {need}.",
    "The {role} insists that the {solution} must {need}.",
    "What counts is that the {solution} will {need}.",
)
NEED_WANT: tuple[str, ...] = (
    "The plan calls for {need}.",
    "What the team needs is {need}.",
    "For this purpose, the {role} wants to bring in {need}.",
    "The {role} would like to work with {need}.",
    "After a first round of talks, the team decides in favour of {need}.",
    "The {role} is looking for {need}.",
    "At the centre of the design there is to be {need}.",
    "In the end, the team settles on {need}.",
)
NEED_FIGURE: tuple[str, ...] = (
    "The {role} wants to report {need}.",
    "Management has asked for {need}.",
    "One line of the report is to give {need}.",
    "The {role} needs {need}.",
    "To compare the results, the team wants to know {need}.",
    "The figure that the team agrees on is {need}.",
    "What the client wants to see is {need}.",
)
ALREADY_TO: tuple[str, ...] = (
    "The team already uses {other} to {need}, which is to stay as it is.",
    "{Other} is already in place to {need}.",
    "To {need}, the team has relied on {other} so far, and nothing changes there.",
    "In an earlier project, the team used {other} to {need}; this time the task is a different one.",
    "The {role} knows {other}, which served to {need} in an earlier project.",
    "So far, the design has {other} to {need}, but more is needed.",
)
ALREADY_A: tuple[str, ...] = (
    "The team knows {other}, {need}, but has something else in mind.",
    "In an earlier project, the team worked with {other}, {need}; this time the need is a different one.",
    "The first idea was {other}, {need}, but it does not fit here.",
    "Somebody brought up {other}, {need}, which turned out to be beside the point.",
    "The {role} has considered {other}, {need}, and has put it aside.",
)
ALREADY_WHICH: tuple[str, ...] = (
    "The team has considered {other}, which {need}, and has put it aside.",
    "The first idea was {other}, which {need}, but something else is called for.",
    "In an earlier project, the team worked with {other}, which {need}; this time the need is a different one.",
)
NEED_IS: tuple[str, ...] = (
    "The {role} wants {akind} that {need}.",
    "The {role} needs {akind} that {need}.",
    "The plan calls for {akind} that {need}.",
    "What the team is after is {akind} that {need}.",
    "After some discussion, the team settles on {akind} that {need}.",
    "The requirements ask for {akind} that {need}.",
    "The search is for {akind} that {need}.",
    "For this purpose, the {role} is looking for {akind} that {need}.",
    "Whatever is chosen, it has to be {akind} that {need}.",
    "The design leaves room for {akind} that {need}.",
)
NEED_FOR: tuple[str, ...] = (
    "The {role} has to find the right {kind} for {need}.",
    "The {role} is looking for the right {kind} for {need}.",
    "In this case, the team is dealing with {need}.",
    "The {role} sums up the case as follows: {need}.",
    "The choice has to suit {need}.",
    "Whatever is chosen has to be right for {need}.",
    "The point to be settled concerns {need}.",
)
NEED_NOTE: tuple[str, ...] = (
    "The conditions are as follows: {need}.",
    "In short, the case is this: {need}.",
    "The requirements, in a few words: {need}.",
    "The {role} sums up the case as follows: {need}.",
    "The brief comes down to this: {need}.",
    "The choice has to suit the following case: {need}.",
    "The main points of the brief: {need}.",
    "The {role} starts from this description: {need}.",
    "The work order is short: {need}.",
)
NEED_TROUBLE: tuple[str, ...] = (
    "The {role} has to deal with {need}.",
    "The trouble is {need}.",
    "A first check has brought {need} to light.",
    "The {role} reports {need}.",
    "The signs point to {need}.",
    "Progress has slowed because of {need}.",
    "In the last meeting, the talk was of {need}.",
    "What worries the team is {need}.",
)
NEED_NAME: tuple[str, ...] = (
    "A note by the {role} lacks the name for {need}.",
    "The {role} is looking for the usual name for {need}.",
    "A colleague asks what to call {need}.",
    "The discussion turns on {need}.",
    "For the project's glossary, the {role} needs the name for {need}.",
    "One paragraph of the report deals with {need}.",
    "A reader of the draft stumbles over a passage on {need}.",
    "The {role} would like to have one word for {need}.",
)
NEED_SAID: tuple[str, ...] = (
    "The {role} remembers the description “{need}”, but not the name.",
    "A note by the {role} says no more than “{need}”.",
    "In the minutes, somebody has written “{need}” and left a gap for the name.",
    "A colleague asks what goes by the description “{need}”.",
)
NEED_WHEN: tuple[str, ...] = (
    "In this case, {need}.",
    "The {role} finds that {need}.",
    "It turns out that {need}.",
    "According to the {role}, {need}.",
    "The starting point is that {need}.",
    "The team already knows that {need}.",
    "The situation is clear: {need}.",
    "What makes the case special is that {need}.",
)
NEED_ASKED: tuple[str, ...] = (
    "Management wants to know {need}.",
    "What has to be found out is {need}.",
    "The {role} has been asked {need}.",
    "The client would like to know {need}.",
    "At the core, the brief asks {need}.",
    "The point of the exercise is to learn {need}.",
    "The answer has to tell {need}.",
)
NEED_TWO: tuple[str, ...] = (
    "Two tasks are open: to {need1}, and to {need2}.",
    "The first requirement is to {need1}. The second is to {need2}.",
    "On the one hand, the team wants to {need1}; on the other hand, it has to {need2}.",
    "The {role} must {need1} and, at another point, {need2}.",
    "At one stage the team has to {need1}, and at another to {need2}.",
    "The solution has two parts: one has to {need1}, the other has to {need2}.",
)
NEED_THREE: tuple[str, ...] = (
    "Three tasks are open: to {need1}, to {need2}, and to {need3}.",
    "The requirements are to {need1}, to {need2}, and to {need3}.",
    "The solution has three parts. One has to {need1}, another has to {need2}, and the last has to {need3}.",
    "The {role} must {need1}. Besides, the team wants to {need2} and to {need3}.",
)
LEAD_CASE: tuple[str, ...] = (
    "The case to be dealt with is this: {need}.",
    "The {role} has to find suitable answers to one case: {need}.",
    "The plan names one case in particular: {need}.",
    "In short, the case is this: {need}.",
    "The brief comes down to this: {need}.",
)
LEAD_SEEN: tuple[str, ...] = (
    "A first check shows the following: {need}.",
    "The {role} sums up the findings in a few words: {need}.",
    "The log of the last weeks shows one thing above all: {need}.",
    "The {role} reports what was seen: {need}.",
    "The finding is short: {need}.",
)
LEAD: tuple[str, ...] = (
    "The {role} is drawing up a list of {need}.",
    "In the last meeting, the team collected {need}.",
    "The {role} has to give colleagues an account of {need}.",
    "One page of the plan is to name {need}.",
    "The team has agreed to begin with {need}.",
)
ASK_SEVERAL: tuple[str, ...] = (
    "Which combination of {kinds} meets these requirements?",
    "Which {kinds} should the {role} choose?",
    "Which {kinds} should the team combine?",
    "Which {kinds} should the {role} recommend?",
    "Which {kinds} together meet the requirements MOST directly?",
)
ASK_EITHER: tuple[str, ...] = (
    "Which {kinds} would each suit this case?",
    "Which {kinds} can the {role} choose between?",
    "Which {kinds} could the team use?",
    "Which {kinds} should the {role} propose as alternatives?",
)
ASK_CAUSES: tuple[str, ...] = (
    "Which causes should the {role} look into first?",
    "Which causes are MOST likely?",
)
ASK_REMEDIES: tuple[str, ...] = (
    "Which remedies should the {role} try?",
    "Which remedies are MOST likely to help?",
)
ASK_LISTED: tuple[str, ...] = (
    "Which {kinds} belong on the list?",
    "Which {kinds} should the {role} name?",
    "Which {kinds} should be included?",
)
ALSO_DO: tuple[str, ...] = (
    "The same {solution} should also {need}.",
    "Later on, the same {solution} will have to {need} as well.",
    "A second requirement is to {need}.",
    "It should also be possible to {need}.",
    "In addition, the {role} wants to {need}.",
    "Moreover, one of the departments has asked to {need}.",
)
ALSO_IS: tuple[str, ...] = (
    "The {role} has read that the {solution} in question {need}.",
    "A colleague remembers that the {solution} meant {need}.",
    "Another point in its favour should be that it {need}.",
    "The {role} adds that the right {solution} {need}.",
    "It matters, too, that the {solution} {need}.",
)
OBJECTION: tuple[str, ...] = (
    "A colleague has already pointed out that {need}.",
    "An earlier draft was rejected on the ground that {need}.",
    "In the first round of talks, somebody remarked that {need}.",
    "The team has learned from a trial that {need}.",
    "A reviewer of the first draft wrote that {need}.",
)
RESULT: tuple[str, ...] = (
    "A decision is due at the next meeting.",
    "The decision will be written down with its reason.",
    "Whatever is decided has to be explained to the others.",
    "The team would like to settle this before it continues.",
    "Before anything is built, the choice is to be checked against the requirements.",
    "The proposal will be discussed with everyone concerned.",
    "The team wants to get this right at the first attempt.",
)
THING_GIVEN: tuple[str, ...] = (
    "{Thing} is among the candidates, and the {role} has to say what speaks for such a choice.",
    "The draft names {thing} without a word of explanation.",
    "A colleague proposes {thing} and is asked to explain the proposal.",
    "On the design sketch, one box is labelled {thing}, and a newcomer asks about it.",
    "In the discussion, {thing} comes up several times, but not everyone means the same by it.",
    "The {role} wants to bring in {thing} and has to convince the others.",
    "The design includes {thing}, and a reviewer asks for the reason.",
    "For one part of the work, the {role} has chosen {thing} and must justify the choice.",
    "The first draft contains {thing}, and not everyone in the room has met it before.",
    "In a review, somebody asks about the part that {thing} should play.",
)

CONCEPT_GIVEN: tuple[str, ...] = (
    "In the discussion, {thing} comes up several times, but not everyone means the same by it.",
    "A newcomer to the team asks about {thing}.",
    "One page of the report deals with {thing}, and not all of its readers know the subject.",
    "In a review, somebody asks what is meant by {thing}.",
    "The draft speaks of {thing} without a word of explanation.",
    "The {role} mentions {thing} and is asked to explain.",
    "Before the work goes on, all should have the same understanding of {thing}.",
    "In the minutes, {thing} appears several times, each time with another meaning.",
)

ASK_CHOOSE: tuple[str, ...] = (
    "Which {kind} should the {role} choose?",
    "Which {kind} should the {role} use?",
    "Which {kind} meets the requirement?",
    "Which {kind} fits this need BEST?",
    "Which {kind} should the team adopt?",
    "Which {kind} meets this need MOST directly?",
    "Which {kind} is the right choice?",
    "Which {kind} should the {role} recommend?",
    "Which {kind} is MOST suitable?",
    "Which {kind} should be used here?",
)
ASK_OPEN: tuple[str, ...] = (
    "What should the {role} choose?",
    "What should the {role} use?",
    "Which choice meets the requirement?",
    "Which of these fits the need BEST?",
    "What should the team settle on?",
    "Which choice meets this need MOST directly?",
    "What should the {role} recommend?",
    "Which choice is MOST suitable?",
)
ASK_DO: tuple[str, ...] = (
    "What should the {role} do?",
    "Which solution meets the requirement?",
    "Which step should the team take?",
    "Which approach should the {role} take?",
    "Which solution meets this requirement MOST directly?",
    "What should the {role} recommend?",
    "Which proposal should the team follow?",
)
ASK_APPLY: tuple[str, ...] = (
    "Which {kind} should the {role} apply?",
    "Which {kind} is MOST likely to help?",
    "Which {kind} addresses this BEST?",
    "Which {kind} should the {role} try?",
    "Which {kind} should the team turn to?",
)
ASK_CAUSE: tuple[str, ...] = (
    "What is the MOST likely cause?",
    "Which cause should the {role} look into first?",
    "Which of these is the MOST probable explanation?",
    "What should the {role} suspect?",
)
ASK_NAME: tuple[str, ...] = (
    "Which {kind} is meant?",
    "Which {kind} is the right one?",
    "Which {kind} is being described?",
    "Which {kind} should the {role} write down?",
    "Which {kind} fits the description?",
)
ASK_PURPOSE: tuple[str, ...] = (
    "For which purpose should the team use {thing}?",
    "Which task should the {role} assign to {thing}?",
    "Which requirement would justify {thing}?",
    "Which need can the team meet with {thing}?",
)
ASK_WHEN: tuple[str, ...] = (
    "Which case would justify {thing}?",
    "For which case should the {role} recommend {thing}?",
    "Which case speaks for {thing}?",
)
ASK_PROPERTY: tuple[str, ...] = (
    "Which statement describes {thing}?",
    "Which statement about {thing} should the {role} make?",
    "How should the {role} describe {thing}?",
    "Which description of {thing} is right?",
)
ASK_DEFINITION: tuple[str, ...] = (
    "How should the {role} describe {thing}?",
    "Which description of {thing} should the {role} give?",
    "Which explanation of {thing} is right?",
    "How should the {role} explain {thing} to the others?",
)
ASK_REMEDY: tuple[str, ...] = (
    "Which problem can the {role} address with {thing}?",
    "Against which problem should the team use {thing}?",
    "Which difficulty would call for {thing}?",
)
ASK_EFFECT: tuple[str, ...] = (
    "Which consequence of {thing} should the {role} expect?",
    "What should the team expect as a result of {thing}?",
)

QUALIFIER = re.compile(r"\b(?:MOST|LEAST|BEST|FIRST)\b")
