"""Whose work a question is: the subjects that a fact can be about, the words that show them, and who does such work."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scene:
    """A subject that a fact can be about.

    Args:
        name: For keeping count.
        cues: Words of a fact, its headings or its thing that show the subject.
        roles: Who does the work, without an article.
    """

    name: str
    cues: re.Pattern[str]
    roles: tuple[str, ...]


def _scene(name: str, cues: str, roles: str) -> Scene:
    return Scene(name, re.compile(rf"\b(?:{cues})\b", re.IGNORECASE), tuple(roles.split("|")))


SCENES: tuple[Scene, ...] = (
    _scene(
        "speech",
        r"speech|spoken|audio|voices?|transcri\w+|recordings?|phone calls?|diari\w+|pronunciation",
        "machine learning engineer|application developer|solutions architect",
    ),
    _scene(
        "images",
        r"images?|photos?|photographs?|pictures?|videos?|pixels?|cameras?|visual defects?|faces?|vision|"
        r"object detection|scanned|handwrit\w+|OCR",
        "machine learning engineer|data scientist|application developer",
    ),
    _scene(
        "text",
        r"texts?|language|sentiment|words?|documents?|tokens?|tokeni\w+|translat\w+|chatbots?|"
        r"word embeddings?|word2vec|topic model\w+|"
        r"sentences?|search|retrieval|prompts?|generative|foundation models?|LLMs?",
        "data scientist|machine learning engineer|application developer",
    ),
    _scene(
        "streams",
        r"stream\w*|real[- ]time data|kafka|kinesis|firehose|flink|shards?|events?|sensors?|IoT|MQTT|devices?|consumers|"
        r"ingest\w*|queues?|near real time",
        "data engineer|solutions architect|platform engineer",
    ),
    _scene(
        "forecast",
        r"forecast\w*|time[- ]series|seasonal\w*|autocorrelation|ARIMA|DeepAR|(?<!-)demand|trend|lags?",
        "data scientist|analyst|machine learning engineer",
    ),
    _scene(
        "security",
        r"encrypt\w*|IAM|permissions?|credentials?|secrets?|least privilege|VPC|private(?:ly)?|security groups?|access|"
        r"keys?|audit\w*|personal data|PII|privacy|GDPR|anonymi\w+|network|attack\w*|policy|policies|compliance",
        "security engineer|solutions architect|platform engineer",
    ),
    _scene(
        "monitoring",
        r"monitor\w*|drift|alarms?|logs?|logging|retrain\w*|rollback|canary|shadow|production variants?|blue/green|A/B|"
        r"skew|CI/CD|pipelines?|orchestrat\w+|registry|lineage|versions?|MLOps|reproducib\w+|workflow",
        "MLOps engineer|machine learning engineer|platform engineer",
    ),
    _scene(
        "serving",
        r"endpoints?|inference|deploy\w*|latency|batch transform|containers?|edge|auto ?scaling|autoscal\w+|"
        r"throughput|instances?|accelerators?|load balanc\w+|availability|Region|requests?|traffic|hosting|serving",
        "machine learning engineer|solutions architect|MLOps engineer",
    ),
    _scene(
        "fairness",
        r"fair\w*|bias(?:es)? metrics?|demographic|disparate|explain\w*|explanations?|interpretab\w+|SHAP|LIME|ethic\w*|"
        r"accountab\w+|transparen\w+|model cards?|human oversight|responsible|protected (?:group|"
        r"attribute)s?|counterfactual\w*",
        "data scientist|responsible AI lead|machine learning engineer",
    ),
    _scene(
        "metrics",
        r"precision|recall|F1|accuracy|ROC|AUC|confusion matrix|RMSE|MAE|R-squared|metrics?|thresholds?|calibrat\w+|"
        r"false (?:positives?|negatives?|alarms?)|specificity|errors?|evaluat\w+|cross-validation|residuals?|log loss",
        "data scientist|machine learning engineer|analyst",
    ),
    _scene(
        "training",
        r"overfit\w*|underfit\w*|regulari[sz]\w+|epochs?|gradients?|learning rate|batch size|hyperparameters?|tuning|"
        r"dropout|early stopping|convergence|converg\w+|loss|neural|layers?|activation|weights?|GPUs?|training jobs?|"
        r"distributed training|spot|optimi[sz]\w+|backpropagation|vanishing|networks?",
        "machine learning engineer|data scientist",
    ),
    _scene(
        "features",
        r"features?|missing|imput\w+|outliers?|categor\w+|encod\w+|(?:feature|min[-–]max|robust) scaling|"
        r"standardi\w+|normali[sz]\w+|columns?|"
        r"imbalance\w*|minority|oversampl\w+|SMOTE|duplicates?|binning|dimension\w*|PCA|leakage|label\w*|annotat\w+|sampl\w+",
        "data scientist|machine learning engineer|analyst",
    ),
    _scene(
        "statistics",
        r"histograms?|box plots?|scatter|heat ?maps?|plots?|charts?|correlat\w+|p-values?|hypothes\w+|median|mean|variance|"
        r"distributions?|confidence intervals?|skew\w*|probabilit\w+|Bayes\w*|quantiles?|significan\w+|tests?|dashboards?|"
        r"visuali[sz]\w+|eigen\w+|vectors?|matrix|matrices|derivatives?|deviation|entropy",
        "analyst|data scientist",
    ),
    _scene(
        "storage",
        r"S3|stor\w+|data lakes?|warehouse|quer(?:y|ies)|SQL|Parquet|ORC|Avro|CSV|catalog\w*|tables?|partition\w*|ETL|"
        r"Spark|Hadoop|EMR|Glue|database|files?|transfer\w*|migrat\w+|archiv\w+|schema|formats?|lifecycle|cluster",
        "data engineer|solutions architect|analytics engineer",
    ),
    _scene(
        "modelling",
        r"models?|algorithms?|classif\w+|regression|cluster\w*|recommend\w*|supervised|unsupervised|reinforcement|labels?|"
        r"trees?|forests?|boosting|ensembles?|predict\w*|baselines?|anomal\w+|fraud\w*|ranking|machine learning|data scien\w+|"
        r"neighbours?|groups?",
        "data scientist|machine learning engineer",
    ),
)

TECHNICAL = _scene(
    "technical",
    r"",
    "solutions architect|machine learning engineer|data engineer",
)

CODE = _scene(
    "code",
    r"",
    "developer|programmer|software engineer",
)

PLAIN = _scene(
    "plain",
    r"",
    "trainee|coordinator|instructor|project lead|technician|specialist",
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
