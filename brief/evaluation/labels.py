"""Two labellings of the same documents, made apart from each other: how far they agree, and where they do not.

The second one is told as a briefing and scored against the first as an engine would be, so that what two careful
readers leave each other is the measure for what an engine can reach. For what has few values there is Cohen's kappa
too, since much of such agreement is chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from brief.errors import GroundingError, InputError, NothingMeasured
from brief.evaluation.gold import load_gold
from brief.evaluation.golden import labelled_briefing
from brief.evaluation.matching import Matching, match_claims
from brief.evaluation.measures import Share, sum_shares, values_of
from brief.evaluation.output import Output
from brief.evaluation.running import Answer, score_case
from brief.evaluation.suite import Case, Suite

__all__ = ["KAPPAS", "LabelAgreement", "SuiteAgreement", "compare_labels", "kappa", "load_second", "render_labels"]

SECOND_NAME = "second.json"
KAPPAS = ("kind", "salience", "hedged", "source_type", "mode")


@dataclass(frozen=True)
class LabelAgreement:
    """One document: shares as an engine has them, and how often each pair of values meets on claims of one subject."""

    name: str
    shares: Mapping[str, Share]
    pairs: Mapping[str, Counter[tuple[str, str]]]


@dataclass(frozen=True)
class SuiteAgreement:
    """A whole suite."""

    suite: str
    digest: str
    n_documents: int
    cases: tuple[LabelAgreement, ...]

    @property
    def shares(self) -> Mapping[str, Share]:
        """All documents' shares, added up."""
        return sum_shares(case.shares for case in self.cases)

    def pairs(self, name: str) -> Counter[tuple[str, str]]:
        """How often the values of a field meet, over all documents."""
        return sum((case.pairs[name] for case in self.cases), Counter[tuple[str, str]]())


def load_second(case: Case) -> Case | None:
    """The same document with its second labels in the place of the first; None where there are none.

    Raises:
        InputError: If they cannot be read.
    """
    path: Path = case.gold_path.parent / SECOND_NAME
    if not path.is_file():
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check the file's rights") from error
    return replace(case, gold=load_gold(content, name=str(path)), gold_content=content, gold_path=path)


def compare_labels(suite: Suite) -> SuiteAgreement:
    """The agreement of both labellings of every document that has two.

    Raises:
        NothingMeasured: If none has.
        InputError: If second labels cannot be read, or cannot be told as a briefing.
    """
    found = []
    for case in suite.cases:
        second = load_second(case)
        if second is not None:
            found.append(_compare(case, second))
    if not found:
        raise NothingMeasured(f"{suite.folder}: no document has second labels ({SECOND_NAME}); nothing was compared")
    return SuiteAgreement(suite.name, suite.digest, len(suite.cases), tuple(found))


def _compare(first: Case, second: Case) -> LabelAgreement:
    try:
        briefing = labelled_briefing(second)
    except GroundingError as error:
        raise InputError(f"{second.gold_path}: {error}; brief eval --lint tells where") from error
    result = score_case(first, Answer(briefing), audited=False)
    matching = match_claims(Output.of(briefing), first.gold)
    shares = dict(result.shares) | _more_shares(first, second, matching)
    return LabelAgreement(first.name, shares, _pairs(first, second, matching))


def _more_shares(first: Case, second: Case, matching: Matching) -> dict[str, Share]:
    """What is asked of labels only: claims by subject, claims that both call core, values that both could know."""
    ours, theirs = second.gold.claims, first.gold.claims
    core = sum("core" == ours[match.ours].salience == theirs[match.gold].salience for match in matching.subjects)
    return {
        "subjects/precision": Share(len(matching.subjects), len(ours)),
        "subjects/recall": Share(len(matching.subjects), len(theirs)),
        "core/precision": Share(core, sum(claim.salience == "core" for claim in ours)),
        "core/recall": Share(core, sum(claim.salience == "core" for claim in theirs)),
        "dates/value": _values(first, second),
    }


def _values(first: Case, second: Case) -> Share:
    """Of the expressions that both have, those with the same value.

    Whoever labels from the text alone may not know the day of publication; what is counted from it is then left out.
    """
    anchored = first.gold.document.published == second.gold.document.published
    ours = {(item.start, item.end): item for item in second.gold.dates or ()}
    return Share.of(
        item.value == other.value
        for item in first.gold.dates or ()
        if (other := ours.get((item.start, item.end))) and (anchored or not (item.needs_anchor or other.needs_anchor))
    )


def _pairs(first: Case, second: Case, matching: Matching) -> dict[str, Counter[tuple[str, str]]]:
    found = {name: Counter[tuple[str, str]]() for name in KAPPAS}
    for match in matching.subjects:
        ours, theirs = second.gold.claims[match.ours], first.gold.claims[match.gold]
        for name in KAPPAS:
            one, other = (
                getattr(claim.attribution if name in ("source_type", "mode") else claim, name)
                for claim in (theirs, ours)
            )
            found[name][str(one), str(other)] += 1
    return found


def kappa(pairs: Mapping[tuple[str, str], int]) -> float | None:
    """Cohen's kappa: agreement beyond what chance gives to two readers with these habits; None of nothing.

    >>> round(kappa({("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15}), 3)
    0.4
    """
    total = sum(pairs.values())
    if not total:
        return None
    observed = sum(n for (one, other), n in pairs.items() if one == other) / total
    rows, columns = Counter[str](), Counter[str]()
    for (one, other), n in pairs.items():
        rows[one] += n
        columns[other] += n
    chance = sum(rows[value] * columns[value] for value in rows) / total**2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


_COLUMNS: Sequence[tuple[str, str]] = (
    ("claims", "subjects/f1"), ("alike", "claims/f1"), ("evidence", "evidence/f1"), ("core", "core/f1"),
    ("source", "attribution/source"), ("type", "attribution/source_type"), ("mode", "attribution/mode"),
    ("kind", "claims/kind"), ("salience", "claims/salience"), ("hedged", "hedging/flag"), ("actors", "actors/f1"),
    ("dates", "dates/f1"), ("value", "dates/value"), ("loaded", "loaded/f1"), ("tensions", "tensions/f1"),
    ("questions", "open_questions/f1"),
)  # fmt: skip
_HEAD = """\
# How far two labellings of `{suite}` agree

Written by `brief eval --agreement`. Suite `{digest}`, {n} of {total} documents labelled a second time, from the text
alone. The second labels are scored against the first as an engine's briefing would be: claims are paired one to one by
subject, and what is said of claims is measured on these pairs. `alike` are pairs that agree in polarity, numbers, dates
and speaker too, `evidence` is the F1 of characters, `core` the F1 of claims that both call core. `value` leaves out
dates that are counted from a publication date which only one of the two knew.
"""


def render_labels(agreement: SuiteAgreement) -> str:
    """The agreement as a page of Markdown: the whole, the kappas with what is confused most, and each document."""
    digest, n = agreement.digest[:12], len(agreement.cases)
    head = _HEAD.format(suite=agreement.suite, digest=digest, n=n, total=agreement.n_documents)
    return "\n".join([head, *_whole(agreement), *_kappas(agreement), *_documents(agreement)]) + "\n"


def _whole(agreement: SuiteAgreement) -> Iterator[str]:
    values, shares = values_of(agreement.shares), agreement.shares
    yield from ("| measure | agreement | of |", "|---|---:|---:|")
    for name, measure in _COLUMNS:
        share = shares.get(measure)
        counts = "" if share is None else f"{share.hits:.0f}/{share.total:.0f}"
        yield f"| {name} (`{measure}`) | {_number(values.get(measure))} | {counts} |"
    yield ""


def _kappas(agreement: SuiteAgreement) -> Iterator[str]:
    yield from ("| field | share | kappa | confused most (first, second: how often) |", "|---|---:|---:|---|")
    for name in KAPPAS:
        pairs = agreement.pairs(name)
        same = sum(n for (one, other), n in pairs.items() if one == other) / pairs.total() if pairs else None
        apart = sorted(
            ((n, pair) for pair, n in pairs.items() if pair[0] != pair[1]), key=lambda item: (-item[0], item[1])
        )
        told = "; ".join(f"{one}, {other}: {n}" for n, (one, other) in apart[:3])
        yield f"| {name} | {_number(same)} | {_number(kappa(pairs))} | {told} |"
    yield ""


def _documents(agreement: SuiteAgreement) -> Iterator[str]:
    yield f"| document | {' | '.join(name for name, _ in _COLUMNS)} |"
    yield f"|---|{'---:|' * len(_COLUMNS)}"
    for case in agreement.cases:
        values = values_of(case.shares)
        yield f"| {case.name} | {' | '.join(_number(values.get(measure)) for _, measure in _COLUMNS)} |"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
