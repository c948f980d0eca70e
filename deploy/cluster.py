"""`scripts/cluster`: several processes of the project behind nginx, on PostgreSQL and Redis from the system's packages."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from . import programs
from .plan import PROJECT, Plan, keep_plan, make_plan, read_plan
from .processes import NotStarted, Processes, Program

_NEEDED = {"redis-server": "redis-server", "nginx": "nginx-light", "psql": "postgresql"}


def main(arguments: list[str]) -> int:
    """The exit code."""
    asked = _parser().parse_args(arguments)
    folder: Path = asked.data.resolve()
    processes, plan = Processes(folder), read_plan(folder)
    if asked.task == "start":
        return _start(folder, processes, plan, asked)
    if plan is None:
        print(f"{folder} 里没有集群；scripts/cluster start 建一个。", file=sys.stderr)
        return 1
    if asked.task == "stop":
        for name in [asked.name] if asked.name else reversed(processes.names()):
            processes.stop(name)
        return 0
    return _status(processes, plan)


def _start(folder: Path, processes: Processes, plan: Plan | None, asked: argparse.Namespace) -> int:
    if missing := [package for tool, package in _NEEDED.items() if shutil.which(tool) is None]:
        print(f"缺少 {' '.join(missing)}；Debian 上：apt-get install {' '.join(missing)}", file=sys.stderr)
        return 1
    if plan is not None and (fixed := _differing(plan, asked)):
        print(f"{folder} 里的集群已经定下：{'、'.join(fixed)}。要改就先停掉，用 --data 另建一个。", file=sys.stderr)
        return 1
    if plan is None:
        folder.mkdir(parents=True, exist_ok=True)
        counts = (max(asked.api or 2, 1), max(asked.intake or 2, 1))
        plan = make_plan(*counts, asked.port, asked.root, production=not asked.demo, rasa=not asked.no_rasa)
        keep_plan(folder, plan)
    try:
        _run(folder, processes, plan, asked.name)
    except NotStarted as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"{plan.url}  {folder}")
    return 0


def _differing(plan: Plan, asked: argparse.Namespace) -> list[str]:
    """What is asked for otherwise than it was made."""
    made = {"api": len(plan.api), "intake": len(plan.intake), "port": plan.port}
    return [f"--{name} {is_}" for name, is_ in made.items() if getattr(asked, name) not in (None, is_)]


def _run(folder: Path, processes: Processes, plan: Plan, name: str | None) -> None:
    """Everything runs and answers, or the one that was named."""
    if name in (None, "postgres"):
        _up(processes, [programs.postgres(folder, plan)])
        programs.make_databases(plan)
    if name in (None, "redis"):
        _up(processes, [programs.redis(folder, plan)])
    servers = [*programs.intakes(folder, plan), *programs.apis(folder, plan)]
    _up(processes, [one for one in servers if name in (None, one.name)])
    if name in (None, "nginx"):
        _up(processes, [programs.nginx(folder, plan)])


def _up(processes: Processes, wanted: list[Program]) -> None:
    for program in wanted:
        processes.start(program)
    processes.await_ready(wanted)


def _status(processes: Processes, plan: Plan) -> int:
    """Prints what runs; 1 where something does not."""
    print(plan.url)
    alive = {name: processes.alive(name) for name in processes.names()}
    for name, pid in alive.items():
        print(f"{name}  {pid if pid is not None else '没有运行'}")
    return 0 if all(pid is not None for pid in alive.values()) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/cluster", description="在一台机器上运行几个进程：nginx、接口、受理、PostgreSQL、Redis。"
    )
    parser.add_argument("task", choices=("start", "stop", "status"))
    parser.add_argument("name", nargs="?", help="只启动、停止这一个（api-1、redis……）；不写就是全部")
    parser.add_argument("--data", type=Path, default=PROJECT / "var/cluster", help="数据、密钥和日志的文件夹")
    parser.add_argument("--api", type=int, help="几个接口进程，默认 2（第一次启动时定下）")
    parser.add_argument("--intake", type=int, help="几个受理进程，默认 2（第一次启动时定下）")
    parser.add_argument("--port", type=int, help="nginx 的端口；不写就找一个空的")
    parser.add_argument("--root", type=Path, default=PROJECT, help="放 forms/ 和 scenarios/ 的文件夹")
    parser.add_argument("--demo", action="store_true", help="带演示身份，不是生产配置")
    parser.add_argument("--no-rasa", action="store_true", help="对话不经过 Rasa")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
