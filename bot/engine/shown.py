"""Values as people read them."""

from __future__ import annotations

from .conditions import ABSENT, UNKNOWN
from .facts import Fact


def shown(fact: Fact, value: object, notes: Fact | None = None) -> str:
    """A value as people read it: labels for choices, units for quantities, 是/否 for yes and no.

    Args:
        notes: the fact whose options are the annotations of this one's choices; None where they have no names.
    """
    if value is None or value is UNKNOWN or value is ABSENT:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (list, tuple)):
        told = [_one(fact, one, notes) for one in value]
        return "–".join(told) if fact.kind == "time_range" else "、".join(told)
    return f"{_one(fact, value, notes)}{fact.unit or ''}"


def _one(fact: Fact, value: object, notes: Fact | None) -> str:
    if isinstance(value, dict) and "id" in value:  # an annotated choice
        chosen = [str(note) for note in value.get("annotations", ())]
        labels = chosen if notes is None else [_label(notes, f"{value['id']}.{note}") for note in chosen]
        name = _label(fact, str(value["id"]))
        bare = [
            one.removeprefix(f"{name}（").removesuffix("）") if one.startswith(f"{name}（") else one for one in labels
        ]
        return name + (f"（{'、'.join(bare)}）" if bare else "")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _label(fact, str(value))


def _label(fact: Fact, value: str) -> str:
    option = fact.option(value)
    return option.label if option is not None else value
