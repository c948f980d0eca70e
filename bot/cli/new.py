"""`daoban new FORM`: a form's files drafted from its schema, a scenario from the form; exit code 1 when something must be decided."""

from __future__ import annotations

from pathlib import Path

import typer

from bot.catalog.scaffold import RESERVED, Order, OutsideProject, Unusable, draft, is_id, write

from .opening_files import ROOT, demand_folder


def command(
    form: str = typer.Argument(..., help="申请表的编号，forms/ 下文件夹的名字；里面要先有 form.schema.json。"),
    scenario: str = typer.Option("", "--scenario", help="主题的编号；写了就起草这个主题，已经有的就并进去。"),
    title: str = typer.Option("", "--title", help="主题的名称；没有 --scenario 时是表的名称。"),
    item: str = typer.Option("", "--item", help="事项的编号，写进新的 layout.yml。"),
    theme: str = typer.Option("", "--theme", help="主题清单里的代号，写进新的主题。"),
    folder: str = typer.Option("food", "--folder", help="新的主题放在 scenarios/ 下哪个文件夹。"),
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
    dry_run: bool = typer.Option(False, "--dry-run", help="只说要写什么，不写。"),
) -> None:
    """Drafts or merges, writes what changed, and prints what was done and what is left to do."""
    _demand_names(form, scenario, folder, root)
    title, item, theme = (" ".join(text.split()) for text in (title, item, theme))
    order = Order(form, scenario, title, item, theme, folder)
    try:
        made = draft(root, order)
        if not dry_run:
            write(root.resolve(), made.texts)
    except Unusable as fault:
        typer.echo("\n".join(["先改好这些，再运行一次；什么都没有写：", *fault.lines]), err=True)
        raise typer.Exit(1) from fault
    except (OutsideProject, OSError) as fault:
        typer.echo(f"写不进去：{fault}", err=True)
        raise typer.Exit(1) from fault
    typer.echo(made.report.text(dry=dry_run))
    raise typer.Exit(1 if made.report.decisions else 0)


def _demand_names(form: str, scenario: str, folder: str, root: Path) -> None:
    """Every name is an id and the folder is one for scenarios; else the command ends with 2."""
    for what, name in (("申请表", form), ("主题", scenario or "x"), ("文件夹", folder)):
        if not is_id(name):
            typer.echo(f"{what}的编号 {name!r} 不对：只能用小写英文、数字和下划线，以英文开头。", err=True)
            raise typer.Exit(2)
    if folder in RESERVED:
        typer.echo(f"scenarios/{folder} 不是放主题的，换一个文件夹。", err=True)
        raise typer.Exit(2)
    demand_folder(root)
