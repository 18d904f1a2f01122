"""JSON: a bank as one document, every field as the bank has it."""

import json
from collections.abc import Sequence

from studyground.assistant.practice.practice_question import SCHEMA, PracticeQuestion


def export(questions: Sequence[PracticeQuestion], name: str, modified: float) -> bytes:
    """The questions under "questions", in their order.

    Args:
        questions: To write.
        name: Of the bank.
        modified: Not used here.

    Returns:
        The file.
    """
    document = {"schema": SCHEMA, "name": name, "questions": [question.to_json() for question in questions]}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
