"""`daoban graph [SCENARIO]`: a scenario as a picture, what cannot be reached in red."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Final

import typer

from bot.catalog import CatalogInvalid, Drawable, load_for_drawing
from bot.catalog.drawing import Drawing, draw, mermaid, svg
from bot.engine import Catalog

from .opening_files import ROOT, demand_folder, demand_out, no_such_scenario
from .test_clock import AT_HELP, day_option


class Format(str, Enum):
    """How a picture is written."""

    svg = "svg"
    mermaid = "mermaid"


_WRITE: Final[dict[Format, Callable[[Drawing], str]]] = {Format.svg: svg, Format.mermaid: mermaid}

#: What a file may end in that is written over.
_ENDINGS: Final = {Format.svg: (".svg",), Format.mermaid: (".mmd", ".mermaid", ".md")}


def command(
    scenario: str = typer.Argument(None, help="主题的编号，例如 beverage_shop；不写就列出所有主题。"),
    form: Format = typer.Option(Format.svg, "--format", help="svg 用浏览器打开、打印；mermaid 放进文档。"),  # noqa: B008
    out: Path = typer.Option(None, "--out", help="写到这个文件；不写就写到标准输出。"),  # noqa: B008
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
    at: str = typer.Option(None, "--at", help=AT_HELP),
) -> None:
    """Draws one scenario: questions, what rules decide, outcomes, forms and materials."""
    day = day_option(at)
    if out is not None:
        demand_out(out, _ENDINGS[form])
    demand_folder(root)
    drawable = _load(root, day)
    if scenario is None:
        typer.echo(_listed(drawable.catalog))
        return
    if scenario not in drawable.catalog.current:
        raise _wrong(no_such_scenario(scenario, drawable.catalog.current, "画"))
    release, unreachable = drawable.catalog.release(scenario), drawable.unreachable[scenario]
    text = _WRITE[form](draw(release, unreachable=unreachable, on=day))
    if out is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    try:
        out.write_text(text, "utf-8")
    except OSError as fault:
        raise _wrong(f"写不了 {out}：{fault.strerror}") from None
    typer.echo(f"画好了：{out}{f'，红色的 {len(unreachable)} 处走不到' if unreachable else ''}")


def _load(root: Path, day: date) -> Drawable:
    try:
        return load_for_drawing(root, today=day)
    except CatalogInvalid as fault:
        told = [*(str(issue) for issue in fault.issues), f"有 {len(fault.issues)} 个问题，改好了才能画"]
        typer.echo("\n".join(told), err=True)
        raise typer.Exit(1) from None


def _listed(catalog: Catalog) -> str:
    if not catalog.current:
        return "还没有主题。"
    return "\n".join(f"{name}  {release.scenario.title}" for name, release in sorted(catalog.current.items()))


def _wrong(told: str) -> typer.Exit:
    typer.echo(told, err=True)
    return typer.Exit(2)
