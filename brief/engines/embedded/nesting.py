"""Reports inside reports: of "the audit says the board denied it" the board is the holder; the statement names both.

Where a nested report stands, `language.attributions` has found; what it is told as stays with the outer one.
"""

from __future__ import annotations

from brief.engines.embedded.acts import is_modal, is_said, tells_saying
from brief.engines.embedded.holders import UNRESOLVED, ClaimHolder, find_holder
from brief.engines.embedded.reading import Ranges, Reading
from brief.engines.embedded.statements import Wording, sentence_case
from brief.language.analysis import Attribution

__all__ = ["innermost", "word_nested"]

# Of what the outer holder says, so much must be the inner report, or he says something of his own besides.
_WHOLE_SHARE = 0.85


def innermost(reading: Reading, attribution: Attribution, content: Ranges) -> tuple[Attribution, ClaimHolder] | None:
    """The report that is all of a content, with its holder; None where there is none, or its holder is in doubt."""
    if attribution.content_form == "quotation" or attribution.mode != "indirect":
        return None
    for inner in attribution.inner:
        if inner.source_type in ("implicit", "outlet") or inner.content_form != "clause" or inner.negated:
            continue
        if not inner.source or not _is_all(inner, content) or not _is_report(reading, inner):
            continue
        holder = find_holder(reading, inner)
        if holder.source is not None and holder.phrase is not None and holder.source.casefold() not in UNRESOLVED:
            return inner, holder
    return None


def _is_report(reading: Reading, inner: Attribution) -> bool:
    """Whether somebody is told to have said it, by a verb; what is noticed, planned or would be said is not."""
    if inner.cue_index < 0 or reading.words[inner.cue_index].pos_ not in ("VERB", "AUX"):
        return False
    return is_said(reading, inner) and tells_saying(reading, inner) and not is_modal(reading, inner)


def word_nested(wording: Wording, attribution: Attribution, content: Ranges) -> str | None:
    """ "The board denied it, according to the audit", where the text names the outer holder last; None elsewhere."""
    designation = attribution.designation
    if designation is None or attribution.cue_lemma not in ("according", "say"):
        return None
    told, name = wording.words(content), " ".join(designation.quote.split())
    if designation.end <= content[0][0]:
        return f"According to {name}, {told}." if attribution.cue_lemma == "according" else None
    if designation.start < content[-1][1]:
        return None
    behind = f"according to {name}" if attribution.cue_lemma == "according" else f"{name} said"
    return f"{sentence_case(told)}, {behind}."


def _is_all(inner: Attribution, content: Ranges) -> bool:
    places = [span for part in (inner.source, inner.cue, inner.content) for span in part]
    start, end = min(span.start for span in places), max(span.end for span in places)
    whole = content[-1][1] - content[0][0]
    return content[0][0] <= start and end <= content[-1][1] and end - start >= _WHOLE_SHARE * whole
