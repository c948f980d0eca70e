"""Imports point one way: engine <- catalog, nlu <- actions <- components | api; the command line sits on top."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: Layer -> the layers it may import.
MAY_IMPORT = {
    "bot.engine": set(),
    "bot.catalog": {"bot.engine"},
    "bot.nlu": {"bot.engine"},
    "actions": {"bot.engine", "bot.catalog", "bot.nlu"},
    "bot.components": {"bot.engine", "bot.catalog", "bot.nlu", "actions"},
    "api": {"bot.engine", "bot.catalog", "bot.nlu", "actions"},
    "bot.cli": {"bot.engine", "bot.catalog", "bot.nlu", "actions", "bot.components", "api"},
}
#: Library -> where alone it may be imported.
ONLY_IN = {
    "rasa": ("bot/components/",),
    "rasa_sdk": ("actions/rasa_actions.py",),
    "fastapi": ("api/",),
    "starlette": ("api/",),
    "sqlalchemy": (
        "actions/",
        "api/intake/",
        "api/library/",
        "api/courier/",
        "api/ordering/",
        "api/payments/",
        "api/registers/",
        "bot/cli/",
        "bot/components/",
    ),
    "spacy": ("bot/nlu/",),
    "jieba": ("bot/nlu/",),
    "weasyprint": ("api/printing/",),
    "segno": ("api/printing/",),
    "redis": ("actions/gateways/",),
}


def layer_of(module: str) -> str | None:
    """The layer a module belongs to; None outside the project."""
    return next((layer for layer in MAY_IMPORT if module == layer or module.startswith(layer + ".")), None)


def imported(source: str, module: str, is_package: bool) -> set[str]:
    """Absolute names of the modules that a source file imports."""
    found: set[str] = set()
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            name = ".".join(part for part in (base, node.module or "") if part)
            found.add(name)
            found.update(f"{name}.{alias.name}" for alias in node.names if layer_of(f"{name}.{alias.name}"))
    return found


def violations(path: str, source: str) -> list[str]:
    """What a file imports that its layer may not."""
    module = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    own = layer_of(module)
    found = []
    for name in sorted(imported(source, module, path.endswith("__init__.py"))):
        target, library = layer_of(name), name.partition(".")[0]
        if own and target and target != own and target not in MAY_IMPORT[own]:
            found.append(f"{path}: {own} must not import {name}")
        if own == "bot.engine" and target is None and library != "bot" and library not in sys.stdlib_module_names:
            found.append(f"{path}: the engine must not import {name}")
        if library in ONLY_IN and not path.startswith(ONLY_IN[library]):
            found.append(f"{path}: {library} belongs in {', '.join(ONLY_IN[library])}")
    return found


def test_imports_point_one_way() -> None:
    files = [path for folder in ("bot", "actions", "api") for path in (ROOT / folder).rglob("*.py")]
    assert files
    assert [line for file in files for line in violations(str(file.relative_to(ROOT)), file.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        pytest.param("bot/engine/x.py", "import bot.catalog", id="engine-imports-catalog"),
        pytest.param("bot/engine/x.py", "from ..nlu import read", id="relative-import-upwards"),
        pytest.param("bot/engine/x.py", "import jsonschema", id="engine-imports-library"),
        pytest.param("bot/nlu/x.py", "from bot.catalog import load", id="siblings"),
        pytest.param("api/x.py", "from bot.components import host", id="api-imports-components"),
        pytest.param("actions/x.py", "from fastapi import FastAPI", id="fastapi-outside-api"),
        pytest.param("api/x.py", "import rasa.core", id="rasa-outside-components"),
    ],
)
def test_a_wrong_import_is_found(path: str, source: str) -> None:
    assert violations(path, source)
