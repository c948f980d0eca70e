"""One scenario's paths, walked and written out; what is told is plain data, so that a copy of the process can do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.catalog import Bundle, release_of_bundle
from bot.catalog.building import Built
from bot.catalog.judging import Verdict
from bot.catalog.paths import (
    Change,
    Exploration,
    as_csv,
    as_html,
    as_markdown,
    compare,
    explore,
    path_issues,
    samples_of,
    unreached,
)
from bot.catalog.paths.samples import Samples
from bot.catalog.paths.sheet import ending, situation, usual_answers
from bot.catalog.paths.tables import summary
from bot.engine import Catalog


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be walked. ``before``: the release to compare with, where one is; None: there was no such scenario."""

    scenario: str
    day: date
    most: int
    form: str
    compared: bool = False
    before: Bundle | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was found.

    Args:
        unreached: what no path of this scenario comes to; of a fragment's parts, others may.
        table: the whole table in the wished form, empty for ``text``.
    """

    scenario: str
    title: str
    bound: str
    endings: tuple[tuple[str, int], ...]
    changes: tuple[str, ...]
    issues: tuple[str, ...]
    unreached: tuple[Verdict, ...]
    table: str


def report(
    job: Job, built: Built, catalog: Catalog, progress: Callable[[int, int], None] = lambda done, whole: None
) -> Report:
    """The job done in these files, which are opened once for all jobs. Raises BundleInvalid where the release to compare with is damaged."""
    release = catalog.current[job.scenario]
    samples = samples_of(built)
    found = explore(release, samples, today=job.day, most=job.most, progress=progress)
    return Report(
        scenario=job.scenario,
        title=release.scenario.title,
        bound=found.bound,
        endings=tuple(summary(found)),
        changes=tuple(_changes(job, found, samples)) if job.compared else (),
        issues=tuple(str(issue) for issue in path_issues(built, found)),
        unreached=unreached(built, found),
        table=_TABLES[job.form](found, built),
    )


def _changes(job: Job, found: Exploration, samples: Samples) -> Iterator[str]:
    """Each situation that comes out differently, in words."""
    if job.before is None:
        yield "以前没有这个主题。"
        return
    changed = compare(found, release_of_bundle(job.before), samples, job.day)
    yield f"同样的情形，{len(changed)} 条路的结果和以前不一样，{len(found.rows) - len(changed)} 条一样。"
    usual = usual_answers(found)
    for change in changed:
        yield f"第 {change.number} 条：{situation(found, change.row, usual)}"
        yield from (f"    {line}" for line in _differences(found, change))


def _differences(found: Exploration, change: Change) -> Iterator[str]:
    for part, (old, new) in change.differences().items():
        if part == "fault":
            yield f"{_PARTS[part]}：{old or '走得通'} → {new or '走得通'}"
        elif part == "outcome":
            yield f"{_PARTS[part]}：{ending(found.release, change.before)} → {ending(found.release, change.row)}"
        else:
            yield f"{_PARTS[part]}：{_listed(old, new)}"


def _listed(old: Any, new: Any) -> str:
    """What was added and what went, of lists of ids; of facts, the old value and the new one."""
    if isinstance(old, dict):
        names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        return "；".join(f"{name} {old.get(name, '没有')} → {new.get(name, '没有')}" for name in names)
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    told = [*(f"去掉 {one}" for one in gone), *(f"加上 {one}" for one in come)]
    return "、".join(told) or "次序变了"


_PARTS: Final = {
    "outcome": "结果",
    "forms": "申请表",
    "materials": "材料",
    "settled": "规则定下",
    "rules": "用到的规则",
    "warnings": "提醒",
    "reports": "报告",
    "fault": "走不走得通",
}

_TABLES: Final[dict[str, Callable[[Exploration, Built], str]]] = {
    "text": lambda found, built: "",
    "html": lambda found, built: as_html(found, built.texts),
    "csv": lambda found, built: as_csv(found),
    "markdown": lambda found, built: as_markdown(found, built.texts),
}
