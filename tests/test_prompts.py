"""Prompt files: their rules, their lock, what they render to, and that their examples do what they teach.

`pytest tests/test_prompts.py --update-prompts` writes prompts/versions.lock anew.
"""

from __future__ import annotations

import asyncio
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brief.briefing import Provenance
from brief.compose import compose_briefing
from brief.document import Document
from brief.engines.hosted import replies
from brief.engines.hosted.exchange import Answer, Request
from brief.engines.hosted.extraction import extract_proposals
from brief.engines.hosted.pointing import fill_in
from brief.engines.hosted.reading import read_items, read_reply
from brief.engines.hosted.tokens import count_tokens
from brief.errors import PromptError
from brief.grounding.audit import audit
from brief.grounding.gate import ground_proposals
from brief.prompts import load_lock, load_prompt, parse_prompt, prompt_folder
from brief.settings import Settings

OUTPUTS = {
    "extract": "ExtractReply",
    "extract_short": "ExtractReply",
    "repair": "RepairReply",
    "compose": "ComposeReply",
    "verify": "VerifyReply",
}
INPUTS = {"fence": "=====", "language": "en", "published": "2024-03-05", "dates": "leave out", "context": "s1: A."}
INPUTS |= {"passage": "s2: B.", "refused": "r1: C.", "claims": "c1: D.", "questions": "q1: E?", "tensions": "(none)"}

GOOD = """+++
id = "greet"
version = 2
purpose = "A greeting."
output = "GreetReply"
changelog = ["2: politer", "1: first version"]

[inputs]
name = "who is greeted"
+++
Greet politely. It costs 5 $.
+++
To $name, who owes $$5.
"""


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def test_a_prompt_is_read_and_filled_in() -> None:
    prompt = parse_prompt(GOOD, Path("greet.md"))
    assert (prompt.label, prompt.output, dict(prompt.inputs)) == ("greet@2", "GreetReply", {"name": "who is greeted"})
    rendered = prompt.render(name="$purpose {x} \\1")
    assert rendered.instructions == "Greet politely. It costs 5 $."
    assert rendered.data == "To $purpose {x} \\1, who owes $5."


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (changed('id = "greet"', 'id = "meet"'), "make it the file's name"),
        (changed('purpose = "A greeting."', ""), "the key `purpose` is missing"),
        (changed('purpose = "A greeting."', 'purpose = "A greeting."\nmodel = "x"'), "`model` is no key"),
        (changed("version = 2", 'version = "2"'), "`version` is no whole number"),
        (changed("version = 2", "version = true"), "`version` is no whole number"),
        (changed("version = 2", "version = 3"), "does not tell of version 3"),
        (changed("version = 2", "version = 0"), "it counts from 1"),
        (changed('name = "who', 'nick = "who'), "variable $name is not listed"),
        (changed('name = "who', 'nick = "x"\nname = "who'), "input `nick` is no variable"),
        (changed('name = "who is greeted"', "name = 5"), "hold text only"),
        (changed("Greet politely.", "Greet $name."), "variables belong to the data"),
        (changed("owes $$5", "owes $5"), "write $$ for the sign"),
        (changed("version = 2", "version = = 2"), "no TOML"),
        (changed("+++\nTo", "To"), "put all three lines in"),
        ("Greet.", "put all three lines in"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_what_to_do(content: str, problem: str) -> None:
    with pytest.raises(PromptError, match=re.escape(problem)) as caught:
        parse_prompt(content, Path("greet.md"))
    assert str(caught.value).startswith("greet.md: ")
    assert ";" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_inputs_have_to_be_those_of_the_prompt() -> None:
    prompt = parse_prompt(GOOD, Path("greet.md"))
    with pytest.raises(PromptError, match=r"no value is given for \$name"):
        prompt.render()
    with pytest.raises(PromptError, match="no input called 'age'"):
        prompt.render(name="x", age="5")


def test_a_prompt_that_is_not_there_or_is_parsed_as_something_else(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="cannot be read"):
        load_prompt("nothing")
    (tmp_path / "broken.md").write_bytes(b"+++\n\xff")
    with pytest.raises(PromptError, match="cannot be read"):
        load_prompt("broken", folder=tmp_path)
    with pytest.raises(PromptError, match="make them the same"):
        load_prompt("extract", output="RepairReply")


def test_the_folder_has_these_prompts_and_nothing_else(root: Path) -> None:
    assert prompt_folder() == root / "prompts"
    assert {path.stem for path in prompt_folder().glob("*.md")} - {"README"} == OUTPUTS.keys()


@pytest.mark.parametrize("name", OUTPUTS)
def test_each_prompt_is_parsed_to_the_model_it_names(name: str) -> None:
    prompt = load_prompt(name, output=OUTPUTS[name])
    assert issubclass(getattr(replies, prompt.output), replies.Reply)
    rendered = prompt.render(**{key: INPUTS[key] for key in prompt.inputs})
    assert rendered.instructions == prompt.instructions
    for key in prompt.inputs:
        assert INPUTS[key] in rendered.data
    for field in getattr(replies, prompt.output).model_fields:
        assert field in rendered.instructions, f"{name} does not tell of {field}"


def test_the_data_are_rendered_line_for_line() -> None:
    data = load_prompt("extract").render(**{key: INPUTS[key] for key in load_prompt("extract").inputs}).data
    assert data == (
        "Language of statements, tensions and questions: en\nDate of publication: 2024-03-05\nDates: leave out\n\n"
        "Context, for reading only:\n=====\ns1: A.\n=====\n\nPassage:\n=====\ns2: B.\n====="
    )


def test_the_lock_pins_each_body(request: pytest.FixtureRequest) -> None:
    current = {name: {"version": load_prompt(name).version, "sha256": load_prompt(name).sha256} for name in OUTPUTS}
    if request.config.getoption("--update-prompts", default=False):
        (prompt_folder() / "versions.lock").write_text(json.dumps(current, indent=2) + "\n", "utf-8")
        return
    locked = load_lock()
    for name, now in current.items():
        pinned = locked.get(name, {})
        if now["sha256"] != pinned.get("sha256"):
            assert now["version"] != pinned.get("version"), f"the body of {name}.md changed: raise its version"
    assert locked == current, "run: pytest tests/test_prompts.py --update-prompts"


def test_a_lock_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "versions.lock").write_text("{")
    with pytest.raises(PromptError, match="--update-prompts"):
        load_lock(tmp_path)


def test_every_value_that_a_schema_knows_is_explained() -> None:
    instructions = load_prompt("extract").instructions
    schema = json.dumps(replies.ExtractReply.model_json_schema())
    words = {word for value in re.findall(r'"enum": \[(.*?)\]', schema) for word in re.findall(r"\w+", value)}
    # Nobody is made the outlet or an implicit holder by the list of actors.
    assert {word for word in words if word not in instructions} <= {"outlet", "implicit"}


# -- the examples --

_EXAMPLE = re.compile(r"```\n(?P<passage>s1.*?)\n```\n\n```json\n(?P<reply>\{.*?\})\n```", re.DOTALL)
_LINE = re.compile(r"s\d+(?: \[heading\])?: ")


class _Scripted:
    """Answers everything with one reply."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.requests: list[Request] = []

    async def ask(self, request: Request) -> Answer:
        self.requests.append(request)
        return Answer(self.content)


def examples() -> list[tuple[Document, str]]:
    """The two of `extract` and the one of `extract_short`, as documents and replies."""
    found = [
        match for name in ("extract", "extract_short") for match in _EXAMPLE.finditer(load_prompt(name).instructions)
    ]
    dates = [None, "2024-03-05", None]
    documents = []
    for match, published in zip(found, dates, strict=True):
        paragraphs = [" ".join(_LINE.sub("", line) for line in block.splitlines()) for block in match[1].split("\n\n")]
        documents.append(Document.from_text("\n\n".join(paragraphs), published=published))
    return [(document, match["reply"]) for document, match in zip(documents, found, strict=True)]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_example_is_read_whole_and_passes_the_gate_and_the_audit(number: int) -> None:
    document, reply = examples()[number]
    reading = read_items(Answer(reply), replies.ExtractReply)
    assert not reading.dropped
    assert not reading.unfinished
    exchange = _Scripted(reply)
    settings = Settings(model="m", context_tokens=32_000, reply_tokens=12_000)
    proposals = asyncio.run(extract_proposals(document, exchange, settings, count=count_tokens))
    assert len(exchange.requests) == 1
    grounding = ground_proposals(proposals, document)
    assert not grounding.rejected
    assert len(grounding.claims) == len(reading.reply.claims)
    assert len(grounding.tensions) == len(reading.reply.tensions)
    assert len(grounding.questions) == len(reading.reply.questions)
    assert len(grounding.loaded) == len(reading.reply.loaded)
    assert {actor.name for actor in grounding.actors} == {actor.name for actor in reading.reply.actors}
    provenance = Provenance(engine="hosted", brief_version="0", created_at=datetime(2024, 3, 5, tzinfo=UTC))
    briefing = compose_briefing(grounding, document, unread={}, provenance=provenance)
    assert all(entry.claim_ids for entry in briefing.coverage)
    report = audit(briefing, document)
    assert report.ok
    assert not report.findings


def test_the_examples_show_every_kind_of_answer() -> None:
    """A model follows examples before rules: each way to answer has to occur in them."""
    claims = [item for _, reply in examples() for item in json.loads(reply)["claims"]]
    assert {"direct", "mixed", "indirect", None} <= {item["how"] for item in claims}
    assert {"“”", None} < {item["say"] for item in claims}
    assert any(item["who"] and item["who"].startswith("?") for item in claims)
    assert {item["is"].split()[0] for item in claims} >= {"plan", "prediction", "position", "judgement", "background"}
    assert any(item["is"].endswith("hedged") for item in claims)


@pytest.mark.parametrize("name", ["repair", "verify", "compose"])
def test_the_other_prompts_show_a_reply_that_can_be_read(name: str) -> None:
    prompt = load_prompt(name)
    model: type[replies.Reply] = getattr(replies, prompt.output)
    (shown,) = re.findall(r"```json\n(.*?)\n```", prompt.instructions, re.DOTALL)
    reply = read_reply(Answer(shown), model)
    assert reply.model_dump(by_alias=True) == json.loads(shown)


def test_the_repairs_shown_are_made_of_their_evidence() -> None:
    instructions = load_prompt("repair").instructions
    entries = re.findall(r"^(r\d): .*\n  holder: .*\n  refused: .*\n  evidence: (.*)$", instructions, re.MULTILINE)
    (shown,) = re.findall(r"```json\n(.*?)\n```", instructions, re.DOTALL)
    said = {item.id: item.say for item in read_reply(Answer(shown), replies.RepairReply).repairs}
    assert [(i, fill_in(said[i] or "", [evidence])) for i, evidence in entries] == [
        ("r1", "Edda Marlow said that the pier could have stayed open until June."),
        ("r2", ""),
        ("r3", "Marlow said the pier might open in June."),
    ]


def test_the_lines_shown_are_made_of_their_claims() -> None:
    instructions = load_prompt("compose").instructions
    claims = dict(re.findall(r"^(c\d) \[.*?\]: (.*)$", instructions, re.MULTILINE))
    (shown,) = re.findall(r"```json\n(.*?)\n```", instructions, re.DOTALL)
    reply = read_reply(Answer(shown), replies.ComposeReply)
    said = [fill_in(line.say, [claims[i] for i in line.claims]) for line in reply.summary if line.say]
    assert said == [
        "Pavel Idris said on Monday that Karsk will reopen the Dorn border crossing to lorries on April 2, and that"
        " traffic would be limited to 60 lorries a day “until the scanners are in place”."
    ]
    assert reply.headline is not None
    assert f"{fill_in(reply.headline.say or '', claims.values())}." == claims["c1"]
    assert [line.claims for line in reply.summary if line.say is None] == [["c4"], ["c2"]]
