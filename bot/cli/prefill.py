"""`daoban prefill`: how much is known already when a firm applies again, by scenario; or of what was really handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import typer

from actions.archive import Archive
from actions.database import Database
from actions.exchange.from_cases import count_cases
from actions.exchange.measuring import Measured, measure
from actions.exchange.second_case import NotFinished, second_case
from actions.exchange.values import Entry
from actions.keys import data_cipher
from actions.local_time import now
from actions.principals import LEGAL_REP
from actions.stories.situation import situations
from actions.stories.situation_run import play
from api.library.demo.holders import read_holders
from api.library.order import Order
from api.library.register import read_register
from api.registers.reference import Lease, read_reference
from bot.catalog import PHRASES, SIGN_IN, FactSource, FactSources, read_story
from bot.engine import Case, Catalog
from bot.engine.proofs import TENURE, Proof

from .archive_access import reading, settings_or_exit
from .opening_files import ROOT, open_or_exit

#: The invented firm that applies again, and who acts for it: 静安区演示阿婆奶茶店, 王桂兰.
_FIRM, _PERSON = "92310106MADEM002XT", "310100196203180028"
_COLUMNS = ("预填", "连声明", "免交或生成", "除待核验", "少问")
#: What stands in the columns, in the order of them.
_DEFINITIONS = """预填：申请表里要填的格子，由证照、登记库或者以前的申请填好的占多少；声明和承诺每次都要自己说，不算格子。
连声明：声明和承诺也算格子。
免交或生成：要交的材料里，不用申请人交的占多少（证照或登记免交、告知承诺、由答案生成、别处核验）；可交可不交的不算，容缺后补的算要交。
除待核验：只按填的编号核验、还没有查到证照的，也算要交。
少问：因为已经知道而没有问的问题有几个。
演练的是同一家照以前的样子再办一次；要改的、以前没办过的，仍旧要答。"""


def command(
    names: list[str] = typer.Argument(None, metavar="[主题]...", help="主题的编号；不写就是全部。"),  # noqa: B008
    root: Path = typer.Option(ROOT, "--root", help="forms/ 和 scenarios/ 所在的文件夹。"),  # noqa: B008
    min_rate: float = typer.Option(0, help="有一个主题的预填比例低于这个百分比就算没有通过。"),
    min_materials: float = typer.Option(0, help="有一个主题免交或生成的材料低于这个百分比就算没有通过。"),
    from_cases: bool = typer.Option(False, "--from-cases", help="不演练，从存着的、已经提交的办件重新算。"),
) -> None:
    """Prints the shares by scenario; exit code 1 where one is too small, or a second application cannot be filled."""
    if from_cases:
        _print_cases()
        return
    today = now().date()
    built = open_or_exit(root, today)
    catalog, sources = built.catalog(), built.sources()
    (entries, proofs), low = _held(sources, today), 0
    typer.echo("\t".join(("主题", *_COLUMNS)))
    wanted = set(names or catalog.current)
    for first in _first_cases(catalog, root, wanted):
        try:
            found = measure(second_case(catalog, sources, first, entries, proofs, today), sources)
        except NotFinished as fault:
            typer.echo(str(fault), err=True)
            low += 1
            continue
        typer.echo(_line(first.scenario or "", found))
        low += _below(found.prefilled, min_rate) or _below(found.waived, min_materials)
    for name in sorted(wanted):
        typer.echo(f"{name}：故事里没有一个填完申请表的情形", err=True)
    typer.echo(_DEFINITIONS)
    # What was not measured reached no bar.
    low += len(wanted)
    if low:
        typer.echo(f"{low} 个主题没有通过", err=True)
        raise typer.Exit(1)


def _below(share: float | None, least: float) -> bool:
    return share is not None and share * 100 < least


def _line(name: str, found: Measured) -> str:
    shares = (found.prefilled, found.prefilled_of_all, found.waived, found.proven)
    return "\t".join(
        (name, *("–" if one is None else f"{int(one * 1000) / 10:g}%" for one in shares), str(found.saved))
    )


Entries = list["tuple[FactSource, Entry]"]


def _held(sources: FactSources, today: date) -> tuple[Entries, dict[str, Proof]]:
    """What the reference library and the reference property register hold about the invented firm and its owner."""
    entries: Entries = [
        (one, Entry("register", "", "", {})) for one in sources.all if one.register == SIGN_IN and one.of == LEGAL_REP
    ]
    proofs: dict[str, Proof] = {}
    for source, order in _licences(sources):
        identifier, issued = str(order.identifier), order.issued_at[:10]
        told = {**order.content, **({"有效期至": order.valid_until} if order.valid_until else {})}
        entries.append((source, Entry("licence", identifier, issued, told)))
        if source.code:
            proofs[source.code] = Proof(source.title, identifier, issued)
    for source, lease, use in _leases(sources, today):
        entries.append((source, Entry("register", lease.number, lease.first, {"use": use, "tenure": "租赁"})))
        proofs[TENURE] = Proof(source.title, lease.number, lease.first)
    return entries, proofs


def _licences(sources: FactSources) -> Iterator[tuple[FactSource, Order]]:
    register = read_register()
    holders = {"firm": _FIRM, "legal_rep": _PERSON}
    invented = [one for one in read_holders(register) if one.ended is None]
    for source in sources.all:
        for one in invented if source.licence and source.of in holders else ():
            kind = register.type_coded(one.order.identifier.type)
            if one.order.holder[1] == holders[source.of] and kind is not None and kind.title == source.licence:
                yield source, one.order


def _leases(sources: FactSources, today: date) -> Iterator[tuple[FactSource, Lease, str]]:
    firm = next((one for one in read_reference().firms.values() if one.number == _FIRM), None)
    for source in (one for one in sources.all if one.register == "properties"):
        for one in read_reference().properties:
            for lease in one.leases:
                mine = firm is not None and lease.lessee in (firm.id, firm.number)
                if mine and lease.first <= today.isoformat() <= lease.last:
                    yield source, lease, one.use or ""


def _first_cases(catalog: Catalog, root: Path, wanted: set[str]) -> Iterator[Case]:
    """Of each scenario the first of its authors' situations that fills an application: what the firm applied for before.

    What is left in ``wanted`` at the end has none.
    """
    for file in _stories(root):
        for situation in situations(read_story(file)):
            name = situation.scenario
            if name not in wanted or situation.say or situation.said or {"outcome", "stage"} & set(situation.expect):
                continue
            reached = play(situation, catalog)
            view = reached.position.view if not isinstance(reached, str) else None
            if view is not None and not isinstance(reached, str) and reached.position.stage == "review":
                wanted.discard(name)
                yield view.case


def _stories(root: Path) -> Iterable[Path]:
    found = (file for file in sorted(root.glob("scenarios/**/stories/*.yml")) if file.name != PHRASES)
    return [*found, *(file for file in sorted(root.glob("scenarios/stories/*.yml")) if file.name != PHRASES)]


def _print_cases() -> None:
    settings = settings_or_exit()
    today: date = now().date()
    sources = open_or_exit(settings.root, today).sources()
    file = None if settings.production else settings.var / "keys" / "data.key"
    with reading(settings) as engine:
        database = Database(engine)
        found = count_cases(database, data_cipher(settings.data_key, file), Archive(database, now), sources, today)
    typer.echo("\t".join(("主题", "办件", *_COLUMNS)))
    for name, told in sorted(found.measured.items()):
        scenario, *rest = _line(name, told).split("\t")
        typer.echo("\t".join((scenario, str(found.cases[name]), *rest)))
    typer.echo(_DEFINITIONS)
    if found.unreadable:
        typer.echo(f"{found.unreadable} 件读不出来，没有算", err=True)
