"""`daoban process FORM…`: how one item is dealt with, or several at once, as a timeline in text or as a picture."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import typer

from bot.catalog import Built
from bot.catalog.condition_words import in_words
from bot.catalog.issues import did_you_mean
from bot.catalog.processes import Definitions, JointBundle, bundle_for
from bot.catalog.timeline import picture, text, timeline

from .opening_files import ROOT, demand_out, forms_or_exit
from .test_clock import AT_HELP, day_option


def command(
    names: list[str] = typer.Argument(  # noqa: B008
        None, help="申请表的编号，几张就当作一次办；或者 bundles.yml 里组合的编号。不写就列出来。"
    ),
    svg: Path = typer.Option(None, "--svg", help="画成图，写到这个文件，用浏览器打开、打印。"),  # noqa: B008
    promised: bool = typer.Option(False, "--promised", help="有承诺期限的按承诺画；不写就按法定期限。"),
    root: Path = typer.Option(ROOT, "--root", help="forms/ 所在的文件夹。"),  # noqa: B008
    at: str = typer.Option(None, "--at", help=AT_HELP),
) -> None:
    """Draws what has to come before what, who does it, and by when."""
    day = day_option(at)
    if svg is not None:
        demand_out(svg, (".svg",))
    built = forms_or_exit(root, day)
    definitions = built.definitions()
    if not names:
        typer.echo(_listed(definitions))
        return
    words = partial(in_words, facts=built.facts, figures=built.figures, on=day)
    drawn = timeline(definitions, _bundle(built, definitions, names), words, promised=promised)
    if svg is None:
        typer.echo(text(drawn), nl=False)
        return
    try:
        svg.write_text(picture(drawn), "utf-8")
    except OSError as fault:
        _wrong(f"写不了 {svg}：{fault.strerror}")
    typer.echo(f"画好了：{svg}")


def _bundle(built: Built, definitions: Definitions, names: list[str]) -> JointBundle:
    """The bundle that is meant; ends the command where a name is neither a form's nor, alone, a bundle's."""
    if len(names) == 1 and names[0] in definitions.bundles:
        return definitions.bundles[names[0]]
    for name in names:
        if name not in built.forms:
            known = [*built.forms, *definitions.bundles]
            meant = did_you_mean(name, known)
            _wrong(f"没有申请表 {name}。{f'是不是 {meant}？' if meant else ''}可以画：{'、'.join(known)}")
    return bundle_for(definitions, list(dict.fromkeys(names)))


def _listed(definitions: Definitions) -> str:
    lines = [f"{name}  {title}" for name, title in definitions.titles.items()]
    lines += [f"{name}  {one.title}：{'、'.join(one.forms)}" for name, one in definitions.bundles.items()]
    return "\n".join(lines) or "还没有申请表。"


def _wrong(told: str) -> None:
    typer.echo(told, err=True)
    raise typer.Exit(2)
