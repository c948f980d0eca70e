"""Scenario files under the project's root, named by folder and id alone: no path ever comes from outside."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
#: Folders under ``scenarios`` that hold something else.
_OTHERS: Final = frozenset({"shared", "knowledge", "stories"})
#: Characters and lines of a scenario, some five times what the largest has. Checking one of this size takes seconds.
LONGEST: Final = 80_000
MOST_LINES: Final = 2_000

_HIDDEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class BadPlace(ValueError):
    """The folder or the id is none that a scenario may have; the message is Chinese, for the author."""


class BadText(ValueError):
    """The text is none that a file can hold; the message is Chinese, for the author."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scenario lives."""

    folder: str
    scenario: str

    @property
    def file(self) -> str:
        """The path from the project's root."""
        return f"scenarios/{self.folder}/{self.scenario}.yml"


def text_hash(text: str | None) -> str:
    """A hash of a text; of no text, the empty one."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


def clean_text(text: str) -> str:
    """The text with plain line ends. Raises BadText when it is too long or holds characters that nobody can see."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST or text.count("\n") > MOST_LINES:
        raise BadText(f"主题不超过 {LONGEST // 10_000} 万个字、{MOST_LINES} 行。")
    if any(_hidden(character) for character in text):
        raise BadText("文字里有看不见的控制字符，删掉再试。")
    return text


def _hidden(character: str) -> bool:
    """Whether it is a control, breaks a line that shows as one, or turns the reading direction: a reviewer would not see it."""
    return character not in "\t\n" and (unicodedata.category(character) in _HIDDEN or character in _TURNING)


class ScenarioFiles:
    """Reads and writes the scenarios of one project."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._home = self.root / "scenarios"

    def folders(self) -> list[str]:
        """Folders that hold scenarios."""
        return sorted(
            one.name
            for one in self._home.iterdir()
            if one.is_dir() and not one.is_symlink() and _NAME.fullmatch(one.name) and one.name not in _OTHERS
        )

    def places(self) -> list[Place]:
        """All scenarios that have a file."""
        return [
            Place(folder, file.stem)
            for folder in self.folders()
            for file in sorted((self._home / folder).glob("*.yml"))
            if _NAME.fullmatch(file.stem)
        ]

    def place(self, folder: str, scenario: str) -> Place:
        """The place of a scenario, which may still be without a file. Raises BadPlace."""
        if _NAME.fullmatch(scenario) is None:
            raise BadPlace("编号用小写英文字母、数字和下划线，字母开头，不超过 40 个字符。")
        if folder not in self.folders():
            raise BadPlace(f"没有这个类别，可以用：{'、'.join(self.folders())}。")
        return Place(folder, scenario)

    def read(self, place: Place) -> str | None:
        """The published text; None when there is no file. Raises BadText when it is not UTF-8."""
        try:
            return self._path(place).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as fault:
            raise BadText("文件不是 UTF-8 编码，先用文本编辑器改好。") from fault

    def write(self, place: Place, text: str | None) -> None:
        """The file holds the text, or is gone for None: at once, whole, and safe from a power cut. Raises OSError."""
        path = self._path(place)
        if text is None:
            path.unlink(missing_ok=True)
            return
        rights = path.stat().st_mode & 0o777 if path.exists() else 0o644
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(text.encode())
                out.flush()
                os.fsync(out.fileno())
            os.chmod(name, rights)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Whoever else asks to hold the files waits, in this process and in others of this machine."""
        folder = os.open(self._home, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _path(self, place: Place) -> Path:
        self.place(place.folder, place.scenario)
        return self.root / place.file
