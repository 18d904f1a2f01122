"""What the reader is taught in one run: how many windows of each kind."""

# how many windows of each kind; an epoch is their sum
PLAN = {
    "squad": 16_000,
    "squad_unanswerable": 12_000,
    "other_paragraph": 4_500,
    "answer_cut_out": 3_000,
    "qamr": 2_000,
    "policyqa": 1_600,
    "covidqa": 900,
    "fairytaleqa": 1_600,
    "medquad": 2_400,
    "fm2": 1_169,
    "fm2_other": 1_200,
    "cad_nli": 8_330,
    "begin": 4_836,
    "fever_symmetric": 1_416,
    "claims": 8_000,
    "paraphrases": 0,
    "plain_questions": 0,
    "sections": 0,
    "section_claims": 0,
}
# a second run, from the weights of the first: questions in plain words and claims in other words, and others not to forget
QUESTIONS_PLAN = PLAN | {
    "squad": 20_000,
    "squad_unanswerable": 11_000,
    "other_paragraph": 3_000,
    "answer_cut_out": 3_000,
    "qamr": 500,
    "policyqa": 600,
    "covidqa": 500,
    "fairytaleqa": 400,
    "medquad": 400,
    "cad_nli": 500,
    "begin": 300,
    "fever_symmetric": 100,
    "fm2": 100,
    "fm2_other": 100,
    "claims": 800,
    "paraphrases": 18_000,
    "plain_questions": 14_000,
}
# a third: nearly every public question once, since a question seen for the first time teaches most
FRESH_PLAN = PLAN | {
    "squad": 76_000,
    "squad_unanswerable": 43_000,
    "other_paragraph": 8_000,
    "answer_cut_out": 8_000,
    "cad_nli": 2_000,
    "begin": 1_200,
    "fever_symmetric": 400,
    "fm2": 400,
    "fm2_other": 400,
    "claims": 5_000,
    "paraphrases": 16_000,
    "plain_questions": 12_000,
}
# a fourth, for a processor that reads fifty windows a second: the same, and every claim there is
LONG_PLAN = FRESH_PLAN | {
    "cad_nli": 8_330,
    "begin": 4_836,
    "fever_symmetric": 1_416,
    "fm2": 1_169,
    "fm2_other": 1_200,
    "claims": 9_000,
    "paraphrases": 26_000,
    "plain_questions": 14_000,
}
# a fifth: study guides as learners ask about them, and enough of the rest not to forget it
GUIDES_PLAN = LONG_PLAN | {
    "squad": 36_000,
    "squad_unanswerable": 18_000,
    "other_paragraph": 3_000,
    "answer_cut_out": 3_000,
    "qamr": 1_000,
    "policyqa": 1_600,
    "medquad": 600,
    "cad_nli": 4_000,
    "begin": 2_400,
    "claims": 4_000,
    "paraphrases": 12_000,
    "plain_questions": 8_000,
    "sections": 60_000,
    "section_claims": 16_000,
}
# a sixth: twice as many study guides
STUDY_PLAN = GUIDES_PLAN | {
    "squad": 24_000,
    "squad_unanswerable": 12_000,
    "other_paragraph": 2_000,
    "answer_cut_out": 2_000,
    "medquad": 300,
    "cad_nli": 2_500,
    "begin": 1_500,
    "claims": 2_500,
    "paraphrases": 9_000,
    "plain_questions": 7_000,
    "sections": 90_000,
    "section_claims": 36_000,
}
# a seventh: the same, with the near misses that were given their answer
ANSWERED_PLAN = STUDY_PLAN | {
    "squad": 16_000,
    "squad_unanswerable": 8_000,
    "other_paragraph": 1_500,
    "answer_cut_out": 1_500,
    "cad_nli": 2_000,
    "begin": 1_000,
    "claims": 2_000,
    "paraphrases": 9_000,
    "plain_questions": 5_000,
    "sections": 90_000,
    "section_claims": 60_000,
}
# an eighth: more of the public questions again, and claims that say when they are denied and when nothing is said
DENIED_PLAN = ANSWERED_PLAN | {
    "squad": 44_000,
    "squad_unanswerable": 22_000,
    "other_paragraph": 3_000,
    "answer_cut_out": 2_000,
    "cad_nli": 4_000,
    "begin": 3_000,
    "fever_symmetric": 1_000,
    "fm2": 1_000,
    "claims": 3_000,
    "paraphrases": 8_000,
    "sections": 80_000,
    "section_claims": 50_000,
}
PLANS = {
    "all": PLAN,
    "questions": QUESTIONS_PLAN,
    "fresh": FRESH_PLAN,
    "long": LONG_PLAN,
    "guides": GUIDES_PLAN,
    "study": STUDY_PLAN,
    "answered": ANSWERED_PLAN,
    "denied": DENIED_PLAN,
}
