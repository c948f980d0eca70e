"""Which departments review which forms: configuration, in ``offices.yml`` beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

_FILE: Final = Path(__file__).with_name("offices.yml")
#: Department -> the forms that it reviews.
OFFICES: Final[dict[str, frozenset[str]]] = {
    name: frozenset(office["forms"])
    for name, office in YAML(typ="safe").load(_FILE.read_text("utf-8"))["offices"].items()
}


def offices_of(form: str) -> frozenset[str]:
    """The departments that review this form's applications; none where nobody is named."""
    return frozenset(name for name, forms in OFFICES.items() if form in forms)
