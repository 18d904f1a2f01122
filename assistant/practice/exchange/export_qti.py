"""QTI 2.1: a content package with one item a question, scored all or nothing, feedback an option.

Source: IMS Question and Test Interoperability 2.1, information model and XML binding; IMS Content Packaging 1.1.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from studyground.assistant.practice.exchange.receipt import (
    about,
    check_lines,
    cited,
    one_line,
    origin,
    printable,
)
from studyground.assistant.practice.practice_question import LABELS, PracticeQuestion

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CONTENT_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
MATCH_CORRECT = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_TITLE_LENGTH = 80
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")


def export(questions: Sequence[PracticeQuestion], name: str, modified: float) -> bytes:
    """A zip with the manifest and the items.

    Args:
        questions: To write.
        name: Of the bank.
        modified: Not used here: nothing in the package has a date.

    Returns:
        The file.
    """
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "imsmanifest.xml", _manifest(questions, name))
        for question in questions:
            _put(archive, f"items/{_identifier(question)}.xml", _item(question))
    return package.getvalue()


def _put(archive: zipfile.ZipFile, place: str, root: Element) -> None:
    entry = zipfile.ZipInfo(place, _ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, tostring(root, "utf-8", xml_declaration=True))


def _manifest(questions: Sequence[PracticeQuestion], name: str) -> Element:
    mark = _hash("\n".join([name, *(question.id for question in questions)]))
    root = Element(
        "manifest",
        {
            "xmlns": CONTENT_PACKAGE,
            "xmlns:xsi": _SCHEMA_INSTANCE,
            "xsi:schemaLocation": f"{CONTENT_PACKAGE} http://www.imsglobal.org/xsd/imscp_v1p1.xsd",
            "identifier": f"studyground-{mark}",
        },
    )
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    for question in questions:
        identifier = _identifier(question)
        place = f"items/{identifier}.xml"
        resource = SubElement(
            resources, "resource", {"identifier": identifier, "type": "imsqti_item_xmlv2p1", "href": place}
        )
        SubElement(resource, "file", {"href": place})
    indent(root)
    return root


def _item(question: PracticeQuestion) -> Element:
    title = one_line(question.stem)
    root = Element(
        "assessmentItem",
        {
            "xmlns": QTI,
            "xmlns:xsi": _SCHEMA_INSTANCE,
            "xsi:schemaLocation": f"{QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
            "identifier": _identifier(question),
            "title": title if len(title) <= _TITLE_LENGTH else title[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …",
            "adaptive": "false",
            "timeDependent": "false",
            "toolName": "StudyGround",
        },
    )
    cardinality = "single" if len(question.keys) == 1 else "multiple"
    choices = list(zip(LABELS, question.options, strict=False))
    response = SubElement(root, "responseDeclaration", _declared("RESPONSE", cardinality, "identifier"))
    correct = SubElement(response, "correctResponse")
    for identifier, option in choices:
        if option.correct:
            SubElement(correct, "value").text = identifier
    score = SubElement(root, "outcomeDeclaration", _declared("SCORE", "single", "float"))
    SubElement(SubElement(score, "defaultValue"), "value").text = "0"
    SubElement(root, "outcomeDeclaration", _declared("FEEDBACK", cardinality, "identifier"))
    receipt = SubElement(root, "outcomeDeclaration", _declared("RECEIPT", "single", "identifier"))
    SubElement(SubElement(receipt, "defaultValue"), "value").text = "SHOWN"

    body = SubElement(root, "itemBody")
    _paragraphs(body, question.stem.split("\n"))
    interaction = SubElement(
        body,
        "choiceInteraction",
        {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": str(len(question.keys))},
    )
    for identifier, option in choices:
        SubElement(interaction, "simpleChoice", {"identifier": identifier}).text = printable(option.text)
    _processing(root)
    for identifier, option in choices:
        _feedback(root, "FEEDBACK", identifier, [option.rationale, *cited(option.citations)])
    lines = [about(question), *cited(question.citations), *check_lines(question), origin(question)]
    _feedback(root, "RECEIPT", "SHOWN", lines)
    return root


def _declared(identifier: str, cardinality: str, base: str) -> dict[str, str]:
    return {"identifier": identifier, "cardinality": cardinality, "baseType": base}


def _processing(root: Element) -> None:
    """The rules of the template match_correct, and the choice passed on to the feedback, which the template cannot do.

    Where a template and rules are both given the rules are preferred; who knows only templates scores the same.
    """
    processing = SubElement(root, "responseProcessing", {"template": MATCH_CORRECT})
    condition = SubElement(processing, "responseCondition")
    right = SubElement(condition, "responseIf")
    match = SubElement(right, "match")
    SubElement(match, "variable", {"identifier": "RESPONSE"})
    SubElement(match, "correct", {"identifier": "RESPONSE"})
    for branch, points in ((right, "1"), (SubElement(condition, "responseElse"), "0")):
        outcome = SubElement(branch, "setOutcomeValue", {"identifier": "SCORE"})
        SubElement(outcome, "baseValue", {"baseType": "float"}).text = points
    passed_on = SubElement(processing, "setOutcomeValue", {"identifier": "FEEDBACK"})
    SubElement(passed_on, "variable", {"identifier": "RESPONSE"})


def _feedback(root: Element, outcome: str, identifier: str, lines: Iterable[str]) -> None:
    feedback = SubElement(
        root, "modalFeedback", {"outcomeIdentifier": outcome, "identifier": identifier, "showHide": "show"}
    )
    _paragraphs(feedback, lines)


def _paragraphs(parent: Element, lines: Iterable[str]) -> None:
    for line in lines:
        if line.strip():
            SubElement(parent, "p").text = printable(line.strip())


def _identifier(question: PracticeQuestion) -> str:
    """A name XML allows; an id of another program that is none is replaced by its hash."""
    if _NAME.fullmatch(question.id):
        return f"q{question.id}"
    return f"q{_hash(question.id)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]
