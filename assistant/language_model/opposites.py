# ruff: noqa: E501  (one pair of poles a line)
"""Words that are each other's opposites; a swap of one for the other turns a sentence round."""

# Each line holds two poles; a sentence may not have a word of one where its source has only words of the other.
_OPPOSITES = """
increase increases increased increasing raise raises raised raising rise rises rising rose grow grows growing grew enlarge more boost boosts up upwards upward heighten | decrease decreases decreased decreasing reduce reduces reduced reducing lower lowers lowered lowering fall falls falling fell shrink shrinks shrank shrinking less fewer drop drops dropped diminish diminishes down downwards downward cut cuts cutting
higher high highest above over | lower low lowest below under beneath
larger large largest bigger big biggest greater huge enormous vast giant grow grows increase increases | smaller small smallest tiny minute shrink shrinks shrinking shrank reduce reduces
longer long longest | shorter short shortest
faster fast fastest quicker quick quickly | slower slow slowest slowly
deep deeper deepest | shallow shallower
strong stronger strongest strongly | weak weaker weakest weakly
cheap cheaper cheapest inexpensive | expensive costly dear dearer costlier
before earlier prior preceding | after later afterwards following subsequent
minimum min least fewest minimal minimise minimises minimize minimizes minimising | maximum max most maximal maximise maximises maximize maximizes maximising
above over exceeds exceed exceeding | below under beneath
first | last
early | late
add adds added adding | subtract subtracts subtracted remove removes removed removing delete deletes deleted deleting
multiply multiplies multiplied multiplying | divide divides divided dividing
start starts started begin begins | stop stops stopped end ends ended finish finishes
specific | agnostic
continue continues continued keep keeps kept | stop stops stopped stopping end ends ended
open opens opened | close closes closed
accept accepts accepted accepting | reject rejects rejected refuse refuses refused
allow allows allowed permit permits permitted | forbid forbids forbidden prohibit prohibits prohibited prevent prevents prevented deny denies denied block blocks blocked
include includes included including | exclude excludes excluded excluding omit omits omitted
enable enables enabled | disable disables disabled
turning-on | turning-off
keep keeps kept keeping retain retains retained preserve preserves preserved | discard discards discarded discarding delete deletes deleted deleting alter alters altered modify modifies lose loses lost drop drops dropped throw throws thrown
remember remembers remembered | forget forgets forgotten
reveal reveals show shows shown | hide hides hidden conceal conceals
win wins winning won | lose loses losing lost
pass passes passed | fail fails failed
succeed succeeds succeeded success | fail fails failed failure
agree agrees agreed | refuse refuses disagree disagrees
true | false
positive positives | negative negatives
majority | minority
frequent frequently common commonly often usually mostly generally | rare rarer rarest rarely seldom infrequent uncommon
always | never sometimes
everyone everybody anyone anybody | nobody no-one
all every each | none
both | neither
good better best excellent well | bad badly worse worst poor poorly
easy easier easily simple simpler simplest | hard harder difficult complex complicated
much many plenty | little few scarce
narrow narrower | wide wider broad
dense | sparse
static | dynamic
public | private
internal inside inner | external outside outer
batch | streaming real-time
online | offline
synchronous synchronously | asynchronous asynchronously
sequential sequentially | parallel
mandatory required necessary obligatory compulsory must | optional unnecessary
same identical equal equally | different differs distinct unequal
similar alike | dissimilar
old older oldest | new newer newest
hot | cold
light | heavy
safe safely immune protected | danger dangers dangerous unsafe risky exposed vulnerable susceptible prone
rich | poor
full | empty
local | global remote
manual manually | automatic automatically automated
upper | lower
medium moderate intermediate | low high
shared common | dedicated exclusive
single | separate
parent parents | child children
physical physically | virtual virtually logical logically
categorical | continuous numeric numerical
constructor constructors construct constructs | destructor destructors destroy destroys
hardware | software
steady steadier steadily stable | noisy noisier erratic unstable shaky
sooner faster quicker | later slower
halt halts halted halting end ends ended ending | extend extends extended extending prolong prolongs prolonged
understate understates understated underrate underrates | overstate overstates overstated overrate overrates exaggerate exaggerates
input inputs | output outputs
encode encodes encoding encrypt encrypts encrypted | decode decodes decoding decrypt decrypts decrypted
import imports | export exports
read reads reading | write writes writing written
buyer buys buy | seller sells sell
ascending | descending
horizontal horizontally | vertical vertically
overfit overfits overfitting | underfit underfits underfitting
oversampling oversample oversamples | undersampling undersample undersamples
homogeneous | heterogeneous
fine-grained fine | coarse
gain gains gained | loss losses
deliberate deliberately intentional intentionally purposely knowingly | accident accidental accidentally inadvertent inadvertently unintentional unintentionally
improve improves improved improving | worsen worsens worsened harm harms harmed degrade degrades
connected | isolated isolation
numerator | denominator
row rows | column columns columnar
local-minimum minimum minima | maximum maxima
temporary temporarily | permanent permanently
expected predictable | unexpected unpredictable
closer closest nearer nearest nearby close near | farther farthest further furthest far distant remote
forward forwards | backward backwards
ahead | behind
upstream | downstream
active | passive
absolute | relative
fixed constant | variable varying flexible
discrete | continuous
finite bounded | infinite unbounded
short-term | long-term
gradual gradually | sudden suddenly abrupt abruptly
together jointly | separately apart
partial partly partially | complete completely entire entirely wholly fully
push pushes pushed pushing | pull pulls pulled pulling
send sends sent sending | receive receives received receiving
expand expands expanded expanding | contract contracts contracted
widen widens widened widening | narrows narrowed narrowing
strengthen strengthens strengthened strengthening | weaken weakens weakened weakening
accelerate accelerates accelerated accelerating speeds | decelerate decelerates slows slowed slowing
simplify simplifies simplified | complicate complicates complicated
encourage encourages encouraged encouraging | discourage discourages discouraged discouraging limits restricts forbids prohibits
help helps helped helping aid aids | hinder hinders hindered impede impedes hamper hampers
create creates created creating | destroy destroys destroyed destroying
insert inserts inserted inserting | delete deletes deleted deleting
upload uploads uploaded uploading | download downloads downloaded downloading
merge merges merged merging join joins joined joining combine combines combined combining | split splits splitting separate separates separated separating
present presence | absent absence
explicit explicitly | implicit implicitly
initial initially | final finally
primary | secondary
major | minor
unique | duplicate duplicated duplicates
concrete | abstract
attack attacks attacked | defend defends defended
cause causes caused causing | prevent prevents prevented preventing avoid avoids avoided stops stopped
attract attracts attracted | repel repels repelled
enter enters entered entering | leave leaves left exit exits
known | unknown
odd | even
clockwise | anticlockwise counterclockwise
left-hand leftmost | right-hand rightmost
top topmost | bottom bottommost
front | back rear
wet | dry
clean | dirty dirt
thick thicker | thin thinner
smooth | rough
bright brighter | dark darker
warm warmer | cool cooler
tight tighter tightly | loose looser loosely
underestimate underestimates underestimated | overestimate overestimates overestimated
upgrade upgrades upgraded | downgrade downgrades downgraded
inbound incoming | outbound outgoing
ingress | egress
lossless | lossy
stateless | stateful
mutable | immutable
sender senders | receiver receivers recipient recipients
producer producers | consumer consumers
lead leads leading | lag lags lagging trail trails
lender lenders lends | borrower borrowers borrows
profit profits profitable | loss losses unprofitable
succeed succeeds precede precedes preceded | follow follows followed
replace replaces replaced replacing | keep retain retains retained
skip skips skipped skipping bypass bypasses omit omits omitted | follow follows followed observe observes observed
obey obeys obeyed comply complies complied respect respects respected | violate violates violated breach breaches breached break breaks broke broken
lock locks locked | unlock unlocks unlocked
tie ties tied fasten fastens fastened attach attaches attached | untie untied unfasten detach detaches detached
fill fills filled filling | drain drains drained draining
sink sinks sank sunk | float floats floated
freeze freezes froze frozen | melt melts melted thaw thaws thawed
hard harder hardest | soft softer softest
acid acidic | alkaline
male males | female females
mother maternal | father paternal
employer employers | employee employees
landlord landlords lessor | tenant tenants lessee
teacher teachers | pupil pupils
doctor doctors | patient patients
creditor creditors | debtor debtors
plaintiff plaintiffs claimant claimants | defendant defendants
guilty | innocent
legal legally lawful lawfully | illegal illegally unlawful unlawfully
north northern northward | south southern southward
east eastern eastward | west western westward
day daytime daylight | night nighttime
summer | winter
import imported | export exported
supply supplies | demand demands
asset assets | liability liabilities
debit debits | credit credits
surplus | deficit shortage
buy buys bought buying purchase purchased | sell sells sold selling
hire hires hired | dismiss dismisses dismissed fire fires fired
rent rents rented | own owns owned
approve approves approved approving | reject rejects rejected disapprove
confirm confirms confirmed | refute refutes refuted deny denies denied
support supports supported | oppose opposes opposed
friend friends | enemy enemies
victory | defeat
ascend ascends ascended climb climbs climbed | descend descends descended
inhale inhales inhaled | exhale exhales exhaled
dilate dilates dilated | constrict constricts constricted
acute | chronic
benign | malignant
systolic | diastolic
arterial arteries artery | venous veins vein
anterior | posterior
proximal | distal
predator predators | prey
evergreen | deciduous
aerobic | anaerobic
soluble | insoluble
conductor conductors | insulator insulators
emit emits emitted emission | absorb absorbs absorbed absorption
evaporate evaporates evaporation | condense condenses condensation
oxidise oxidises oxidised oxidation | reduction
anode | cathode
transmit transmits transmitted transmitting transmitter | receiver
vowel vowels | consonant consonants
noun nouns | verb verbs
plural | singular
prefix prefixes | suffix suffixes
offence offensive | defence defensive
optimistic | pessimistic
rural | urban
ancient | modern
exact exactly precise precisely | approximate approximately
voluntary voluntarily | compulsory obligatory forced
domestic | foreign
gross | net
simplex | duplex
lenient loose loosely | strict strictly
relevant | irrelevant
beginner beginners novice novices | expert experts
employ employs employed | dismiss dismisses dismissed
""".strip()
POLES: list[tuple[frozenset[str], frozenset[str]]] = [
    (frozenset(left.split()), frozenset(right.split()))
    for left, right in (line.split("|") for line in _OPPOSITES.splitlines())
]
