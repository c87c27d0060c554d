"""Reply models become schemas that strict mode takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field

from brief.engines.hosted.schemas import strict_schema


class Holder(BaseModel):
    """Whose words they are."""

    name: str = Field(min_length=1, max_length=80, pattern="^[A-Z]")
    title: str | None = None


class Item(BaseModel):
    kind: Literal["fact", "plan"] = "fact"
    sentences: list[int] = Field(min_length=1, max_length=9)
    holder: Holder | None = Field(default=None, description="None for the outlet")
    first: Holder = Field(description="the first of them")
    share: Annotated[float, Field(ge=0, le=1)] = 0.5
    kin: list[Item] = []


class Cat(BaseModel):
    kind: Literal["cat"]


class Dog(BaseModel):
    kind: Literal["dog"]


class Page(BaseModel):
    items: list[Item] = Field(default_factory=list, title="All items")
    pet: Annotated[Cat | Dog, Field(discriminator="kind")]


def schemas_within(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for inner in [
        *schema.get("properties", {}).values(),
        *schema.get("$defs", {}).values(),
        *schema.get("anyOf", []),
        *([schema["items"]] if "items" in schema else []),
    ]:
        yield from schemas_within(inner)


def test_every_object_is_closed_and_every_field_required() -> None:
    for schema in schemas_within(strict_schema(Page)):
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False
            assert schema["required"] == list(schema["properties"])


def test_nothing_stands_that_strict_mode_does_not_take() -> None:
    refused = {"default", "title", "minLength", "maxLength", "pattern", "oneOf", "allOf", "discriminator", "format"}
    for schema in schemas_within(strict_schema(Page)):
        assert not refused & schema.keys()
        if "$ref" in schema:
            assert [*schema] == ["$ref"]


def test_what_strict_mode_takes_is_kept() -> None:
    item = strict_schema(Page)["$defs"]["Item"]["properties"]
    assert item["kind"] == {"enum": ["fact", "plan"], "type": "string"}
    assert item["sentences"] == {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 9}
    assert item["share"] == {"type": "number", "minimum": 0, "maximum": 1}
    assert item["first"]["description"] == "the first of them"
    assert [*item["first"]["properties"]] == ["name", "title"]  # a field called title is no keyword
    assert item["holder"]["anyOf"] == [{"$ref": "#/$defs/Holder"}, {"type": "null"}]
    assert item["kin"]["items"] == {"$ref": "#/$defs/Item"}
    assert [one["$ref"] for one in strict_schema(Page)["properties"]["pet"]["anyOf"]] == ["#/$defs/Cat", "#/$defs/Dog"]


class FreeKeys(BaseModel):
    by_name: dict[str, int]


class Pair(BaseModel):
    pair: tuple[int, str]


class Empty(BaseModel):
    pass


@pytest.mark.parametrize("model", [FreeKeys, Pair, Empty])
def test_what_strict_mode_cannot_say_is_a_bug_in_the_model(model: type[BaseModel]) -> None:
    with pytest.raises(TypeError, match=model.__name__):
        strict_schema(model)


def test_a_model_is_converted_once() -> None:
    assert strict_schema(Page) is strict_schema(Page)
