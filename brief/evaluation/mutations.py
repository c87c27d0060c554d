"""Faults to plant in a sound briefing, each with the check that must find it: the faults that models really make.

An operator works on the briefing's JSON, since half of what it does could not even be built. It plants one fault at one
site; where a document offers no site, it says so by giving nothing. What an operator does to wording is in `rewording`.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from brief.evaluation.rewording import (
    assert_alleged,
    change_day,
    change_digit,
    flip_negation,
    make_certain,
)
from brief.evaluation.suite import Case

__all__ = ["OPERATORS", "Base", "Fault", "Operator", "Record"]

Record = dict[str, Any]
_SAME = "the two claims say the same"
Base = Literal["labelled", "grounded"]
"""The gold as labelled, scored without an audit; or as the pipeline's gate lets it through, with everything."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A corrupted record; `equivalent` says why it is no fault after all."""

    record: Record
    where: str
    equivalent: str | None = None


@dataclass(frozen=True, slots=True)
class Operator:
    """One kind of fault, on one base, and the check that must object: an invariant or `floor:layer/measure`."""

    name: str
    base: Base
    expected: str
    plant: Callable[[Record, Case], Iterator[Fault]]


def _copy(record: Record) -> Record:
    copied: Record = marshal.loads(marshal.dumps(record))  # plain values; six times as fast as deepcopy
    return copied


def _drop_evidence(record: Record, case: Case) -> Iterator[Fault]:
    for n in range(len(record["claims"])):
        changed = _copy(record)
        changed["claims"][n]["evidence"] = []
        yield Fault(changed, f"claims[{n}].evidence")


def _shift_offset(record: Record, case: Case) -> Iterator[Fault]:
    for n, claim in enumerate(record["claims"]):
        if claim["evidence"][0]["end"] >= len(case.document.text):
            continue
        changed = _copy(record)
        span = changed["claims"][n]["evidence"][0]
        span["start"] += 1
        span["end"] += 1
        same = case.document.text[span["start"] : span["end"]] == span["quote"]
        yield Fault(changed, f"claims[{n}].evidence[0]", "the text repeats itself there" if same else None)


def _swap_quotes(record: Record, case: Case) -> Iterator[Fault]:
    for n, m in _neighbours(record):
        changed = _copy(record)
        one, other = (changed["claims"][k]["evidence"][0] for k in (n, m))
        one["quote"], other["quote"] = other["quote"], one["quote"]
        if one["quote"] != other["quote"]:
            yield Fault(changed, f"claims[{n}].evidence[0].quote")


def _swap_evidence(record: Record, case: Case) -> Iterator[Fault]:
    # As labelled, claims are in the gold's order: another group of its evidence would bear the claim out as well.
    same_order = [c["statement"] for c in record["claims"]] == [claim.statement for claim in case.gold.claims]
    for n, m in _neighbours(record):
        changed = _copy(record)
        one, other = changed["claims"][n], changed["claims"][m]
        one["evidence"], other["evidence"] = other["evidence"], one["evidence"]
        wanted = [[(s.start, s.end) for g in case.gold.claims[k].evidence for s in g] for k in (n, m) if same_order]
        meets = [_meets(one["evidence"], [(s["start"], s["end"]) for s in other["evidence"]])]
        meets += [_meets(c["evidence"], spans) for c, spans in zip((one, other), wanted, strict=False)]
        if not any(meets):
            yield Fault(_covered(changed), f"claims[{n}].evidence")


def _meets(evidence: list[Record], spans: list[tuple[int, int]]) -> bool:
    return any(span["start"] < end and start < span["end"] for span in evidence for start, end in spans)


def _neighbours(record: Record) -> Iterator[tuple[int, int]]:
    """A claim and the one half the document on, so that the two have little in common."""
    half = len(record["claims"]) // 2
    yield from ((n, n + half) for n in range(half))


def _covered(record: Record) -> Record:
    """The record with the coverage that its evidence makes, so that one fault stays one fault."""
    for entry in record["coverage"]:
        start, end = entry["sentence"]["start"], entry["sentence"]["end"]
        ids = [c["id"] for c in record["claims"] if any(s["start"] < end and start < s["end"] for s in c["evidence"])]
        entry["claim_ids"] = ids
        entry["reason"] = None if ids else "no claim was found in it"
    return record


def _splice_sentences(record: Record, case: Case) -> Iterator[Fault]:
    sentences = case.document.sentences
    for n, claim in enumerate(record["claims"]):
        at = case.document.sentence_at(claim["evidence"][0]["start"])
        other = next((s for s in sentences if at and s.index > at.index + 1), None)
        if at is None or other is None:
            continue
        changed = _copy(record)
        quote = f"{at.span.quote} {other.span.quote}"
        start = at.span.start
        if start + len(quote) <= len(case.document.text):
            changed["claims"][n]["evidence"] = [{"start": start, "end": start + len(quote), "quote": quote}]
            yield Fault(changed, f"claims[{n}].evidence[0]")


def _widen_evidence(record: Record, case: Case) -> Iterator[Fault]:
    """The evidence with the sentences before and behind it."""
    sentences = case.document.sentences
    for n, claim in enumerate(record["claims"]):
        first = case.document.sentence_at(claim["evidence"][0]["start"])
        if first is None or len(sentences) < 3:
            continue
        start = sentences[max(0, first.index - 2)].span.start
        end = sentences[min(len(sentences), first.index + 1) - 1].span.end
        changed = _copy(record)
        changed["claims"][n]["evidence"] = [{"start": start, "end": end, "quote": case.document.text[start:end]}]
        yield Fault(_covered(changed), f"claims[{n}].evidence")


def _swap_speakers(record: Record, case: Case) -> Iterator[Fault]:
    claims = record["claims"]
    for n, claim in enumerate(claims):
        source = claim["attribution"]
        for m, other in enumerate(claims[n + 1 :], n + 1):
            theirs = other["attribution"]
            named = source["source"] and theirs["source"] and source["actor_id"] and theirs["actor_id"]
            if named and source["actor_id"] != theirs["actor_id"] and not _share_names(record, source, theirs):
                changed = _copy(record)
                one, two = changed["claims"][n], changed["claims"][m]
                one["attribution"], two["attribution"] = two["attribution"], one["attribution"]
                same = _bare(one["statement"]) == _bare(two["statement"])
                yield Fault(changed, f"claims[{n}].attribution", _SAME if same else None)
                break


def _bare(statement: str) -> str:
    return re.sub(r"\W+", " ", statement).strip()


def _share_names(record: Record, one: Record, other: Record) -> bool:
    return bool(set(one["source"].casefold().split()) & set(other["source"].casefold().split()))


_NOBODY = {"source": None, "source_type": "outlet", "actor_id": None, "mode": "none", "confidence": "explicit",
           "cue": None, "source_span": None}  # fmt: skip


def _strip_attribution(record: Record, case: Case) -> Iterator[Fault]:
    for n, claim in enumerate(record["claims"]):
        if claim["attribution"]["source"]:
            changed = _copy(record)
            changed["claims"][n]["attribution"] = dict(_NOBODY)
            yield Fault(changed, f"claims[{n}].attribution")


def _reworded(change: Callable[[str, Record], tuple[str, str | None] | None]) -> Callable[..., Iterator[Fault]]:
    """An operator that changes the wording of one claim."""

    def plant(record: Record, case: Case) -> Iterator[Fault]:
        for n, claim in enumerate(record["claims"]):
            if found := change(claim["statement"], claim):
                changed = _copy(record)
                changed["claims"][n]["statement"] = found[0]
                yield Fault(changed, f"claims[{n}].statement", found[1])

    return plant


def _make_fact(record: Record, case: Case) -> Iterator[Fault]:
    for n, claim in enumerate(record["claims"]):
        if claim["hedged"]:
            changed = _copy(record)
            wording = assert_alleged(claim["statement"], claim)
            changed["claims"][n] |= {"hedged": False, "statement": wording[0] if wording else claim["statement"]}
            yield Fault(changed, f"claims[{n}].hedged")


def _move_date(record: Record, case: Case) -> Iterator[Fault]:
    for n, item in enumerate(record["dates"]):
        if item["value"] and (day := re.search(r"(\d)(?=[~?%]?$)", item["value"])):
            changed = _copy(record)
            digit = "1" if day[1] != "1" else "2"
            changed["dates"][n]["value"] = item["value"][: day.start()] + digit + item["value"][day.end() :]
            yield Fault(changed, f"dates[{n}].value")


def _invent_date(record: Record, case: Case) -> Iterator[Fault]:
    for n, item in enumerate(record["dates"]):
        if item["value"] is None:
            changed = _copy(record)
            changed["dates"][n]["value"] = "1987-04-01"
            yield Fault(changed, f"dates[{n}].value")


def _duplicate_claim(record: Record, case: Case) -> Iterator[Fault]:
    for n, claim in enumerate(record["claims"]):
        changed = _copy(record)
        changed["claims"].append({**_copy(claim), "id": "c9999"})
        yield Fault(_covered(changed), f"claims[{n}]")


def _drop_core_claim(record: Record, case: Case) -> Iterator[Fault]:
    cited = {i for line in (record["headline"], *record["summary"]) for i in line["claim_ids"]}
    for n, claim in enumerate(record["claims"]):
        lines = [line for line in record["summary"] if claim["id"] in line["claim_ids"]]
        if claim["salience"] == "core" and claim["id"] in cited and claim["id"] not in record["headline"]["claim_ids"]:
            changed = _copy(record)
            del changed["claims"][n]
            changed["summary"] = [line for line in changed["summary"] if line not in lines]
            for remark in (*changed["tensions"], *changed["open_questions"]):
                remark["claim_ids"] = [i for i in remark.get("claim_ids", ()) if i != claim["id"]]
            yield Fault(_covered(changed), f"claims[{n}]")


def _invent_actor(record: Record, case: Case) -> Iterator[Fault]:
    taken = [m for actor in record["actors"] for m in actor["mentions"]]
    for word in re.finditer(r"\b[a-z]{5,}\b", case.document.text):
        if not any(m["start"] < word.end() and word.start() < m["end"] for m in taken):
            changed = _copy(record)
            mention = {"start": word.start(), "end": word.end(), "quote": word[0]}
            changed["actors"].append(
                {"id": "a9999", "name": "Zebulon Quorth", "type": "person", "aliases": [], "roles": [],
                 "mentions": [mention]}
            )  # fmt: skip
            yield Fault(changed, "actors")


def _merge_people(record: Record, case: Case) -> Iterator[Fault]:
    people = [n for n, actor in enumerate(record["actors"]) if actor["type"] == "person"]
    for n, m in pairwise(people):
        changed = _copy(record)
        one, other = changed["actors"][n], changed["actors"][m]
        one["mentions"] = sorted(one["mentions"] + other["mentions"], key=lambda span: span["start"])
        one["aliases"] = [*one["aliases"], other["name"]]
        del changed["actors"][m]
        for claim in changed["claims"]:
            claim["actor_ids"] = [i if i != other["id"] else one["id"] for i in claim.get("actor_ids", ())]
            if claim["attribution"]["actor_id"] == other["id"]:
                claim["attribution"]["actor_id"] = one["id"]
        yield Fault(changed, f"actors[{n}]")


def _empty_summary(record: Record, case: Case) -> Iterator[Fault]:
    yield Fault({**_copy(record), "summary": []}, "summary")


def _cite_nothing(record: Record, case: Case) -> Iterator[Fault]:
    for n in range(len(record["summary"])):
        changed = _copy(record)
        changed["summary"][n]["claim_ids"] = []
        yield Fault(changed, f"summary[{n}].claim_ids")


def _cite_wrong_claim(record: Record, case: Case) -> Iterator[Fault]:
    by_id = {claim["id"]: claim for claim in record["claims"]}
    for n, line in enumerate(record["summary"]):
        words = set(line["text"].casefold().split())
        for claim in reversed(record["claims"]):
            if claim["id"] not in line["claim_ids"] and len(words & set(claim["statement"].casefold().split())) < 5:
                changed = _copy(record)
                changed["summary"][n]["claim_ids"] = [claim["id"]]
                same = any(by_id[i]["statement"] == claim["statement"] for i in line["claim_ids"])
                yield Fault(changed, f"summary[{n}].claim_ids", _SAME if same else None)
                break


def _add_loaded(record: Record, case: Case) -> Iterator[Fault]:
    for item in case.gold.loaded or ():
        is_ours = item.voice == "outlet" and not item.in_quotation
        if is_ours and item.category not in ("vague_attribution", "relative_time"):
            for n, claim in enumerate(record["claims"]):
                if "“" not in claim["statement"] and "‘" not in claim["statement"]:
                    changed = _copy(record)
                    changed["claims"][n]["statement"] = f"{claim['statement'].rstrip('.')}, {item.quote}."
                    yield Fault(changed, f"claims[{n}].statement")
                    break


def _break_rule(record: Record, case: Case) -> Iterator[Fault]:
    for rule in case.gold.must_not or ():
        plain = rule.pattern.replace(r"\b", "").removeprefix("(?i)").replace(r"\.", ".").replace(r"\s+", " ")
        if re.fullmatch(r"[\w .,'’-]+", plain) and re.search(rule.pattern, f"So {plain} it is."):
            changed = _copy(record)
            changed["claims"][0]["statement"] = f"So {plain} it is."
            yield Fault(changed, "claims[0].statement")


def _lose_sentence(record: Record, case: Case) -> Iterator[Fault]:
    for n in range(len(record["coverage"])):
        changed = _copy(record)
        del changed["coverage"][n]
        yield Fault(changed, f"coverage[{n}]")


def _drop_item(layer: str) -> Callable[..., Iterator[Fault]]:
    """An operator that leaves one item of a layer out."""

    def plant(record: Record, case: Case) -> Iterator[Fault]:
        for n, item in enumerate(record[layer]):
            changed = _copy(record)
            del changed[layer][n]
            for claim in changed["claims"]:
                claim["date_ids"] = [i for i in claim.get("date_ids", ()) if i != item.get("id")]
            yield Fault(changed, f"{layer}[{n}]")

    return plant


def _change_field(layer: str, name: str, values: tuple[str, str]) -> Callable[..., Iterator[Fault]]:
    """An operator that labels one item as something else."""

    def plant(record: Record, case: Case) -> Iterator[Fault]:
        for n, item in enumerate(record[layer]):
            changed = _copy(record)
            changed[layer][n][name] = values[item[name] == values[0]]
            yield Fault(changed, f"{layer}[{n}].{name}")

    return plant


OPERATORS: tuple[Operator, ...] = (
    Operator("drop the evidence", "grounded", "unsourced_claim", _drop_evidence),
    Operator("shift an offset by one", "grounded", "broken_span", _shift_offset),
    Operator("swap two quotes", "grounded", "broken_span", _swap_quotes),
    Operator("splice two sentences into one quote", "grounded", "broken_span", _splice_sentences),
    Operator("swap the evidence of two claims", "grounded", "unsourced_claim", _swap_evidence),
    Operator("swap the evidence of two claims", "labelled", "floor:claims/recall", _swap_evidence),
    Operator("cite the neighbours as well", "labelled", "floor:evidence/precision", _widen_evidence),
    Operator("flip a negation", "grounded", "unsourced_claim", _reworded(flip_negation)),
    Operator("flip a negation", "labelled", "floor:claims/polarity", _reworded(flip_negation)),
    Operator("change a digit", "grounded", "unsourced_claim", _reworded(change_digit)),
    Operator("change a digit", "labelled", "floor:claims/numbers", _reworded(change_digit)),
    Operator("move a day or month", "grounded", "unsourced_claim", _reworded(change_day)),
    Operator("move a day or month", "labelled", "floor:claims/dates", _reworded(change_day)),
    Operator("move a date", "labelled", "floor:dates/value", _move_date),
    Operator("invent a date", "labelled", "floor:dates/open", _invent_date),
    Operator("invent a date", "grounded", "unsourced_claim", _invent_date),
    Operator("swap speakers", "labelled", "floor:attribution/source", _swap_speakers),
    Operator("swap speakers", "grounded", "unsourced_claim", _swap_speakers),
    Operator("strip an attribution", "labelled", "floor:attribution/reported", _strip_attribution),
    Operator("make may into will", "grounded", "unsourced_claim", _reworded(make_certain)),
    Operator("make may into will", "labelled", "floor:hedging/kept", _reworded(make_certain)),
    Operator("make what is alleged a fact", "labelled", "floor:hedging/flag", _make_fact),
    Operator("duplicate a claim", "labelled", "floor:claims/distinct", _duplicate_claim),
    Operator("drop a core claim", "labelled", "floor:claims/core_recall", _drop_core_claim),
    Operator(
        "mistake the kind", "labelled", "floor:claims/kind", _change_field("claims", "kind", ("plan", "judgement"))
    ),
    Operator("invent an actor", "grounded", "unsourced_claim", _invent_actor),
    Operator("invent an actor", "labelled", "floor:actors/mentions_precision", _invent_actor),
    Operator("merge two people", "grounded", "floor:actors/precision", _merge_people),
    Operator("merge two people", "labelled", "floor:actors/precision", _merge_people),
    Operator("empty the summary", "labelled", "floor:summary/present", _empty_summary),
    Operator("empty the summary", "grounded", "floor:summary/present", _empty_summary),
    Operator("cite a wrong claim", "grounded", "uncited_sentence", _cite_wrong_claim),
    Operator("cite no claim", "grounded", "uncited_sentence", _cite_nothing),
    Operator("add loaded wording", "labelled", "leak", _add_loaded),
    Operator("say what must not be said", "labelled", "must_not", _break_rule),
    Operator("lose a sentence", "grounded", "lost_sentence", _lose_sentence),
    Operator("miss a date", "labelled", "floor:dates/recall", _drop_item("dates")),
    Operator("miss loaded wording", "labelled", "floor:loaded/recall", _drop_item("loaded")),
    Operator("miss a tension", "labelled", "floor:tensions/recall", _drop_item("tensions")),
    Operator("miss an open question", "labelled", "floor:open_questions/recall", _drop_item("open_questions")),
)
