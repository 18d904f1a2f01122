"""The report's failed items, and the page's style."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from studyground.eval.results import ItemResult, Run

STYLE = """
:root{color-scheme:light dark;--ink:#1d2330;--page:#fff;--soft:#5a6478;--rule:#d5dae3;--main:#2f6fb5;--warm:#b5542f;
--tint:#f2f5f9}
@media(prefers-color-scheme:dark){:root{--ink:#e4e8ef;--page:#14181f;--soft:#9aa6ba;--rule:#333c4b;--main:#6ea8e6;
--warm:#e69a6e;--tint:#1c222c}}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:70rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.5rem}h2{margin-top:2.2rem;border-bottom:1px solid var(--rule)}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid var(--rule);white-space:nowrap}
tbody th,thead th:first-child{text-align:left;font-weight:500}
tbody th,thead th:first-child{position:sticky;left:0;background:var(--page)}
caption{text-align:left;color:var(--soft);padding:.4rem 0}.wide{overflow-x:auto}.plots{display:flex;flex-wrap:wrap;gap:1.5rem}
figure{margin:.8rem 0}figcaption,.none,.note,dt{color:var(--soft)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}dd{margin:0;overflow-wrap:anywhere}
.pairs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:0 1.5rem}
svg{max-width:100%;height:auto}svg .bar{fill:var(--main);opacity:.75}
svg .line{fill:none;stroke:var(--main);stroke-width:2}
svg .dot{fill:var(--warm)}svg .grid{stroke:var(--rule)}svg .guide{stroke:var(--ink);stroke-dasharray:5 4}
svg .whisker{stroke:var(--ink);stroke-width:2}svg text{fill:var(--ink);font:12px system-ui,sans-serif}
svg .tick{fill:var(--soft);font-size:11px}
details{border:1px solid var(--rule);border-radius:6px;margin:.5rem 0;padding:.4rem .8rem}
summary{cursor:pointer}summary em{color:var(--warm);font-style:normal}
blockquote{margin:.3rem 0;padding:.2rem .8rem;border-left:3px solid var(--rule);background:var(--tint);
white-space:pre-wrap;overflow-wrap:anywhere}
h3{margin:.7rem 0 .1rem;font-size:.95rem;color:var(--soft)}
"""


def failed_items(run: Run) -> str:
    """Every failed item with its question, what was expected, what was given and the passages, as HTML."""
    failed = [item for item in run.items if item.failures]
    counted: dict[str, int] = {}
    for item in failed:
        for words in item.failures:
            counted[words] = counted.get(words, 0) + 1
    rows = "".join(
        f"<tr><th>{escape(words)}</th><td>{n}</td></tr>"
        for words, n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    summary = f'<div class="wide"><table><tbody>{rows}</tbody></table></div>' if rows else ""
    return f"<h2>Failed items: {len(failed)} of {len(run.items)}</h2>{summary}{''.join(map(_item, failed))}"


def _item(item: ItemResult) -> str:
    expected, given = item.expected, item.given
    what = "; ".join(item.failures)
    parts = [
        f"<details><summary><b>{escape(item.id)}</b> ({escape(item.type)}) {escape(item.question)} "
        f"<em>{escape(what)}</em></summary>"
    ]
    history = expected.get("history", [])
    if history:
        turns = [f"{turn['question']}\n{turn['answer']}" for turn in history]
        parts.append(f"<h3>Earlier in the conversation</h3>{_quotes(turns)}")
    parts.append(f"<h3>Expected</h3>{_quotes([_expected_words(item)])}")
    evidence = [words for words in expected.get("evidence_text", []) if words]
    if evidence:
        parts.append(f"<h3>Evidence</h3>{_quotes(evidence)}")
    if given:
        answer = given.get("answer") or "Not in the guide."
        confidence = f"confidence {float(given.get('confidence', 0)):.2f}"
        parts.append(f"<h3>Given, {confidence}</h3>{_quotes([answer])}")
        parts.append(_citations("Citations", given.get("citations", [])))
        parts.append(_citations("Nearest", given.get("nearest", [])))
    if item.passages:
        shown = [f"{n}. {_place(one)}\n{one.get('text', '')}" for n, one in enumerate(item.passages, 1)]
        parts.append(f"<h3>Passages</h3>{_quotes(shown)}")
    scores = ", ".join(f"{name} {item.score(name):.2f}" for name in item.parts if item.score(name) is not None)
    parts.append(f"<h3>Scores</h3><p>{escape(scores)}</p></details>")
    return "".join(parts)


def _expected_words(item: ItemResult) -> str:
    expected = item.expected
    if not item.answerable:
        return "Not in the guide."
    lines = [str(expected.get("answer", ""))]
    lines += ["must say: " + " or ".join(group) for group in expected.get("must_include", [])]
    lines += ["must not say: " + phrase for phrase in expected.get("must_not_include", [])]
    return "\n".join(line for line in lines if line)


def _citations(title: str, citations: Sequence[Mapping[str, Any]]) -> str:
    if not citations:
        return ""
    shown = [f"[{one.get('n')}] {_place(one)}\n{one.get('quote', '')}" for one in citations]
    return f"<h3>{title}</h3>{_quotes(shown)}"


def _place(one: Mapping[str, Any]) -> str:
    return f"{one.get('document')} {one.get('start')}–{one.get('end')}"


def _quotes(texts: Sequence[str]) -> str:
    return "".join(f"<blockquote>{escape(text)}</blockquote>" for text in texts)
