"""A page read back with the standard library's parser, which shares no code with what wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "input", "link", "meta"}


@dataclass
class Node:
    """An element with its attributes, and what stands in it in order."""

    tag: str
    attributes: dict[str, str | None]
    children: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This element and all elements in it."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def find(self, tag: str | None = None, **attributes: str) -> list[Node]:
        """The elements of this name that have these attributes; a class among others will do."""
        found = []
        for node in self.walk():
            wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
            classes = wanted.pop("class", None)
            fits = all(node.attributes.get(key) == value for key, value in wanted.items())
            if fits and (tag is None or node.tag == tag) and (classes is None or classes in node.classes):
                found.append(node)
        return found

    @property
    def classes(self) -> list[str]:
        """The element's classes."""
        return (self.attributes.get("class") or "").split()

    def text(self, *, without: str | None = None) -> str:
        """All characters in it; a character shown by its code is that character again."""
        if "code" in self.classes and self.tag == "span":
            return chr(int("".join(str(child) for child in self.children).removeprefix("U+"), 16))
        return "".join(
            child if isinstance(child, str) else child.text(without=without)
            for child in self.children
            if isinstance(child, str) or without is None or child.tag != without
        )


class Reader(HTMLParser):
    """Builds the tree, and fails on an end tag that nothing opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("page", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> has an attribute twice"
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")


def read_page(page: str) -> Node:
    """The tree of a page."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root], f"<{reader.open[-1].tag}> is left open"
    return reader.root
