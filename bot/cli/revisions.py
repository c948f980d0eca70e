"""The authors' files as they were at a git revision, read without a shell and without touching the work tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

#: What may be named: branches, tags, hashes, ``HEAD~2``, ``main@{1}``; no options, no ranges, no paths inside.
_REVISION: Final = re.compile(r"(?!-)(?!.*\.\.)[\w./@^~{}+-]{1,200}")
_FOLDERS: Final = ("forms", "scenarios")
#: Folders whose files shape no release.
_APART: Final = frozenset({"examples", "knowledge", "stories"})
_SUFFIXES: Final = frozenset({".yml", ".json"})
_PLAIN_FILES: Final = frozenset({"100644", "100755"})
_LARGEST: Final = 5_000_000
_MOST: Final = 5_000
_SECONDS: Final = 60


class BadRevision(ValueError):
    """The files of the revision cannot be had; the message is in Chinese."""


def write_revision(root: Path, revision: str, into: Path) -> None:
    """The forms and scenarios that ``root`` had at ``revision`` are under ``into``. Links are left out.

    Raises:
        BadRevision: it is no name of a revision, git does not know it, or ``root`` is in no repository.
    """
    if _REVISION.fullmatch(revision) is None:
        raise BadRevision(f"{revision[:40]} 不是版本名，也没有这个文件夹。可以写分支、标签、提交号，或者一个文件夹。")
    if not _git(root, "rev-parse", "--is-inside-work-tree"):
        raise BadRevision(f"{root} 不在 git 仓库里，没有 {revision[:40]} 这个版本，也没有这个文件夹。")
    commit = (
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    )
    if not commit:
        raise BadRevision(f"git 里没有 {revision[:40]} 这个版本。")
    listed = list(_listed(_git(root, "ls-tree", "-r", "-z", "-l", commit, "--", *_FOLDERS)))
    if not listed or len(listed) > _MOST:
        raise BadRevision(f"{revision[:40]} 这个版本里没有 forms/ 和 scenarios/，或者文件太多。")
    blobs = _git(root, "cat-file", "--batch", said="".join(f"{blob}\n" for blob, _ in listed).encode())
    for name, content in zip((name for _, name in listed), _contents(blobs), strict=True):
        file = into / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _listed(answer: bytes) -> Iterator[tuple[str, PurePosixPath]]:
    """Hash and path of each plain file that shapes a release."""
    for entry in filter(None, answer.decode("utf-8", "replace").split("\0")):
        about, _, name = entry.partition("\t")
        mode, _, blob, size = about.split()
        path = PurePosixPath(name)
        unsafe = path.is_absolute() or ".." in path.parts or path.parts[0] not in _FOLDERS
        if mode not in _PLAIN_FILES or unsafe or path.suffix not in _SUFFIXES or _APART & set(path.parts):
            continue
        if int(size) > _LARGEST:
            raise BadRevision(f"{name} 太大了。")
        yield blob, path


def _contents(answer: bytes) -> Iterator[bytes]:
    """The contents of the files that ``git cat-file --batch`` was asked for, in order."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        size = int(answer[at:end].rsplit(b" ", 1)[1])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _git(root: Path, *arguments: str, said: bytes = b"") -> bytes:
    """What git answers in ``root``; nothing where it refuses. The caller's GIT_* settings do not count."""
    program = shutil.which("git")
    if program is None:
        raise BadRevision("这台机器上没有 git；可以用 --against 指一个文件夹。")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    command = [program, "-C", str(root.resolve()), "--no-pager", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, a list of arguments, a checked revision
            command, input=said, env=environment, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise BadRevision("git 没有按时回答。") from fault
    return done.stdout if done.returncode == 0 else b""
