"""A material as paper tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.catalog.drawing.labels import MODES
from bot.catalog.fact_words import DOUBT

#: Ways of handing in that leave nothing to bring.
WAIVED: Final = ("e_license_exempt", "register_exempt", "system_generated", "system_check")


def doubted(text: str, certain: bool) -> str:
    """The text, with 「以受理窗口为准」 where nobody has confirmed it and it does not say so itself."""
    return text if certain or DOUBT in text else f"{text}（{DOUBT}）"


def told_material(material: Mapping[str, Any]) -> dict[str, Any]:
    """Of a material of the API's state: its name, how it is handed in and why so, what to know of it."""
    return {
        "label": material["label"],
        "mode": MODES[material["mode"]],
        "waived": material["mode"] in WAIVED,
        "settled": material["settled"],
        "note": doubted(material["note"], material["certain"]),
        "basis": material["basis"],
    }
