"""The statistics of a batch as a page of text, or as one HTML page with plots that loads nothing and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from brief.batch.statistics import Statistics
from brief.renderers.html.markup import Html, element

__all__ = ["render_page", "render_text"]

_N_SOURCES: Final = 20
_STYLE: Final = """
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#ccc;--soft:#555;--bar:#33689c}
@media(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#161616;--line:#3a3a3a;--soft:#aaa;--bar:#82b6f5}}
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:56rem;padding:0 1rem;color:var(--ink);
background:var(--paper)}
h1,h2{line-height:1.25}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.5rem}dd{margin:0}
dd,td.n{font-variant-numeric:tabular-nums}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{font:13px system-ui,sans-serif;fill:var(--ink)}svg .n{fill:var(--soft)}svg rect{fill:var(--bar)}
svg line{stroke:var(--line)}
"""
_WIDTH, _ROW, _LABEL, _FIGURE = 800, 24, 300, 90
_LABEL_CHARS: Final = 42
_PLOT_HEIGHT, _MOST_BINS = 180, 40

Bars = Sequence[tuple[str, int]]


def render_text(statistics: Statistics) -> str:
    """The figures, a line each, and the tables below them."""
    lines = [f"{name + ':':<28}{value}" for name, value in _figures(statistics)]
    for title, bars in _tables(statistics):
        lines += ["", title]
        lines += [f"  {count:>9,}  {name}" for name, count in bars]
    return "\n".join(lines) + "\n"


def render_page(statistics: Statistics, *, title: str) -> str:
    """The same as a page; whatever comes from a document is escaped."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"Batch: {title}"),
        Html(f"<style>{_STYLE}</style>"),
    )
    figures = [(element("dt", name), element("dd", value)) for name, value in _figures(statistics)]
    body = element(
        "body",
        element(
            "main",
            element("h1", title),
            element("dl", figures),
            element("h2", "Claims in a document"),
            _histogram(statistics),
            [(element("h2", name), _bars(name, bars)) for name, bars in _tables(statistics)],
        ),
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _figures(statistics: Statistics) -> list[tuple[str, str]]:
    spread = statistics.to_record()["claims"]["a_document"]
    figures = [
        ("documents briefed", f"{statistics.briefed:,}"),
        ("documents that failed", f"{statistics.failed:,}"),
        ("characters", f"{statistics.characters:,}"),
        ("claims", f"{statistics.claims:,}"),
    ]
    if statistics.briefed:
        quartiles = f"{spread['lower_quartile']} to {spread['upper_quartile']} in the middle half"
        figures.append(("claims in a document", f"median {spread['median']}, {quartiles}, at most {spread['most']}"))
    if statistics.outlet_share is not None:
        figures.append(("in the outlet's own voice", f"{statistics.outlet_share:.1%} of claims"))
    if statistics.claims:
        quoted = statistics.supports["quoted"] / statistics.claims
        figures.append(("quoted, not told", f"{quoted:.1%} of claims"))
    unresolved = f" ({statistics.unresolved_dates / statistics.dates:.1%})" if statistics.dates else ""
    figures += [
        ("unresolved dates", f"{statistics.unresolved_dates:,} of {statistics.dates:,}{unresolved}"),
        ("open questions", f"{statistics.open_questions:,}"),
        ("proposals refused", f"{statistics.rejected:,}"),
        ("seconds of work", f"{statistics.seconds:,.0f}"),
    ]
    return figures + [("tokens", f"{statistics.tokens:,}")] * bool(statistics.tokens)


def _tables(statistics: Statistics) -> list[tuple[str, Bars]]:
    slack = f" (each at most {statistics.sources.slack:,} more)" if statistics.sources.slack else ""
    tables: list[tuple[str, Bars]] = [
        ("Engines", statistics.engines.most_common()),
        ("Errors", statistics.errors.most_common()),
        (f"Sources with the most claims{slack}", statistics.sources.top(_N_SOURCES)),
        ("Whose claims they are", statistics.source_types.most_common()),
        ("Kinds of claims", statistics.kinds.most_common()),
    ]
    return [(title, bars) for title, bars in tables if bars]


def _bars(title: str, bars: Bars) -> Html:
    """A bar for each name, the longest as wide as there is room."""
    most = max(count for _, count in bars)
    room = _WIDTH - _LABEL - _FIGURE
    rows = []
    for number, (name, count) in enumerate(bars):
        y, width = number * _ROW, max(1, round(room * count / most))
        shown = name if len(name) <= _LABEL_CHARS else f"{name[: _LABEL_CHARS - 1]}…"
        rows.append(
            (
                element("text", shown, x=_LABEL - 8, y=y + 17, text_anchor="end"),
                element("rect", x=_LABEL, y=y + 4, width=width, height=_ROW - 8, rx=2),
                element("text", f"{count:,}", x=_LABEL + width + 6, y=y + 17, class_="n"),
            )
        )
    return _plot(title, len(bars) * _ROW, rows)


def _histogram(statistics: Statistics) -> Html:
    """How many documents have how many claims, in columns of equal width."""
    counts = statistics.claims_a_document
    if not counts:
        return element("p", "No document was briefed.")
    most_claims = max(counts)
    step = -(-(most_claims + 1) // _MOST_BINS)
    bins = [0] * (most_claims // step + 1)
    for n_claims, n in counts.items():
        bins[n_claims // step] += n
    width, highest = _WIDTH / len(bins), max(bins)
    columns: list[object] = []
    for number, n in enumerate(bins):
        height = round(_PLOT_HEIGHT * n / highest)
        label = f"{number * step}" if step == 1 else f"{number * step}-{(number + 1) * step - 1}"
        columns.append(
            element(
                "rect",
                element("title", f"{label} claims: {n:,} documents"),
                x=round(number * width + 1), y=_PLOT_HEIGHT - height, width=max(1, round(width - 2)), height=height,
            )
        )  # fmt: skip
    axis = (
        element("line", x1=0, y1=_PLOT_HEIGHT, x2=_WIDTH, y2=_PLOT_HEIGHT),
        element("text", "0", x=0, y=_PLOT_HEIGHT + 17, class_="n"),
        element("text", f"{most_claims:,} claims", x=_WIDTH, y=_PLOT_HEIGHT + 17, text_anchor="end", class_="n"),
        element("text", f"{highest:,} documents", x=_WIDTH, y=-4, text_anchor="end", class_="n"),
    )
    return _plot("Claims in a document", _PLOT_HEIGHT + 24, [*columns, axis], top=20)


def _plot(title: str, height: int, content: Iterable[object], *, top: int = 0) -> Html:
    return element(
        "svg", content, viewBox=f"0 {-top} {_WIDTH} {height + top}", role="img", aria_label=title  # type: ignore[arg-type] # nested elements
    )  # fmt: skip
