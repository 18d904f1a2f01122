"""A guide on another field than the blueprint's has questions of no domain; one on its field has them of its domains."""

from pathlib import Path

import pytest

from studyground.assistant.practice.domains import Subject, place_all
from studyground.assistant.practice.writing.fact import Span
from studyground.corpus.blueprint import load_blueprint
from tests.opened_guide import opened_guide

ABOUT = {
    "bread": "Dough number {0} rests for {0} minutes under a cloth. Flour of lot {0} is milled from rye and sieved. "
    "Loaves from shelf {0} are turned once, and the crust is brushed with water.",
    "models": "Model {0} is trained on SageMaker with {0} epochs of gradient descent. Feature {0} is scaled before training. "
    "Endpoint {0} is monitored for drift, and its accuracy is compared with a baseline.",
}


@pytest.mark.parametrize(("subject", "placed"), [("bread", False), ("models", True)])
def test_what_a_document_is_about_decides_whether_it_has_domains(
    subject: str, placed: bool, tmp_path: Path, data_folder: Path
) -> None:
    text = f"# Notes on {subject}\n\n" + "\n\n".join(ABOUT[subject].format(at) for at in range(2, 12))
    with opened_guide(text, tmp_path, data_folder, reader="none") as assistant:
        name = assistant.index.documents()[0].document
        said = Subject(
            "Training data is split, and the model's hyperparameters are tuned.", ("Notes",), Span(name, 0, 5)
        )
        found = place_all(assistant.index, load_blueprint("mls-c01"), [said])
    assert bool(found[0].domain) is placed
