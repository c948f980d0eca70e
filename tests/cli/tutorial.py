"""A tutorial as what it is: files to make and change, commands to type and what they must say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"^(?:(?P<new>新建) `(?P<made>[^`]+)`：|在 `(?P<changed>[^`]+)` 里改：|在 `(?P<added>[^`]+)` 末尾加上：|(?P<run>运行)：)\n\n"
    r"```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
#: Stands for what the tutorial leaves out.
_GAP = "……"
#: What the applicant says in a conversation stands behind this.
_PROMPT = "您："


class Astray(AssertionError):
    """The tutorial says something that is not so."""


@dataclass(frozen=True)
class Command:
    """One command with what is typed into it and what it must print, in order, gaps allowed."""

    line: str
    said: tuple[str, ...]
    printed: tuple[str, ...]


def follow(tutorial: Path, root: Path) -> Iterator[str]:
    """Does every step in ``root``, a copy of the project; tells each.

    Raises:
        Astray: a step cannot be done, or a command prints something else.
    """
    for step in _BLOCK.finditer(tutorial.read_text("utf-8")):
        text = step["text"]
        if step["made"]:
            path = root / step["made"]
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                raise Astray(f"{path} is there already")
            path.write_text(text, "utf-8")
        elif step["added"]:
            path = root / step["added"]
            path.write_text(path.read_text("utf-8") + text, "utf-8")
        elif step["changed"]:
            _change(root / step["changed"], text)
        else:
            for command in commands(text):
                _run(command, root)
        yield step[0].partition("\n")[0]


def blocks(tutorial: Path) -> list[str]:
    """The text of every block that a reader could take for a step."""
    return re.findall(r"^```\w+\n(.*?)^```$", tutorial.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def steps(tutorial: Path) -> list[str]:
    """The text of every step."""
    return [step["text"] for step in _BLOCK.finditer(tutorial.read_text("utf-8"))]


def _change(path: Path, difference: str) -> None:
    lines = difference.splitlines()
    old = "".join(f"{line[1:]}\n" for line in lines if line[:1] in ("-", " "))
    new = "".join(f"{line[1:]}\n" for line in lines if line[:1] in ("+", " "))
    text = path.read_text("utf-8")
    if text.count(old) != 1:
        raise Astray(f"{path.name} has this {text.count(old)} times:\n{old}")
    path.write_text(text.replace(old, new), "utf-8")


def commands(text: str) -> Iterator[Command]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, _, rest = part.partition("\n")
        lines = rest.splitlines()
        said = tuple(one.removeprefix(_PROMPT) for one in lines if one.startswith(_PROMPT))
        yield Command(line, said, tuple(one for one in lines if not one.startswith(_PROMPT)))


def _run(command: Command, root: Path) -> None:
    program, *arguments = shlex.split(command.line)
    if program != "daoban":
        raise Astray(f"no {program} here")
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments], cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
        input="\n".join(command.said) + "\n", capture_output=True, encoding="utf-8", check=False, timeout=600,
    )  # fmt: skip
    pattern = "".join(_pattern(line) for line in command.printed)
    if re.fullmatch(pattern, done.stdout.replace(_PROMPT, "")) is None:
        raise Astray(f"$ {command.line}\n{done.stdout}{done.stderr}\nis not\n" + "\n".join(command.printed))


def _pattern(line: str) -> str:
    """What one line of the tutorial allows; a line that is only a gap allows any lines."""
    if line == _GAP:
        return r"(?:[^\n]*\n)*?"
    return ".*?".join(re.escape(part) for part in line.split(_GAP)) + "\n"
