"""A suite of labelled documents as it stands on disk: cases in order of name, and a digest of all they hold.

A case is a folder with one text and its `gold.json`, and where a model's replies are replayed a folder `cassettes`;
where these replies are bad on purpose, `faults.json` says how.
What is missing is told as a problem and never passed over: a suite that is not whole measures nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from brief.document import Document
from brief.errors import InputError, NothingMeasured
from brief.evaluation.faults import FaultyReply, load_faults
from brief.evaluation.gold import Gold, load_gold

__all__ = ["CASSETTES_NAME", "Case", "Suite", "load_suite"]

GOLD_NAME = "gold.json"
FAULTS_NAME = "faults.json"
CASSETTES_NAME = "cassettes"


@dataclass(frozen=True)
class Case:
    """One labelled document; `name` is its folder's."""

    name: str
    document: Document
    gold: Gold
    gold_content: bytes
    text_path: Path
    gold_path: Path
    cassettes: Path | None = None
    faults_content: bytes = b""
    faults: tuple[FaultyReply, ...] = ()


@dataclass(frozen=True)
class Suite:
    """Cases in order of name. `problems` says what is missing, one line each; `digest` is of every text and label."""

    name: str
    folder: Path
    cases: tuple[Case, ...]
    digest: str
    problems: tuple[str, ...] = ()


def load_suite(folder: Path) -> Suite:
    """The suite of a folder of cases; a folder that is itself a case is a suite of one.

    Raises:
        NothingMeasured: If there is no such folder, or no document in it.
        InputError: If a text is no UTF-8 or a gold file cannot be read.
    """
    if not folder.is_dir():
        raise NothingMeasured(f"{folder}: there is no such folder; name a folder of labelled documents")
    found: list[Case] = []
    problems: list[str] = []
    digest = hashlib.sha256()
    for place in _case_folders(folder):
        gold_path = place / GOLD_NAME
        texts = sorted(place.glob("*.txt"))
        if len(texts) != 1:
            problems.append(f"{place}: {len(texts)} texts where one is wanted; keep one .txt file in a case's folder")
            continue
        if not gold_path.is_file():
            problems.append(f"{place}: {texts[0].name} has no {GOLD_NAME}; label it, or take it out of the suite")
            continue
        case = _load_case(place, texts[0], gold_path)
        parts = [case.name.encode("utf-8"), case.document.text.encode("utf-8"), case.gold_content]
        for part in (*parts, case.faults_content) if case.faults_content else parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        found.append(case)
    if not found and not problems:
        raise NothingMeasured(f"{folder}: there is no labelled document in it; nothing was measured")
    return Suite(folder.resolve().name, folder, tuple(found), digest.hexdigest(), tuple(problems))


def _case_folders(folder: Path) -> Iterator[Path]:
    if (folder / GOLD_NAME).is_file():
        yield folder
        return
    for place in sorted(folder.iterdir(), key=lambda path: path.name):
        if place.is_dir() and (any(place.glob("*.txt")) or (place / GOLD_NAME).exists()):
            yield place


def _load_case(place: Path, text_path: Path, gold_path: Path) -> Case:
    try:
        text = text_path.read_bytes().decode("utf-8")
        content = gold_path.read_bytes()
        faults_path = place / FAULTS_NAME
        faults_content = faults_path.read_bytes() if faults_path.is_file() else b""
    except UnicodeDecodeError as error:
        raise InputError(f"{text_path}: byte {error.start} is no UTF-8; a fixture is stored in UTF-8") from error
    except OSError as error:
        raise InputError(f"{place}: cannot be read ({error.strerror or error}); check the folder's rights") from error
    gold = load_gold(content, name=str(gold_path))
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if hashlib.sha256(plain.encode("utf-8")).hexdigest() == gold.document.sha256:
        text = plain  # a checkout may have changed line ends; the labels know which text they are of
    name = place.resolve().name
    document = Document.from_text(text, id=name, published=gold.document.published, source=text_path.name)
    cassettes = place / CASSETTES_NAME
    faults = load_faults(faults_content, name=str(faults_path)) if faults_content else ()
    recorded = cassettes if cassettes.is_dir() else None
    return Case(name, document, gold, content, text_path, gold_path, recorded, faults_content, faults)
