"""Reports of an evaluation: Markdown for reading and keeping, one HTML page to work from."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from studyground.eval.bootstrap import Interval
from studyground.eval.figures import METRICS
from studyground.eval.metrics.abstention import risk_coverage
from studyground.eval.metrics.calibration import reliability
from studyground.eval.outside import OutsideResult
from studyground.eval.plots import bars_plot, reliability_plot, risk_coverage_plot
from studyground.eval.question_banks import BankFigures
from studyground.eval.report_items import STYLE, failed_items
from studyground.eval.report_sections import number as _number
from studyground.eval.report_sections import sections_html, sections_markdown
from studyground.eval.results import Run, save_run, write_whole
from studyground.eval.run import Evaluation

Figures = Mapping[str, Interval]
_BY_TYPE = ("answer_correct", "evidence_cited", "recall_at_5", "abstain_recall")
_STAGES = {
    "search": "search_ms_p50",
    "retrieve": "stage_retrieve_ms_p50",
    "answer": "stage_answer_ms_p50",
    "verify": "stage_verify_ms_p50",
    "whole answer, median": "answer_ms_p50",
    "whole answer, 95th percentile": "answer_ms_p95",
    "first answer": "answer_ms_cold",
}


def write_reports(
    evaluation: Evaluation,
    folder: Path,
    outside: Sequence[OutsideResult] = (),
    banks: Sequence[BankFigures] = (),
) -> tuple[Path, ...]:
    """Write `report.html`, `report.md`, `eval.json` and one run file a system, each whole or not at all.

    Args:
        evaluation: Of the gold questions.
        folder: Where the files go.
        outside: Shown in the page and the Markdown, and written beside as `write_sections` does.
        banks: Likewise.

    Returns:
        The files, the HTML page first.

    Raises:
        StudygroundError: When a file cannot be written.
    """
    page, words, data = folder / "report.html", folder / "report.md", folder / "eval.json"
    write_whole(page, to_html(evaluation, outside, banks))
    write_whole(words, "\n".join(part for part in (to_markdown(evaluation), sections_markdown(outside, banks)) if part))
    write_whole(data, json.dumps(evaluation.to_json(), ensure_ascii=False, indent=1) + "\n")
    runs = []
    for run in (evaluation.run, *evaluation.baselines.values()):
        runs.append(folder / f"run-{run.system}.json")
        save_run(run, runs[-1])
    return (page, words, data, *runs, *write_sections(folder, outside, banks, pages=False))


def write_sections(
    folder: Path, outside: Sequence[OutsideResult] = (), banks: Sequence[BankFigures] = (), pages: bool = True
) -> tuple[Path, ...]:
    """Write the figures of outside sets and of question banks on their own: JSON, Markdown and an HTML page each.

    Args:
        folder: Where the files go.
        outside: Into `outside.json` and so on; nothing when empty.
        banks: Into `banks.json` and so on.
        pages: Whether Markdown and HTML are written as well.

    Returns:
        The files.

    Raises:
        StudygroundError: When a file cannot be written.
    """
    written: list[Path] = []
    kinds = {
        "outside": ([one.to_json() for one in outside], (outside, ())),
        "banks": ([one.to_json() for one in banks], ((), banks)),
    }
    for name, (found, shown) in kinds.items():
        if not found:
            continue
        written.append(folder / f"{name}.json")
        write_whole(written[-1], json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        if pages:
            written += [folder / f"{name}.md", folder / f"{name}.html"]
            write_whole(written[-2], sections_markdown(*shown))
            write_whole(
                written[-1], _page("Outside sets" if name == "outside" else "Question banks", [sections_html(*shown)])
            )
    return tuple(written)


def to_markdown(evaluation: Evaluation) -> str:
    """Figures, comparison with baselines, and by type, as Markdown; holds no text of guide or questions."""
    run, tables = evaluation.run, evaluation.tables()
    whole = tables.whole
    lines = [
        f"# Evaluation of {run.system} on {run.gold}",
        "",
        f"{len(run.items)} items; {run.model or 'no mode'}; index `{run.index or '-'}`; revision "
        f"`{run.revision or '-'}`; 95 % intervals from {evaluation.draws:,} draws of {_clusters(run)} clusters, seed "
        f"{evaluation.seed}.",
        "",
        *(line for words in _scorer_words(run) for line in (words, "")),
        "| measure | value | 95 % interval | n |",
        "|---|---:|---|---:|",
    ]
    for name in _ordered(whole):
        one = whole[name]
        lines.append(f"| {name} | {_number(one.value)} | {_number(one.low)} – {_number(one.high)} | {one.n} |")
    if evaluation.baselines:
        columns = {run.system: whole, **tables.baselines}
        lines += ["", "## Beside baselines and controls", "", *_markdown_table(columns)]
    by_type, by_split = tables.by_type, tables.by_split
    lines += ["", "## By type", "", *_markdown_table(by_type), "", "## By split", "", *_markdown_table(by_split)]
    failed = [item for item in run.items if item.failures]
    lines += ["", f"{len(failed)} of {len(run.items)} items failed in some way.", ""]
    lines += [f"- {note}" for note in evaluation.notes]
    return "\n".join(lines).rstrip() + "\n"


def to_html(evaluation: Evaluation, outside: Sequence[OutsideResult] = (), banks: Sequence[BankFigures] = ()) -> str:
    """The page one works from: tables, plots and every failed item; one file, nothing loaded from anywhere."""
    run, tables = evaluation.run, evaluation.tables()
    whole, by_type, by_split = tables.whole, tables.by_type, tables.by_split
    told = [item for item in run.items if item.right is not None]
    confidences, right = [item.confidence for item in told], [bool(item.right) for item in told]
    title = f"{run.system} on {run.gold}"
    about = {
        "items": len(run.items),
        "model": run.model,
        "index id": run.index,
        "revision": run.revision,
        "gold": f"{run.gold} {run.gold_sha256[:12]}",
        "intervals": f"95 %, {evaluation.draws:,} draws of {_clusters(run)} clusters, seed {evaluation.seed}",
        **run.settings,
    }
    parts = [
        f"<h1>{escape(title)}</h1>",
        "<dl>" + "".join(f"<dt>{escape(k)}</dt><dd>{escape(str(v))}</dd>" for k, v in about.items()) + "</dl>",
        "".join(f'<p class="note">{escape(note)}</p>' for note in (*evaluation.notes, *_scorer_words(run))),
        "<h2>Figures</h2>",
        _html_table({"value": whole}, detail=True),
        "<h2>Beside baselines and controls</h2>",
        _html_table({run.system: whole, **tables.baselines}),
        "<h2>Refusing and confidence</h2><div class=plots><figure>",
        risk_coverage_plot(risk_coverage(confidences, right, len(run.items))),
        "<figcaption>Risk and coverage: answering only from a confidence on.</figcaption></figure><figure>",
        reliability_plot(reliability(confidences, right)),
        "<figcaption>Reliability: bars on the dashed line are honest; numbers count answers.</figcaption>",
        "</figure></div>",
        "<h2>By type</h2><div class=pairs>",
        *(
            f"<figure><figcaption>{name}</figcaption>"
            + bars_plot({kind: found[name] for kind, found in by_type.items() if name in found})
            + "</figure>"
            for name in _BY_TYPE
            if any(name in found for found in by_type.values())
        ),
        "</div>",
        _html_table(by_type),
        "<h2>By split</h2>",
        _html_table(by_split),
        "<h2>Time by stage</h2>",
        bars_plot({label: whole[name] for label, name in _STAGES.items() if name in whole}, unit="ms"),
        sections_html(outside, banks),
        failed_items(run),
    ]
    return _page(title, parts)


def _page(title: str, parts: Sequence[str]) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )


def _clusters(run: Run) -> int:
    return len({item.cluster for item in run.items})


def _scorer_words(run: Run) -> list[str]:
    """What the scored figures rest on, and how far that can be trusted."""
    if not run.scorer:
        return []
    told = [
        f"{name}: AUROC {_number(one['support_auroc']['value'])}, balanced accuracy "
        f"{_number(one['support_balanced_accuracy']['value'])} (n {one['support_auroc']['n']})"
        for name, one in run.scorer.items()
        if isinstance(one, Mapping) and "support_auroc" in one
    ]
    own = f" Its own figures on labelled claims: {'; '.join(told)}." if told else ""
    name, threshold = run.scorer.get("name"), run.scorer.get("threshold")
    return [f"Figures named scored rest on the support scorer “{name}” at a threshold of {threshold}.{own}"]


def _ordered(found: Figures) -> list[str]:
    return [name for name in METRICS if name in found]


def _rows(columns: Mapping[str, Figures]) -> list[str]:
    return [name for name in METRICS if any(name in found for found in columns.values())]


def _markdown_table(columns: Mapping[str, Figures]) -> list[str]:
    names = list(columns)
    lines = ["| measure | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for row in _rows(columns):
        cells = [_number(columns[name][row].value) if row in columns[name] else "–" for name in names]
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    return lines


def _html_table(columns: Mapping[str, Figures], detail: bool = False) -> str:
    heads = "".join(f"<th>{escape(name)}</th>" for name in columns)
    if detail:
        heads += "<th>95 % interval</th><th>n</th>"
    body: list[str] = []
    for row in _rows(columns):
        cells = "".join(_cell(found.get(row)) for found in columns.values())
        if detail:
            one = next(found[row] for found in columns.values() if row in found)
            cells += f"<td>{_number(one.low)} – {_number(one.high)}</td><td>{one.n}</td>"
        body.append(f"<tr><th>{row}</th>{cells}</tr>")
    return (
        f'<div class="wide"><table><thead><tr><th></th>{heads}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'
    )


def _cell(one: Interval | None) -> str:
    if one is None:
        return "<td>–</td>"
    return f'<td title="{_number(one.low)} to {_number(one.high)}, n {one.n}">{_number(one.value)}</td>'
