"""`daoban diff [SCENARIO]`: what the files now say otherwise than an earlier state, and what becomes of open cases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Any

import typer

from actions.archive import Archive
from actions.database import Database
from actions.local_time import now
from actions.prospects import Prospect, not_looked_up, prospects
from actions.settings import Settings
from bot.catalog import Bundle, BundleInvalid, CatalogInvalid, Published, publish
from bot.catalog.differences import Difference, differences

from .archive_access import kept_cipher, reading, settings_or_exit
from .earlier import AGAINST_HELP, earlier_bundles
from .opening_files import ROOT, demand_folder
from .test_clock import AT_HELP, day_option
from .told_differences import told
from .told_prospects import counted, told_prospects


class Format(str, Enum):
    """How differences are printed."""

    text = "text"
    json = "json"


def command(
    scenario: str = typer.Argument(None, help="主题的编号，例如 beverage_shop；不写就是全部。"),
    against: str = typer.Option(None, "--against", help=f"{AGAINST_HELP}；不写就和正在用的版本比。"),
    cases: bool = typer.Option(False, "--cases", help="再看停在旧版本上的办件转过来会怎样；只看，不改。"),
    form: Format = typer.Option(Format.text, "--format", help="text 给人看，json 给程序用。"),  # noqa: B008
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
    at: str = typer.Option(None, "--at", help=AT_HELP),
) -> None:
    """Prints the differences of the scenario, or of all; nothing is written anywhere."""
    today = day_option(at)
    demand_folder(root)
    before = earlier_bundles(root, against)
    try:
        after = publish(root, today=today)
    except CatalogInvalid as fault:
        typer.echo(f"现在的文件有 {len(fault.issues)} 个问题，先运行 daoban check 改好：\n{fault.issues[0]}", err=True)
        raise typer.Exit(1) from fault
    names = sorted({*before, *after.bundles}) if scenario is None else [scenario]
    if scenario is not None and scenario not in before and scenario not in after.bundles:
        typer.echo(f"没有主题 {scenario}。现在有：{'、'.join(after.bundles)}", err=True)
        raise typer.Exit(2)
    found = {name: _differences(before.get(name), after.bundles.get(name)) for name in names}
    waiting = _prospects(settings_or_exit(), after, names, today) if cases else None
    typer.echo(_PRINT[form](before, after.bundles, found, waiting))


def _differences(before: Bundle | None, after: Bundle | None) -> tuple[Difference, ...]:
    if before is None or after is None:
        return ()
    try:
        return differences(before, after)
    except BundleInvalid as fault:
        typer.echo(f"原来的版本不完整，不能比较：{fault}", err=True)
        raise typer.Exit(1) from fault


def _prospects(settings: Settings, after: Published, names: list[str], today: Any) -> dict[str, Any]:
    """The open cases of each scenario as they would be, and how many are not looked up yet."""
    with reading(settings) as engine:
        cipher = kept_cipher(settings)
        database = Database(engine)
        archive = Archive(database, now)
        found: dict[str, list[Prospect]] = {
            name: list(prospects(database, cipher, archive, after.catalog.current[name], today))
            for name in names
            if name in after.catalog.current
        }
        return {"found": found, "unknown": not_looked_up(database), "catalog": after.catalog}


def _text(
    before: Mapping[str, Bundle],
    after: Mapping[str, Bundle],
    found: Mapping[str, tuple[Difference, ...]],
    waiting: dict[str, Any] | None,
) -> str:
    lines = [line for name, one in found.items() for line in _scenario(name, before.get(name), after.get(name), one)]
    if waiting is not None:
        lines += ["", *told_prospects(waiting["found"], waiting["catalog"], waiting["unknown"])]
    return "\n".join(lines)


def _scenario(name: str, before: Bundle | None, after: Bundle | None, found: tuple[Difference, ...]) -> list[str]:
    if before is None or after is None:
        one = after or before or {}
        word = "新主题，原来没有" if before is None else "主题没有了；已经开始办的，在原来的版本上办完"
        return [f"{one['scenario']['title']}（{name}）：{word}"]
    head = f"{after['scenario']['title']}（{name}）"
    if before["version"] == after["version"]:
        return [f"{head}：没有变化", *told(found)]
    versions = f"{before['version']} → {after['version']}"
    return [f"{head}：{versions}", *(told(found) if found else ["  只是写法不同，意思没有变"])]


def _json(
    before: Mapping[str, Bundle],
    after: Mapping[str, Bundle],
    found: Mapping[str, tuple[Difference, ...]],
    waiting: dict[str, Any] | None,
) -> str:
    scenarios = [
        {
            "scenario": name,
            "before": before[name]["version"] if name in before else None,
            "after": after[name]["version"] if name in after else None,
            "differences": [asdict(difference) for difference in one],
        }
        for name, one in found.items()
    ]
    data: dict[str, Any] = {"scenarios": scenarios}
    if waiting is not None:
        data["cases"] = {name: counted(one) for name, one in waiting["found"].items()}
        data["not_looked_up"] = waiting["unknown"]
    return json.dumps(data, ensure_ascii=False, indent=2)


_PRINT = {Format.text: _text, Format.json: _json}
