"""A draft as a learner sees it: formulas as signs, and between quotation marks the guide's own words."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from studyground.assistant.practice.writing.desk import Draft, Drafted
from studyground.assistant.practice.writing.fact import Span
from studyground.assistant.practice.writing.mathematics import readable
from studyground.assistant.practice.writing.own_quotes import faithful, plain, quotations
from studyground.ingest.index import Index

DOCUMENTS_KEPT = 16


def as_shown(draft: Draft, index: Index) -> Draft | None:
    """A draft with everything readable and every quotation true; None where a formula has no form on a line.

    Args:
        draft: As written; the spans it cites stay as they are.
        index: Of the guide.
    """
    stem, texts = readable(draft.stem.text), [readable(option.text) for option in draft.options]
    reasons = [readable(option.rationale) for option in draft.options]
    if stem is None or None in texts or None in reasons:
        return None
    options = tuple(
        replace(option, text=text or "", rationale=_true(reason or "", option, draft.spans, index))
        for option, text, reason in zip(draft.options, texts, reasons, strict=True)
    )
    return replace(draft, stem=replace(draft.stem, text=stem), options=options)


@lru_cache(maxsize=DOCUMENTS_KEPT)
def _whole(text: str) -> str:
    return plain(text)


def _true(rationale: str, option: Drafted, spans: Sequence[Span], index: Index) -> str:
    if not quotations(rationale):
        return rationale
    cited = tuple(dict.fromkeys((*option.spans, *spans)))
    near = [plain(index.stored_text(span.document)[span.start : span.end]) for span in cited]
    if all(any(said in source for source in near) for said in quotations(rationale)):
        return rationale
    whole = [_whole(index.stored_text(document)) for document in dict.fromkeys(span.document for span in cited)]
    return faithful(rationale, (*near, *whole))
