"""The sentence frames a stem is put together from; slots are filled with a trade's, a scene's and the guide's words."""

import re

OPENINGS: tuple[str, ...] = (
    "{A} {does}.",
    "{A} is working on {project}.",
    "A small team at {a} is working on {project}.",
    "{Arole} at {a} is responsible for {project}.",
    "{Arole} at {a} is working on {project}.",
    "{A} has hired {arole} for {project}.",
    "{A} {does}. {Arole} has been asked to help.",
    "{A} is planning {project}.",
    "{Arole} at {a} is planning {project}.",
    "{A} has begun work on {project}.",
    "{Arole} at {a} is reviewing {project}.",
    "The team behind {project} at {a} is settling its design.",
    "{A} {does}. This work is in the hands of {arole}.",
    "{A} has put {arole} in charge of {project}.",
)

NEED_DO: tuple[str, ...] = (
    "The {role} needs {akind} that can {need}.",
    "The {role} is looking for {akind} that can {need}.",
    "The team needs a way to {need}.",
    "The {role} needs a way to {need}.",
    "The team wants to {need}.",
    "The {role} has to {need}.",
    "The next task is to {need}.",
    "The {role} has been asked to {need}.",
    "The requirement is to {need}.",
)
NEED_MUST: tuple[str, ...] = (
    "The {solution} has to {need}.",
    "The {solution} must {need}.",
    "The team requires {akind} that can {need}.",
    "The {role} needs {akind} that can {need}.",
    "The {solution} that the {role} chooses must be able to {need}.",
)
NEED_WANT: tuple[str, ...] = (
    "The team needs {need}.",
    "The {role} needs {need}.",
    "The {role} is looking for {need}.",
    "The design calls for {need}.",
    "The plan calls for {need}.",
)
NEED_FIGURE: tuple[str, ...] = (
    "The {role} wants to report {need}.",
    "Management has asked for {need}.",
    "The report is to give {need}.",
    "The {role} needs to know {need}.",
    "To compare the results, the team wants to know {need}.",
)
ALREADY_TO: tuple[str, ...] = (
    "The team already uses {other} to {need}.",
    "{Other} is already in place to {need}.",
    "To {need}, the team already relies on {other}.",
)
NEED_IS: tuple[str, ...] = (
    "The {role} wants {akind} that {need}.",
    "The {role} needs {akind} that {need}.",
    "The team is looking for {akind} that {need}.",
    "The requirements ask for {akind} that {need}.",
)
NEED_FOR: tuple[str, ...] = (
    "The {role} needs {akind} for {need}.",
    "The {role} is looking for {akind} for {need}.",
    "The {role} has to choose {akind} for {need}.",
)
NEED_TROUBLE: tuple[str, ...] = (
    "The {role} has to deal with {need}.",
    "A first check has revealed {need}.",
    "The {role} reports {need}.",
    "The tests point to {need}.",
    "The work is held up by {need}.",
)
NEED_NAME: tuple[str, ...] = (
    "The {role} needs the usual name for {need}.",
    "In a report, the {role} has to name {need}.",
    "A colleague asks for the name of {need}.",
    "For the documentation, the {role} needs the right term for {need}.",
)
NEED_STEP: tuple[str, ...] = (
    "The plan provides for {need}.",
    "One step of the work is {need}.",
    "A colleague has proposed {need}.",
    "The next step is {need}.",
)
NEED_FOUND: tuple[str, ...] = (
    "A review of the work has revealed {need}.",
    "An outside reviewer has found {need}.",
    "The {role} suspects {need}.",
)
NEED_TOLD: tuple[str, ...] = (
    "A colleague describes {akind} that can {need}.",
    "The {role} has read of {akind} that can {need}.",
    "In a design review, somebody proposes {akind} that can {need}.",
)
NEED_CLIENT: tuple[str, ...] = (
    "A client wants to know {need}.",
    "One of its clients asks {need}.",
    "The {role} has been asked by a client to find out {need}.",
)
NEED_WHEN: tuple[str, ...] = (
    "The {role} finds that {need}.",
    "It turns out that {need}.",
    "The {role} reports that {need}.",
    "A first review shows that {need}.",
    "The {role} knows that {need}.",
    "The requirements make clear that {need}.",
)
NEED_TASK: tuple[str, ...] = (
    "The {role} has to find a solution for {need}.",
    "The team needs a solution for {need}.",
    "The {role} has to choose a solution for {need}.",
)
NEED_ASKED: tuple[str, ...] = (
    "Management wants to know {need}.",
    "The {role} has been asked to find out {need}.",
    "The team has to find out {need}.",
    "The {role} wants to know {need}.",
)
NEED_TWO: tuple[str, ...] = (
    "The team has two open tasks: to {need1}, and to {need2}.",
    "The first requirement is to {need1}. The second is to {need2}.",
    "The {role} has to {need1}. At another point, the team has to {need2}.",
    "The solution must {need1}. A separate part of it must {need2}.",
)
NEED_THREE: tuple[str, ...] = (
    "The team has three open tasks: to {need1}, to {need2}, and to {need3}.",
    "The first requirement is to {need1}. The second is to {need2}. The third is to {need3}.",
)
LEAD_SEEN: tuple[str, ...] = (
    "A first check shows the following: {need}.",
    "The {role} observes the following: {need}.",
    "The team reports the following: {need}.",
)
LEAD: tuple[str, ...] = (
    "The {role} is drawing up a list of {need}.",
    "The {role} has been asked for a list of {need}.",
    "The documentation is to list {need}.",
)
ASK_SEVERAL: tuple[str, ...] = (
    "Which combination of {kinds} meets these requirements?",
    "Which {kinds} should the {role} choose?",
    "Which {kinds} should the team use?",
    "Which {kinds} together meet the requirements MOST directly?",
)
ASK_EITHER: tuple[str, ...] = (
    "Which {kinds} would each suit this case?",
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
    "It should also be possible to {need}.",
    "In addition, the {role} wants to {need}.",
    "A second requirement is to {need}.",
)
ALSO_IS: tuple[str, ...] = (
    "The {role} also wants {akind} that {need}.",
    "The team also prefers {akind} that {need}.",
)
ALSO_WHEN: tuple[str, ...] = (
    "It also turns out that {need}.",
    "A second finding is that {need}.",
    "The {role} finds, too, that {need}.",
    "Elsewhere in the project, the {role} finds that {need}.",
)
ALSO_TASK: tuple[str, ...] = (
    "The {role} also has to find a solution for {need}.",
    "In another part of the project, the team needs a solution for {need}.",
)
ASK_ACTS: tuple[str, ...] = (
    "Which combination of actions should the {role} take?",
    "Which actions should the {role} take?",
    "Which actions meet these requirements?",
    "What should the {role} do?",
)
ASK_TASKS: tuple[str, ...] = (
    "Which tasks should the {role} assign to {thing}?",
    "Which requirements would justify {thing}?",
    "For which tasks should the team use {thing}?",
)
ASK_TRAITS: tuple[str, ...] = (
    "Which statements describe {thing}?",
    "Which properties of {thing} should the {role} name?",
)
MATTER: tuple[str, ...] = (
    "The {role} has to settle a question of {need}.",
    "The discussion has turned to {need}.",
    "The current task concerns {need}.",
    "The next point on the agenda is {need}.",
    "The team is looking into {need}.",
)
OBJECTION: tuple[str, ...] = (
    "A colleague points out that {need}.",
    "A first draft was rejected because {need}.",
    "A trial has shown that {need}.",
)
THING_GIVEN: tuple[str, ...] = (
    "The {role} proposes {thing} for one part of the work.",
    "The design includes {thing}, and a reviewer asks for the reason.",
    "The {role} has chosen {thing} and has to explain the choice to the team.",
    "A colleague suggests {thing}, and the {role} has to judge the suggestion.",
    "The team is thinking of using {thing}.",
)

CONCEPT_GIVEN: tuple[str, ...] = (
    "A new colleague asks the {role} about {thing}.",
    "The report speaks of {thing}, which some of its readers do not know.",
    "The {role} has to explain {thing} to colleagues from another department.",
    "In a review, a colleague asks the {role} what is meant by {thing}.",
)

ASK_CHOOSE: tuple[str, ...] = (
    "Which {kind} should the {role} choose?",
    "Which {kind} should the {role} use?",
    "Which {kind} meets the requirement?",
    "Which {kind} meets this need MOST directly?",
    "Which {kind} should the {role} recommend?",
    "Which {kind} is MOST suitable?",
    "Which {kind} should the team use?",
)
ASK_OPEN: tuple[str, ...] = (
    "What should the {role} use?",
    "What should the {role} choose?",
    "Which choice meets this need MOST directly?",
    "What should the {role} recommend?",
    "Which choice is MOST suitable?",
)
ASK_DO: tuple[str, ...] = (
    "What should the {role} do?",
    "Which solution meets the requirement?",
    "Which approach should the {role} take?",
    "Which solution meets this requirement MOST directly?",
    "What should the {role} recommend?",
    "Which solution is MOST suitable?",
)
ASK_ACT: tuple[str, ...] = (
    "What should the {role} do?",
    "Which action should the {role} take?",
    "What should the team do?",
    "Which step should the {role} take?",
    "Which action is MOST appropriate?",
    "What is the BEST course of action?",
    "Which decision should the {role} make?",
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
    "Which {kind} fits the description?",
    "Which {kind} should the {role} use?",
)
ASK_STEP: tuple[str, ...] = (
    "Which {kind} is this?",
    "Which {kind} is described here?",
    "Which {kind} does this call for?",
)
ASK_FOUND: tuple[str, ...] = (
    "Which problem is this?",
    "What should the {role} call this problem?",
    "Which problem does the {role} face?",
)
ASK_TOLD: tuple[str, ...] = (
    "Which {kind} is this?",
    "Which {kind} fits this description?",
    "Which {kind} should the {role} look at?",
    "Which {kind} should the {role} try?",
)
ASK_PURPOSE: tuple[str, ...] = (
    "What should the team use {thing} for?",
    "Which task should the {role} assign to {thing}?",
    "Which requirement would justify {thing}?",
)
ASK_WHEN: tuple[str, ...] = (
    "In which case should the {role} recommend {thing}?",
    "Which case would justify {thing}?",
)
ASK_PROPERTY: tuple[str, ...] = (
    "Which statement describes {thing}?",
    "Which statement about {thing} should the {role} make?",
)
ASK_DEFINITION: tuple[str, ...] = (
    "How should the {role} describe {thing}?",
    "Which description of {thing} should the {role} give?",
    "How should the {role} explain {thing}?",
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

NEED_CASE: tuple[str, ...] = (
    "The {role} has to deal with {need}.",
    "The task involves {need}.",
)

PRODUCT_GIVEN: tuple[str, ...] = (
    "A new colleague asks the {role} about {thing}.",
    "The {role} has to explain {thing} to colleagues from another department.",
    "The {role} proposes {thing} for one part of the work and is asked to describe it.",
)

QUALIFIER = re.compile(r"\b(?:MOST|LEAST|BEST|FIRST)\b")
