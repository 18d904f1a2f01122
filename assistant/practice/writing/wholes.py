"""Options as whole actions: every name of a question set into the same sentence about the scenario's own data."""

from collections.abc import Sequence
from dataclasses import replace

from studyground.assistant.practice.writing.option_names import proper
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
CHARTS = frozenset("chart plot graph diagram".split())
TESTS = frozenset(("test",))
METRICS = frozenset("metric score measure".split())

# By scene; what happens to the data is said in the same words in every option, so that only the name decides.
_WITH_SERVICE: dict[str, tuple[str, ...]] = {
    "speech": ("Process the {speech} with {name}", "Build the application for the {speech} on {name}"),
    "images": ("Process the {images} with {name}", "Build the application for the {images} on {name}"),
    "text": ("Process the {texts} with {name}", "Build the application for the {texts} on {name}"),
    "features": ("Prepare the {records} with {name}",),
    "storage": ("Use {name} in the platform for the {records}",),
    "technical": ("Use {name} in the system for the {records}",),
    "streams": ("Use {name} to handle the {events}", "Build the intake of the {events} on {name}"),
    "security": ("Set up {name} in the account that holds the {records}",),
    "serving": ("Set up {name} for the model that predicts {outcome}",),
    "monitoring": ("Set up {name} for the model that predicts {outcome}",),
    "training": ("Set up {name} for the model that predicts {outcome}",),
}
_WITH_ALGORITHM = ("Apply {name} to the {records}",)
_WITH_CHART = ("Draw {name} of the {records}",)
_WITH_METRIC = (
    "Judge the model that predicts {outcome} by {name}",
    "Report {name} for the model that predicts {outcome}",
)
_WITH_TEST = ("Run {name} on the {records}",)
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
    elif kind in TESTS and scene == "statistics":
        frames = _WITH_TEST
    elif kind in METRICS and scene == "metrics":
        frames = _WITH_METRIC
    if any(choice.thing[:1].isalpha() and " " not in choice.thing and not proper(choice.thing) for choice in choices):
        return None  # "Apply mean to …": a bare everyday word needs more than a verb in front
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
    found = next((family for family in (SERVICES, ALGORITHMS, CHARTS, TESTS, METRICS) if kind in family), frozenset())
    return found | {kind, "curve"} if kind in CHARTS else found | {kind}


def _called(name: str, kind: str, casing: Casing) -> str:
    """A name in the middle of an option; drawings are counted even where the guide does not show it."""
    called = casing.named(name, kind)
    if kind in CHARTS and called == casing.inside(name) and not plural(name):
        return with_article(called)
    return called
