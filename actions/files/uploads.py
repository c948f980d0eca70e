"""The use cases of files: take one, give it back, take it away. Only for a material that the case asks for, until it is handed in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.engine import Case
from bot.engine.materials import AS_FILES
from bot.engine.review import review
from bot.engine.standing import open_corrections

from ..apart import Overrun, WorkFailed
from ..conversations import TRIES, Busy, Conversations
from ..ports import Scan, Unavailable
from ..store import ConversationRow, StaleCase
from .examination import Examined, digest
from .kept_file import CLEAN, INFECTED, UNSCANNED, WAITING, About, KeptFile
from .limits import FileLimits
from .names import safe_name
from .refused import FileRefused
from .shelf import Shelf

_LOG = logging.getLogger("daoban.files")
_HANDED_IN = ("requested", "received")


class Examiner(Protocol):
    """Does what ``Examination`` does, elsewhere."""

    async def ask(self, method: str, *args: object) -> Examined:
        """What the method returns."""


class Uploads:
    """Files of cases. Every method raises FileRefused, UnknownConversation and DatabaseUnavailable; all are for the event loop."""

    def __init__(
        self, conversations: Conversations, shelf: Shelf, examiner: Examiner, scan: Scan | None, limits: FileLimits
    ) -> None:
        """``scan``: None where there is no scanner."""
        self.limits = limits
        self._conversations = conversations
        self._shelf = shelf
        self._examiner = examiner
        self._scan = scan

    def of(self, conversation: str) -> Sequence[KeptFile]:
        """The conversation's files, in the order in which they came."""
        return self._shelf.of(conversation)

    def expect(self, conversation: str, material: str) -> None:
        """A file may be sent for this material. To be asked before the content is waited for."""
        self._ready(conversation, material)

    async def take(self, conversation: str, material: str, name: str, content: bytes) -> tuple[KeptFile, bool]:
        """The file as it is kept, and whether it is new. The same content for the same material is the same file.

        Raises:
            Busy: the case kept moving; nothing was kept.
        """
        if len(content) > self.limits.size:
            raise FileRefused("too_large", _megabytes(len(content)), _megabytes(self.limits.size))
        source, found = digest(content), None
        for _ in range(TRIES):
            row, files = self._ready(conversation, material)
            same = [file for file in files if file.about.source == source]
            if any(file.state == INFECTED for file in same):
                raise FileRefused("infected")
            own = next((file for file in same if file.material == material), None)
            if own is not None:
                return own, False
            if len(files) >= self.limits.files:
                raise FileRefused("too_many", str(len(files)), str(self.limits.files))
            kept: bytes | KeptFile
            if same:
                kept, state, about = same[0], same[0].state, _renamed(same[0].about, name)
            else:
                found = found or await self._examined(content)
                examined, state = found
                kept, about = examined.content, _about(examined, name)
            try:
                return await asyncio.to_thread(
                    self._shelf.add, conversation, row.version, material, about, kept, state
                ), True
            except StaleCase:
                continue
        raise Busy(conversation)

    async def remove(self, conversation: str, material: str, file: str) -> None:
        """The file is gone. Raises Busy as ``take`` does."""
        for _ in range(TRIES):
            row = self._conversations.standing(conversation).row
            _refuse_late(row.case, material)
            kept = self._find(conversation, material, file)
            try:
                return await asyncio.to_thread(self._shelf.remove, conversation, row.version, kept)
            except StaleCase:
                continue
        raise Busy(conversation)

    async def content(self, conversation: str, material: str, file: str) -> tuple[KeptFile, bytes]:
        """The file with its content, unless it may be harmful."""
        kept = self._find(conversation, material, file)
        if kept.state == INFECTED:
            raise FileRefused("infected")
        if kept.state == WAITING:
            raise FileRefused("quarantined")
        content = await asyncio.to_thread(self._shelf.content, kept)
        if content is None:
            raise FileRefused("unknown_file")
        return kept, content

    async def _examined(self, content: bytes) -> tuple[Examined, str]:
        try:
            examined = await self._examiner.ask("examine", content)
        except (Overrun, WorkFailed) as fault:
            raise FileRefused("too_costly") from fault
        if self._scan is None:
            return examined, UNSCANNED
        try:
            virus = await self._scan.scan(examined.content)
        except Unavailable as fault:
            _LOG.warning("a file waits for the scanner: %s", fault.code)
            return examined, WAITING
        if virus is not None:
            _LOG.warning("an infected file was refused: %s", virus)
            raise FileRefused("infected")
        return examined, CLEAN

    def _ready(self, conversation: str, material: str) -> tuple[ConversationRow, Sequence[KeptFile]]:
        """The case and its files, when a file for this material may be taken."""
        standing = self._conversations.standing(conversation)
        row, view = standing.row, standing.position.view
        wanted = review(view).materials if view is not None else ()
        asked = next((one for one in wanted if one.id == material), None)
        if asked is None:
            raise FileRefused("unknown_material")
        if asked.mode not in AS_FILES:
            raise FileRefused("not_uploadable", asked.label)
        _refuse_late(row.case, material)
        return row, self._shelf.of(conversation)

    def _find(self, conversation: str, material: str, file: str) -> KeptFile:
        kept = next((one for one in self._shelf.of(conversation) if (one.id, one.material) == (file, material)), None)
        if kept is None:
            raise FileRefused("unknown_file")
        return kept


def _refuse_late(case: Case, material: str) -> None:
    """A file is taken until the case is handed in, and of a material that an office wants once more."""
    wanted = {point.material for one in open_corrections(case.submission) for point in one.correction.points}
    if case.submission is not None and case.submission.state in _HANDED_IN and material not in wanted:
        raise FileRefused("handed_in")
    if case.closed:
        raise FileRefused("closed")


def _about(examined: Examined, name: str) -> About:
    return About(
        name=safe_name(name, examined.media_type),
        media_type=examined.media_type,
        size=len(examined.content),
        pages=examined.pages,
        sha256=examined.sha256,
        source=examined.source,
    )


def _renamed(about: About, name: str) -> About:
    return replace(about, name=safe_name(name, about.media_type))


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")
