"""A small project whose files change between one start of a server and the next."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from actions.archive import Archive, Archived
from actions.database import Database
from actions.inbound import Inbound
from actions.opening import Core, open_core
from actions.settings import read_settings
from bot.engine import Case
from tests.catalog.tree import DICTIONARY, LAYOUT, SCHEMA, TEA, edit, plant, write

ROOT = Path(__file__).resolve().parents[2]
#: What an applicant of the small tea shop says until nothing is left to ask.
PLACE, DRINKS, NAME, AREA = "门店", "奶茶和果汁", "阿婆奶茶店", "八十平"

PETS = (
    (DICTIONARY, "facts:\n", "facts:\n  shop.pets: {label: 宠物, kind: boolean, ask: 店里养宠物吗？, example: 不养}\n"),
    (TEA, "  - {fact: shop.drinks}\n", "  - {fact: shop.drinks}\n  - {fact: shop.pets}\n"),
    (LAYOUT, "      - {pointer: /area,", "      - {pointer: /pets, fact: shop.pets}\n      - {pointer: /area,"),
    (SCHEMA, '"properties": {', '"properties": {"pets": {"type": "boolean"},'),
    (SCHEMA, '"required": [', '"required": ["pets", '),
)


@dataclass
class Project:
    """A folder with forms and scenarios, and the database that its servers share."""

    root: Path
    url: str
    clock: Callable[[], datetime]
    opened: list[Core] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def open(self) -> Core:
        """A server's core, started with the files as they are now."""
        settings = read_settings({"DAOBAN_VAR": str(self.root / "var"), "DAOBAN_DATABASE_URL": self.url})
        core = open_core(settings, self.root, self.clock)
        self.opened.append(core)
        return core

    def close(self) -> None:
        """Every core's connections are closed."""
        for core in self.opened:
            core.engine.dispose()

    def archive(self) -> Archive:
        """The archive, as another process reaches it."""
        return Archive(Database(self.opened[0].engine), self.clock)

    def rows(self, scenario: str = "tea") -> list[Archived]:
        """The archived releases of a scenario, the oldest first."""
        return [row for row in self.archive().rows() if row.scenario == scenario]

    def begin(self, core: Core, conversation: str) -> None:
        """A conversation that has chosen its scenario."""
        core.store.create(conversation, channel="web", token_hash=None, case=Case(conversation))
        self.say(core, conversation, "我想开一家奶茶店")

    def say(self, core: Core, conversation: str, text: str) -> dict[str, Any]:
        """One turn at a server."""
        return core.conversations.take(conversation, Inbound(f"m{next(self.numbers)}", text=text))

    def case(self, core: Core, conversation: str) -> Case:
        """The case as stored."""
        row = core.store.find(conversation)
        if row is None:
            raise LookupError(conversation)
        return row.case

    def version(self, core: Core) -> str:
        """The version that a server gives to new cases."""
        return core.conversations.catalog.current["tea"].scenario.version

    def ask_for_pets(self) -> None:
        """The files ask one more question, whose answer the form wants."""
        for file, old, new in PETS:
            edit(self.root, file, old, new)
        for example in (self.root / "forms/permit/examples").glob("*.json"):
            example.write_text(example.read_text("utf-8").replace("{", '{"pets": false, ', 1), "utf-8")


def make_project(root: Path, url: str, clock: Callable[[], datetime]) -> Project:
    """The small valid tree with the words that a conversation needs."""
    plant(root)
    write(root, {"scenarios/shared/warnings.zh.yml": "W-CHECK: 会有人到店里核查。\n"})
    (root / "scenarios/shared/wording.zh.yml").unlink()  # stands for the real words, which take its place
    for name in ("text.zh.yml", "rejections.zh.yml"):
        shutil.copy(ROOT / "scenarios/shared" / name, root / "scenarios/shared" / name)
    return Project(root, url, clock)
