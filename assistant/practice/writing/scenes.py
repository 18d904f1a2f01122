"""What an organisation is busy with when a question comes up: activities, projects and the state of things, by subject."""

import re
from dataclasses import dataclass

from studyground.assistant.practice.writing.trades import Trade


@dataclass(frozen=True, slots=True)
class Scene:
    """A subject that a fact can be about, and phrases for it with slots for a trade's own nouns.

    Args:
        name: For keeping count.
        cues: Words of a fact, its headings or its thing that show the subject.
        roles: Who does the work, without an article.
        activities: Finite verb phrases whose subject is the organisation ("sends … to …").
        projects: Noun phrases with their article.
        states: Whole sentences on how things stand; none of them decides between options.
    """

    name: str
    cues: re.Pattern[str]
    roles: tuple[str, ...]
    activities: tuple[str, ...]
    projects: tuple[str, ...]
    states: tuple[str, ...]


def _scene(name: str, cues: str, roles: str, activities: str, projects: str, states: str) -> Scene:
    def lines(text: str) -> tuple[str, ...]:
        return tuple(" ".join(line.split()) for line in text.strip().splitlines())

    return Scene(
        name,
        re.compile(rf"\b(?:{cues})\b", re.IGNORECASE),
        tuple(roles.split("|")),
        lines(activities),
        lines(projects),
        lines(states),
    )


SCENES: tuple[Scene, ...] = (
    _scene(
        "speech",
        r"speech|spoken|audio|voices?|transcri\w+|recordings?|phone calls?|diari\w+|pronunciation",
        "machine learning engineer|application developer|solutions architect",
        """archives {speech} and can only find them by date
        wants to make better use of its {speech}
        plays {speech} back by hand whenever a question comes up""",
        """a service built around {speech}
        an application for {people} that works with {speech}
        a pilot with {speech}""",
        """Until now, staff have listened to everything themselves.
        The sound files are already kept in one place.
        Nobody on the team has worked with sound before.""",
    ),
    _scene(
        "images",
        r"images?|photos?|photographs?|pictures?|videos?|pixels?|cameras?|visual defects?|faces?|vision|"
        r"object detection|scanned|handwrit\w+|OCR",
        "machine learning engineer|data scientist|application developer",
        """collects {images} and sorts them by hand
        receives {images} from several sites every day
        keeps {images} that nobody has gone through yet""",
        """a project that works with {images}
        a new way to go through {images}
        an application that handles {images} for {people}""",
        """Going through them by hand takes the staff several hours a day.
        The collection grows every week.
        The pictures differ in size and light.""",
    ),
    _scene(
        "text",
        r"texts?|language|sentiment|words?|documents?|tokens?|tokeni\w+|translat\w+|chatbots?|"
        r"word embeddings?|word2vec|topic model\w+|"
        r"sentences?|search|retrieval|prompts?|generative|foundation models?|LLMs?",
        "data scientist|machine learning engineer|application developer",
        """has piled up {texts} over many years
        reads {texts} one at a time and routes them by hand
        wants to learn more from its {texts}""",
        """an assistant that works with {texts}
        a project on {texts}
        a tool that helps staff with {texts}""",
        """The texts are full of abbreviations and technical terms.
        Staff can read only a part of what comes in.
        The texts were written by many different people.""",
    ),
    _scene(
        "streams",
        r"stream\w*|real[- ]time data|kafka|kinesis|firehose|flink|shards?|events?|sensors?|IoT|MQTT|devices?|consumers|"
        r"ingest\w*|queues?|near real time",
        "data engineer|solutions architect|platform engineer",
        """gathers {events} around the clock
        wants to act sooner on its {events}
        builds its reporting on {events}""",
        """a platform for {events}
        a new intake for {events}
        the next release of the platform that receives {events}""",
        """The rate rises and falls in the course of a day.
        Today, the data reach the analysts only on the following morning.
        The events come from several sites.""",
    ),
    _scene(
        "forecast",
        r"forecast\w*|time[- ]series|seasonal\w*|autocorrelation|ARIMA|DeepAR|(?<!-)demand|trend|lags?",
        "data scientist|analyst|machine learning engineer",
        """plans staff and stock by its {series}
        has followed its {series} for several years
        reports its {series} to management every month""",
        """a planning tool based on {series}
        a study of {series}
        a project to look ahead at {series}""",
        """Until now, planners have carried the figures forward in a spreadsheet.
        The history covers several branches.
        Holidays leave clear marks in the history.""",
    ),
    _scene(
        "security",
        r"encrypt\w*|IAM|permissions?|credentials?|secrets?|least privilege|VPC|private(?:ly)?|security groups?|access|"
        r"keys?|audit\w*|personal data|PII|privacy|GDPR|anonymi\w+|network|attack\w*|policy|policies|compliance",
        "security engineer|solutions architect|platform engineer",
        """keeps {records} in the cloud and has to show auditors how they are protected
        lets several teams work with {records}
        is moving the analysis of {records} into an account of its own in the cloud""",
        """the security review of a system that holds {records}
        a platform on which several teams share {records}
        an audit of the environment for {records}""",
        """The auditors ask for evidence.
        Several teams, some of them external, take part in the work.
        The data hold personal details of {people}.""",
    ),
    _scene(
        "monitoring",
        r"monitor\w*|drift|alarms?|logs?|logging|retrain\w*|rollback|canary|shadow|production variants?|blue/green|A/B|"
        r"skew|CI/CD|pipelines?|orchestrat\w+|registry|lineage|versions?|MLOps|reproducib\w+|workflow",
        "MLOps engineer|machine learning engineer|platform engineer",
        """has run a model that predicts {outcome} in production for several months
        releases a new version of its model that predicts {outcome} every few weeks
        operates several models, one of which predicts {outcome}""",
        """the operation of a model that predicts {outcome}
        the release process for a model that predicts {outcome}
        an automated workflow for a model that predicts {outcome}""",
        """Until now, releases have been put together by hand.
        The people who built the model are no longer the ones who run it.
        Each release is reviewed together with the department that uses it.
        The model is used by several branches.
        Every step has to be documented for an audit.""",
    ),
    _scene(
        "serving",
        r"endpoints?|inference|deploy\w*|latency|batch transform|containers?|edge|auto ?scaling|autoscal\w+|"
        r"throughput|instances?|accelerators?|load balanc\w+|availability|Region|requests?|traffic|hosting|serving",
        "machine learning engineer|solutions architect|MLOps engineer",
        """is about to put a model that predicts {outcome} into operation
        lets other systems query a model that predicts {outcome}
        has trained a model that predicts {outcome} and now has to run it""",
        """the deployment of a model that predicts {outcome}
        a prediction service for {outcome}
        the hosting of a model that predicts {outcome}""",
        """The trained model meets the accuracy that was asked for.
        A pilot with a few users went well.
        Operations will be handed over to another team.
        The model has been trained and tested.""",
    ),
    _scene(
        "fairness",
        r"fair\w*|bias(?:es)? metrics?|demographic|disparate|explain\w*|explanations?|interpretab\w+|SHAP|LIME|ethic\w*|"
        r"accountab\w+|transparen\w+|model cards?|human oversight|responsible|protected (?:group|"
        r"attribute)s?|counterfactual\w*",
        "data scientist|responsible AI lead|machine learning engineer",
        """uses a model that predicts {outcome} to support decisions about {people}
        has to answer questions from {people} about its model that predicts {outcome}
        wants a model that predicts {outcome} and that it can defend in public""",
        """a review of a model that predicts {outcome}
        the documentation of a model that predicts {outcome}
        a model that predicts {outcome} and affects {people} directly""",
        """The model has been in use for some months.
        The decisions affect people directly and have to be explained to them.
        A lawyer takes part in the review of the model.""",
    ),
    _scene(
        "metrics",
        r"precision|recall|F1|accuracy|ROC|AUC|confusion matrix|RMSE|MAE|R-squared|metrics?|thresholds?|calibrat\w+|"
        r"false (?:positives?|negatives?|alarms?)|specificity|errors?|evaluat\w+|cross-validation|residuals?|log loss",
        "data scientist|machine learning engineer|analyst",
        """has built a model that predicts {outcome} and is now judging it
        compares several models that predict {outcome}
        has a first model that predicts {outcome}, which management wants explained in figures""",
        """the evaluation of a model that predicts {outcome}
        a comparison of models that predict {outcome}
        the acceptance test of a model that predicts {outcome}""",
        """The test records were set aside before training began.
        The figures will be read by people who are not data scientists.
        The decision on a release will rest on the result.
        All candidates were trained on the same {records}.""",
    ),
    _scene(
        "training",
        r"overfit\w*|underfit\w*|regulari[sz]\w+|epochs?|gradients?|learning rate|batch size|hyperparameters?|tuning|"
        r"dropout|early stopping|convergence|converg\w+|loss|neural|layers?|activation|weights?|GPUs?|training jobs?|"
        r"distributed training|spot|optimi[sz]\w+|backpropagation|vanishing|networks?",
        "machine learning engineer|data scientist",
        """trains a model that predicts {outcome} from {records}
        is training its first larger model that predicts {outcome}
        has spent several weeks training a model that predicts {outcome}""",
        """the training of a model that predicts {outcome}
        a series of training runs for a model that predicts {outcome}
        a new model that predicts {outcome}""",
        """The training records and the code are kept under version control.
        The first runs have finished, and the team is studying the results.
        A part of the records was set aside for validation.
        The model is to be trained again every month.""",
    ),
    _scene(
        "features",
        r"features?|missing|imput\w+|outliers?|categor\w+|encod\w+|(?:feature|min[-–]max|robust) scaling|"
        r"standardi\w+|normali[sz]\w+|columns?|"
        r"imbalance\w*|minority|oversampl\w+|SMOTE|duplicates?|binning|dimension\w*|PCA|leakage|label\w*|annotat\w+|sampl\w+",
        "data scientist|machine learning engineer|analyst",
        """is preparing {records} for a model that predicts {outcome}
        has merged {records} from several sources
        wants to predict {outcome} from its {records}""",
        """the preparation of {records} for training
        a training set made of {records}
        a model that predicts {outcome} from {records}""",
        """The records of the last few years have been brought into one table.
        The table was put together from several older systems.
        Every step is documented, so that it can be repeated.
        The same preparation will later be used in production.""",
    ),
    _scene(
        "statistics",
        r"histograms?|box plots?|scatter|heat ?maps?|plots?|charts?|correlat\w+|p-values?|hypothes\w+|median|mean|variance|"
        r"distributions?|confidence intervals?|skew\w*|probabilit\w+|Bayes\w*|quantiles?|significan\w+|tests?|dashboards?|"
        r"visuali[sz]\w+|eigen\w+|vectors?|matrix|matrices|derivatives?|deviation|entropy",
        "analyst|data scientist",
        """is exploring {records} before any model is built
        studies its {series}
        has asked for a first statistical look at {records}""",
        """an analysis of {records}
        a report on {series}
        a statistical study of {records}""",
        """The results will be shown to management.
        No model has been chosen yet.
        The data cover several years.
        The figures come from one system and have been checked for errors.""",
    ),
    _scene(
        "storage",
        r"S3|stor\w+|data lakes?|warehouse|quer(?:y|ies)|SQL|Parquet|ORC|Avro|CSV|catalog\w*|tables?|partition\w*|ETL|"
        r"Spark|Hadoop|EMR|Glue|database|files?|transfer\w*|migrat\w+|archiv\w+|schema|formats?|lifecycle|cluster",
        "data engineer|solutions architect|analytics engineer",
        """keeps {records} in several systems and wants to bring them together
        is rebuilding the place where its {records} are kept
        wants to let its analysts work with {records}""",
        """a data platform for {records}
        the move of {records} to the cloud
        a data lake that holds {records}""",
        """A small platform team runs the environment.
        Several departments want to work with the same data.
        The data come from several older systems.
        The present solution was built for much less data.
        Until now, reports have been put together by hand.""",
    ),
    _scene(
        "modelling",
        r"models?|algorithms?|classif\w+|regression|cluster\w*|recommend\w*|supervised|unsupervised|reinforcement|labels?|"
        r"trees?|forests?|boosting|ensembles?|predict\w*|baselines?|anomal\w+|fraud\w*|ranking|machine learning|data scien\w+|"
        r"neighbours?|groups?",
        "data scientist|machine learning engineer",
        """wants to learn from its {records}
        has collected {records} and plans a first machine learning project
        is trying out machine learning on its {records}""",
        """a machine learning project based on {records}
        a first machine learning project with {records}
        a proof of concept with {records}""",
        """The results are to be used by the staff every week.
        Until now, the staff have worked with rules of thumb.
        The records go back several years and come from one system.
        The department that asked for the project will also use its results.
        The work starts with a comparison on a small part of the data.
        Some members of the team are new to machine learning.""",
    ),
)

TECHNICAL = _scene(
    "technical",
    r"",
    "solutions architect|machine learning engineer|data engineer",
    """has a small data team that looks after its {records}
    works with {records} and has a small data team
    is extending the system that handles its {records}""",
    """a system that works with {records}
    the next stage of its data platform
    a project that works with {records}""",
    """The team also looks after several other systems.
    The system is to go into use next year.""",
)

# For a question that comes with a subject of its own, which is no business of the trade that would ask it.
CLIENT = _scene(
    "client",
    r"",
    "data scientist|consultant|machine learning engineer",
    """advises other organisations on their data
    carries out data projects for other organisations
    helps other organisations to begin with machine learning""",
    """a project for one of its clients
    a proposal for a new client
    a first study for a client""",
    """The client keeps several years of records.
    The client has no data scientists of its own.
    The proposal is due at the end of the month.""",
)
CLIENT_ACTORS = ("analytics consultancy", "data science agency", "software consultancy", "engineering office")

PLAIN = _scene(
    "plain",
    r"",
    "trainee|coordinator|instructor|project lead|technician|specialist",
    """has taken on work that involves {topic}
    is planning a task that involves {topic}
    trains its new members in {topic}""",
    """a task that involves {topic}
    a project that involves {topic}
    a task that depends on {topic}""",
    """Some of those involved are new to this kind of work.
    A small group has prepared the work and will also carry it out.
    The group has done similar work before, on a smaller scale.
    The work is to begin next month.""",
)

# Where no heading can stand in a sentence.
BARE = _scene(
    "bare",
    r"",
    "trainee|coordinator|instructor|project lead|technician|specialist",
    """has taken on a new project
    is planning a new project
    is training new members of its staff""",
    """a new project
    a pilot project
    the programme of the coming year""",
    """Some of those involved are new to this kind of work.
    A small group has prepared the work and will also carry it out.
    The group has done similar work before, on a smaller scale.
    The work is to begin next month.""",
)


def scene_for(texts: tuple[str, ...]) -> Scene | None:
    """The scene that most of a fact's words speak of; None where none of them does.

    Args:
        texts: From the most telling to the least: need, thing, headings.
    """
    best: Scene | None = None
    most = 0.0
    for scene in SCENES:
        found = sum(
            weight * min(2, len({match.group().lower() for match in scene.cues.finditer(text)}))
            for weight, text in zip((3.0, 2.0, 1.0, 0.5), texts, strict=False)
        )
        if found > most:
            best, most = scene, found
    return best


def filled(phrase: str, trade: Trade, topic: str) -> str:
    """A phrase with the trade's nouns in its slots."""
    return phrase.format(
        people=trade.people,
        records=trade.records,
        images=trade.images,
        texts=trade.texts,
        speech=trade.speech,
        events=trade.events,
        outcome=trade.outcome,
        series=trade.series,
        topic=topic,
    )
