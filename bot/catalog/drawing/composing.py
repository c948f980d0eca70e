"""A release -> its picture: the questions in their order, what rules decide on the way, and where it ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final

from bot.engine.catalog import Release
from bot.engine.conditions import Condition
from bot.engine.scenario import Rule

from .asked import Asked, sections_of
from .deciding import Decision, decided, decisions
from .labels import Labels
from .model import Drawing, Edge, Line, Node
from .settling import NEVER, Settling

#: Entries (rules, materials, groups of fields) in one box; a longer list goes on in a second box.
_MOST_ENTRIES: Final = 8


def draw(release: Release, *, unreachable: Collection[str] = (), on: date | None = None) -> Drawing:
    """The scenario as a picture that a stranger can follow.

    Args:
        unreachable: what is to be red: ``question:<fact>``, ``rule:<id>``, ``outcome:<id>``, ``form:<id>``.
        on: the day whose figures are told; None tells all periods of a figure that has several.
    """
    return _Composer(release, frozenset(unreachable), on).drawing()


class _Composer:
    """Collects the boxes of one picture."""

    def __init__(self, release: Release, unreachable: frozenset[str], on: date | None) -> None:
        self._release = release
        self._scenario = release.scenario
        self._dead = unreachable
        self._settling = Settling(release)
        self._asked = Asked(release, self._settling)
        self._labels = Labels(release, self._settling, on)
        self._nodes: list[Node] = []
        self._edges: list[Edge] = []
        self._last = ""
        self._drawn: set[str] = set()
        questions = [question.fact for question in self._scenario.questions]
        #: Stops on the way: each question by itself, then the form's other fields, section by section.
        self._rest = self._further({*questions})
        self._at = {name: number for number, name in enumerate(questions)}
        for number, (_, _, names) in enumerate(self._rest, len(questions)):
            self._at.update(dict.fromkeys(names, number))
        self._stops = {id(rule): self._told_at(rule) for rule in self._scenario.rules}

    def drawing(self) -> Drawing:
        """The whole picture."""
        living = [rule for rule in self._scenario.rules if f"rule:{rule.id}" not in self._dead]
        groups = decisions(living, self._stop)
        self._main(Node("start", "start", self._labels.start()))
        self._after(-1, groups)
        for number, question in enumerate(self._scenario.questions):
            name = f"question:{question.fact}"
            later = self._later(question.fact, number)
            lines = self._labels.question(number + 1, question, self._asked.facts, later, name in self._dead)
            self._main(Node(name, "question", lines, name in self._dead))
            self._after(number, groups)
        for number, (name, title, names) in enumerate(self._rest, len(self._scenario.questions)):
            head = f"{title}（{len(names)} 项）"
            self._listed(name, "fields", head, self._labels.fields(names))
            self._after(number, groups)
        self._ends()
        return Drawing(self._scenario.title, self._summary(), tuple(self._nodes), tuple(self._edges), self._remarks())

    def _further(self, listed: set[str]) -> list[tuple[str, str, list[str]]]:
        """Facts asked beyond the scenario's questions: (id of the box, title, facts), by section of the form."""
        sections = sections_of(self._release.forms)
        found: dict[str, tuple[str, list[str]]] = {}
        held: list[str] = []
        for name in (one for one in self._asked.facts if one not in listed):
            held.append(name)
            if name in sections:  # what only serves a field is asked with it
                form, section, title = sections[name]
                found.setdefault(f"fields:{form}/{section}", (f"申请表其余各栏：{title}", []))[1].extend(held)
                held = []
        if held:
            found["fields:"] = ("另外要问的，只用来判断情形", held)
        return [(name, title, names) for name, (title, names) in found.items()]

    def _stop(self, rule: Rule) -> int:
        return self._stops[id(rule)]

    def _told_at(self, rule: Rule) -> int:
        """The last stop that the rule waits for; -1 when it waits for none."""
        settled = self._settling.settle(rule.when)
        when = rule.when if settled == NEVER and rule.when is not None else settled
        names = self._asked.behind(when.facts()) if settled != NEVER else when.facts()
        return max((self._at[name] for name in names if name in self._at), default=-1)

    def _later(self, fact: str, number: int) -> list[str]:
        """What the question at this stop waits for although it stands further down."""
        waits = self._asked.behind(self._settling.relevance(fact).facts())
        return [name for name in waits if self._at.get(name, -1) > number]

    def _after(self, stop: int, groups: Iterable[Decision]) -> None:
        """What can be told once a stop is passed: the matter may end, and facts are decided."""
        here = [rule for rule in self._scenario.rules if self._stop(rule) == stop]
        waiting = [rule for rule in here if rule.outcome is not None]
        source = self._last
        mine = [group for group in groups if group.after == stop]
        reads = {name for group in mine for name in group.facts}
        for rule in waiting:
            if not reads & self._read(rule):
                self._out(source, rule)
        for group in mine:
            name = f"decision:{','.join(group.facts)}@{stop + 1}"
            rules = [self._labels.rule(rule, number > 0) for number, rule in enumerate(group.rules)]
            self._listed(name, "decision", self._labels.decision(group), rules)
        for rule in waiting:
            if reads & self._read(rule):
                self._out(self._last, rule)
        for rule in here:
            if f"rule:{rule.id}" in self._dead and (rule.outcome is None or decided(rule)):
                self._lost(source, rule)

    def _lost(self, source: str, rule: Rule) -> None:
        """A rule that can never hold, beside the place where it would be told."""
        lines = (Line("永远不成立的规则", "title"), *self._labels.rule(rule, dead=True))
        self._nodes.append(Node(f"rule:{rule.id}", "decision", lines, True, aside=True))
        self._edges.append(Edge(source, f"rule:{rule.id}", rule=rule.id, unreachable=True))

    def _read(self, rule: Rule) -> set[str]:
        return set(self._asked.behind(self._settling.settle(rule.when).facts()))

    def _out(self, source: str, rule: Rule) -> None:
        """The way on which a rule ends the matter."""
        outcome = self._scenario.outcomes.get(rule.outcome or "")
        if outcome is None:
            return
        self._outcome(outcome.id)
        dead = f"rule:{rule.id}" in self._dead
        words = self._whole(rule.when) if dead else self._labels.condition(rule.when)
        note = f"〔{rule.id}〕{'永远不成立。' if dead else ''}{self._labels.source(rule)}"
        self._edges.append(Edge(source, f"outcome:{outcome.id}", words or "总是", note, rule.id, dead))

    def _outcome(self, name: str) -> None:
        if name not in self._drawn:
            self._drawn.add(name)
            dead = f"outcome:{name}" in self._dead
            lines = self._labels.outcome(self._scenario.outcomes[name], dead)
            self._nodes.append(Node(f"outcome:{name}", "outcome", lines, dead, aside=True))

    def _ends(self) -> None:
        """Forms with their materials, and the outcomes to which nothing leads."""
        for permit in self._scenario.permits:
            form = self._release.forms.get(permit.form)
            if form is None:
                continue
            name = f"form:{form.id}"
            self._main(Node(name, "form", self._labels.form(form, permit.when, self._asked), name in self._dead))
            materials = list(self._labels.materials(form)) or [(Line("没有要交的材料"),)]
            self._listed(f"material:{form.id}", "material", f"{form.title}的材料", materials)
        for outcome in self._scenario.outcomes:
            self._outcome(outcome)

    def _listed(self, name: str, kind: str, head: str, entries: Iterable[tuple[Line, ...]]) -> None:
        """Boxes with a heading and a list, as many as it takes."""
        for number, part in enumerate(_parts([*entries]), 1):
            lines = [Line(head if number == 1 else f"{head}（续）", "title"), *(line for one in part for line in one)]
            self._main(Node(name if number == 1 else f"{name}#{number}", kind, tuple(lines)))

    def _main(self, node: Node) -> None:
        """The next box on the way."""
        self._nodes.append(node)
        if self._last:
            self._edges.append(Edge(self._last, node.id))
        self._last = node.id

    def _whole(self, when: Condition | None) -> str:
        return self._labels.words(when) if when is not None else ""

    def _summary(self) -> str:
        further = sum(len(names) for _, _, names in self._rest)
        told = {
            "个问题": len(self._scenario.questions),
            "项另外要问的": further,
            "个结果（在右边）": len(self._scenario.outcomes),
            "张申请表": len(self._scenario.permits),
        }
        listed = "、".join(f"{number} {what}" for what, number in told.items() if number)
        red = f"红色的 {len(self._dead)} 处走不到。" if self._dead else ""
        return f"从上到下是办理的次序，有 {listed}。{red}"

    def _remarks(self) -> tuple[str, ...]:
        quiet = sum(
            not decided(rule) and rule.outcome is None and f"rule:{rule.id}" not in self._dead
            for rule in self._scenario.rules
        )
        forms = [self._release.forms[one.form] for one in self._scenario.permits if one.form in self._release.forms]
        unused = sum(self._settling.settle(one.when) == NEVER for form in forms for one in form.materials)
        remarks = ["条件里，这个主题一开始就定下的部分没有写出来。"]
        remarks += [f"只提醒申请人、不改变走向的规则有 {quiet} 条，没有画出来。"] if quiet else []
        remarks += [f"这个主题用不到的材料有 {unused} 项，没有画出来。"] if unused else []
        return tuple(remarks)


def _parts(entries: list[tuple[Line, ...]]) -> Iterator[list[tuple[Line, ...]]]:
    for start in range(0, len(entries), _MOST_ENTRIES):
        yield entries[start : start + _MOST_ENTRIES]
