"""What never makes a keyword: the words of papers about themselves, and of no field in particular."""

from __future__ import annotations

from papershelf.words import word_set

# End a phrase wherever they stand: what a paper says of itself and of others.
_STOP = word_set("""
    a able accelerating according achieve achieved achieves achieving actually additional
    additionally addressing adequately advancing aforementioned ai-powered aims al allowing almost
    alone already also always analysing analyzing applying approaching appropriately approximately
    arguably attaining automatically available avoiding based basically become becoming begin being
    best better bringing brings building called cannot capturing careful carefully certain cf
    challenging changing choosing clearly closely combined combining coming commonly comparable
    compared comparing completely comprehensive comprising computing-intensive conducting
    consequently considerable considering consistent consistently constructing containing
    contributing correctly corresponding covering crucial currently cutting-edge deciding deeply
    defining delivering demonstrating depending designing develop developing different differing
    directly doing dramatically drastically driven due e.g each easily effectively eg eight eighth
    eliminating emerging empirically employing employs enables enabling encouraging enforcing
    enhance enhancing ensuring entire entirely equally especially essentially establishing et etc
    eventually every exactly examining exceeding exclusively executing exhibiting existing
    experiences experimentally explicitly exploiting exploring extending extends extensive extremely
    facilitating few fewer fig fights finally finding first firstly five following former fostering
    four fourth frequently fully-fledged further future-proof gaining generally get getting given
    giving gradually greater greatly ground-breaking growing guaranteeing guiding half happening
    having heavily help helping helps hence higher highly however hundreds i.e identifying ie
    illustrating important importantly imposing impressive improve improved improving including
    incorporating incorrectly increase increased increasing increasingly indeed inducing inevitably
    inherently innately inspired instead integrating intriguing introduces introducing intuitively
    investigating involving keeping lacking largely larger last later latter leading leads learns
    less letting leverage leverages leveraging limiting losing lower lying main mainly maintaining
    major make makes many markedly maximising maximizing meanwhile measuring meeting mere merely
    minimising minimizing mitigating modifying more moreover most mostly motivated motivating much
    mutually namely naturally nearly necessarily necessitating needs new newer newly next nine
    notable notably noteworthy notoriously novel now numerous obtained obtaining obvious occurring
    offering offers often older one ones only opening optimally original other outperform
    outperforming outperforms overall overcoming own particular particularly perfectly performing
    pioneering plausible poorly popular possible practically precisely presents preserving previous
    previously primarily producing prohibitive promising properly proposed proposes proposing
    provably provides providing publicly purely quickly raising ranging rapidly rarely reaching
    readily real-life realizing really receiving recent recently reducing reflecting relatively
    relevant relying remaining remarkable remarkably repeatedly replacing reportedly representing
    requires requiring respective respectively resulting retaining returning revealing roughly
    running same satisfying saving second secondly seeing seeking seldom selecting separately seven
    several severely showcasing showing shows significant significantly similar simply
    simultaneously six slightly slowly smaller so-called solely some sometimes soon sota specially
    specifically speeding starting state-of-the-art staying straightforward strictly strongly
    struggling subsequently substantial substantially successfully such suffering suffers
    sufficiently suggesting superior supporting surpassing surprising surprisingly sustaining
    tackling taking targeting temporarily ten theoretically thereby therefore third thoroughly
    thousands three thus together totally traditionally tremendous truly trying turning twice two
    typical typically ubiquitous ultimately unclear underexplored underlying unifying uniquely
    unlike unlocking unprecedented unsurprisingly upgrading used useful uses using usually utilize
    utilizes utilizing validating various varying vastly verifying very via viewing virtually vs
    well well-established well-known while whole wholly widely widely-used widespread working worse
    worst yet yielding yields
""")

# Words so written in a phrase that is one: "lower bounds", "higher-order", "first order logic".
_ESTABLISHED = frozenset(
    {
        ("lower", "bound"),
        ("higher", "education"),
        ("higher", "order"),
        ("first", "order"),
        ("second", "order"),
    }
)

# A noun of any paper is no keyword alone, nor with nothing but such adjectives before it.
_NOUNS = word_set("""
    ability ablation access accuracy achievement action addition advance advancement advantage agent
    aim alternative amount analysis answer anything applicability application approach architecture
    area argument art article aspect assessment assumption attempt author average balance base
    baseline basis behavior behaviour benchmark benchmarking benefit billion block body bottleneck
    boundary breadth candidate cannot capability capacity case category challenge change
    characteristic choice class code combination community comparison complexity component
    computation concept concern conclusion condition configuration consequence consideration
    construction consumption content contrast contribution core correspondence cost count
    counterpart dataset datum day degradation degree demand dependency deployment depth design
    detail development deviation difference difficulty dimension direction discussion domain dozen
    drawback drop ease effect effectiveness efficacy efficiency effort element embedding empiric end
    enhancement environment episode error evaluation everyone everything evidence example excellence
    execution existence expansion experiment experimentation extension extent fact factor failure
    family fashion feasibility feature field finding flexibility focus footprint form formulation
    foundation framework function functionality gain gap generation goal group growth guarantee
    guidance hand handling head heart hour house human idea image impact implementation implication
    importance improvement increase individual inference influence information initiative input
    insight inspection instance instruction integration intelligence intent interest intuition
    investigation issue item iteration kind knowledge lack landscape language layer lead learning
    length level limit limitation line link list literature load look machine magnitude manner
    margin material matrix matter mean measure measurement mechanism member method methodology
    metric million mode model modeling modification module month motivation nature need network
    night node nothing notion novelty number object objective observation one ones operation
    opportunity option order others outcome outofthebox output overhead overview pair paper paradigm
    parameter part past pathway pattern people percent percentage performance period person
    perspective phase phenomenon piece pipeline place plan plug point pool portion position
    possibility potential power practice precision prediction premise presence principle prior
    problem procedure process product progress project promise proof property proportion proposal
    prospect purpose quality quantity quarter question range rate ratio reality reason recipe
    reduction reference regard regime region reinforcement relation relationship reliance report
    repository representation requirement research researcher resource response restriction result
    review rise role room rule run runtime sample saving scale scenario scheme scope score scratch
    section segment sense sequence series set setting setup shape share shortcoming side
    significance simplicity situation size skill slight solution something source space speed spread
    stage standard start state statement step strategy strength structure study style subject subset
    success suite summary superiority support system target task team technique technology tendency
    term test testing text theme theory thing thinking third thought thousand time today token tool
    top topic total tradeoff training treatment trend trial turn type understanding unit update
    usage use user utility utilization value variability variant variation variety vector version
    view way weakness weight width word work world year
""")
_ADJECTIVES = word_set("""
    above abundant accurate achieved arbitrary attained available big broad challenging clear
    close commendable common competitive complete complex concrete considered consistent
    conventional critical current daily desirable desired detailed developed difficult direct
    diverse dominant downstream dramatic early easy effective efficient elegant empirical
    enhanced entire essential established excellent exceptional existing experimental extended
    external extreme fair far fast final flexible full fundamental general generic given good
    great growing hard heavy high huge ideal illustrative immediate improved increased
    individual informative inherent initial intended interesting internal introduced
    investigated joint key large limited little long longstanding low meaningful minimal modern
    modest multiple necessary nice nontrivial normal notable observed obtained open ordinary
    outstanding overall poor potential powerful practical precise preliminary present presented
    previous primary prior proper proposed pure qualitative quantitative quick rapid real
    realistic reasonable recent reduced related reliable reported representative required
    resulting rich rigorous robust satisfactory selected serious several sharp short simple
    single slow small solid sophisticated specialized specific stable standard strict strong
    studied successful sufficient suitable superior tested theoretical thorough tight total
    traditional trivial true unified unique unknown unseen usual valid valuable vast versatile
    viable vital wide worsening worthwhile
""")

# Phrases of any paper, by key.
_PHRASES = frozenset(
    " ".join(phrase.split())
    for phrase in """
    ablation study; accuracy drop; accuracy improvement; accuracy loss; average performance; base
    model; baseline method; benchmark dataset; black box; building block; case study; classical
    method; code base; code repository; computational budget; computational burden; computational
    cost; computational overhead; computational requirement; computational resource; computing
    resource; core component; core idea; datum point; degraded performance; design choice; detailed
    analysis; downstream application; downstream task; drop in replacement; end to end; end user;
    evaluation metric; experimental evaluation; future direction; future research; future task;
    future work; high performance; high quality; human level performance; independent interest;
    inference cost; inference speed; inference time; input datum; input image; large scale; large
    scale experiment; learning algorithm; learning approach; learning framework; learning method;
    learning model; learning problem; learning process; learning setting; learning system; learning
    task; learning technique; long term; machine learning community; memory footprint; missing part;
    model accuracy; model architecture; model performance; model quality; model size; open source;
    open source code; order of magnitude; output quality; output token; performance degradation;
    performance drop; performance gain; performance gap; performance improvement; performance
    metric; plug and play; point of view; pre trained model checkpoint; project page; project
    website; proof of concept; real time; real world; real world application; real world dataset;
    real world datum; real world scenario; real world task; relative improvement; research area;
    research community; research direction; research question; room for improvement; rule of thumb;
    run time; source code; source task; state of the art; state of the art performance; suboptimal
    performance; supervised manner; systematic study; target task; task performance; test set; time
    step; top 1; top 1 accuracy; top 5; trade off; train set; trained model; trained network;
    training cost; training dataset; training datum; training framework; training method; training
    model; training objective; training pipeline; training procedure; training process; training
    recipe; training sample; training set; training step; training strategy; training technique;
    training time; unsupervised manner; use case; validation set; wide range
    """.split(";")
)


def is_stop_word(word: str, following: str = "") -> bool:
    """Whether a word ends a phrase where it stands before `following`."""
    return word.casefold() in _STOP and (word.casefold(), following) not in _ESTABLISHED


def is_generic(key: str) -> bool:
    """Whether a phrase of this key says nothing of a field."""
    words = key.split()
    if key in _PHRASES or not any(char.isalpha() for char in key):
        return True
    return is_generic_word(words[-1]) and all(word in _ADJECTIVES or word.isdigit() for word in words[:-1])


def is_generic_word(word: str) -> bool:
    """Whether a folded word is one of any paper's."""
    return word in _NOUNS or word in _ADJECTIVES
