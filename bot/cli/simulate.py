"""`daoban simulate`: how many working days several items take one after another, and at once, over sampled cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import typer

from api.intake.joint import HandedIn
from api.intake.joint.simulation import WITHOUT_LIMIT, Comparison, Sampled, compared, simulate
from bot.catalog import Built
from bot.catalog.drawing.wrapping import width
from bot.catalog.processes import Definitions
from bot.engine.cross_checks import document_of

from .opening_files import ROOT, forms_or_exit
from .test_clock import AT_HELP, day_option

_COLUMNS = ("件数", "一个接一个", "一起办", "省下", "省得多的一成至少省")


def command(
    cases: int = typer.Option(10_000, "--cases", min=1, max=1_000_000, help="抽多少件。"),
    seed: int = typer.Option(1, "--seed", help="同一个数抽到同样的办件。"),
    root: Path = typer.Option(ROOT, "--root", help="forms/ 所在的文件夹。"),  # noqa: B008
    at: str = typer.Option(None, "--at", help=AT_HELP),
) -> None:
    """Prints the medians of both ways, and what is saved, by bundle."""
    day = day_option(at)
    built = forms_or_exit(root, day)
    definitions = built.definitions()
    drawn = Random(seed)  # noqa: S311 - cases are to be drawn again the same, not to be hard to guess
    sampled = simulate(definitions, _examples(built, day), cases, drawn)
    if not sampled:
        typer.echo(
            "没有可以抽的组合：bundles.yml 里要有组合，每张表要有新办的有效样例（examples/valid-*.json）。", err=True
        )
        raise typer.Exit(1)
    typer.echo("\n".join(_told(definitions, sampled, seed)))


def _examples(built: Built, day: date) -> dict[str, list[HandedIn]]:
    """Form -> the published examples that apply anew."""
    return {
        files.layout.data["form"]: [
            HandedIn(form, document_of(form, document, built.figures, day))
            for name, document in files.examples.items()
            if name.rpartition("/")[2].startswith("valid-") and document.get("application_type") == "new"
        ]
        for files in built.source.forms
        if (form := built.forms[files.layout.data["form"]])
    }


def _told(definitions: Definitions, sampled: list[Sampled], seed: int) -> Iterator[str]:
    rows = [("全部", compared(sampled))]
    for name, bundle in definitions.bundles.items():
        own = [one for one in sampled if one.bundle == name]
        if own:
            rows.append((bundle.title, compared(own)))
    widest = max(width(title) for title, _ in rows)
    yield f"抽了 {len(sampled)} 件（--seed {seed}），单位：工作日（自然日 7 天合 5 个工作日，没有算节假日）。"
    yield "  ".join([" " * round(widest), *_COLUMNS])
    for title, found in rows:
        yield _row(title, widest, found)
    yield ""
    yield "除件数外都是中位数；最后一列是第 90 百分位。"
    yield "一个接一个：办完一个事项再交下一个，每一步等前一步。一起办：同时交，只等法律要求先做的（process.yml、bundles.yml）。"
    yield "怎么抽：每个组合机会一样，不一定要办的部分一半的机会办；每张表从新办的有效样例里抽，有哪些步骤由样例定；"
    yield f"每一步用 1 天到法定期限，每个天数机会一样；没有单独期限的用 1 到 {WITHOUT_LIMIT} 天。没有算补正、不予许可和撤回。"


def _row(title: str, widest: float, found: Comparison) -> str:
    numbers = (found.cases, found.serial, found.parallel, found.saved, found.saved_by_a_tenth)
    cells = [f"{number:>{round(width(name))}}" for name, number in zip(_COLUMNS, numbers, strict=True)]
    return "  ".join([title + " " * round(widest - width(title)), *cells])
