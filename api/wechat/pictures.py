"""Pictures that somebody sends: fetched, and kept as one of the materials that their case asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from actions.conversations import Busy
from actions.files.refused import FileRefused
from actions.files.uploads import Uploads
from actions.followers import Follower
from actions.held_files import UPLOAD

from ..file_problems import file_problem
from .exchange import TooLarge
from .faults import WeChatFault

#: Fetches a picture by its id, of at most so many bytes. Raises WeChatFault and TooLarge.
Fetch = Callable[[str, int], Awaitable[bytes]]
#: Materials are told apart by letters: a number could be an answer to the open question.
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
#: What is said to have none of the pictures kept.
NONE_OF_THEM: Final = frozenset({"不要了", "不用了", "照片不要了"})
#: Pictures that wait for their material at a time.
_MOST: Final = 9
_LINK: Final = '<a href="weixin://bizmsgmenu?msgmenucontent={letter}&msgmenuid=picture">{label}</a>'


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of pictures: how many were kept, and what is said of each that was not; empty where it could not be had at the moment."""

    count: int
    refused: tuple[str, ...]


def wanted(state: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Id and name of the materials that are uploaded, in order; none where there is no case yet or it was handed in."""
    case = state["case"]
    if case["stage"] in ("submitted", "closed"):
        return []
    return [(one["id"], one["label"]) for one in case["materials"] if one["mode"] == UPLOAD][: len(LETTERS)]


def with_photo(follower: Follower, media: str) -> Follower:
    """One more picture waits for its material."""
    return replace(follower, photos=(*follower.photos, media)[-_MOST:])


def offered(materials: Sequence[tuple[str, str]], plain: Callable[[str], str]) -> str:
    """The materials to choose from, a line each."""
    return "\n".join(
        f"{letter}. {_LINK.format(letter=letter, label=plain(label))}"
        for letter, (_, label) in zip(LETTERS, materials, strict=False)
    )


def chosen(materials: Sequence[tuple[str, str]], words: str) -> tuple[str, str] | None:
    """The material that the words name, by its letter or its name; None: they name none."""
    said = words.strip().strip("。.").upper()
    if len(said) == 1 and said in LETTERS[: len(materials)]:
        return materials[LETTERS.index(said)]
    return next((one for one in materials if one[1] == words.strip()), None)


async def keep(uploads: Uploads, fetch: Fetch, follower: Follower, material: str) -> Kept:
    """The follower's waiting pictures are files of the material, but for those that cannot be; sent again they are the same files."""
    count, refused = 0, []
    for number, media in enumerate(follower.photos, 1):
        try:
            content = await fetch(media, uploads.limits.size)
            await uploads.take(follower.conversation, material, f"微信照片{number}", content)
            count += 1
        except FileRefused as fault:
            refused.append(file_problem(fault).detail)
        except TooLarge:
            most = f"{uploads.limits.size // 1024 // 1024}"
            refused.append(file_problem(FileRefused("too_large", "", most)).detail)
        except (WeChatFault, Busy):
            refused.append("")
    return Kept(count, tuple(refused))
