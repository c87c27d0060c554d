from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from brief.evaluation.places import find_lines

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def paths(value: object, path: tuple[int | str, ...] = ()) -> set[tuple[int | str, ...]]:
    found = {path}
    if isinstance(value, dict):
        for key, child in value.items():
            found |= paths(child, (*path, key))
    elif isinstance(value, list):
        for n, child in enumerate(value):
            found |= paths(child, (*path, n))
    return found


@given(VALUES, st.sampled_from([None, 1, 2]))
def test_every_value_is_found_and_nothing_else(value: object, indent: int | None) -> None:
    content = json.dumps(value, indent=indent, ensure_ascii=False).encode("utf-8", "surrogatepass")
    assert set(find_lines(content)) == paths(value)


@given(VALUES)
def test_each_value_begins_on_its_line(value: object) -> None:
    content = json.dumps(value, indent=1)
    lines = content.split("\n")
    for path, line in find_lines(content.encode()).items():
        if path and isinstance(path[-1], str):
            assert lines[line - 1].lstrip().startswith(json.dumps(path[-1]))


def test_a_broken_file_gives_what_comes_before_the_break() -> None:
    assert find_lines(b'{"a": 1,\n "b": [2, ]]]')["a",] == 1
    assert find_lines(b"]") == {}
