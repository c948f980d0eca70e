"""Within how many days a bad rating is to be answered: a figure of configuration, in ``limit.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from ..clock import Limit
from ..clock.limits import Kind, Unit

_HERE: Final = Path(__file__).with_name("limit.yml")


def read_limit(file: Path = _HERE) -> Limit:
    """The limit in the file. Raises KeyError, ValueError, ClockMisused or the reader's own error where it is none."""
    said: dict[str, Any] = YAML(typ="safe").load(file.read_text("utf-8"))
    return Limit(
        said["label"], said["days"], Unit(said["unit"]), Kind.promised, said["source"], certain=said["certain"] is True
    )
