"""Where two request bodies differ, said so that a person sees it at once.

Used to explain a miss: a replayed run asks something that was recorded a little differently.
"""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["describe_difference", "distance"]

_AROUND_CHARS = 24


def distance(asked: object, recorded: object) -> tuple[int, int]:
    """How far apart two bodies are: fields that differ, and characters that do not begin alike."""
    differing = list(_differences(asked, recorded, ""))
    n_chars = sum(max(len(str(ours)), len(str(theirs))) - _n_alike(ours, theirs) for _, ours, theirs in differing)
    return len(differing), n_chars


def describe_difference(asked: object, recorded: object) -> str:
    """The first field in which a body differs from a recorded one, and where in it.

    >>> describe_difference({"messages": [{"content": "the cat"}]}, {"messages": [{"content": "the dog"}]})
    'messages[0].content differs at character 4: “the cat” is asked, “the dog” was recorded'
    """
    differing = list(_differences(asked, recorded, ""))
    if not differing:
        return "nothing differs"
    path, ours, theirs = differing[0]
    more = f" (and {len(differing) - 1} fields more)" if len(differing) > 1 else ""
    if isinstance(ours, str) and isinstance(theirs, str):
        at = _n_alike(ours, theirs)
        shown, was = (text[max(0, at - _AROUND_CHARS) : at + _AROUND_CHARS] for text in (ours, theirs))
        return f"{path} differs at character {at}: “{_line(shown)}” is asked, “{_line(was)}” was recorded{more}"
    return f"{path} is {_line(repr(ours))}, and was recorded as {_line(repr(theirs))}{more}"


class _Absent:
    def __repr__(self) -> str:
        return "absent"


_ABSENT = _Absent()


def _differences(asked: object, recorded: object, path: str) -> Iterator[tuple[str, object, object]]:
    """Every leaf that differs, with its path."""
    if isinstance(asked, dict) and isinstance(recorded, dict):
        for name in [*asked, *(name for name in recorded if name not in asked)]:
            inner = f"{path}.{name}" if path else str(name)
            yield from _differences(asked.get(name, _ABSENT), recorded.get(name, _ABSENT), inner)
    elif isinstance(asked, list) and isinstance(recorded, list):
        for number in range(max(len(asked), len(recorded))):
            ours, theirs = (items[number] if number < len(items) else _ABSENT for items in (asked, recorded))
            yield from _differences(ours, theirs, f"{path}[{number}]")
    elif asked != recorded:
        yield path, asked, recorded


def _n_alike(ours: object, theirs: object) -> int:
    """With how many characters two texts begin alike, found by halving."""
    left, right = str(ours), str(theirs)
    alike, unlike = 0, min(len(left), len(right)) + 1
    while unlike - alike > 1:
        middle = (alike + unlike) // 2
        if left[:middle] == right[:middle]:
            alike = middle
        else:
            unlike = middle
    return alike


def _line(text: str) -> str:
    return text.replace("\n", "⏎")[: 2 * _AROUND_CHARS + 2]
