"""Passages asked for and answered: in one call or many, and what is said of what was not read."""

from __future__ import annotations

import json
import re
import time

import pytest

from brief.document import Document
from brief.engines.hosted.enquiries import Enquiry
from brief.engines.hosted.exchange import Request
from brief.engines.hosted.replies import ExtractReply
from brief.engines.hosted.tokens import count_tokens
from brief.errors import ConfigError, EngineError, EngineUnavailable
from brief.grounding.gate import ground_proposals
from brief.prompts import load_prompt
from tests.engines.hosted.boats import EMPTY, HOLT, NARROW, Model, claim, each_sentence, extract, numbers, story


def test_a_text_that_fits_is_one_call() -> None:
    document, model = story(5), Model(each_sentence)
    proposals = extract(document, model)
    assert len(model.requests) == 1
    (request,) = model.requests
    assert (request.stage, request.reply, request.max_output_tokens) == ("extract", ExtractReply, 20_000)
    assert [message.role for message in request.messages] == ["system", "user"]
    assert [c.statement for c in proposals.claims] == [sentence.span.quote for sentence in document.sentences]
    assert proposals.prompts == (load_prompt("extract").label,)
    assert proposals.language == "en"
    assert not proposals.unread


def test_a_long_text_is_cut_and_read_whole_and_at_once() -> None:
    document, model = story(60), Model(each_sentence, wait_s=0.05)
    began = time.perf_counter()
    proposals = extract(document, model, NARROW)
    took = time.perf_counter() - began
    assert len(model.requests) > 10
    assert model.most == len(model.requests)
    assert took < 0.05 * len(model.requests)
    assert [c.evidence[0].sentence for c in proposals.claims] == [sentence.index for sentence in document.sentences]


def test_a_part_that_fails_costs_only_its_sentences() -> None:
    document = story(60)
    broken = Model(
        lambda request: EngineUnavailable("it timed out") if 31 in numbers(request) else each_sentence(request)
    )
    proposals = extract(document, broken, NARROW)
    (lost,) = [numbers(request) for request in broken.requests if 31 in numbers(request)]
    assert [number for number, _ in proposals.unread] == lost
    assert {reason for _, reason in proposals.unread} == {"the engine could not read it: no answer was to be had"}
    read = {c.evidence[0].sentence for c in proposals.claims}
    assert read | {*lost} == {sentence.index for sentence in document.sentences}


@pytest.mark.parametrize(
    ("error", "kind"), [(EngineUnavailable("busy"), EngineUnavailable), (EngineError("no"), EngineError)]
)
def test_nothing_at_all_is_an_error_of_its_own(error: EngineError, kind: type[EngineError]) -> None:
    with pytest.raises(kind, match=r"^note\.txt: no part of the text could be read: ") as caught:
        extract(Document.from_text("The ferry is late.", source="note.txt"), Model(lambda _: error))
    assert caught.value.__cause__ is error


def test_what_no_request_can_mend_ends_the_run_at_once() -> None:
    model = Model(lambda _: ConfigError("the key is wrong"))
    with pytest.raises(ConfigError, match="the key is wrong"):
        extract(story(60), model, NARROW)
    assert model.under_way == 0


def test_sentences_that_were_not_shown_cannot_be_cited() -> None:
    document = story(60)
    first = Enquiry(NARROW, count=count_tokens).cut(document)[0].numbers

    def reply(request: Request) -> str:
        if 1 not in numbers(request):
            return each_sentence(request)
        after = first[-1] + 1
        return json.dumps(
            EMPTY
            | {
                "claims": [
                    claim("s1"),
                    claim("s99", say="Boat 49 left."),
                    claim("s9999", say="Boat 5000 left."),
                    claim(f"s{after}", say="Around the part."),
                    claim(f"s2; s{after}"),
                    claim("s2; s99"),
                    claim("nowhere", say="Nowhere."),
                ]
            }
        )

    proposals = extract(document, Model(reply), NARROW)
    cited = [[pointer.sentence for pointer in c.evidence] for c in proposals.claims[:7]]
    assert cited == [[1], [], [], [], [2, first[-1] + 1], [2], []]
    refused = [item for item in ground_proposals(proposals, document).rejected if item.reason == "evidence_not_found"]
    assert [item.statement for item in refused] == ["Boat 49 left.", "Boat 5000 left.", "Around the part.", "Nowhere."]


def test_an_item_that_cannot_be_read_goes_on_record() -> None:
    broken = [{"say": "Boat 9 sank."}, 17, {"at": None, "say": 5}]
    proposals = extract(story(1), Model(lambda _: json.dumps(EMPTY | {"claims": [claim("s1"), *broken]})))
    refused = ground_proposals(proposals, story(1)).rejected
    assert [item.statement for item in refused] == ["Boat 9 sank.", "17", '{"at": null, "say": 5}']


def test_actors_go_by_their_fullest_name_in_all_parts() -> None:
    text = "Piet Holt spoke. " + "Nobody else did on that long day in May. " * 40 + "\n\nHolt said the pier is shut."
    document = Document.from_text(text)
    last = len(document.sentences)

    def reply(request: Request) -> str:
        if last in numbers(request) and 1 not in numbers(request):
            short = HOLT | {"name": "Holt", "aliases": []}
            return json.dumps(EMPTY | {"actors": [short], "claims": [claim(f"s{last}", who="a1: said")]})
        return json.dumps(EMPTY | {"actors": [HOLT] if 1 in numbers(request) else [], "claims": [claim("s1")]})

    proposals = extract(document, Model(reply), NARROW)
    assert [actor.name for actor in proposals.actors] == ["Piet Holt"]
    assert [mention.quote for mention in proposals.actors[0].mentions] == ["Piet Holt", "Holt"]
    (said,) = [c for c in proposals.claims if c.source]
    assert (said.source, said.statement) == ("Piet Holt", "Holt said the pier is shut.")


def test_dates_of_english_are_found_by_the_grammar_and_never_asked_for() -> None:
    document = Document.from_text("The ferry sank last Friday.", published="2021-06-03")
    made_up = [{"at": "s1: last Friday", "type": "DATE", "value": "1999", "anchor": False, "relation": "event"}]
    model = Model(lambda _: json.dumps(EMPTY | {"dates": made_up}))
    proposals = extract(document, model)
    assert [(date.span.quote, date.value) for date in proposals.dates] == [("last Friday", "2021-05-28")]
    assert "leave the list `dates` empty" in model.requests[0].messages[1].content


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("2021-05-03", "2021-05-03"),
        ("XXXX-05-03", "XXXX-05-03"),
        ("2019-05-03", None),
        ("2021-05-14", None),
        (None, None),
    ],
)
def test_a_date_of_another_language_is_kept_where_its_figures_are_in_its_words(
    value: str | None, kept: str | None
) -> None:
    document = Document.from_text("市议会周一表示，港口将于5月3日关闭，这是今年的决定。", published="2021-04-30")
    date = {"at": "s1: 5月3日", "type": "DATE", "value": value, "anchor": True, "relation": "event"}
    model = Model(lambda _: json.dumps(EMPTY | {"dates": [date], "claims": [claim("s1")]}))
    proposals = extract(document, model)
    assert [(item.span.quote, item.value) for item in proposals.dates] == [("5月3日", kept)]
    assert "list the expressions" in model.requests[0].messages[1].content


def test_questions_and_tensions_are_told_once_with_all_their_places() -> None:
    def reply(request: Request) -> str:
        own = numbers(request)
        question = {"is": "missing_identity", "ask": "Who are the “people”?", "at": f"s{own[-1]}: people"}
        tension = {"is": "internal_tension", "say": "One “{Boat … noon}”.", "at": f"s{own[0]}"}
        return json.dumps(EMPTY | {"claims": [claim(f"s{own[0]}")], "questions": [question], "tensions": [tension]})

    model = Model(reply)
    proposals = extract(story(40), model, NARROW)
    (question,) = proposals.questions
    assert len(question.evidence) == len(model.requests)
    assert question.why
    assert len(proposals.tensions) == len(model.requests)
    assert re.fullmatch(r"One “Boat \d+ left the harbour at noon”\.", proposals.tensions[0].statement)


@pytest.mark.parametrize(
    "text",
    [
        "港は三日に閉鎖される。「安全だ。」と林氏は述べた。住民は反対している！",
        "قال المجلس إن الميناء سيغلق في 3 مايو. احتج السكان أمام المبنى.",
        "สภาเมืองกล่าวว่าท่าเรือจะปิดในวันที่ 3 พฤษภาคม",
        "बंदरगाह 3 मई को बंद होगा। निवासी विरोध कर रहे हैं।",
        "🚢 \u202eferry\u202c \u200b\ufeffe\u0301te\u0301 \U000e0041.",
    ],
)
def test_any_language_is_read_and_its_offsets_hold(text: str) -> None:
    document = Document.from_text(text)
    actor = HOLT | {"name": "林氏", "aliases": [], "roles": ["s2: 林氏"]}
    reply = EMPTY | {
        "actors": [actor],
        "claims": [claim(f"s{s.index}: {s.span.quote.split()[0]} … {s.span.quote[-1]}") for s in document.sentences],
        "loaded": [{"at": f"s1: {document.sentences[0].span.quote.split()[0]}", "is": "puffery", "put": None}],
    }
    proposals = extract(document, Model(lambda _: json.dumps(reply)))
    grounding = ground_proposals(proposals, document)
    assert grounding.claims
    for span in [*(m for actor in proposals.actors for m in actor.mentions), *(w.span for w in proposals.loaded)]:
        assert document.text[span.start : span.end] == span.quote


def test_a_hundred_thousand_words_are_read_in_time_that_grows_with_them() -> None:
    def cpu_s(document: Document) -> float:
        assert document.sentences
        assert document.language == "en"
        model = Model(each_sentence)
        began = time.process_time()
        proposals = extract(document, model)
        took = time.process_time() - began
        assert len(proposals.claims) == len(document.sentences)
        return took

    cpu_s(story(100))
    short, long = cpu_s(story(500)), cpu_s(story(5_000))
    assert long < 25 * short


def test_a_role_is_one_where_its_sentence_names_the_actor() -> None:
    document = Document.from_text("Piet Holt, the harbour master, left. The fraudster was not seen again.")
    actor = HOLT | {"roles": ["s1: the harbour master", "s2: The fraudster"]}
    proposals = extract(document, Model(lambda _: json.dumps(EMPTY | {"actors": [actor]})))
    assert [role.quote for role in proposals.actors[0].roles] == ["the harbour master"]
