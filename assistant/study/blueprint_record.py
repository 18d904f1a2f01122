"""A blueprint as a sitting keeps it: the exam stays what it was when it was begun, whatever happens to the file."""

import json
from dataclasses import asdict

from studyground.corpus.blueprint import Blueprint, Domain, Objective, TypeMix


def blueprint_text(blueprint: Blueprint) -> str:
    """A blueprint as one line of JSON."""
    return json.dumps(asdict(blueprint), ensure_ascii=False)


def blueprint_from_text(text: str) -> Blueprint:
    """The blueprint that `blueprint_text` wrote."""
    data = json.loads(text)
    domains = tuple(
        Domain(
            domain["name"],
            domain["weight"],
            tuple(Objective(one["id"], one["text"], tuple(one["keywords"])) for one in domain["objectives"]),
        )
        for domain in data["domains"]
    )
    low_high = data["scale"]
    scale = None if low_high is None else (int(low_high[0]), int(low_high[1]))
    return Blueprint(**{**data, "type_mix": TypeMix(**data["type_mix"]), "domains": domains, "scale": scale})
