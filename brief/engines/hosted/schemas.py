"""The JSON Schema of a reply model, in the part of the language that strict structured output takes.

Strict mode wants every property required, no property beyond them, no default, nothing beside a `$ref`, and knows a
part of the keywords only. What a model leaves out of the schema (a pattern, the length of a string) is checked when the
reply is read, as everything is. Which endpoint is given a schema is for `bodies` and `abilities`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["strict_schema"]

_Schema = dict[str, Any]

# What OpenAI's strict mode documents, less `pattern` and `format`: servers that turn a schema into a grammar take only
# some patterns, and refuse the whole schema for the others.
_KEPT = frozenset(
    "type description enum const items anyOf $ref $defs properties required additionalProperties"
    " minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems".split()
)


@lru_cache(maxsize=64)
def strict_schema(model: type[BaseModel]) -> _Schema:
    """The strict schema of a model; the caller must not change it.

    Raises:
        TypeError: If the model has what strict mode cannot say (a free mapping, a tuple of unlike items, no fields):
            that is a bug in the model.
    """
    whole = model.model_json_schema()
    schema = _Strictly(model.__name__, whole.get("$defs", {})).convert(whole)
    if schema.get("type") != "object":
        raise TypeError(f"{model.__name__}: a reply has to be an object with fields")
    return schema


class _Strictly:
    """Converts one model's schema, whose definitions it knows."""

    def __init__(self, name: str, definitions: _Schema) -> None:
        self._name = name
        self._definitions = definitions

    def convert(self, schema: _Schema) -> _Schema:
        """One schema, with all within it."""
        schema = self._without_wrapping(schema)
        found = {key: value for key, value in schema.items() if key in _KEPT}
        if found.get("type") == "object" or "properties" in found:
            if not found.get("properties") or isinstance(found.get("additionalProperties"), dict):
                raise TypeError(f"{self._name}: strict mode has no mapping with free keys; use a list of pairs")
            found["properties"] = {name: self.convert(inner) for name, inner in found["properties"].items()}
            found |= {"type": "object", "required": list(found["properties"]), "additionalProperties": False}
        if found.get("type") == "array" and "items" not in found:
            raise TypeError(f"{self._name}: strict mode has no tuple of unlike items; use a model with fields")
        if "items" in found:
            found["items"] = self.convert(found["items"])
        if "anyOf" in found:
            found["anyOf"] = [self.convert(inner) for inner in found["anyOf"]]
        if "$defs" in found:
            found["$defs"] = {name: self.convert(inner) for name, inner in found["$defs"].items()}
        return found

    def _without_wrapping(self, schema: _Schema) -> _Schema:
        """The same schema with `oneOf` as `anyOf`, a single `allOf` opened, and nothing beside a `$ref`."""
        if "oneOf" in schema:  # pydantic's word for a union told apart by a field
            schema = {**schema, "anyOf": schema["oneOf"]}
        if "allOf" in schema:
            if len(schema["allOf"]) != 1:
                raise TypeError(f"{self._name}: strict mode has no allOf")
            schema = {**schema["allOf"][0], **{key: value for key, value in schema.items() if key != "allOf"}}
        if "$ref" in schema and len(_KEPT & schema.keys()) > 1 and "$defs" not in schema:
            beside = {key: value for key, value in schema.items() if key != "$ref"}
            return self._without_wrapping({**self._definition(schema["$ref"]), **beside})
        return schema

    def _definition(self, reference: str) -> _Schema:
        definition: _Schema = self._definitions[reference.removeprefix("#/$defs/")]
        return definition
