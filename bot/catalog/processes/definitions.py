"""How items are dealt with, as their authors wrote it: departments, steps and their limits, and several items at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from bot.engine.conditions import Condition

from .catalogue import ItemVersion


class StepKind(str, Enum):
    """What a step is, and with it where the permit law puts it.

    Source: 《行政许可法》第三十二条 (acceptance), 第三十四条 (review and inspection on the spot), 第三十七条 (the decision comes after
    the review), 第四十四条 (the licence after the decision), 第四十五条 (special procedures: their days do not count).
    """

    accept = "accept"
    review = "review"
    inspection = "inspection"
    special = "special"
    decision = "decision"
    issue = "issue"


@dataclass(frozen=True, slots=True)
class DepartmentContact:
    """Whom its papers name for questions; empty is what nobody has told. ``certain``: the department has confirmed it."""

    person: str = ""
    phone: str = ""
    address: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class DepartmentRemedies:
    """Where its refusals are contested; empty is what nobody has told. ``certain``: the department has confirmed it.

    Args:
        online: where a reconsideration is asked for on the net.
    """

    review_body: str = ""
    court: str = ""
    online: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class DepartmentCode:
    """Its 统一社会信用代码; empty where nobody has told it. ``certain``: the department has confirmed it."""

    code: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Department:
    """Who acts. ``short`` fits beside others on a line; ``certain`` is False where the name is 待核实."""

    id: str
    title: str
    short: str
    source: str
    certain: bool = True
    contact: DepartmentContact = DepartmentContact()
    remedies: DepartmentRemedies = DepartmentRemedies()
    uscc: DepartmentCode = DepartmentCode()


@dataclass(frozen=True, slots=True)
class Term:
    """So many days, on whose word.

    Args:
        days: how many; 0 is 当场.
        unit: ``working`` or ``natural``.
        extension: the most days it can be extended by, once.
        certain: False where the source is 待核实: it is then told with 「以受理窗口为准」.
    """

    days: int
    unit: str
    source: str
    extension: int = 0
    certain: bool = True


@dataclass(frozen=True, slots=True)
class StepLimit:
    """By when a step has to end. ``since``: ``opened`` (the step itself), or ``accepted`` (the whole item)."""

    since: str
    law: Term
    promised: Term | None = None


@dataclass(frozen=True, slots=True)
class After:
    """A step that the law wants done first, and where it says so."""

    step: str
    source: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """One thing that one department does.

    Args:
        department: who does it; None is whoever leads the item.
        when: it is part of the process only where this holds of the application; None means always.
        limit: None where nothing that was read sets one for this step alone.
        after: steps that other law than the permit law's own order wants done first.
        reason: of a special step, which of the law's reasons stops the clock, e.g. ``hearing``; else None.
    """

    id: str
    title: str
    kind: StepKind
    department: str | None = None
    when: Condition | None = None
    limit: StepLimit | None = None
    after: tuple[After, ...] = ()
    reason: str | None = None
    source: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the condition holds, another department leads the item."""

    when: Condition
    lead: str
    source: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What is given when the item is granted. ``kind``: permit (许可), filing (备案), other. ``when``: see ``ProcessStep``."""

    kind: str
    title: str
    when: Condition | None = None
    source: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Fee:
    """What is to be paid before the licence is made.

    Source: 《行政许可法》第五十八条: nothing is charged for a permit but what a law or an administrative regulation says; so a fee
    that nobody has confirmed is not written at all.

    Args:
        cents: 分. source: the law or regulation. when: see ``ProcessStep``.
    """

    title: str
    cents: int
    source: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """How one form is dealt with. ``version`` changes when and only when its file says something else."""

    form: str
    lead: str
    results: tuple[Result, ...]
    steps: tuple[ProcessStep, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    version: str = ""
    fees: tuple[Fee, ...] = ()

    @property
    def departments(self) -> tuple[str, ...]:
        """Whoever may act on it: the lead first, then others in the order of the steps."""
        others = (step.department for step in self.steps if step.department is not None)
        return tuple(dict.fromkeys((self.lead, *(one.lead for one in self.elsewhere), *others)))


@dataclass(frozen=True, slots=True)
class JointPart:
    """One form of a bundle. ``optional``: some applicants need it, others do not."""

    form: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class JointLicence:
    """The composite licence (行业综合许可证) that stands for the single ones."""

    title: str
    source: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class JointOrder:
    """The law wants ``after`` decided before ``form`` is."""

    form: str
    after: str
    source: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class JointBundle:
    """Several items that are dealt with at once.

    Args:
        id: empty for one that no file names.
        scenarios: the scenarios that hand it in.
        lead: 牵头部门.
        licence: None where no composite licence is given.
        promised: the promise for the whole bundle; None where there is none.
    """

    id: str
    title: str
    industry: str
    scenarios: tuple[str, ...]
    lead: str
    parts: tuple[JointPart, ...]
    licence: JointLicence | None = None
    promised: Term | None = None
    order: tuple[JointOrder, ...] = ()
    version: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of all parts, in order."""
        return tuple(part.form for part in self.parts)


@dataclass(frozen=True, slots=True)
class SameMaterial:
    """One thing that several forms ask for, each under a name of its own: (form, id of the material)."""

    label: str
    places: frozenset[tuple[str, str]] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Definitions:
    """All that the files say, by id; ``titles`` are those of the forms, ``items`` every version in authored order."""

    departments: Mapping[str, Department] = field(default_factory=dict)
    processes: Mapping[str, Process] = field(default_factory=dict)
    bundles: Mapping[str, JointBundle] = field(default_factory=dict)
    materials: tuple[SameMaterial, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    items: tuple[ItemVersion, ...] = ()
