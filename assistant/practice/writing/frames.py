"""The sentences a stem is put together from, one plain frame for each shape of need: what always reads right comes first."""

OPENING = "{Arole} at {a} is working on {topic}."
# Who it is whose need a line states: the first line of a stem without an opening says where the person works.
WHO, WHO_FIRST = "The {role}", "{Arole} at {a}"

NEED_DO = "{Who} has to {need}."
NEED_MUST = "{Who} needs {akind} that must {need}."
NEED_FIGURE = "{Who} has to report {need}."
NEED_IS = "{Who} needs {akind} that {need}."
NEED_FOR = "{Who} needs {akind} for {need}."
NEED_TROUBLE = "{Who} has to deal with {need}."
NEED_WHEN = "{Who} has a case in which {need}."
NEED_TASK = "{Who} needs a solution for {need}."
NEED_ASKED = "{Who} wants to find out {need}."
NEED_CASE = "{Who} has to deal with this case: {need}."
NEED_TWO = "{Who} has two tasks. One task is to {need1}. Another is to {need2}."
NEED_THREE = "{Who} has three tasks. One task is to {need1}. Another is to {need2}. A third is to {need3}."
NEED_HAVE = "{Who} needs {need}."
NEED_AT = "{Who} is working on {need}."
NEED_BESIDES = "The solution should also {need}."
LEAD_SEEN = "{Who} sees the following: {need}."
LEAD = "{Who} has been asked for a list of {need}."

RULE_DOES, RULE_SEES, RULE_FINDS = "{Who} {need}.", "{Who} sees that {need}.", "{Who} finds that {need}."
RULE_AT, RULE_LEARNS = "{Who} is working on {topic}.", "{Who} is learning about {topic}."
RULE_ROLES = ("trainee", "new colleague", "beginner")

ASK_CHOOSE = "Which {kind} should the {role} choose?"
ASK_OPEN = "What should the {role} choose?"
ASK_DO = "What should the {role} do?"
ASK_FIRST, ASK_INSTEAD = "What should the {role} do first?", "What should the {role} do instead?"
ASK_APPLY = "Which {kind} should the {role} try?"
ASK_CAUSE = "What is the MOST likely cause?"
ASK_SEVERAL = "Which {kinds} should the {role} choose?"
ASK_EITHER = "Which {kinds} would each suit this case?"
ASK_CAUSES = "Which causes are MOST likely?"
ASK_REMEDIES = "Which remedies should the {role} try?"
ASK_LISTED = "Which {kinds} belong on the list?"
ASK_TOLD = (ASK_OPEN, "What meets this need?", "What should the {role} use?")
ASK_MEANINGS = (
    "What is meant by “{need}”?",
    "Which description fits the term “{need}”?",
    "What does the term “{need}” mean?",
    "How is “{need}” defined?",
)
ASK_TO, ASK_WHEN = "What should be used to {need}?", "What should be used when {need}?"
ASK_FOR = "What should be used for {need}?"
ASK_PLAIN = "Which {kind} {need}?"
