"""A briefing as a page that a person reads, on GitHub or in a terminal.

What is said first is what a reader must hear; what supports it is run in, and the rest is counted. Which claims those
are has been settled by whoever composed the briefing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from brief.briefing import Briefing, Claim, Rejected
from brief.renderers.escaping import escape, quoted
from brief.renderers.facts import (
    UNREAD_TITLE,
    actor_lines,
    date_lines,
    provenance_lines,
    unread_lines,
    unread_notice,
    wording_lines,
)
from brief.renderers.references import References, count

if TYPE_CHECKING:
    from brief.document import Document

__all__ = ["render_markdown"]

_OPINION = ("judgement", "position")
_TENSIONS = {
    "source_disagreement": "sources disagree",
    "timeline_discrepancy": "times differ",
    "naming_inconsistency": "names differ",
    "certainty_mismatch": "more certain in one place than in another",
    "headline_body_mismatch": "headline and text differ",
    "framing_conflict": "framed in two ways",
    "framing_asymmetry": "framed unevenly",
    "asserted_contrast": "a contrast the article draws",
    "internal_tension": "the article against itself",
}
# Claims of less weight that open alike are run in behind one opening.
_RUN_IN = {
    "The article says that ": "The article also says that ",
    "The article speaks of ": "The article also speaks of ",
    "The article says: ": "In the article’s words: ",
}
_ABBREVIATED = re.compile(r"\b[A-Z]\.$")
# A page's worth of each; `everything` lifts them.
_MAX_SUPPORTING = 8
_MAX_QUESTIONS = 6


def render_markdown(
    briefing: Briefing, *, document: Document | None = None, everything: bool = False, prefix: str = ""
) -> str:
    """The page of a briefing.

    Args:
        briefing: What to render.
        document: What it is of; where given, sentences that could not be read are shown by their first words.
        everything: Show every claim, actor and date, and every quote in full.
        prefix: Put before each reference, so that several pages can stand in one file.
    """
    references = References(briefing, prefix=prefix, everything=everything)
    sections = [
        _head(briefing, references),
        *_claim_sections(briefing, references, everything=everything),
        _section("Tensions", _tension_lines(briefing, references)),
        _section("Open questions", _question_lines(briefing, references, everything=everything)),
        _section("Actors", actor_lines(briefing, references, everything=everything)),
        _section("Dates", date_lines(briefing, references, everything=everything)),
        _section(UNREAD_TITLE, unread_lines(briefing, references, document=document)),
        _section("What was refused", _refusal_lines(briefing, everything=everything)),
        _section("How it was made", provenance_lines(briefing)),
    ]
    sections.append(_section("Evidence", _evidence_lines(references)))
    sections.append(list(references.definitions()))
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [f"## {title}", "", *lines] if lines else []


def _head(briefing: Briefing, references: References) -> list[str]:
    # The sentences of the summary are lines of one paragraph: a paragraph when rendered, a list when not.
    headline = f"# {escape(briefing.headline.text)} {references.claims(briefing.headline.claim_ids)}"
    summary = [f"{escape(item.text)} {references.claims(item.claim_ids)}" for item in briefing.summary]
    return [headline, "", *_parted(unread_notice(briefing), summary)]


def _claim_sections(briefing: Briefing, references: References, *, everything: bool) -> list[list[str]]:
    shown = _shown(briefing.claims, everything=everything)
    own = [claim for claim in briefing.claims if claim.attribution.mode == "none"]
    facts = [claim for claim in own if claim.kind not in _OPINION]
    views = [claim for claim in own if claim.kind in _OPINION]
    said = [claim for claim in briefing.claims if claim.attribution.mode != "none"]

    def listed(claims: Sequence[Claim]) -> list[str]:
        return _claim_lines([claim for claim in claims if claim.id in shown], references, everything=everything)

    def counted(claims: Sequence[Claim], lines: list[str]) -> list[str]:
        hidden = sum(claim.id not in shown for claim in claims)
        also = "And " if lines else ""
        gap = [""] if lines and not lines[-1].startswith("- ") else []
        more = f"{also}{count(hidden, 'claim')} of less weight (`--all` shows them)"
        return [*lines, *gap, f"- {more}"] if hidden else lines

    return [
        _section("What is reported", counted(facts, listed(facts))),
        _section("What people and institutions say", counted(said, _holder_lines(said, listed))),
        _section(
            "What the article itself judges",
            _parted(counted(views, listed(views)), wording_lines(briefing, references, everything=everything)),
        ),
    ]


def _shown(claims: Sequence[Claim], *, everything: bool) -> frozenset[str]:
    """The claims a page has room for: the core, and the first of those that support it."""
    if everything:
        return frozenset(claim.id for claim in claims)
    told = [claim for claim in claims if claim.salience == "core"]
    told += [claim for claim in claims if claim.salience == "supporting"][:_MAX_SUPPORTING]
    quoted = [claim for claim in told if claim.support == "quoted"]
    return frozenset(claim.id for claim in told if not any(_is_part(claim, other) for other in quoted))


def _is_part(claim: Claim, other: Claim) -> bool:
    """Whether a quotation that is shown holds all that a claim says, and more."""
    if claim.id == other.id or claim.support == "quoted" or (claim.salience, other.salience) == ("core", "supporting"):
        return False
    return all(any(b.start <= a.start and a.end <= b.end for b in other.evidence) for a in claim.evidence)


def _claim_lines(claims: Sequence[Claim], references: References, *, everything: bool) -> list[str]:
    """The core claims in full, the others run in behind them."""
    core = [claim for claim in claims if everything or claim.salience == "core"]
    others = [claim for claim in claims if claim not in core]
    lines = [f"- {_claim(claim, references)}" for claim in core]
    told = {opening: [c for c in others if c.statement.startswith(opening)] for opening in _RUN_IN}
    others = [claim for claim in others if not any(len(run) > 1 and claim in run for run in told.values())]
    if others:
        lines.append(f"- {'Also: ' if core else ''}" + " ".join(_claim(claim, references) for claim in others))
    for opening, run in told.items():
        if len(run) > 1:
            parts = [_claim(claim, references, after=opening) for claim in run]
            lines.append(f"- {_RUN_IN[opening]}{'; '.join(parts)}")
    return lines


def _parted(*parts: Sequence[str]) -> list[str]:
    """The parts that are not empty, a blank line between them."""
    filled = [part for part in parts if part]
    return [line for number, part in enumerate(filled) for line in (["", *part] if number else part)]


def _claim(claim: Claim, references: References, *, after: str = "") -> str:
    """A claim with its reference; `after` is the opening of its statement that has been told for several."""
    doubt = {"explicit": "", "inferred": " (speaker inferred)", "ambiguous": " (speaker uncertain)"}
    words = claim.statement.removeprefix(after)
    words = words.removesuffix(".") if after and not _ABBREVIATED.search(words) else words
    return f"{escape(words)}{doubt[claim.attribution.confidence]} {references.claims([claim.id])}"


def _holder_lines(claims: Sequence[Claim], listed: Callable[[Sequence[Claim]], list[str]]) -> list[str]:
    """The claims by holder: those who say more than one thing first, then the others, then who is not named."""
    holders: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.attribution.source:
            holders.setdefault(claim.attribution.actor_id or claim.attribution.source.casefold(), []).append(claim)
    several = [group for group in holders.values() if len(group) > 1]
    groups = [(max((c.attribution.source or "" for c in group), key=len), group) for group in several]
    if single := [claim for group in holders.values() if len(group) == 1 for claim in group]:
        groups.append(("Others" if groups else "", single))
    if unnamed := [claim for claim in claims if not claim.attribution.source]:
        groups.append(("Holder not named", unnamed))
    titled = [(name, listed(group)) for name, group in groups]
    return _parted(
        *([f"**{_capital(escape(name))}**", "", *lines] if name else lines for name, lines in titled if lines)
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _tension_lines(briefing: Briefing, references: References) -> list[str]:
    lines = []
    for tension in briefing.tensions:
        where = references.claims(tension.claim_ids) if tension.claim_ids else references.tension(tension.id)
        lines.append(f"- {escape(tension.statement)} ({_TENSIONS[tension.type]}) {where}")
    return lines


def _question_lines(briefing: Briefing, references: References, *, everything: bool) -> list[str]:
    shown = briefing.open_questions if everything else briefing.open_questions[:_MAX_QUESTIONS]
    lines = []
    for item in shown:
        where = references.claims(item.claim_ids) if item.claim_ids else references.question(item.id)
        why = f" {escape(item.why)}" if item.why else ""
        lines.append(f"- {escape(item.question)}{why} {where}")
    if hidden := len(briefing.open_questions) - len(shown):
        lines.append(f"- And {hidden} more (`--all` shows them)")
    return lines


def _refusal_lines(briefing: Briefing, *, everything: bool) -> list[str]:
    """What was refused, and why; a first reading gets the reasons only, since the wordings did not stand the test."""
    if everything:
        return [
            f"- {quoted(item.statement)}: {_reason(item)}" + (f" ({escape(item.detail)})" if item.detail else "")
            for item in briefing.rejected
        ]
    reasons = Counter(_reason(item) for item in briefing.rejected)
    if not reasons:
        return []
    shown = ", ".join(f"{reason} ({number})" for reason, number in reasons.most_common())
    it = "it" if len(briefing.rejected) == 1 else "them"
    return [f"{count(len(briefing.rejected), 'wording')} (`--all` shows {it}): {shown}."]


def _reason(item: Rejected) -> str:
    return escape(item.reason.replace("_", " "))


def _evidence_lines(references: References) -> list[str]:
    return [
        "Each reference with its sentence (s1 is the first), its characters, and the words that stand there.",
        "",
        *references.evidence(),
    ]
