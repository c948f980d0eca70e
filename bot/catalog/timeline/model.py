"""When each step begins and ends at the latest, where every limit is used up: in working days from the day of hand-in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bot.engine.conditions import Condition

from ..processes import (
    Definitions,
    JointBundle,
    Process,
    ProcessStep,
    StepKind,
    Term,
    before,
    department_for,
    process_for,
    working_days,
)

_UNITS: Final = {"working": "个工作日", "natural": "日"}
#: What nobody has read in its source is told with this.
DOUBT: Final = "以受理窗口为准"


@dataclass(frozen=True, slots=True)
class Row:
    """One step.

    Args:
        start, end: working days from the hand-in, 0 <= start <= end.
        bound: it has a limit of its own; else it ends when the decision is due.
        limit: how long, in words, with its source; empty without a limit.
        when: in which cases, in words; empty for all.
        after: the titles of the steps that other law wants done first, with the source.
        paused: its days are not counted in the limit of the decision.
    """

    step: str
    title: str
    department: str
    kind: StepKind
    start: int
    end: int
    bound: bool
    limit: str
    when: str
    after: tuple[str, ...]
    paused: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One form's steps. ``optional``: some applicants do not need it. ``waits``: what has to be decided first, and why."""

    form: str
    title: str
    lead: str
    rows: tuple[Row, ...]
    optional: bool = False
    waits: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """What it is and who leads it."""
        return f"{self.title} · {self.lead}{'（有的情况才办）' if self.optional else ''}"

    @property
    def end(self) -> int:
        """The day by which all of it is done."""
        return max(row.end for row in self.rows)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Several items side by side; ``heading`` lines tell the rest of the bundle."""

    title: str
    heading: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def end(self) -> int:
        """The day by which everything is done, all at once."""
        return max(group.end for group in self.groups)

    @property
    def in_a_row(self) -> int:
        """The day by which everything is done, one item after another."""
        return sum(group.end for group in self.groups)


def timeline(
    definitions: Definitions, bundle: JointBundle, in_words: Callable[[Condition], str], *, promised: bool = False
) -> Timeline:
    """The bundle with every step that any case may have.

    Args:
        in_words: a condition in Chinese.
        promised: go by what was promised, where something was; else by the law.
    """
    groups: dict[str, Group] = {}
    left = {part.form: part.optional for part in bundle.parts}
    while left:
        form = next(one for one in left if not any(o.form == one and o.after in left for o in bundle.order))
        order = [one for one in bundle.order if one.form == form and one.after in groups]
        begun = max((_decided(groups[one.after]) for one in order), default=0)
        waits = tuple(
            f"等 {definitions.titles.get(one.after, one.after)} 决定了才决定（{sourced(one.source, one.certain)}）"
            for one in order
        )
        process = process_for(definitions, form)
        rows = tuple(_Schedule(definitions, process, in_words, promised, begun).rows())
        title = definitions.titles.get(form, form)
        groups[form] = Group(form, title, department_for(definitions, process.lead).title, rows, left.pop(form), waits)
    return Timeline(bundle.title, tuple(_heading(definitions, bundle)), tuple(groups[one] for one in bundle.forms))


def sourced(source: str, certain: bool) -> str:
    """Where something stands, with the doubt that there is."""
    return source if certain else f"{source}，{DOUBT}"


def _decided(group: Group) -> int:
    return max(row.end for row in group.rows if row.kind is StepKind.decision)


def _heading(definitions: Definitions, bundle: JointBundle) -> Iterator[str]:
    if len(bundle.parts) > 1:
        yield f"牵头部门：{department_for(definitions, bundle.lead).title}"
    if bundle.licence is not None:
        yield f"{bundle.licence.title}（{sourced(bundle.licence.source, bundle.licence.certain)}）"
    if bundle.promised is not None:
        yield f"承诺：{_told(bundle.promised)}"


def _told(term: Term) -> str:
    length = "当场" if term.days == 0 else f"{term.days}{_UNITS[term.unit]}"
    more = f"，经批准可以延长{term.extension}{_UNITS[term.unit]}" if term.extension else ""
    return f"{length}{more}（{sourced(term.source, term.certain)}）"


class _Schedule:
    """The rows of one process. ``begun``: the day before which it cannot be decided, for what another item has to be first."""

    def __init__(
        self,
        definitions: Definitions,
        process: Process,
        in_words: Callable[[Condition], str],
        promised: bool,
        begun: int,
    ) -> None:
        self._definitions, self._process, self._in_words = definitions, process, in_words
        self._promised, self._begun = promised, begun
        self._titles = {step.id: step.title for step in process.steps}
        self._spans: dict[str, tuple[int, int]] = {}
        self._place(before(process))

    def rows(self) -> Iterator[Row]:
        """In authored order."""
        due = max(self._spans[step.id][1] for step in self._process.steps if step.kind is StepKind.decision)
        for step in self._process.steps:
            start, end = self._spans[step.id]
            open_ended = step.limit is None and step.kind not in (StepKind.decision, StepKind.issue)
            yield Row(
                step=step.id,
                title=step.title,
                department=department_for(self._definitions, step.department or self._process.lead).short,
                kind=step.kind,
                start=start,
                end=max(start, due) if open_ended else end,
                bound=step.limit is not None,
                limit=self._limit(step),
                when=self._in_words(step.when) if step.when is not None else "",
                after=tuple(f"{self._titles[one.step]}（{sourced(one.source, one.certain)}）" for one in step.after),
                paused=step.kind is StepKind.special,
            )

    def _place(self, needs: Mapping[str, frozenset[str]]) -> None:
        left = {step.id: step for step in self._process.steps}
        while left:
            ready = next(step for step in left.values() if not needs[step.id] & left.keys())
            del left[ready.id]
            start = max((self._spans[one][1] for one in needs[ready.id]), default=0)
            self._spans[ready.id] = start, self._end(ready, start)

    def _end(self, step: ProcessStep, start: int) -> int:
        """Without a limit it takes, as far as anybody knows, no day."""
        earliest = max(start, self._begun) if step.kind is StepKind.decision else start
        term = self._term(step)
        if step.limit is None or term is None:
            return earliest
        days = working_days(term.days, term.unit)
        if step.limit.since == "opened":
            return earliest + days
        accepted = max((self._spans[one.id][1] for one in self._of(StepKind.accept)), default=0)
        paused = max((end - begin for begin, end in map(self._span, self._of(StepKind.special))), default=0)
        return max(earliest, accepted + days + paused)

    def _span(self, step: ProcessStep) -> tuple[int, int]:
        return self._spans.get(step.id, (0, 0))

    def _of(self, kind: StepKind) -> list[ProcessStep]:
        return [step for step in self._process.steps if step.kind is kind and step.id in self._spans]

    def _term(self, step: ProcessStep) -> Term | None:
        if step.limit is None:
            return None
        return step.limit.promised if self._promised and step.limit.promised is not None else step.limit.law

    def _limit(self, step: ProcessStep) -> str:
        term = self._term(step)
        if step.limit is None or term is None:
            return ""
        return f"{'受理后' if step.limit.since == 'accepted' else ''}{_told(term)}"
