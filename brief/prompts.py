"""The prompts: one Markdown file each, read, checked and filled in.

What a prompt asks is its file's business, what goes into it the caller's, and what comes back is parsed elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any, Final

from brief.errors import PromptError

__all__ = ["Prompt", "RenderedPrompt", "load_lock", "load_prompt", "parse_prompt", "prompt_folder"]

_FENCE: Final = "+++"
_KEYS: Final[Mapping[str, type]] = {
    "id": str,
    "version": int,
    "purpose": str,
    "inputs": dict,
    "output": str,
    "changelog": list,
}
_LOCK: Final = "versions.lock"


@dataclass(frozen=True, slots=True)
class RenderedPrompt:
    """A prompt ready to be sent: the instructions, which are the same for every document, and the data."""

    instructions: str
    data: str


@dataclass(frozen=True)
class Prompt:
    """One prompt file. `instructions` hold no variable, so that nothing of a document can get into them."""

    id: str
    version: int
    purpose: str
    inputs: Mapping[str, str]
    output: str
    changelog: tuple[str, ...]
    instructions: str
    data: str

    @property
    def label(self) -> str:
        """The id and version as a briefing records them: `extract@3`."""
        return f"{self.id}@{self.version}"

    @property
    def sha256(self) -> str:
        """The hash of the body, as 64 hex digits: what a new version is needed for."""
        return hashlib.sha256(f"{self.instructions}\n{_FENCE}\n{self.data}".encode()).hexdigest()

    def render(self, **inputs: str) -> RenderedPrompt:
        """The prompt with its inputs put in; what is put in is never searched for variables.

        Raises:
            PromptError: If an input is missing or unknown.
        """
        if missing := sorted(self.inputs.keys() - inputs.keys()):
            raise PromptError(f"prompt {self.label}: no value is given for ${missing[0]}; pass it to render()")
        if unknown := sorted(inputs.keys() - self.inputs.keys()):
            raise PromptError(f"prompt {self.label}: it has no input called {unknown[0]!r}; leave it out")
        return RenderedPrompt(self.instructions, Template(self.data).substitute(inputs))


def prompt_folder() -> Path:
    """Where the prompts are: within the installed package, or beside it in a checkout."""
    here = Path(__file__).parent
    installed = here / "prompts"
    return installed if installed.is_dir() else here.parent / "prompts"


@lru_cache(maxsize=32)
def load_prompt(name: str, *, output: str | None = None, folder: Path | None = None) -> Prompt:
    """The prompt of that name, checked.

    Args:
        name: The file's name without `.md`.
        output: The model that the caller will parse the reply with; checked against the file where given.
        folder: Where to look instead of the project's own prompts.

    Raises:
        PromptError: If there is no such prompt, or its file breaks a rule.
    """
    path = (folder or prompt_folder()) / f"{name}.md"
    try:
        content = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"{path}: the prompt {name!r} cannot be read ({error}); install brief again") from error
    prompt = parse_prompt(content, path)
    if output is not None and prompt.output != output:
        raise PromptError(
            f"{path}: `output` is {prompt.output!r}, but the reply is parsed as {output!r}; make them the same"
        )
    return prompt


def load_lock(folder: Path | None = None) -> Mapping[str, Mapping[str, Any]]:
    """What `versions.lock` pins: by prompt id, its version and the sha256 of its body.

    Raises:
        PromptError: If the lock cannot be read.
    """
    path = (folder or prompt_folder()) / _LOCK
    try:
        locked: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise PromptError(f"{path}: the lock cannot be read ({error}); write it anew with --update-prompts") from error
    return locked


def parse_prompt(content: str, path: Path) -> Prompt:
    """A prompt file's content as a prompt.

    Raises:
        PromptError: If a key is missing, unknown or of another kind, if the id is unlike the file's name, the variables
            unlike the inputs, or the changelog without the current version.
    """
    parts = re.split(r"^\+\+\+[ \t]*$\n?", content.replace("\r\n", "\n"), flags=re.MULTILINE)
    if len(parts) != 4 or parts[0].strip():
        raise PromptError(
            f"{path}: a prompt is TOML, instructions and data, each under a line of {_FENCE}; put all three lines in"
        )
    _, front, instructions, data = parts
    try:
        values = tomllib.loads(front)
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"{path}: the front matter is no TOML ({error}); correct it") from error
    _check_keys(values, path)
    _check_body(values, instructions, data, path)
    return Prompt(
        id=values["id"],
        version=values["version"],
        purpose=values["purpose"],
        inputs=values["inputs"],
        output=values["output"],
        changelog=tuple(values["changelog"]),
        instructions=instructions.strip("\n"),
        data=data.strip("\n"),
    )


def _check_keys(values: Mapping[str, Any], path: Path) -> None:
    if unknown := [key for key in values if key not in _KEYS]:
        raise PromptError(f"{path}: `{unknown[0]}` is no key of a prompt; remove it")
    for key, kind in _KEYS.items():
        if key not in values:
            raise PromptError(f"{path}: the key `{key}` is missing; add it")
        if not isinstance(values[key], kind) or isinstance(values[key], bool):
            raise PromptError(f"{path}: `{key}` is no {_named(kind)}; correct it")
    for listed in (values["inputs"].values(), values["changelog"]):
        if not all(isinstance(item, str) for item in listed):
            raise PromptError(f"{path}: `inputs` and `changelog` hold text only; correct them")
    if values["id"] != path.stem:
        raise PromptError(f"{path}: `id` is {values['id']!r}; make it the file's name, {path.stem!r}")
    if values["version"] < 1:
        raise PromptError(f"{path}: `version` is {values['version']}; it counts from 1")
    told = {number for entry in values["changelog"] if (number := entry.partition(":")[0].strip()).isdigit()}
    if str(values["version"]) not in told:
        raise PromptError(
            f"{path}: the changelog does not tell of version {values['version']}; add an entry '{values['version']}: …'"
        )


def _named(kind: type) -> str:
    return {str: "text", int: "whole number", dict: "table", list: "list"}[kind]


def _check_body(values: Mapping[str, Any], instructions: str, data: str, path: Path) -> None:
    template = Template(data)
    if not template.is_valid():
        raise PromptError(f"{path}: a $ in the data is no variable; write $$ for the sign itself")
    if used := Template(instructions).get_identifiers():
        raise PromptError(f"{path}: variable ${used[0]} stands in the instructions; variables belong to the data")
    used = template.get_identifiers()
    if unlisted := [name for name in used if name not in values["inputs"]]:
        raise PromptError(
            f"{path}: variable ${unlisted[0]} is not listed in `inputs`; add it or remove it from the body"
        )
    if unused := [name for name in values["inputs"] if name not in used]:
        raise PromptError(f"{path}: the input `{unused[0]}` is no variable of the body; use it or remove it")
