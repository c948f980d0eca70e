"""The materials that came with an application, as an officer sees them: its own first, then those of the parts it came with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from actions.files.kept_file import CLEAN
from bot.catalog.drawing.labels import MODES
from bot.engine.forms import Material
from bot.engine.proofs import VALID

from ..published import PublishedForm
from .hiding import plain

#: Members of a material that are told otherwise.
_OWN: Final = frozenset({"id", "label", "mode", "files", "proof", "due", "undertaken"})
#: What an applicant undertook instead of handing it in -> what it is called.
_UNDERTAKEN: Final = {"day": "同意的日期", "text": "同意的全文"}
_KILO: Final = 1024


def told_materials(
    published: PublishedForm, materials: Sequence[Any], today: date, mates: Sequence[PublishedForm] = ()
) -> list[dict[str, Any]]:
    """Each material; those that only other parts of the bundle want are told last, with whose they are (``of``)."""
    own = {one.id: one for one in published.form.materials}
    told = [_material(own, mates, one, today) for one in materials if isinstance(one, dict)]
    return sorted(told, key=lambda one: not one["own"])


def _material(
    own: Mapping[str, Material], mates: Sequence[PublishedForm], said: Mapping[str, Any], today: date
) -> dict[str, Any]:
    name = said["id"] if isinstance(said.get("id"), str) else None
    known = own.get(name) if name is not None else None
    mode = said.get("mode")
    told = {
        "id": plain(said.get("id", "")),
        "label": known.label if known is not None else plain(said.get("label", "")),
        "mode": MODES.get(mode, plain(mode)) if isinstance(mode, str) else "",
        "own": known is not None,
        "more": [
            *_files(said.get("files")),
            *_proof(said.get("proof")),
            *_due(said, today),
            *_undertaken(said.get("undertaken")),
            *([plain(key), plain(one)] for key, one in said.items() if key not in _OWN),
        ],
    }
    if known is not None:
        told.update(note=known.note, basis=known.basis, certain=known.certain)
    else:
        told["of"] = [one.form.title for one in mates if any(it.id == name for it in one.form.materials)]
    return told


def _undertaken(told: Any) -> list[list[str]]:
    """What is to come later, and what the applicant agreed to; in full where it is told in another way than ours."""
    if not told:
        return []
    if not isinstance(told, dict):
        return [["后补", plain(told)]]
    return [[words, plain(told[key])] for key, words in _UNDERTAKEN.items() if told.get(key)]


def _proof(proof: Any) -> list[list[str]]:
    """What proves it, by its number; where it did not hold, what was wrong with it."""
    if not isinstance(proof, dict):
        return [] if proof is None else [["核验", plain(proof)]]
    title, number, day = (plain(proof.get(name, "")) for name in ("title", "identifier", "as_of"))
    held = proof.get("status") == VALID
    told = f"{title}，编号 {number}" + (f"，{day} 起" if day else "")
    return [["网上核验", told] if held else ["没有核验通过", f"{told}（{plain(proof.get('status', ''))}）"]]


def _due(said: Mapping[str, Any], today: date) -> list[list[str]]:
    """By when it was promised; that it has not come where that day is over."""
    due = said.get("due")
    if not isinstance(due, str):
        return []
    late = due < today.isoformat() and not said.get("files")
    return [["承诺后补", f"{plain(due)} 以前" + ("，已经过了，还没有补来" if late else "")]]


def _files(files: Any) -> list[list[str]]:
    """What was sent: a line a file, by what it is called and how much it holds."""
    if not files:
        return []
    listed = files if isinstance(files, list) else [files]
    return [["文件", _file(one)] for one in listed]


def _file(told: Any) -> str:
    if not isinstance(told, dict) or not told.get("name"):
        return plain(told)
    pages, size, scan = told.get("pages"), told.get("size"), told.get("scan", CLEAN)
    about = [
        *([f"{pages}页"] if type(pages) is int else []),
        *([_size(size)] if type(size) is int else []),
        *([] if scan == CLEAN else ["还没有查过病毒"]),
    ]
    return plain(told["name"]) + (f"（{'，'.join(about)}）" if about else "")


def _size(count: int) -> str:
    kilos = max(1, round(count / _KILO))
    return f"{kilos} KB" if kilos < _KILO else f"{kilos / _KILO:.1f} MB"
