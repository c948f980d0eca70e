"""An author's guide as steps: which file each of its examples makes or adds to."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```(yaml|json)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STEP = re.compile(
    r"^(?:(?P<new>新建) `(?P<made>[^`]+)`|在 `(?P<added>[^`]+)` 加上)：\n\n```(?:yaml|json)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Step:
    """One example of a guide."""

    file: str
    new: bool
    text: str

    def follow(self, root: Path) -> None:
        """Does as the guide says: a new file, or lines under the key of the same name, else at the end."""
        path = root / self.file
        if self.new:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text, "utf-8")
            return
        before = path.read_text("utf-8")
        key, _, body = self.text.partition("\n")
        at = f"\n{key}\n"
        after = before.replace(at, at + body, 1) if at in before else f"{before}\n{self.text}"
        path.write_text(after, "utf-8")


def steps(guide: str) -> list[Step]:
    """The examples of a guide, in order."""
    found = _STEP.finditer((ROOT / guide).read_text("utf-8"))
    return [Step(one["made"] or one["added"], one["new"] is not None, one["text"]) for one in found]


def examples(guide: str) -> list[str]:
    """The text of every YAML and JSON block, whether a step or not."""
    return [text for _, text in _BLOCK.findall((ROOT / guide).read_text("utf-8"))]


def published(root: Path) -> Path:
    """A copy of the published forms and scenarios."""
    for folder in ("forms", "scenarios"):
        shutil.copytree(ROOT / folder, root / folder)
    return root
