"""Options as whole actions: every name of a question set into the same sentence about the scenario's own data."""

from collections.abc import Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.options import Choice, fitting
from studyground.assistant.practice.writing.phrasing import Casing, plural, with_article
from studyground.assistant.practice.writing.scenes import filled
from studyground.assistant.practice.writing.trades import Trade

SERVICES = frozenset(
    "service tool platform engine feature option storage store endpoint database system capability product framework".split()
)
ALGORITHMS = frozenset(
    "algorithm model classifier network method technique ensemble learner encoding imputation reduction".split()
)
CHARTS = frozenset("test chart plot graph diagram".split())
METRICS = frozenset("metric score measure".split())

# By scene; what happens to the data is said in the same words in every option, so that only the name decides.
_WITH_SERVICE: dict[str, tuple[str, ...]] = {
    "speech": ("Use {name} to process the {speech}", "Build the application for the {speech} on {name}"),
    "images": ("Use {name} to process the {images}", "Send the {images} through {name}"),
    "text": ("Use {name} to process the {texts}", "Build the application for the {texts} on {name}"),
    "streams": ("Use {name} to handle the {events}", "Connect the sources of the {events} to {name}"),
    "storage": ("Use {name} for the work on the {records}", "Set up {name} for the {records}"),
    "security": (
        "Use {name} in the environment that holds the {records}",
        "Set up {name} where the {records} are kept",
    ),
    "serving": ("Use {name} for the model on {outcome}", "Set up {name} for the predictions of {outcome}"),
    "monitoring": (
        "Use {name} in the operation of the model on {outcome}",
        "Set up {name} for the model on {outcome}",
    ),
    "training": ("Use {name} in the training of the model on {outcome}", "Set up {name} for the model on {outcome}"),
    "features": ("Use {name} on the {records} before training", "Set up {name} for the preparation of the {records}"),
    "modelling": ("Use {name} for the model on {outcome}", "Build the model on {outcome} with {name}"),
    "forecast": ("Use {name} for the look ahead at {series}",),
    "technical": ("Use {name} for this part of the work on {records}", "Set up {name} for the {records}"),
    "statistics": ("Use {name} for the study of the {records}",),
}
_WITH_ALGORITHM = (
    "Apply {name} to the {records}",
    "Work on the {records} with {name}",
    "Try {name} on the {records} first",
)
_WITH_CHART = ("Examine the {records} with {name}", "Use {name} on the {records}")
_WITH_METRIC = ("Judge the model on {outcome} by {name}", "Report {name} for the model on {outcome}")
_ALGORITHM_SCENES = frozenset(("modelling", "training", "features"))


def as_actions(
    choices: Sequence[Choice], kind: str, scene: str, trade: Trade, casing: Casing, draw: float
) -> list[Choice] | None:
    """The same options as actions; None where the scene has no sentence for such things.

    Args:
        choices: Options that are names.
        kind: Common noun of the key.
        scene: Name of the stem's scene.
        trade: Of the stem.
        casing: Which names are written small.
        draw: From 0 to 1, chooses among the sentences.
    """
    frames: tuple[str, ...] = ()
    if kind in SERVICES:
        frames = _WITH_SERVICE.get(scene, ())
    elif kind in ALGORITHMS and scene in _ALGORITHM_SCENES:
        frames = _WITH_ALGORITHM
    elif kind in CHARTS and scene == "statistics":
        frames = _WITH_CHART
    elif kind in METRICS and scene == "metrics":
        frames = _WITH_METRIC
    if not frames or not trade.name or any(choice.fact and choice.fact.kind not in _family(kind) for choice in choices):
        return None
    frame = frames[int(draw * len(frames)) % len(frames)]
    made = [
        replace(choice, text=filled(frame.replace("{name}", _called(choice.thing, kind, casing)), trade, ""))
        for choice in choices
    ]
    return made if fitting(made) else None


def _family(kind: str) -> frozenset[str]:
    """The kinds that can stand in the same sentence as one kind."""
    found = next((family for family in (SERVICES, ALGORITHMS, CHARTS, METRICS) if kind in family), frozenset())
    return found | {kind, "curve"} if kind in CHARTS else found | {kind}


def _called(name: str, kind: str, casing: Casing) -> str:
    """A name in the middle of an option; drawings are counted even where the guide does not show it."""
    called = casing.named(name, kind)
    if kind in CHARTS and called == casing.inside(name) and not plural(name):
        return with_article(called)
    return called
