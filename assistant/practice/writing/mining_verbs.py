"""English verbs as mining needs them: which words may be verbs, and how their forms are made."""

import re

# Base forms of verbs that study guides use of things. None is a verb of one subject only.
_PLAIN = """
absorb accelerate accept accumulate achieve acquire act adapt add address adhere adjust admit affect aggregate aid aim
align allocate allow alter alternate amplify analyse analyze announce anonymise anonymize answer append apply
approximate archive arise ask assemble assert assess assign associate assume assure attach attend attract augment
authenticate authorise authorize automate avoid balance be become begin behave belong bind block blur boil boost
borrow
bring broadcast buffer build burn buy bypass calculate calibrate call cancel capture carry catch categorise categorize cause
centralise centralize change charge choose clarify classify clean clear close cluster coat collapse collect combine
come
compact compare compensate compile complement complete comply compress compute concatenate concentrate condense
conduct
configure confirm connect conserve consist consolidate constrain construct consume contain continue contribute control
convert convey cook cool coordinate copy correct correlate correspond cost count cover create customise customize cut
deal debug decay decide declare decline decode decompose decouple decrease decrypt dedicate deduplicate define degrade
delay delete deliver demand demonstrate denote depend deploy derive describe deserve design destroy detect deteriorate
determine develop deviate diagnose differ differentiate diffuse digest direct disappear discard disclose discourage
discover display dissolve distinguish distort distribute diversify divide do draw drain drive drop dry duplicate earn
ease edit educate elect eliminate embed emit emphasise emphasize employ empower enable encapsulate enclose encode
encourage encrypt end enforce engage enhance enlarge enrich ensure enter entitle equal erase escape establish estimate
evaluate evaporate evolve examine exceed exclude execute exhibit exist expand expect expire explain exploit explore
expose express extend extract fail fall favour favor feed ferment fetch fight fill filter find finish fit fix flatten
flow fluctuate focus follow forbid force foresee forget form forward formulate foster freeze fulfil fulfill
function gain gather
generalise generalize generate get give go govern grant group grow guarantee guard guess guide handle happen harden
harm have heat help hide highlight hold host identify ignore illustrate imitate impair implement imply import
improve impute
include incorporate increase indicate induce infer inflate influence inform ingest inherit inhibit initialise
initialize
inject insert inspect install instruct insulate integrate interact interpolate interpret intervene introduce
invalidate
invent invert investigate invite invoke involve isolate iterate join judge jump keep kill know label lack launch lay lead
learn leave lend let level leverage license lie lift limit link list listen live load locate lock log look lose lower
maintain make manage map mask match maximise maximize mean measure meet memorise memorize merge migrate minimise
minimize
mirror misclassify misrepresent mitigate mix model modify monitor motivate mount move multiply narrow need
neutralise neutralize
normalise normalize note notify observe obtain occupy occur offer omit open operate oppose optimise optimize order
organise organize originate outline outperform overestimate overfit overlap overlook override overwrite own package
pack
parallelise parallelize parse partition pass patch pause pay penalise penalize perform permit persist personalise
personalize pick place plan play plot point polish pool populate position possess predict prefer prepare presume
preserve press prevent print prioritise prioritize process produce prohibit project promote propagate propose protect
prove provide provision prune publish pull punish purchase purge push put qualify quantify query question queue raise
randomise randomize range rank rate reach react read realise realize rearrange receive recognise recognize
recommend reconstruct
record recover redact reduce refer refine reflect refresh refuse register regulate reject relate relax release relieve
rely remain remember remind remove rename render renew repair repeat replace replay replicate report represent
reproduce
request require resample rescale resemble reserve reset reshape resist resize resolve respect respond restore restrict
result resume retain retire retrain retrieve return reuse reveal reverse revert review reward rewrite rise roast
rotate
route run safeguard sample satisfy save scale scan schedule score scramble seal search secure see seek segment select
sell send separate serve set settle shape share sharpen shift ship shorten show shrink shuffle shut signal signify
simplify
simulate sit skip slice slide slow smooth solve sort span spawn specialise specialize specify speed spend split spot
spread stabilise stabilize stack stand standardise standardize start state stay steep stem step stop store stream
strengthen stretch strip structure study subdivide submit subscribe subtract succeed suffer suffice suggest suit sum
summarise summarize supervise supplement supply support suppress surface survive suspend sustain swap sweep sweeten
switch
synchronise synchronize synthesise synthesize tackle tag take target teach tell tend terminate test think throttle
throw
tie tighten time tolerate touch trace track trade train transcribe transfer transform translate transmit transport
travel treat
trigger trim truncate trust try tune turn underestimate underfit understand undertake undo unify unlock update upgrade
upload use utilise utilize validate value vanish vary verify version view violate visit visualise visualize wait walk
warm warn wash waste watch weaken wear weigh weight widen win withstand work wrap write yield zoom
assist average beat benefit bolster cater check communicate cope download encompass facilitate foster harmonise
harmonize
leverage mark mislead name orchestrate parry prompt present say showcase speak streamline uncover underpin undermine
abort cease crash dominate encounter instantiate panic
kick leak hydrate dilute sterilise sterilize precipitate chill nourish pollinate graze harvest brake steer overtake
yield signal pump stir pour rinse crush grind mill weld drill fasten
""".split()
# Those whose -s form is as likely a plural noun; the words around must decide.
_ALSO_NOUNS = frozenset(
    """
access act address aggregate aid aim answer archive attempt balance benefit block boost build call catch cause change charge
claim clean cluster coat code combine comment compact compound contract control copy cost count cover cut cycle
deal decay decline decrease delay demand deposit design detail display document drain drive drop effect embed end
estimate exhibit experiment export feature feed field file fight fill filter finish fit fix flow focus force form
format freeze function gain group guarantee guard guess guide heat help hold host impact import increase index
influence input insert interest issue join judge jump label lack launch layer lead level license lift limit link list load
lock log look map mask match mean measure merge mirror mix model monitor mount move need note number object offer
order outline output overlap package pack parse part partition patch pause permit phase pick place plan play plot
point pool position practice present press price print process produce profile profit program project promise prompt
purchase push query question queue raise range rank rate reach record refund release repair repeat replay report
request research reserve reset result return review reward ring rise risk roast role root route rule run sample scale
scan schedule score search segment set shape share shift ship show signal slice slide slot source span speed split
spot spread stack stage stand standard start state stay stem step stop store stream stress structure study sum supply
support surface switch tag target task taste team test tie time token total touch trace track trade train transfer
transform transport trap travel treat trend trial trigger trim trust try turn type update upgrade upload use value
version view visit wait walk wash waste watch weight win work worry wrap yield
average check leak download harvest mark name present prompt brake signal
""".split()
)
VERBS = frozenset(_PLAIN)
# Verbs that state what a thing is or has: they do not say what it is used for.
STATIVE = frozenset(
    """
be become have need require lack cost contain consist depend differ tend remain belong equal exist resemble mean own
possess deserve stay come happen occur fail suffer assume expect follow lie vary range count rely refer correspond
behave seem appear begin end expire start stand cover include involve take lose win live share inherit charge
accept degrade deteriorate evolve change grow continue develop converge diverge lack disappear
""".split()
)
_MOSTLY_VERBS = frozenset(
    "run use show hold load store return start stop move cut meet need offer wait stay turn keep work live place group".split()
)
_BASES_IRREGULAR = {"has": "have", "does": "do", "is": "be", "goes": "go", "dies": "die", "lies": "lie", "ties": "tie"}
_GERUND_IRREGULAR = {"lying": "lie", "tying": "tie", "dying": "die", "being": "be", "seeing": "see"}
AUXILIARY = frozenset(
    """
is are was were be been being am has have had do does did can could may might must shall should will would cannot
isn't aren't doesn't don't can't won't
""".split()
)
_VOWELS = "aeiou"


def base_of(word: str) -> str:
    """The base of a third-person form ("carries": "carry"), or "" when the word is none of a known verb."""
    if word in _BASES_IRREGULAR:
        return _BASES_IRREGULAR[word]
    if not word.endswith("s") or word.endswith("ss") or not word.isalpha() or not word.islower():
        return ""
    for candidate in (
        word[:-1],
        word[:-2] if word.endswith("es") else "",
        word[:-3] + "y" if word[-3:] == "ies" else "",
    ):
        if candidate in VERBS and third_person(candidate) == word:
            return candidate
    return ""


def third_person(base: str) -> str:
    """The third-person form of a base ("carry": "carries")."""
    if base in ("have", "do", "be", "go"):
        return {"have": "has", "do": "does", "be": "is", "go": "goes"}[base]
    if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", base):
        return base + "es"
    if base.endswith("y") and len(base) > 1 and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def gerund_base(word: str) -> str:
    """The base of a gerund ("building": "build"), or ""."""
    if word in _GERUND_IRREGULAR:
        return _GERUND_IRREGULAR[word]
    if not word.endswith("ing") or not word.isalpha() or not word.islower() or len(word) < 5:
        return ""
    root = word[:-3]
    undoubled = root[:-1] if len(root) > 2 and root[-1] == root[-2] else ""
    for candidate in (root, root + "e", undoubled):
        if candidate in VERBS:
            return candidate
    return ""


def gerund(base: str) -> str:
    """The gerund of a base ("build": "building")."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    short = re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", base) or base in (
        "begin forget omit submit permit transmit occur prefer refer infer overfit underfit admit commit".split()
    )
    return base + (base[-1] if short else "") + "ing"


def participle_of(word: str) -> str:
    """The base of a regular past form ("moved": "move"), or ""."""
    if not word.endswith("ed") or not word.isalpha() or not word.islower():
        return ""
    root = word[:-2]
    undoubled = root[:-1] if len(root) > 2 and root[-1] == root[-2] else ""
    for candidate in (root, root + "e", undoubled, root[:-1] + "y" if root.endswith("i") else ""):
        if candidate in VERBS:
            return candidate
    return ""


def mostly_verb(base: str) -> bool:
    """Whether a form that may be a noun is a verb where nothing speaks against it ("runs jobs", "waits for")."""
    return base in _MOSTLY_VERBS


def may_be_noun(base: str) -> bool:
    """Whether a base or its -s form is as likely a noun as a verb."""
    return base in _ALSO_NOUNS


def is_kind_breaker(word: str) -> bool:
    """Whether a word after a noun opens a participle phrase ("a tree grown …", "a model trained …")."""
    return bool(participle_of(word) or gerund_base(word)) and word not in (
        "learning",
        "building",
        "encoding",
        "sampling",
        "scaling",
    )
