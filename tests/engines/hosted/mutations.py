"""Replies made wrong on purpose, each from a seed: broken as text, broken as JSON, or whole and untrue.

What is certainly untrue afterwards is told with it, so that a test can look for it without asking the guards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from brief.engines.hosted.exchange import Answer, Stage

__all__ = ["ALIENS", "Mutated", "mutate_reply"]

# Words, a name and a number that none of the articles has in any form.
ALIENS = ("7731", "quimby", "embezzl")
_ALIEN_ENDS = (
    ", Quimby said.",
    " because Quimby embezzled it.",
    " and embezzled 7731 crowns.",
    ", which embezzlers welcomed.",
    " in 7731.",
    " (Quimby).",
    ": “Quimby embezzled it”.",
    " – 7731 of them.",
)
_ALIEN_STARTS = ("Quimby said ", "According to Quimby, ", "7731 ", "Embezzlers: ", "Quimby: “")
# Pairs that change what is said: the statement that has one for the other is untrue of the articles.
_CONTRARIES = (
    (" will ", " will not "), ("did not take", "took"), (" may have hidden", " hid"), ("denied", "confirmed"),
    (" would cost about", " cost"), ("2.5 million", "2.5 billion"), ("2019", "2024"), ("14 May", "14 June"),
    ("160", "212"), ("Mara Voss", "Jon Aldis"), ("Jon Aldis", "Mara Voss"), ("the agency", "the village"),
    ("Hamn", "Skarn"), ("after 160", "before 160"), ("leave", "keep"), ("4,2 Millionen", "4,2 Milliarden"),
    ("lehnt den Plan ab", "lehnt den Plan nicht ab"), ("Jörg Haase", "Petra Kühn"), ("40", "5"),
    (" said the agency", " did not say the agency"), ("beschlossen", "nicht beschlossen"),
    ("Jon Aldis said the agency may have hidden", "The agency hid"), ("According to the report, repairs", "Repairs"),
    ("Mara Voss said the", "The"), ("The agency denied it", "The agency admitted it"), ("agency", "village"),
    ("Jon Aldis said", "Jon Aldis proved"), (" said ", " falsely said "), ("212 people", "all people"),
)  # fmt: skip
_ODD_VALUES: Sequence[Any] = (
    None, True, False, 0, -1, 2**70, 1.5, float("nan"), float("inf"), "", " ", "s", "s0", "s-1", "s99999999999",
    [], {}, [[]], [None], {"": None}, "\ud800", "\x00", "\u202e", "💥", "null", "NaN", "a1", "c1", "s1; s2; s3",
    "s3: ", "s2: …", ":", "?", "?: ?", "{", "{a … b}", "}{", "r1", "v1", "s1-s9",
)  # fmt: skip
_GARBAGE = (
    "", "   ", "null", "[]", "{}", "42", '"no"', "I cannot help with that.", "<html>502 Bad Gateway</html>",
    "```json\n```", "{" * 5000, "[" * 5000, '{"claims":' * 400, '{"claims": [' + "[" * 800, "\x00\x01\x02", "\ufeff",
    '{"claims": {}}', '{"claims": "s1"}', '{"claims": [null, 1, "s1", {}]}', "data: [DONE]",
)  # fmt: skip


@dataclass(frozen=True)
class Mutated:
    """An answer with something wrong in it; `untrue` are statements that nobody may be told."""

    answer: Answer
    untrue: tuple[str, ...]


def mutate_reply(random: Random, stage: Stage, replies: Mapping[Stage, Any]) -> Mutated:
    """One of the replies with one to four things wrong."""
    untrue: list[str] = []
    value = json.loads(json.dumps(replies[stage]))
    for _ in range(random.choice((1, 1, 2, 2, 3, 4))):
        choice = random.random()
        if choice < 0.55:
            _reword(random, value, replies, untrue)
        elif choice < 0.95:
            random.choice(_SHAPES)(random, value)
        else:
            value = json.loads(json.dumps(replies[random.choice([*replies])]))
    content = json.dumps(value, ensure_ascii=random.random() < 0.2)
    if random.random() < 0.25:
        content = random.choice(_TEXTS)(random, content)
    finish = random.choice(("stop",) * 8 + ("length", "content_filter", "tool_calls", ""))
    refusal = "No." if random.random() < 0.01 else None
    return Mutated(Answer(content, finish, refusal), tuple(untrue))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(inner)


def _lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _lists(inner)


def _statements(value: Any) -> list[tuple[dict[str, Any], str]]:
    return [(each, key) for each in _objects(value) for key in ("say", "ask") if key in each]


def _reword(random: Random, value: Any, replies: Mapping[Stage, Any], untrue: list[str]) -> None:
    """Another statement in the place of one."""
    places = _statements(value)
    if not places:
        return
    item, key = random.choice(places)
    others = [each["say"] for each in _objects(replies["extract"]) if each.get("say")]
    said = item[key] if isinstance(item[key], str) and item[key] else random.choice(others)
    choice = random.randrange(9)
    if choice == 0:
        pairs = [pair for pair in _CONTRARIES if pair[0] in said]
        if pairs:
            item[key] = said.replace(*random.choice(pairs), 1)
            untrue += [item[key]] if item[key] not in others else []  # two wrongs may make a right
    elif choice == 1:
        item[key] = said.rstrip(".") + random.choice(_ALIEN_ENDS)
    elif choice == 2:
        item[key] = random.choice(_ALIEN_STARTS) + said[:1].lower() + said[1:]
    elif choice == 3:
        item[key] = re.sub(r"\d+", "7731", said, count=1)
    elif choice == 4:  # the head of one statement and the tail of another
        one, other = said.split(), random.choice(others).split()
        item[key] = " ".join(one[: random.randrange(len(one) + 1)] + other[random.randrange(len(other)) :])
    elif choice == 5:
        item[key] = _marked(random, said)
    elif choice == 6:
        words = said.split()
        words[random.randrange(len(words))] = random.choice(
            ("Quimby", "embezzled", "7731", "“embezzled”", "not", "all")
        )
        item[key] = " ".join(words)
    elif choice == 7:
        at = random.randrange(len(said) + 1)
        item[key] = said[:at] + random.choice("\u200b\u202e\u00ad\n\t\x00\ud800💥{}“”\"'«;:") + said[at:]
    else:
        item[key] = random.choice(others)


def _marked(random: Random, said: str) -> str:
    """A statement with quotation marks around some of its words."""
    words = said.split()
    a = random.randrange(len(words))
    b = random.randrange(a, len(words))
    left, right = random.choice(("“”", '""', "‘’", "«»", "''", "“ ", " ”"))
    words[a] = left + words[a]
    words[b] += right
    return " ".join(words)


def _drop_key(random: Random, value: Any) -> None:
    places = [each for each in _objects(value) if each]
    if places:
        item = random.choice(places)
        del item[random.choice([*item])]


def _rename_key(random: Random, value: Any) -> None:
    places = [each for each in _objects(value) if each]
    if places:
        item = random.choice(places)
        key = random.choice([*item])
        item[random.choice((key.upper(), f"{key} ", "statement", "claims", "at", "say", "id"))] = item.pop(key)


def _odd_value(random: Random, value: Any) -> None:
    places = [each for each in _objects(value) if each]
    if places:
        item = random.choice(places)
        item[random.choice([*item])] = random.choice(_ODD_VALUES)


def _huge_value(random: Random, value: Any) -> None:
    places = [each for each in _objects(value) if each]
    if places:
        item = random.choice(places)
        item[random.choice([*item])] = random.choice(
            ("s1; " * 3000, "Voss said " * 400, "9" * 5000, "“" * 2500, "a b " * 499, "{x … y}" * 280, ["s1"] * 3000)
        )


def _swap_values(random: Random, value: Any) -> None:
    places = [(each, key) for each in _objects(value) for key in each]
    if len(places) > 1:
        (one, a), (other, b) = random.sample(places, 2)
        one[a], other[b] = _copied(other[b]), _copied(one[a])


def _copied(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _point_elsewhere(random: Random, value: Any) -> None:
    places = [(each, key) for each in _objects(value) for key in ("at", "claims", "claim", "question") if key in each]
    if places:
        item, key = random.choice(places)
        number = random.choice((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 99, -1, 10**9))
        mark = "s" if key == "at" else "c"
        item[key] = random.choice((f"{mark}{number}", [f"{mark}{number}"], number, f"{mark}{number}; {mark}1"))


def _other_holder(random: Random, value: Any) -> None:
    places = [each for each in _objects(value) if "who" in each]
    if places:
        item = random.choice(places)
        item["who"] = random.choice(("a1", "a2: said", "a3: denied", "a9: said", "Quimby: said", "?", "outlet", None))
        item["how"] = random.choice(("direct", "indirect", "mixed inferred", None, "loudly"))


def _other_id(random: Random, value: Any) -> None:
    places = [each for each in _objects(value) if "id" in each]
    if places:
        item = random.choice(places)
        item["id"] = f"{random.choice('arvcs')}{random.randrange(14)}"


def _other_name(random: Random, value: Any) -> None:
    places = [each for each in _objects(value) if "name" in each]
    if places:
        item = random.choice(places)
        item["name"] = random.choice(("Quimby", "Jon Aldis", "Mara Voss", "the", "Skarn", "embezzlers", "Tuesday", "1"))
        item["aliases"] = random.choice((["Voss"], ["Aldis", "Voss"], ["Quimby"], ["the agency"], [""], ["he"]))


def _other_type(random: Random, value: Any) -> None:
    places = [
        (each, key) for each in _objects(value) for key in ("is", "type", "voice", "relation", "verdict") if key in each
    ]
    if places:
        item, key = random.choice(places)
        item[key] = random.choice(
            ("assertion core", "judgement low hedged", "core", "unsupported", "outlet", "implicit", "document", "?", "")
        )


def _multiply(random: Random, value: Any) -> None:
    places = [each for each in _lists(value) if each]
    if places:
        each = random.choice(places)
        each.extend([_copied(random.choice(each)) for _ in range(random.choice((1, 2, 40)))])
        random.shuffle(each)


def _thin_out(random: Random, value: Any) -> None:
    places = [each for each in _lists(value) if each]
    if places:
        each = random.choice(places)
        del each[random.randrange(len(each)) :]


def _nest(random: Random, value: Any) -> None:
    places = [(each, key) for each in _objects(value) for key in each]
    if places:
        item, key = random.choice(places)
        for _ in range(random.choice((1, 3, 60))):
            item[key] = random.choice(([item[key]], {key: item[key]}))


_SHAPES: Sequence[Callable[[Random, Any], None]] = (
    _drop_key, _rename_key, _odd_value, _odd_value, _huge_value, _swap_values, _swap_values, _point_elsewhere,
    _point_elsewhere, _other_holder, _other_holder, _other_id, _other_name, _other_type, _multiply, _thin_out, _nest,
)  # fmt: skip


def _truncate(random: Random, content: str) -> str:
    return content[: random.randrange(len(content) + 1)]


def _flip_bytes(random: Random, content: str) -> str:
    flipped = bytearray(content.encode("utf-8", "replace"))
    for _ in range(random.choice((1, 2, 8, 64))):
        flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
    return flipped.decode("utf-8", "replace")


def _cut_out(random: Random, content: str) -> str:
    a, b = sorted(random.randrange(len(content) + 1) for _ in range(2))
    return content[:a] + content[b:]


def _wrap(random: Random, content: str) -> str:
    before, after = random.choice(
        (
            ("```json\n", "\n```"), ("Sure! Here it is:\n", "\nAnything else?"), ('<think>{"claims": []}</think>', ""),
            ("[", "]"), ('{"reply": ', "}"), ("", content), ("// json\n", ""), ("\ufeff", "\x00"), ("{", "}"),
        )
    )  # fmt: skip
    return before + content + after


def _replace(random: Random, content: str) -> str:
    return random.choice(_GARBAGE)


def _loosen(random: Random, content: str) -> str:
    old, new = random.choice(
        (('"', "'"), ("}", ",}"), ("]", ",]"), ("null", "None"), (": ", "="), (",", ";"), ("\\", ""), ('"', '\\"'))
    )
    return content.replace(old, new)


_TEXTS: Sequence[Callable[[Random, str], str]] = (_truncate, _truncate, _flip_bytes, _cut_out, _wrap, _replace, _loosen)
