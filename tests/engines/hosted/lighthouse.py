"""Invented articles with replies to each prompt, written by hand, as a model that reads well would answer.

`ENGLISH` has two statements that say too much, so that a repair is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from brief.document import Document
from brief.engines.hosted.exchange import Stage

__all__ = ["ENGLISH", "GERMAN", "MIXED", "Script"]

Item = dict[str, Any]


@dataclass(frozen=True)
class Script:
    """An article, and what is answered about it."""

    document: Document
    replies: Mapping[Stage, Item]


def _claim(at: str, who: str | None, how: str | None, say: str | None, what: str) -> Item:
    return {"at": at, "who": who, "how": how, "say": say, "is": what}


def _actor(number: int, name: str, aliases: list[str], kind: str, voice: str | None, *roles: str) -> Item:
    return {"id": f"a{number}", "name": name, "aliases": aliases, "type": kind, "voice": voice, "roles": [*roles]}


_LIGHT = """Keepers to leave Skarn light after 160 years

The coast agency will close the lighthouse on Skarn on 14 May 2024, its director, Mara Voss, said on Tuesday. “We did not take this decision lightly,” Voss said.

Two keepers live on the island. Jon Aldis, a former keeper, said the agency may have hidden a report from 2019. The agency denied it.

Repairs would cost about 2.5 million crowns, according to the report. The callous decision ignores Hamn, a village where 212 people live.
"""  # noqa: E501

ENGLISH = Script(
    Document.from_text(_LIGHT, source="light.txt"),
    {
        "extract": {
            "actors": [
                _actor(1, "Mara Voss", ["Voss"], "person", "named_person", "s2: its director"),
                _actor(2, "Jon Aldis", [], "person", "named_person", "s5: a former keeper"),
                _actor(3, "the coast agency", ["the agency"], "organisation", "named_organisation"),
                _actor(4, "the report", [], "other", "document"),
            ],
            "claims": [
                _claim("s1", None, None, "Keepers are to leave Skarn light after 160 years.", "plan core"),
                _claim(
                    "s2", "a1: said", "indirect",
                    "Mara Voss said the coast agency will close the lighthouse on Skarn on 14 May 2024.", "plan core",
                ),
                _claim("s3: We did … lightly", "a1: said", "direct", None, "position supporting"),
                _claim("s4", None, None, None, "background low"),
                _claim(
                    "s5", "a2: said", "indirect", "Jon Aldis said the agency may have hidden a report from 2019.",
                    "assertion core hedged",
                ),
                _claim("s5", None, None, "The agency has hidden a report from 2019.", "assertion supporting"),
                _claim("s6; s5", "a3: denied", "indirect", "The agency denied it.", "position core"),
                _claim(
                    "s7", "a4: according to", "indirect",
                    "According to the report, repairs would cost about 2.5 million crowns.", "prediction core hedged",
                ),
                _claim("s7", "a4: according to", "indirect", "Repairs will cost 3 million crowns.", "prediction low"),
                _claim("s8: The callous decision ignores Hamn", None, None, None, "judgement low"),
                _claim("s8: Hamn … live", None, None, "Hamn is a village where 212 people live.", "background low"),
            ],
            "tensions": [
                {"is": "source_disagreement", "say": "Jon Aldis and the agency disagree about the report.",
                 "at": "s5; s6"},
            ],
            "questions": [
                {"is": "missing_evidence", "ask": "What does the “report from 2019” say?", "at": "s5"},
                {"is": "missing_date", "ask": "Which Tuesday is meant?", "at": "s2: on Tuesday"},
            ],
            "dates": [
                {"at": "s2: 14 May 2024", "type": "DATE", "value": "2024-05-14", "anchor": False,
                 "relation": "deadline"},
            ],
            "loaded": [{"at": "s8: callous", "is": "subjective_adjective", "put": "delete"}],
        },
        "repair": {
            "repairs": [
                {"id": "r5", "say": "Jon Aldis said the agency may have hidden a report from 2019.", "who": None},
                {"id": "r8", "say": "Repairs would cost about 2.5 million crowns, according to the report.",
                 "who": None},
                {"id": "r6", "say": "The agency denied that it hid a report.", "who": None},
            ]
        },
        "verify": {
            "verdicts": [
                {"id": f"v{number}", "verdict": "supported", "why": None} for number in range(11)
            ]
        },
        "compose": {
            "headline": {"say": "The coast agency will close the lighthouse on Skarn, Mara Voss said",
                         "claims": ["c2"]},
            "summary": [
                {"say": "Mara Voss said the coast agency will close the lighthouse on Skarn on 14 May 2024.",
                 "claims": ["c2"]},
                {"say": "Jon Aldis said the agency may have hidden a report from 2019.", "claims": ["c5", "c6"]},
            ],
            "tensions": [
                {"is": "source_disagreement", "say": "Jon Aldis and the agency disagree.", "at": "c5; c7"},
            ],
            "answered": [{"question": "q2", "claim": "c2"}],
        },
    },
)  # fmt: skip

_FLUT = """Altwasser baut einen Damm

Der Rat von Altwasser hat am 3. Mai den Bau eines Damms beschlossen. „Wir wollen keine Flut mehr“, sagte Petra Kühn.

Das Vorhaben kostet 4,2 Millionen Euro. Der Landwirt Jörg Haase lehnt den Plan ab.
"""

GERMAN = Script(
    Document.from_text(_FLUT, source="damm.txt"),
    {
        "extract": {
            "actors": [
                _actor(1, "Petra Kühn", [], "person", "named_person"),
                _actor(2, "Jörg Haase", [], "person", "named_person", "s5: Der Landwirt"),
            ],
            "claims": [
                _claim("s2", None, None, None, "assertion core"),
                _claim("s3: Wir … mehr", "a1: sagte", "direct", None, "position core"),
                _claim("s4", None, None, "Das Vorhaben kostet 4,2 Millionen Euro.", "assertion core"),
                _claim("s5", "a2: lehnt", "indirect", "Der Landwirt Jörg Haase lehnt den Plan ab.", "position core"),
            ],
            "tensions": [{"is": "source_disagreement", "say": "Petra Kühn und Jörg Haase", "at": "s3; s5"}],
            "questions": [{"is": "missing_date", "ask": "In welchem Jahr?", "at": "s2: am 3. Mai"}],
            "dates": [{"at": "s2: 3. Mai", "type": "DATE", "value": "XXXX-05-03", "anchor": True,
                       "relation": "event"}],
            "loaded": [],
        },
        "repair": {"repairs": [{"id": "r3", "say": "Jörg Haase lehnt den Plan ab.", "who": None}]},
        "verify": {"verdicts": [{"id": "v0", "verdict": "supported", "why": None}]},
        "compose": {
            "headline": {"say": "Der Rat von Altwasser hat den Bau eines Damms beschlossen", "claims": ["c1"]},
            "summary": [{"say": "Das Vorhaben kostet 4,2 Millionen Euro.", "claims": ["c3"]}],
            "tensions": [],
            "answered": [],
        },
    },
)  # fmt: skip

# Soft hyphens, a hard space, a zero-width space, decomposed accents, an emoji and three scripts.
_MIXED = (
    "港口关闭 🚢\n\n市议会周一表示，港口将于5月3日关闭。“我们没有选择，”林女士说。\n\n"
    "قال المجلس إن الميناء سيغلق في 3 مايو.\n\n"
    "The Cafe\u0301 Nad\u00e9ge\u00a0closed in 2\u200b019, so the coun\u00adcil said. It had 40\u202fseats.\n"
)

MIXED = Script(
    Document.from_text(_MIXED, source="mixed.txt"),
    {
        "extract": {
            "actors": [
                _actor(1, "林女士", [], "person", "named_person"),
                _actor(2, "the council", [], "organisation", "named_organisation"),
            ],
            "claims": [
                _claim(f"s{number}", None, None, None, "assertion core") for number in range(1, 7)
            ] + [
                _claim("s3: 我们没有选择", "a1: 说", "direct", None, "position core"),
                _claim("s6: It had 40 seats", None, None, "It had 40 seats.", "background low"),
                _claim("s5", "a2: said", "indirect", "The council said the Café Nadége closed in 2019.",
                       "assertion core"),
            ],
            "tensions": [], "questions": [{"is": "missing_date", "ask": "哪一年？", "at": "s2: 5月3日"}],
            "dates": [{"at": "s4: 3 مايو", "type": "DATE", "value": "XXXX-05-03", "anchor": True, "relation": "event"}],
            "loaded": [],
        },
        "repair": {"repairs": [{"id": "r8", "say": "The council said the Café Nadége closed in 2019.", "who": None}]},
        "verify": {"verdicts": [{"id": "v1", "verdict": "unclear", "why": "it is not said who"}]},
        "compose": {
            "headline": {"say": "港口将于5月3日关闭", "claims": ["c2"]},
            "summary": [{"say": "市议会周一表示，港口将于5月3日关闭。", "claims": ["c2"]}],
            "tensions": [], "answered": [],
        },
    },
)  # fmt: skip
