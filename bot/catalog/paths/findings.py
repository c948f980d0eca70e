"""What is wrong with a scenario's paths, as issues with their line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ..building import Built
from ..issues import Issue, sort_issues
from ..judging import Verdict, judged
from ..yaml_reader import Document, Path_
from .exploring import Exploration
from .rows import Row

#: Rows named for one kind of mistake; the table has all of them.
MOST_NAMED: Final = 3

#: Kind of fault -> code and remedy.
_CODES: Final = {
    "stuck": ("PATH-01", "核对这个信息项的限制和核对规则，或者在申请表的 valid 样例里给出一个能填的值。"),
    "missing": ("PATH-01", "给缺的栏目加问题，或者加规则让它有值。"),
    "nothing": ("PATH-01", "让一张申请表在这种情形下要交，或者加一条走到某个结果的规则。"),
    "loop": ("PATH-02", "去掉让它反复要问的条件。"),
    "refused": ("PATH-03", "让字典、版式和 form.schema.json 的条件一致，或者加一条走到某个结果的规则。"),
    "expired": ("PATH-03", "在 forms/figures.yml 里补上管得到这一天的一段。"),
    "broken": ("PATH-03", "先运行 daoban check，改好它列出的问题。"),
}


def path_issues(built: Built, exploration: Exploration) -> tuple[Issue, ...]:
    """The mistakes that the paths of one scenario show, each where its author can mend it.

    What a fragment says need not be reached in every scenario: of a part that others have too, ``never_reached`` tells when
    their paths have been walked.
    """
    name = exploration.release.scenario.id
    document = built.homes[("scenario", name)]
    return sort_issues([*_faults(document, exploration), *judged(built, {name: unreached(built, exploration)})])


def never_reached(built: Built, verdicts: Mapping[str, Iterable[Verdict]]) -> tuple[Issue, ...]:
    """The parts of fragments that no path comes to in any scenario that has them, by the ``unreached`` of each."""
    own = {name: [one for one in those if _is_included(built, name, one)] for name, those in verdicts.items()}
    return sort_issues(judged(built, own))


def _is_included(built: Built, name: str, verdict: Verdict) -> bool:
    return built.homes[("scenario", name)].is_included(*verdict.part)


def _faults(document: Document, exploration: Exploration) -> Iterator[Issue]:
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(exploration.rows, 1):
        if row.fault is None:
            continue
        key = (row.fault.kind, row.fault.detail)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= MOST_NAMED:
            code, remedy = _CODES[row.fault.kind]
            what = f"第 {number} 条路走不通：{row.fault.detail}。情形：{_situation(exploration, row)}。"
            yield Issue(document.file, _line(document, exploration, row), code, what, remedy)


def _situation(exploration: Exploration, row: Row) -> str:
    """The last answers before the fault, the one that it is about last of all; they are the likeliest cause."""
    facts = exploration.release.facts
    shown = sorted(row.shown.items(), key=lambda one: row.fault is not None and one[0] == row.fault.fact)
    told = [f"{facts[fact].label}「{text}」" for fact, text in shown]
    return ("……" if len(told) > 6 else "") + "、".join(told[-6:]) if told else "还没有回答"


def _line(document: Document, exploration: Exploration, row: Row) -> int:
    """The line of the question at which it went wrong, else of the permits."""
    questions = [one.fact for one in exploration.release.scenario.questions]
    fact = row.fault.fact if row.fault is not None else ""
    return document.line("questions", questions.index(fact)) if fact in questions else document.line("permits")


def unreached(built: Built, exploration: Exploration) -> tuple[Verdict, ...]:
    """The questions, rules, forms and outcomes that no path of the scenario comes to; none while a path leads nowhere."""
    if any(row.fault is not None for row in exploration.rows):
        return ()  # what lies behind a dead end cannot be judged yet
    document = built.homes[("scenario", exploration.release.scenario.id)]
    return tuple(
        Verdict(part, Issue(*document.at(*part), "PATH-04", what, remedy)) for part, what, remedy in _never(exploration)
    )


def _never(exploration: Exploration) -> Iterator[tuple[Path_, str, str]]:
    """What no path comes to: where it stands, what is wrong, and the remedy."""
    scenario = exploration.release.scenario
    for fact in exploration.never_asked:
        place = next(index for index, one in enumerate(scenario.questions) if one.fact == fact)
        what = f"没有一条路会问 {fact}。"
        remedy = "核对它的条件和用到它的规则；用不着的删掉。"
        yield ("questions", place), what, remedy
    for kind, place, side in exploration.unseen:
        if kind == "rules" and side:
            what = f"没有一条路会用到规则 {scenario.rules[place].id}：它的条件和前面的回答凑不到一起。"
            yield ("rules", place), what, "改条件，或者删掉这条规则。"
        if kind == "permits" and side:
            what = f"没有一条路会交申请表 {scenario.permits[place].form}。"
            yield ("permits", place), what, "改条件，或者删掉这张表。"
    reached = {row.result.outcome for row in exploration.rows}
    for outcome in scenario.outcomes:
        if outcome not in reached:
            what = f"没有一条路会走到结果 {outcome}：走到它之前，问不到它要的回答，或者别的规则先把事情定了。"
            remedy = "调整规则的次序或条件，或者删掉这个结果。"
            yield ("outcomes", outcome), what, remedy
