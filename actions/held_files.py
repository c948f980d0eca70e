"""A case's files as its turns see them: which belong to which material, and which go along when it is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from bot.engine.materials import AS_FILES
from bot.engine.values import Json

from .files.kept_file import INFECTED, KeptFile

#: Material id -> its files, in the order in which they came.
Files = Mapping[str, Sequence[KeptFile]]
#: A conversation's files.
FilesOf = Callable[[str], Sequence[KeptFile]]
NONE: Final[Files] = {}
#: The mode of materials that the applicant hands in as files.
UPLOAD: Final = "upload"


def no_files(_: str) -> Sequence[KeptFile]:
    """Where nobody can hand any in."""
    return ()


def by_material(files: Iterable[KeptFile]) -> Files:
    """The files, grouped."""
    found: dict[str, list[KeptFile]] = {}
    for file in files:
        found.setdefault(file.material, []).append(file)
    return found


def ids_of(files: Files) -> dict[str, tuple[str, ...]]:
    """Material id -> the ids of its files that can be handed in; materials without one are left out."""
    own = {material: tuple(file.id for file in some if file.state != INFECTED) for material, some in files.items()}
    return {material: ids for material, ids in own.items() if ids}


def with_files(materials: Iterable[Mapping[str, Json]], files: Files) -> list[dict[str, Any]]:
    """The materials of a bundle, each that is handed in as files with what tells them; infected ones stay behind."""
    told = []
    for material in materials:
        own = [file.handed_in() for file in files.get(str(material["id"]), ()) if file.state != INFECTED]
        told.append({**material, "files": own} if own and material["mode"] in AS_FILES else dict(material))
    return told
