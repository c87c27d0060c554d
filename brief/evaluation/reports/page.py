"""One self-contained HTML page of a run: each document's text with its labels marked, and what became of each.

Nothing in it is loaded from anywhere, and no script runs; words of documents are escaped wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from brief.evaluation.comparison import Comparison
from brief.evaluation.floors import Floors
from brief.evaluation.gate import Verdict
from brief.evaluation.measures import Explanation
from brief.evaluation.results import CaseResult, SuiteResult
from brief.evaluation.suite import Case, Suite

__all__ = ["render_page"]

_WEIGHT = {"matched": 1, "extra": 2, "wrong": 3, "missed": 4}
_TITLES = {"missed": "Missed", "wrong": "Wrong", "extra": "Not in the gold", "matched": "Found"}
_STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#ddd;--good:#2e7d32;--bad:#b00020;--extra:#1565c0;
--wrong:#b26a00;--bad-bg:#fdecef;--wrong-bg:#fff4e0}
@media(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#161616;--line:#3a3a3a;--good:#7bc67f;--bad:#ff8a9b;
--extra:#82b6f5;--wrong:#f0b35a;--bad-bg:#43202a;--wrong-bg:#3d3118}}
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:var(--ink);
background:var(--paper)}
h1{line-height:1.25;overflow-wrap:anywhere}a{color:var(--extra)}
.wide{overflow-x:auto}table{border-collapse:collapse}
td,th{padding:.15rem .6rem;border-bottom:1px solid var(--line);text-align:left;white-space:nowrap}
td.n{text-align:right;font-variant-numeric:tabular-nums}
.beside{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:2rem}
@media(max-width:60rem){.beside{display:block}}
.text{white-space:pre-wrap;font-family:Georgia,serif;overflow-wrap:anywhere}
mark{background:none;border-bottom:3px solid;color:inherit}
mark.matched{border-color:var(--good)}mark.extra{border-color:var(--extra);border-bottom-style:double}
mark.wrong{border-color:var(--wrong);background:var(--wrong-bg);border-bottom-style:dashed}
mark.missed{border-color:var(--bad);background:var(--bad-bg);border-bottom-style:dotted}
summary{cursor:pointer;font-weight:600;margin:.6rem 0}li{margin:.2rem 0;overflow-wrap:anywhere}
.outcome-passed{color:var(--good)}.outcome-failed,.outcome-void{color:var(--bad)}
"""
_LEGEND = (
    '<p>In the texts: <mark class="matched" title="">found</mark>, <mark class="wrong" title="">told otherwise</mark>, '
    '<mark class="missed" title="">missed</mark>, <mark class="extra" title="">told, and not in the gold</mark>. '
    "Point at a mark to read what became of it.</p>"
)


def render_page(
    result: SuiteResult, floors: Floors | None, comparison: Comparison | None, verdict: Verdict, suite: Suite
) -> str:
    """The page, with the worst document first in its list of links and documents in the suite's order."""
    cases = {case.name: case for case in suite.cases}
    title = f"brief eval: {result.suite}, {result.engine}"
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f'<h1>{escape(title)}: <span class="outcome-{verdict.outcome}">{verdict.outcome}</span></h1>',
        f"<p>{len(result.cases)} documents, digest {escape(result.digest[:12])}"
        f"{', prompts ' + escape(', '.join(result.prompts)) if result.prompts else ''}.</p>",
        *_objections(verdict),
        *_measures(result, floors, comparison),
        *_links(result),
    ]
    for case in result.cases:
        if case.name in cases:
            parts += _document(case, cases[case.name], comparison)
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _objections(verdict: Verdict) -> Iterator[str]:
    if verdict.objections:
        yield "<h2>What stops it</h2><ul>"
        for item in verdict.objections:
            place = f" {escape(item.document)}:" if item.document else ""
            yield f"<li><b>{escape(item.check)}</b>{place} {escape(item.message)}</li>"
        yield "</ul>"
    if verdict.notes:
        yield f"<ul>{''.join(f'<li>{escape(note)}</li>' for note in verdict.notes)}</ul>"


def _measures(result: SuiteResult, floors: Floors | None, comparison: Comparison | None) -> Iterator[str]:
    yield "<details open><summary>Measures</summary><div class=wide><table><thead><tr><th>measure</th><th>value</th>"
    yield "<th>95 % interval</th><th>of</th><th>floor</th><th>change</th></tr></thead><tbody>"
    for name, summed in sorted(result.summed.items()):
        if summed.value is None:
            continue
        ends = "" if summed.low is None else f"{summed.low:.3f}–{summed.high:.3f}"
        counts = "" if summed.total is None else f"{summed.hits:.0f}/{summed.total:.0f}"
        floor = "" if not floors or name not in floors.measures else f"{floors.measures[name]:.4f}"
        change = comparison.differences.get(name) if comparison else None
        cells = (f"{summed.value:.3f}", ends, counts, floor, "" if change is None else f"{change.by:+.3f}")
        yield f"<tr><td>{escape(name)}</td>{''.join(f'<td class=n>{cell}</td>' for cell in cells)}</tr>"
    yield "</tbody></table></div></details>"


def _links(result: SuiteResult) -> Iterator[str]:
    yield f"<h2>Documents, the worst first</h2>{_LEGEND}<ol>"
    for case in sorted(result.cases, key=lambda case: (_recall(case), case.name)):
        told = "failed" if case.failure is not None else f"recall {_recall(case):.2f}, {len(case.breaches)} breaches"
        yield f'<li><a href="#{escape(case.name, quote=True)}">{escape(case.name)}</a>: {told}</li>'
    yield "</ol>"


def _recall(case: CaseResult) -> float:
    share = case.shares.get("claims/recall")
    return (share.value if share else None) or 0.0


def _document(result: CaseResult, case: Case, comparison: Comparison | None) -> Iterator[str]:
    yield f'<h2 id="{escape(case.name, quote=True)}">{escape(case.name)}</h2>'
    for problem in (*([result.failure] if result.failure is not None else []), *result.void):
        yield f'<p class="outcome-failed">{escape(problem)}</p>'
    if comparison is not None:
        yield from _changes(result, comparison)
    yield f'<div class="beside"><div class="text">{"".join(_marked(case.document.text, _placed(result)))}</div><div>'
    if result.breaches:
        items = "".join(
            f"<li><b>{b.invariant}</b> {escape(b.where)}: {escape(b.message)}</li>" for b in result.breaches
        )
        yield f"<details open><summary>Breaches ({len(result.breaches)})</summary><ul>{items}</ul></details>"
    if result.caught:
        items = "".join(f"<li>{escape(fault)}</li>" for fault in result.caught)
        heading = f"Bad on purpose, and refused ({len(result.caught)})"
        yield f"<details open><summary>{heading}</summary><ul>{items}</ul></details>"
    for layer, explanations in result.explanations.items():
        for kind, title in _TITLES.items():
            chosen = [item for item in explanations if item.verdict == kind]
            if chosen:
                state = " open" if layer == "claims" and kind != "matched" else ""
                items = "".join(f"<li>{escape(item.message)}</li>" for item in chosen)
                heading = f"{escape(layer)}: {title} ({len(chosen)})"
                yield f"<details{state}><summary>{heading}</summary><ul>{items}</ul></details>"
    yield "</div></div>"


def _changes(result: CaseResult, comparison: Comparison) -> Iterator[str]:
    for name, claims in (("lost", comparison.claims.lost), ("gained", comparison.claims.gained)):
        mine = [claim.partition("/")[2] for claim in claims if claim.partition("/")[0] == result.name]
        if mine:
            yield f"<p>Since the baseline {name}: {escape(', '.join(mine))}</p>"


def _placed(result: CaseResult) -> list[tuple[int, int, Explanation]]:
    """The claims' explanations that have a place; other layers would hide them."""
    return [
        (item.start, item.end, item)
        for item in result.explanations.get("claims", ())
        if item.start is not None and item.end is not None
    ]


def _marked(text: str, placed: Sequence[tuple[int, int, Explanation]]) -> Iterator[str]:
    """The text, cut wherever a mark begins or ends; the gravest verdict colours, all of them stand in the title."""
    cuts = sorted({0, len(text), *(place for start, end, _ in placed for place in (start, end))})
    for start, end in pairwise(cuts):
        here = [item for a, b, item in placed if a <= start and end <= b]
        words = escape(text[start:end])
        if not here:
            yield words
            continue
        gravest = max(here, key=lambda item: _WEIGHT[item.verdict]).verdict
        told = escape("\n".join(item.message for item in here), quote=True)
        yield f'<mark class="{gravest}" title="{told}">{words}</mark>'
