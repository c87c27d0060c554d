"""JSON as models write it, and what of it can be saved."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.engines.hosted.salvage import salvage_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        pytest.param('{"a": 1}', {"a": 1}, id="plain"),
        pytest.param('\ufeff{"a": 1}\n', {"a": 1}, id="byte order mark"),
        pytest.param('```json\n{"a": 1}\n```', {"a": 1}, id="fenced"),
        pytest.param('Sure, {here} it is:\n{"a": [1]}\nAnything else?', {"a": [1]}, id="prose around"),
        pytest.param('<think>{"a": 2}?</think>{"a": 1}', {"a": 1}, id="thoughts before"),
        pytest.param('{"a": [1, 2,], "b": {"c": 3,},}', {"a": [1, 2], "b": {"c": 3}}, id="trailing commas"),
        pytest.param('{"a": None, "b": True, "c": False,}', {"a": None, "b": True, "c": False}, id="Python's words"),
        pytest.param('{"a": NaN, "b": -Infinity,}', {"a": None, "b": None}, id="not finite"),
        pytest.param('{"a": "x\ny"}', {"a": "x\ny"}, id="raw line end"),
        pytest.param('{"a": "\\x"}', {"a": "\\x"}, id="bad escape"),
        pytest.param('{"a": 1}{"b": 2}', {"a": 1}, id="two objects"),
        pytest.param('[{"a": 1}]', [{"a": 1}], id="list"),
    ],
)
def test_what_is_whole(content: str, value: Any) -> None:
    salvage = salvage_json(content)
    assert salvage is not None
    assert salvage.open_keys is None
    assert salvage.value == value


@pytest.mark.parametrize(
    ("content", "value", "keys"),
    [
        ('{"a": [{"b": 1}, {"b": 2, "c', {"a": [{"b": 1}]}, ("a",)),
        ('{"a": [{"b": 1}], "c": [', {"a": [{"b": 1}], "c": []}, ("c",)),
        ('{"a": [{"b": 1}]', {"a": [{"b": 1}]}, ()),
        ('{"a": [{"b": {"c": 1}', {"a": []}, ("a",)),
        ('{"a', {}, ()),
        ("{", {}, ()),
        ('```json\n{"a": [{"b": 1}, {"b"', {"a": [{"b": 1}]}, ("a",)),
    ],
)
def test_what_is_broken_off(content: str, value: Any, keys: tuple[str, ...]) -> None:
    salvage = salvage_json(content)
    assert salvage is not None
    assert salvage.value == value
    assert salvage.open_keys is not None
    assert set(keys) <= set(salvage.open_keys)


@pytest.mark.parametrize(
    "content",
    ["", "No.", '"a"', "12", "{'a': 1}", "<html>{}</html>", "[" * 100_000, '{"a":' * 100_000, "x" * 2_000_000, "{,}"],
    ids=[
        "empty",
        "prose",
        "string",
        "number",
        "single quotes",
        "page",
        "deep lists",
        "deep objects",
        "endless",
        "comma",
    ],
)
def test_what_is_no_json(content: str) -> None:
    assert salvage_json(content) is None


@pytest.mark.parametrize(
    "content", ['{"a": [' + '{"b": 1},' * 90_000, '{"a": "' + "x" * 900_000, "{ " * 400_000, "```\n" * 200_000]
)
def test_a_long_reply_takes_no_time(content: str) -> None:
    began = time.process_time()
    salvage_json(content)
    assert time.process_time() - began < 5


@given(VALUES.filter(lambda value: isinstance(value, dict | list) and value))
def test_json_with_a_fence_and_prose_is_read_as_it_is(value: Any) -> None:
    salvage = salvage_json(f"Here it is.\n```json\n{json.dumps(value)}\n```\nBye.")
    assert salvage is not None
    assert salvage.value == value


@given(VALUES.filter(lambda value: isinstance(value, dict)), st.data())
def test_json_cut_anywhere_is_never_an_exception(value: Any, data: st.DataObject) -> None:
    content = json.dumps(value)
    salvage = salvage_json(content[: data.draw(st.integers(0, len(content)))])
    if salvage is not None and isinstance(salvage.value, dict):
        assert set(salvage.value) <= set(value)


@given(st.text(alphabet=st.sampled_from('{}[]",:ab1 \\\n`NnTt'), max_size=60))
def test_noise_is_never_an_exception(content: str) -> None:
    salvage_json(content)
