"""The changes between two briefings as a page to read (Markdown) or as data (JSON).

A claim is referred to by its id in the earlier briefing (`A:c3`) or in the later (`B:c3`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from brief.errors import ConfigError
from brief.renderers.escaping import escape, quoted
from brief.renderers.references import count

if TYPE_CHECKING:
    from brief.changes.record import Changed, Changes, Difference, Only, Part, Value, Version

__all__ = ["CHANGE_FORMATS", "render_changes"]

CHANGE_FORMATS = ("markdown", "json")
_OTHERWISE = "Classed, weighed or founded otherwise"
_WORDS = {"statement": "worded", "question": "worded", "quote": "words"}


def render_changes(changes: Changes, *, format: str = "markdown") -> str:
    """The changes in one of `CHANGE_FORMATS`, ending with a line break.

    Raises:
        ConfigError: If there is no such format.
    """
    if format not in CHANGE_FORMATS:
        raise ConfigError(f"there is no format {format!r} for changes; choose one of: {', '.join(CHANGE_FORMATS)}")
    if format == "json":
        return changes.model_dump_json(indent=2) + "\n"
    sections = [_head(changes), *_claims(changes.claims), _section("Headline and summary", _lines(changes.lines))]
    sections += [
        _section(title, list(_part(part, name)))
        for title, name, part in (
            ("Actors", "actor", changes.actors),
            ("Dates", "date", changes.dates),
            ("Tensions", "tension", changes.tensions),
            ("Open questions", "question", changes.open_questions),
            ("Loaded wording", "word", changes.loaded),
        )
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [f"## {title}", "", *lines] if lines else []


def _head(changes: Changes) -> list[str]:
    after = changes.after.document
    lines = [f"# What changed: {escape(after.title or after.id)}", ""]
    if changes.same_text:
        lines.append(f"Two briefings of one text (SHA-256 `{after.sha256[:16]}…`).")
    else:
        lines.append("Two briefings of different texts, or of two versions of one.")
    lines += ["", f"- A: {_version(changes.before, changes)}", f"- B: {_version(changes.after, changes)}", ""]
    if not changes.differ:
        return [*lines, "They say the same."]
    claims = changes.claims
    told = [f"{len(claims.new)} new", f"{len(claims.gone)} gone"]
    told += [f"{len(group)} {title[:1].lower()}{title[1:]}" for title, group in _grouped(claims).items()]
    return [*lines, f"Claims: {', '.join(told)}, {claims.same} as before."]


def _grouped(part: Part) -> dict[str, list[Changed]]:
    """The changed claims by what weighs most of what changed in them."""
    groups: dict[str, list[Changed]] = {"Re-attributed": [], "Reworded": [], _OTHERWISE: []}
    for each in part.changed:
        reworded = "Reworded" if each.difference("statement") else _OTHERWISE
        groups["Re-attributed" if each.difference("holder") else reworded].append(each)
    return groups


def _version(version: Version, changes: Changes) -> str:
    document, made = version.document, version.provenance
    text = "" if changes.same_text else (
        f"{count(document.length_chars, 'character')}, SHA-256 `{document.sha256[:16]}…`, "
    )  # fmt: skip
    published = f"published {document.published}, " if document.published else ""
    return (
        f"{text}{published}made by brief {escape(made.brief_version)} with the {escape(made.engine)} engine"
        + (f" on {escape(made.model)}" if made.model else "")
        + (f" and the prompts {', '.join(map(escape, made.prompts))}" if made.prompts else "")
        + f" on {made.created_at:%Y-%m-%d %H:%M %Z}".rstrip()
    )


def _claims(part: Part) -> Iterator[list[str]]:
    yield _section("New claims", [_only(each, "B", "A") for each in part.new])
    yield _section("Claims that are gone", [_only(each, "A", "B") for each in part.gone])
    for title, group in _grouped(part).items():
        yield _section(title, [line for each in group for line in _changed(each)])


def _only(each: Only, own: str, other: str) -> str:
    see = f" (on the same words: {', '.join(_name(other, name) for name in each.see)})" if each.see else ""
    return f"- {escape(each.told)} {_name(own, each.id)}{see}"


def _changed(each: Changed) -> Iterator[str]:
    """The two wordings one below the other where they differ, then what else does."""
    where = f"{_name('A', each.before_id)} → {_name('B', each.after_id)}"
    worded = each.difference("statement") or each.difference("question")
    if worded is None and [difference.field for difference in each.differences] == ["evidence"]:
        yield f"- {escape(each.told)} {where}: rests on other words"
        yield from (f"  - {letter}: {_shown(value)}" for letter, value in zip("AB", _evidence(each), strict=True))
        return
    others = "; ".join(_difference(difference) for difference in each.differences if difference is not worded)
    if worded is None:
        yield f"- {escape(each.told)} {where}: {others}"
        return
    yield f"- {where}{': ' if others else ''}{others}"
    was, now = _marked(str(worded.before), str(worded.after))
    yield f"  - A: {was}"
    yield f"  - B: {now}"


def _part(part: Part, name: str) -> Iterator[str]:
    for letter, title, items in (("B", "New", part.new), ("A", "Gone", part.gone)):
        for item in items:
            yield f"- {title}: {escape(item.told)} {_name(letter, item.id)}"
    for each in part.changed:
        yield from _changed(each)


def _lines(differences: Sequence[Difference]) -> list[str]:
    lines = []
    for each in differences:
        if isinstance(each.before, tuple) and isinstance(each.after, tuple):
            lines += [f"- Summary, gone: {escape(line)}" for line in each.before if line not in each.after]
            lines += [f"- Summary, new: {escape(line)}" for line in each.after if line not in each.before]
            if sorted(each.before) == sorted(each.after):
                lines.append("- Summary: the same sentences in another order")
        else:
            was, now = _marked(str(each.before), str(each.after))
            lines += [f"- {each.field.capitalize()}", f"  - A: {was}", f"  - B: {now}"]
    return lines


def _evidence(each: Changed) -> tuple[Value, Value]:
    (difference,) = each.differences
    return difference.before, difference.after


def _difference(each: Difference) -> str:
    if each.field == "evidence":
        return "rests on other words"
    field = _WORDS.get(each.field, each.field.replace("_", " "))
    return f"{field} {_shown(each.before)} → {_shown(each.after)}"


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(quoted(words) for words in value) or "none"
    return "none" if value is None else quoted(value) if " " in value else escape(value)


def _marked(was: str, now: str) -> tuple[str, str]:
    """Both wordings, with what only one of them has in bold."""
    one, other = was.split(), now.split()
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    marked: tuple[list[str], list[str]] = ([], [])
    for kind, start, end, start_other, end_other in matcher.get_opcodes():
        for words, told in ((one[start:end], marked[0]), (other[start_other:end_other], marked[1])):
            if words:
                told.append(_bold(words) if kind != "equal" else escape(" ".join(words), opens=not told))
    return " ".join(marked[0]), " ".join(marked[1])


def _bold(words: Sequence[str]) -> str:
    return f"**{escape(' '.join(words))}**"


def _name(letter: str, name: str) -> str:
    return f"{letter}:{escape(name)}"
