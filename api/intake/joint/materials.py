"""What is handed in for a bundle: each thing once, with the parts that need it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from bot.engine.forms import Material

from .order import Place
from .parts import Bundle


@dataclass(frozen=True, slots=True)
class SharedMaterial:
    """One thing to hand in. ``places``: (form, id of the material) of every part that needs it, in the bundle's order.

    ``optional`` is True where no part misses it.
    """

    label: str
    mode: str
    places: tuple[Place, ...]
    optional: bool

    @property
    def forms(self) -> tuple[str, ...]:
        """The parts that need it."""
        return tuple(dict.fromkeys(place.form for place in self.places))


def shared_materials(bundle: Bundle) -> tuple[SharedMaterial, ...]:
    """The materials of all parts: one thing under several names (``bundles.yml``), or of one label and mode, stands once."""
    named = {Place(*place): one.label for one in bundle.same for place in one.places}
    groups: dict[Hashable, list[tuple[Place, Material]]] = {}
    for part in bundle.parts:
        for material in part.materials:
            place = Place(part.form, material.id)
            key: Hashable = named.get(place) or (material.label, material.mode)
            groups.setdefault(key, []).append((place, material))
    return tuple(_shared(named, found) for found in groups.values())


def _shared(named: dict[Place, str], found: list[tuple[Place, Material]]) -> SharedMaterial:
    place, first = found[0]
    label = named.get(place, first.label) if len(found) > 1 else first.label
    optional = all(material.optional for _, material in found)
    return SharedMaterial(label, first.mode, tuple(one for one, _ in found), optional)
