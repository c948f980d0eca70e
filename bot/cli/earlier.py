"""The releases as they were: in force in the database, at a git revision, or in another folder."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import typer

from actions.archive import Archive, in_force
from actions.database import Database
from actions.local_time import now
from bot.catalog import Bundle, BundleInvalid, CatalogInvalid, bundles_under

from .archive_access import reading, settings_or_exit
from .revisions import BadRevision, write_revision

#: What `--against` says of itself.
AGAINST_HELP = "和什么比：git 的分支、标签、提交号，或者一个文件夹"


def earlier_bundles(root: Path, against: str | None) -> Mapping[str, Bundle]:
    """The earlier bundles by scenario id. Raises typer.Exit when they cannot be had."""
    try:
        if against is None:
            with reading(settings_or_exit()) as engine:
                archive = Archive(Database(engine), now)
                kept = [archive.bundle(row.scenario, row.version) for row in in_force(archive.rows()).values()]
                return {bundle["scenario"]["id"]: bundle for bundle in kept if bundle is not None}
        if Path(against).is_dir():
            return bundles_under(Path(against))
        with tempfile.TemporaryDirectory(prefix="daoban-") as folder:
            write_revision(root, against, Path(folder))
            return bundles_under(Path(folder))
    except BadRevision as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(2) from fault
    except (BundleInvalid, CatalogInvalid) as fault:
        first = fault.issues[0] if isinstance(fault, CatalogInvalid) else fault
        typer.echo(f"原来的版本读不了，不能比较：\n{first}", err=True)
        raise typer.Exit(1) from fault
