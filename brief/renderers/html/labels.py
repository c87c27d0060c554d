"""The page's words for the vocabulary of a briefing, and which mark of a chart stands for what."""

from __future__ import annotations

from typing import Final, Literal

from brief.briefing import Claim, Kind, QuestionCategory, Salience, TensionType
from brief.language.analysis import Confidence, LoadedCategory, Mode, Relation

__all__ = [
    "CATEGORIES",
    "CONFIDENCES",
    "KINDS",
    "MODES",
    "QUESTIONS",
    "RELATIONS",
    "SALIENCES",
    "SHAPES",
    "SHAPE_NAMES",
    "TENSIONS",
    "VOICE_NAMES",
    "Shape",
    "VoiceName",
    "voice_of",
]

Shape = Literal["is", "will", "view"]
VoiceName = Literal["said", "own", "judged"]

KINDS: Final[dict[Kind, str]] = {
    "assertion": "assertion",
    "background": "background",
    "plan": "plan",
    "prediction": "prediction",
    "position": "position",
    "judgement": "judgement",
    "rationale": "reason given",
}
SALIENCES: Final[dict[Salience, str]] = {"core": "core", "supporting": "supporting", "low": "minor"}
MODES: Final[dict[Mode, str]] = {
    "direct": "word for word",
    "indirect": "reported",
    "mixed": "partly word for word",
    "none": "",
}
CONFIDENCES: Final[dict[Confidence, str]] = {
    "explicit": "",
    "inferred": "speaker inferred",
    "ambiguous": "speaker uncertain",
}
RELATIONS: Final[dict[Relation, str]] = {
    "event": "",
    "deadline": "deadline",
    "start": "start",
    "end": "end",
    "duration": "duration",
    "recurring": "recurring",
    "reference": "",
}
TENSIONS: Final[dict[TensionType, str]] = {
    "source_disagreement": "Sources disagree",
    "timeline_discrepancy": "Times do not agree",
    "naming_inconsistency": "One name or two",
    "certainty_mismatch": "Surer here than there",
    "headline_body_mismatch": "Headline against text",
    "framing_conflict": "Two framings",
    "framing_asymmetry": "Unequal framing",
    "asserted_contrast": "A contrast the article draws",
    "internal_tension": "The article against itself",
}
QUESTIONS: Final[dict[QuestionCategory, str]] = {
    "missing_date": "when",
    "missing_identity": "who",
    "missing_source": "who says so",
    "missing_quantity": "how much",
    "undefined_term": "what it means",
    "unresolved_reference": "one or two",
    "conflicting_accounts": "which account",
    "missing_party": "the other side",
    "missing_evidence": "on what evidence",
    "missing_outcome": "how it ended",
}
CATEGORIES: Final[dict[LoadedCategory, str]] = {
    "puffery": "puffery",
    "contentious_label": "contentious label",
    "weasel_word": "weasel word",
    "vague_attribution": "vague attribution",
    "expression_of_doubt": "expression of doubt",
    "editorializing": "editorialising",
    "non_neutral_reporting_verb": "verb of saying that takes sides",
    "euphemism": "euphemism",
    "cliche": "cliché",
    "relative_time": "relative time",
    "opinion_as_fact": "opinion told as fact",
    "unsupported_inference": "unsupported inference",
    "mind_reading": "mind reading",
    "subjective_adjective": "subjective adjective",
    "sensational_verb": "sensational verb",
    "intensifier": "intensifier",
    "framing_metaphor": "framing metaphor",
    "vague_quantity": "vague quantity",
}
VOICE_NAMES: Final[dict[VoiceName, str]] = {
    "said": "Somebody else’s words or thoughts",
    "own": "The article reports, in its own voice",
    "judged": "The article judges, in its own voice",
}
SHAPES: Final[dict[Kind, Shape]] = {
    "assertion": "is",
    "background": "is",
    "plan": "will",
    "prediction": "will",
    "position": "view",
    "judgement": "view",
    "rationale": "view",
}
SHAPE_NAMES: Final[dict[Shape, str]] = {
    "is": "what is or was so",
    "will": "what is planned or expected",
    "view": "views, demands, reasons",
}


def voice_of(claim: Claim) -> VoiceName:
    """Whose words a claim's evidence is: somebody else's, or the outlet's, reporting or judging."""
    if claim.attribution.mode != "none":
        return "said"
    return "judged" if claim.kind in ("judgement", "position") else "own"
