"""Which names mean whom: the actors layer against corpora in which experts marked coreference.

    python evals/benchmarks/actors.py [--gum FOLDER] [--meantime FOLDER] [--limit N] [--errors]

FOLDER is a checkout of GUM (its `dep/GUM_*.conllu` are read) or of MEANTIME (`output_data/en`). Neither is shipped.

Measured are the names of persons and organisations, mentions whose head is a proper noun; of nested mentions with one
head the smallest counts. A name is *found* when a mention of ours lies inside it, give or take a title, and shares a
head word with it. Precision and recall are B-cubed: precision over the names found, recall over all. *Wrong merges*: of
the pairs of found names that we put into one actor, the share whose gold entities differ. *Spurious*: our mentions of
persons and organisations that are no gold name; many of them are designations ("the airline"), which are not marked so.
Exit status 6: there was nothing to measure.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brief.document import Document
from brief.language.actors import extract_actors
from brief.language.analysis import Actor
from brief.language.parse import parse_document

NOTHING_MEASURED = 6


@dataclass(frozen=True)
class GoldName:
    start: int
    end: int
    heads: tuple[tuple[int, int], ...]
    entity: str
    quote: str


@dataclass
class Case:
    name: str
    text: str
    gold: list[GoldName] = field(default_factory=list)


# Designations ("Apple CEO", "the Prime Minister") have proper nouns for heads in both corpora, but are no names.
_DESIGNATIONS = frozenset(
    """ceo president minister secretary officer justice chairman director king queen prince premier senator governor
    mayor chief judge general north south state spokesperson spokesman spokeswoman ambassador captain manager coach
    professor editor leader poet""".split()
)


def smallest(names: Sequence[GoldName]) -> list[GoldName]:
    """Names with one head nest (a conjunction and its first member): only the innermost stays."""
    kept: dict[tuple[int, int], GoldName] = {}
    for name in sorted(names, key=lambda n: n.end - n.start):
        if not any(head in kept for head in name.heads):
            for head in name.heads:
                kept[head] = name
    return sorted(set(kept.values()), key=lambda n: (n.start, n.end))


def _heads(minspan: str, a: int, b: int) -> list[int]:
    """The head's word numbers: the first unbroken stretch ("Comic Corps" of "Comic Corps of Canada")."""
    numbers = [a + int(n) - 1 for n in minspan.split(",") if n.isdigit()]
    return [n for at, n in enumerate(numbers) if n <= b and n == numbers[0] + at]


def _run(text: str, words: Sequence[tuple[int, int, str]], a: int, b: int, kind: str, minspan: str) -> tuple[int, int]:
    """The capitalised words around a mention's head, as word numbers; "of" belongs to the names of bodies."""
    heads = _heads(minspan, a, b) or [b]
    low, high = min(heads), max(heads)

    def capital(n: int) -> bool:
        return text[words[n][0]].isupper()

    if not capital(low) and not capital(high):
        return low, high
    if kind != "person":
        while low > a and capital(low - 1):
            low -= 1
    while high < b:
        if capital(high + 1):
            high += 1
        elif (
            kind == "organization" and high + 2 <= b and text[slice(*words[high + 1][:2])] in ("of", "for", "and", "&")
        ):
            if capital(high + 2):
                high += 2
            elif high + 3 <= b and text[slice(*words[high + 2][:2])] == "the" and capital(high + 3):
                high += 3
            else:
                break
        else:
            break
    return low, high


def read_gum(path: Path) -> Case:
    text = ""
    words: list[tuple[int, int, str]] = []
    opened: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    spans: list[tuple[int, int, str, str, str]] = []
    glued_until, glue_space = 0, " "
    space = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            space = "\n\n" if text else ""
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        if not columns[0].isdigit():
            if "-" in columns[0]:  # "DAB's" is one word of two tokens
                glued_until = int(columns[0].split("-")[1])
                glue_space = "" if "SpaceAfter=No" in columns[9] else " "
            continue
        text += space
        words.append((len(text), len(text) + len(columns[1]), columns[4]))
        text += columns[1]
        misc = dict(p.split("=", 1) for p in columns[9].split("|") if "=" in p)
        number = int(columns[0])
        if number <= glued_until:
            space = glue_space if number == glued_until else ""
            glued_until = 0 if number == glued_until else glued_until
        else:
            space = "" if misc.get("SpaceAfter") == "No" else " "
        at = len(words) - 1
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", misc.get("Entity", "")):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                group, kind, minspan = fields[0], fields[1], fields[5]
                if part.endswith(")"):
                    spans.append((at, at, group, kind, minspan))
                else:
                    opened[group].append((at, kind, minspan))
            else:
                group = part[:-1]
                start, kind, minspan = opened[group].pop()
                spans.append((start, at, group, kind, minspan))
    names = []
    runs = [_run(text, words, a, b, kind, minspan) for a, b, _, kind, minspan in spans]
    for (a, b, group, kind, minspan), own in zip(spans, runs, strict=True):
        if any(x <= own[0] and own[1] <= y and (x, y) != own for x, y in runs):
            continue  # inside a longer name: "Andy Warhol" in "the Andy Warhol Foundation"
        if kind not in ("person", "organization"):
            continue
        heads = _heads(minspan, a, b)
        heads = [h for h in heads if a <= h <= b and words[h][2].startswith("NP") or words[h][2].startswith("NNP")]
        if kind == "person" and all(words[h][2] in ("NNPS", "NPS") for h in heads):
            continue  # "Muslims", "Afghans": a people is no person's name
        if heads and text[slice(*words[heads[-1]][:2])].lower() not in _DESIGNATIONS:
            start, end = words[a][0], words[b][1]
            names.append(GoldName(start, end, tuple(words[h][:2] for h in heads), group, text[start:end]))
    return Case(path.stem, text, smallest(names))


_NO_SPACE_BEFORE = {
    ".",
    ",",
    ";",
    ":",
    "!",
    "?",
    ")",
    "]",
    "%",
    "'s",
    "n't",
    "'",
    "''",
    "’s",
    "'re",
    "'ve",
    "'ll",
    "'m",
    "'d",
}
_NO_SPACE_AFTER = {"(", "[", "$", "``", "US$", "#", "€", "£"}


def read_meantime(folder: Path) -> Iterator[Case]:
    mentions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mention in json.loads((folder / "entities_mentions.json").read_text(encoding="utf-8")):
        mentions[mention["conll_doc_key"]].append(mention)
    sentences: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (folder / "meantime.conll").read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) >= 4:
            sentences[columns[0]][int(columns[1])].append(columns[3])
    for key, by_number in sentences.items():
        text = ""
        places: dict[tuple[int, int], tuple[int, int]] = {}
        for number, tokens in by_number.items():
            if text:
                text += "\n\n" if number <= 2 else " "
            glue, quoted = True, False
            for n, token in enumerate(tokens):
                before = "" if glue or token in _NO_SPACE_BEFORE or token == '"' and quoted else " "
                glue = token in _NO_SPACE_AFTER or token == '"' and not quoted
                quoted ^= token == '"'
                text += before
                places[number, n] = (len(text), len(text) + len(token))
                text += token
        names, covering = [], []
        for m in mentions[key]:
            head = places.get((m["sent_id"], m["mention_head_id"]))
            if head and text[head[0]].isupper() and m["mention_full_type"] != "PERSON":
                numbers = [n for n in m["tokens_number"] if (m["sent_id"], n) in places]
                low = high = m["mention_head_id"]
                while low - 1 in numbers and text[places[m["sent_id"], low - 1][0]].isupper():
                    low -= 1
                covering.append((places[m["sent_id"], low][0], places[m["sent_id"], high][1]))
        for m in mentions[key]:
            if (
                m["mention_full_type"] not in ("PERSON", "ORGANIZATION")
                or m["mention_head_pos"] != "PROPN"
                or not m["is_continuous"]
            ):
                continue
            head = places.get((m["sent_id"], m["mention_head_id"]))
            covered = [places[m["sent_id"], n] for n in m["tokens_number"] if (m["sent_id"], n) in places]
            if (
                head is None
                or len(covered) < len(m["tokens_number"])
                or not text[head[0]].isupper()
                or text[slice(*head)].lower() in _DESIGNATIONS
            ):
                continue
            a, b = covered[0][0], covered[-1][1]
            if any(x <= head[0] and head[1] < y for x, y in covering):
                continue
            heads: tuple[tuple[int, int], ...] = (head,)
            if not a <= head[0] < b:  # an error of the corpus: the head is elsewhere
                heads = (covered[-1],)
            names.append(GoldName(a, b, heads, re.sub(r"^(cross_|intra_)+", "", m["coref_chain"]), text[a:b]))
        yield Case(key, text, smallest(names))


@dataclass
class Totals:
    precision: float = 0.0
    recall: float = 0.0
    n_found: int = 0
    n_gold: int = 0
    n_merged_pairs: int = 0
    n_wrong_pairs: int = 0
    n_spurious: int = 0
    n_ours: int = 0
    seconds: float = 0.0
    n_words: int = 0

    def __iadd__(self, other: Totals) -> Totals:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self

    def scores(self) -> dict[str, float]:
        """B-cubed precision, recall and F1, and the share of wrong merges."""
        p = self.precision / max(1, self.n_found)
        r = self.recall / max(1, self.n_gold)
        wrong = self.n_wrong_pairs / max(1, self.n_merged_pairs)
        return {"precision": p, "recall": r, "f1": 2 * p * r / max(1e-9, p + r), "wrong merges": wrong}

    def report(self) -> str:
        scores = self.scores()
        line = "P {precision:.3f} R {recall:.3f} F1 {f1:.3f}".format(**scores)
        line += f" | found {self.n_found}/{self.n_gold} = {self.n_found / max(1, self.n_gold):.3f}"
        line += f" | wrong merges {self.n_wrong_pairs}/{self.n_merged_pairs} = {scores['wrong merges']:.4f}"
        line += f" | spurious {self.n_spurious}/{self.n_ours}"
        return line + (f" | {650e3 * self.seconds / self.n_words:.1f} ms per 650 words" if self.n_words else "")


def score(case: Case, actors: Sequence[Actor], *, errors: bool = False) -> Totals:
    """What was found of one document's names, and how they were put together."""
    ours = [(m.start, m.end, n) for n, actor in enumerate(actors) for m in actor.mentions]
    claimed: dict[GoldName, int] = {}
    used: set[tuple[int, int]] = set()
    for name in case.gold:
        for start, end, number in ours:
            # Inside, give or take a determiner or a title at its edge.
            if (
                name.start - 4 <= start
                and end <= name.end + 4
                and start < name.heads[-1][1]
                and name.heads[-1][0] < end
            ):
                if (start, end) in used:
                    continue
                claimed[name] = number
                used.add((start, end))
                break
    totals = Totals(n_found=len(claimed), n_gold=len(case.gold))
    gold_size = Counter(name.entity for name in case.gold)
    ours_size = Counter(claimed.values())
    both = Counter((number, name.entity) for name, number in claimed.items())
    for name, number in claimed.items():
        together = both[number, name.entity]
        totals.precision += together / ours_size[number]
        totals.recall += together / gold_size[name.entity]
    totals.n_merged_pairs = sum(n * (n - 1) // 2 for n in ours_size.values())
    totals.n_wrong_pairs = totals.n_merged_pairs - sum(n * (n - 1) // 2 for n in both.values())
    relevant = [(s, e, n) for s, e, n in ours if actors[n].type in ("person", "organisation")]
    totals.n_ours = len(relevant)
    spurious = [(s, e, n) for s, e, n in relevant if (s, e) not in used]
    totals.n_spurious = len(spurious)
    if errors:
        print_errors(case, actors, claimed, spurious)
    return totals


def print_errors(
    case: Case, actors: Sequence[Actor], claimed: dict[GoldName, int], spurious: Sequence[tuple[int, int, int]]
) -> None:
    """The names missed, the actors merged and split, the mentions that are no names."""
    print(f"=== {case.name}")
    both = Counter((number, name.entity) for name, number in claimed.items())
    for name in case.gold:
        if name not in claimed:
            print(f"   MISS {name.quote[:70]!r}  …{case.text[max(0, name.start - 25) : name.start]!r}")
    for number in sorted(set(claimed.values())):
        entities = {entity for n, entity in both if n == number}
        if len(entities) > 1:
            quotes = {
                e: sorted({g.quote[:50] for g, n in claimed.items() if n == number and g.entity == e}) for e in entities
            }
            print("   MERGED", actors[number].name, quotes)
    for entity in sorted({name.entity for name in case.gold}):
        numbers = sorted(n for n, e in both if e == entity)
        if len(numbers) > 1:
            print("   SPLIT", [f"{actors[n].name} ({actors[n].type}) ×{both[n, entity]}" for n in numbers])
    extra = Counter(f"{case.text[start:end]}/{actors[number].type}" for start, end, number in spurious)
    if extra:
        print("   EXTRA", dict(extra))


def main() -> int:
    """Score the corpora that are given, and print a line for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gum", type=Path)
    parser.add_argument("--meantime", type=Path)
    parser.add_argument("--limit", type=int, help="the first N documents of each corpus only")
    parser.add_argument("--errors", action="store_true", help="list what is missed, merged and split")
    parser.add_argument("--json", action="store_true", help="print the scores over all corpora as JSON only")
    options = parser.parse_args()
    readers: list[tuple[str, Iterator[Case]]] = []
    if options.gum:
        readers.append(("GUM", (read_gum(path) for path in sorted((options.gum / "dep").glob("GUM_*.conllu")))))
    if options.meantime:
        readers.append(("MEANTIME", read_meantime(options.meantime / "output_data" / "en")))
    everything = Totals()
    for corpus, read in readers:
        totals = Totals()
        for number, case in enumerate(read):
            if options.limit is not None and number >= options.limit:
                break
            totals += measure(case, errors=options.errors)
        if not options.json:
            print(f"{corpus:9}{totals.report()}")
        everything += totals
    print(json.dumps({"scores": everything.scores()}) if options.json else f"{'all':9}{everything.report()}")
    return 0 if everything.n_gold else NOTHING_MEASURED


def measure(case: Case, *, errors: bool) -> Totals:
    """The counts of one document; the time is that of the actors layer alone, without the parse."""
    parse = parse_document(Document.from_text(case.text))
    start = time.perf_counter()
    actors = extract_actors(parse, ())
    seconds = time.perf_counter() - start
    totals = score(case, actors, errors=errors)
    totals.seconds, totals.n_words = seconds, len(case.text.split())
    return totals


if __name__ == "__main__":
    sys.exit(main())
