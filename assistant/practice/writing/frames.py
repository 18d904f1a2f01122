"""The sentences a stem is put together from, one plain frame for each shape of need: what always reads right comes first."""

OPENINGS: tuple[str, ...] = (
    "{Arole} at {a} is working on {topic}.",
    "{A} has asked {arole} for advice on {topic}.",
    "{Arole} at {a} has to settle a question of {topic}.",
)
OPENINGS_BARE: tuple[str, ...] = (
    "{Arole} at {a} has to make a choice.",
    "{A} has asked {arole} for advice.",
)

NEED_DO = "The {role} has to {need}."
NEED_MUST = "The {solution} that the {role} chooses must {need}."
NEED_WANT = "The {role} needs {need}."
NEED_FIGURE = "The report has to give {need}."
NEED_IS = "The {role} needs {akind} that {need}."
NEED_FOR = "The {role} needs {akind} for {need}."
NEED_TROUBLE = "The {role} has to deal with {need}."
NEED_WHEN = "In this case, {need}."
NEED_TASK = "The {role} needs a solution for {need}."
NEED_ASKED = "The {role} wants to find out {need}."
NEED_CASE = "The {role} has to deal with this case: {need}."
NEED_TWO = "One task is to {need1}. Another is to {need2}."
NEED_THREE = "One task is to {need1}. Another is to {need2}. A third is to {need3}."
LEAD_SEEN = "The {role} sees the following: {need}."
LEAD = "The {role} has been asked for a list of {need}."
ALSO_DO = "In another part of the work, the {role} has to {need}."
ALSO_WHEN = "In another part of the work, {need}."
ALSO_TASK = "In another part of the work, the {role} needs a solution for {need}."

ASK_CHOOSE = "Which {kind} should the {role} choose?"
ASK_OPEN = "What should the {role} choose?"
ASK_DO = "What should the {role} do?"
ASK_APPLY = "Which {kind} should the {role} try?"
ASK_CAUSE = "What is the MOST likely cause?"
ASK_SEVERAL = "Which {kinds} should the {role} choose?"
ASK_EITHER = "Which {kinds} would each suit this case?"
ASK_CAUSES = "Which causes are MOST likely?"
ASK_REMEDIES = "Which remedies should the {role} try?"
ASK_LISTED = "Which {kinds} belong on the list?"
ASK_ACTS = "Which actions should the {role} take?"
# Of what the guide says of a case or a thing: an opening with the subject of the work, and one without.
IN_A_CASE = ("{Arole} at {a} is working on {topic}.", "{Arole} at {a} comes across this case: {need}.")
COLLEAGUE_ASKS = (
    "{Arole} at {a} is working on {topic}, and a colleague asks what {need}.",
    "A colleague asks {arole} at {a} what {need}.",
)
CONSIDERS = (
    "{Arole} at {a} is working on {topic} and considers {need}.",
    "{Arole} at {a} considers {need}.",
)
FINDS = (
    "{Arole} at {a} is working on {topic} and finds that {need}.",
    "{Arole} at {a} finds that {need}.",
)
ASK_OUTCOME = ("What should the {role} expect if {need}?", "What should the {role} expect?")
ASK_ANSWER = "What should the {role} answer?"
ASK_EFFECT, ASK_EFFECTS = "What should the {role} expect of it?", "What should the {role} expect of them?"
ASK_REASON = "What is the reason?"
