"""Why a matter may be rated so: what is ticked beside each grade, from ``rating_reasons.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

_FILE: Final = Path(__file__).with_name("rating_reasons.yml")

#: Grade -> id of a reason -> its words.
REASONS: Final[Mapping[int, Mapping[str, str]]] = YAML(typ="safe").load(_FILE.read_text("utf-8"))


def words_of(grade: int, reasons: tuple[str, ...]) -> list[str]:
    """The reasons in words; one that is not in the file any more by its id."""
    return [REASONS[grade].get(one, one) for one in reasons]
