"""`daoban mark SCENARIO VERSION broken|expired|current`: what holds for an archived release from now on."""

from __future__ import annotations

import getpass
from enum import Enum

import typer

from actions.archive import LOOK_AGAIN, Archive, Archived, in_force
from actions.database import Database, open_engine
from actions.local_time import now

from .archive_access import reading, settings_or_exit

#: Fewer characters of a version than this name it only by chance.
_FEWEST = 6
_LONGEST = 500


class State(str, Enum):
    """What a release can be marked as."""

    broken = "broken"
    expired = "expired"
    current = "current"


def command(
    scenario: str = typer.Argument(..., help="主题的编号，例如 beverage_shop。"),
    version: str = typer.Argument(..., help="版本号，daoban releases 会列出；写前 6 位以上也行。"),
    state: State = typer.Argument(..., help="broken 写错了，expired 依据失效了，current 恢复使用。"),  # noqa: B008
    note: str = typer.Option(..., "--note", help="为什么这样标，写给同事看。"),
    by: str = typer.Option(None, "--by", help="谁标的；不写就是登录这台机器的用户名。"),
) -> None:
    """Marks the release; its open cases move to the release in force at their next turn."""
    settings = settings_or_exit()
    with reading(settings) as engine:
        rows = [row for row in Archive(Database(engine), now).rows() if row.scenario == scenario]
    row = _one(rows, scenario, version)
    serving = in_force(rows)[scenario].version
    told, who = _line(note, "说明"), _line(by if by is not None else getpass.getuser(), "姓名")
    engine = open_engine(settings.database_url)
    Archive(Database(engine), now).mark(scenario, row.version, state.value, note=told, by=who)
    engine.dispose()
    seconds = int(LOOK_AGAIN.total_seconds())
    typer.echo(f"{scenario} {row.version}：{row.state} → {state.value}。正在运行的服务 {seconds} 秒内照此办理。")
    if state is not State.current and row.version == serving:
        typer.echo("这就是现在用的版本：发布新版本以前，这个主题停办，办件转给窗口人员，回答都留着。")
    elif state is not State.current:
        typer.echo("停在这个版本上的办件，下一次说话时转到现在用的版本。")


def _one(rows: list[Archived], scenario: str, version: str) -> Archived:
    found = [row for row in rows if row.version == version]
    if not found and len(version) >= _FEWEST:
        found = [row for row in rows if row.version.startswith(version)]
    if len(found) == 1:
        return found[0]
    known = "、".join(row.version for row in rows)
    problem = "不止一个" if found else "没有"
    typer.echo(
        f"主题 {scenario} {problem}版本 {version}。存档里有：{known}" if known else f"存档里没有主题 {scenario}。",
        err=True,
    )
    raise typer.Exit(2)


def _line(text: str, what: str) -> str:
    line = text.strip()
    if not line or len(line) > _LONGEST or not line.isprintable():
        typer.echo(f"{what}要写，写成一行，不超过 {_LONGEST} 个字。", err=True)
        raise typer.Exit(2)
    return line
