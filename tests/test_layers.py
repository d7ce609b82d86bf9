"""Imports only go down, and the core knows nothing of MkDocs."""

import ast
from pathlib import Path

import pytest

CORE = Path(__file__).parents[1] / "hooks/factbook"
ADAPTERS = {path.stem for path in CORE.parent.glob("*.py")}
BELOW = {
    "ground": {"ground"},
    "model": {"ground", "model"},
    "load": {"ground", "model", "load"},
    "prose": {"ground", "model", "prose"},
    "chart": {"ground", "model", "prose", "chart"},
    "page": {"ground", "model", "prose", "chart", "page"},
    "lists": {"ground", "model", "prose", "chart", "page", "lists"},
    "export": {"ground", "model", "prose", "chart", "page", "lists", "export"},
    "notebook": {"ground", "model", "prose", "notebook"},
    "publish": {"ground", "publish"},
    "review": {"ground", "model", "load", "prose", "chart", "page", "lists", "export", "review"},
    "": {"review"},
}
# Front matter is YAML; its strict reader is the one thing of `load` that prose may use.
EXCEPTIONS = {("prose", "factbook.load.yaml_file")}
MODULES = sorted(path.relative_to(CORE) for path in CORE.rglob("*.py"))


def imported(module):
    """The full names of the modules that a module imports, wherever in it."""
    for node in ast.walk(ast.parse((CORE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module} has a relative import"
            name = node.module or ""
            children = [f"{name}.{alias.name}" for alias in node.names]
            yield from (child if is_module(child) else name for child in children)


def is_module(name):
    path = CORE.parent / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").is_file()


def layer_of(name):
    return name.split(".")[1] if name.count(".") else ""


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_only_go_down(module):
    layer = module.parts[0] if len(module.parts) > 1 else ""
    for name in imported(module):
        if name.startswith("factbook.") and (layer, name) not in EXCEPTIONS:
            assert layer_of(name) in BELOW[layer], f"{module} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_nothing_in_the_core_imports_mkdocs_or_an_adapter(module):
    for name in imported(module):
        top = name.partition(".")[0]
        assert top not in {"mkdocs", "mkdocs_jupyter", "material", "jinja2"}, f"{module} imports {name}"
        assert top not in ADAPTERS, f"{module} imports {name}"


@pytest.mark.parametrize("layer", ["ground", "model"])
def test_records_and_arithmetic_touch_no_disk(layer):
    for module in MODULES:
        if module.parts[0] == layer:
            assert not {name.partition(".")[0] for name in imported(module)} & {
                "os",
                "pathlib",
                "io",
                "shutil",
                "subprocess",
            }


def test_every_module_says_what_it_is_for():
    for module in MODULES:
        assert ast.get_docstring(ast.parse((CORE / module).read_text(encoding="utf-8"))), module


def test_every_layer_is_known():
    assert {module.parts[0] for module in MODULES if len(module.parts) > 1} == set(BELOW) - {""}


def test_the_core_runs_nothing_that_it_reads():
    for module in MODULES:
        for node in ast.walk(ast.parse((CORE / module).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, module
