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
from .rendering import menu_link, plain
from .showing import Reply, Showing

#: Fetches a picture by its id, of at most so many bytes. Raises WeChatFault and TooLarge.
Fetch = Callable[[str, int], Awaitable[bytes]]
#: Materials are told apart by letters: a number could be an answer to the open question.
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
#: What is said to have none of the pictures kept.
NONE_OF_THEM: Final = frozenset({"不要了", "不用了", "照片不要了"})
#: Pictures that wait for their material at a time.
_MOST: Final = 9


@dataclass(frozen=True, slots=True)
class Pictures:
    """Asks which material a picture is, and keeps it.

    Args:
        fetch: None: nothing can be fetched, and the page is where pictures go.
    """

    uploads: Uploads
    showing: Showing
    fetch: Fetch | None

    def came(self, follower: Follower, media: str) -> Reply:
        """The picture waits, and it is asked which material it is."""
        if self.fetch is None:
            return Reply(self.showing.say("wechat.picture"), follower)
        materials = wanted(self.showing.state(follower))
        if not materials:
            return Reply(self.showing.say("wechat.photo_early"), follower)
        return self._which(replace(follower, photos=(*follower.photos, media)[-_MOST:]), materials)

    def _which(self, follower: Follower, materials: Sequence[tuple[str, str]]) -> Reply:
        told = self.showing.say("wechat.photo_of", count=str(len(follower.photos)), materials=offered(materials))
        return Reply(told, follower)

    async def told(self, follower: Follower, words: str) -> Reply | None:
        """What became of the waiting pictures; None where the words name no material of theirs."""
        after = replace(follower, photos=())
        if words in NONE_OF_THEM:
            return Reply(self.showing.say("wechat.photo_gone"), after)
        state = self.showing.state(follower)
        materials = wanted(state)
        material = chosen(materials, words)
        if material is None or self.fetch is None:
            # Nothing is handed in while somebody may think that a picture of theirs goes with it.
            return self._which(follower, materials) if (state.get("asking") or {}).get("kind") == "review" else None
        refused = [
            why for why in [await self._kept(self.fetch, follower, one, material[0]) for one in follower.photos] if why
        ]
        count = len(follower.photos) - len(refused)
        lines = [self.showing.say("wechat.photo_kept", count=str(count), material=plain(material[1]))] if count else []
        return Reply("\n".join((*lines, *refused)), after)

    async def _kept(self, fetch: Fetch, follower: Follower, media: str, material: str) -> str:
        """Why the picture could not be kept; empty where it is. Sent again it is the same file."""
        try:
            content = await fetch(media, self.uploads.limits.size)
            await self.uploads.take(follower.conversation, material, "微信照片", content)
        except FileRefused as fault:
            return plain(file_problem(fault).detail)
        except TooLarge:
            most = f"{self.uploads.limits.size // 1024 // 1024}"
            return file_problem(FileRefused("too_large", "", most)).detail
        except (WeChatFault, Busy):
            return self.showing.say("wechat.photo_lost")
        return ""


def wanted(state: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Id and name of the materials that are uploaded, in order; none where there is no case yet or it was handed in."""
    case = state["case"]
    if case["stage"] in ("submitted", "closed"):
        return []
    return [(one["id"], one["label"]) for one in case["materials"] if one["mode"] == UPLOAD][: len(LETTERS)]


def offered(materials: Sequence[tuple[str, str]]) -> str:
    """The materials to choose from, a line each."""
    return "\n".join(
        f"{letter}. {menu_link(letter, 'picture', plain(label))}"
        for letter, (_, label) in zip(LETTERS, materials, strict=False)
    )


def chosen(materials: Sequence[tuple[str, str]], words: str) -> tuple[str, str] | None:
    """The material that the words name, by its letter or its name; None: they name none."""
    said = words.strip().strip("。.").upper()
    if len(said) == 1 and said in LETTERS[: len(materials)]:
        return materials[LETTERS.index(said)]
    return next((one for one in materials if one[1] == words.strip()), None)
