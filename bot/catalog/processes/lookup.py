"""Which process a form has, and which bundle the forms of one hand-in are; also where no file says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .definitions import (
    Definitions,
    Department,
    JointBundle,
    JointPart,
    Process,
    ProcessStep,
    Result,
    StepKind,
    StepLimit,
    Term,
)

#: Whoever deals with a form that has no process: the office that received it.
OFFICE: Final = Department("office", "受理机关", "受理机关", "", certain=False)


def process_for(definitions: Definitions, form: str) -> Process:
    """The form's process; for a form without one, the permit law's own: accept, review, decide, issue.

    Source: 《行政许可法》第三十二条第一款第四项, 第四十二条第一款, 第四十四条.
    """
    found = definitions.processes.get(form)
    return found if found is not None else _general(form, definitions.titles.get(form, form))


def department_for(definitions: Definitions, name: str) -> Department:
    """The department of that id, also the one that stands for whoever received a form. Raises KeyError for another."""
    return OFFICE if name == OFFICE.id else definitions.departments[name]


def bundle_for(definitions: Definitions, forms: Sequence[str], scenario: str | None = None) -> JointBundle:
    """The bundle that these forms of one hand-in are: the one that names their scenario, or else the one of the same forms.

    Where no file names them, not all of them, or there is only one, all parts go on at once, the first form's department
    leads, no composite licence is given, and nothing is promised.

    Args:
        scenario: None where it is not known.
    """
    fitting = [one for one in definitions.bundles.values() if _fits(one, frozenset(forms))]
    found = next((one for one in fitting if scenario in one.scenarios), None) if scenario is not None else None
    if found is None and scenario is None:
        found = next(iter(fitting), None)
    if found is not None:
        return found
    lead = process_for(definitions, forms[0]).lead
    title = "、".join(definitions.titles.get(form, form) for form in forms)
    return JointBundle("", title, "", (), lead, tuple(JointPart(form) for form in dict.fromkeys(forms)))


def _fits(bundle: JointBundle, forms: frozenset[str]) -> bool:
    """Whether these are at least two of its parts, and all that must be there."""
    wanted = {part.form for part in bundle.parts if not part.optional}
    return len(forms) > 1 and wanted <= forms <= set(bundle.forms)


def _general(form: str, title: str) -> Process:
    article = "《行政许可法》第四十二条第一款"
    return Process(
        form=form,
        lead=OFFICE.id,
        results=(Result("other", title, certain=False),),
        steps=(
            ProcessStep("accept", "受理", StepKind.accept, limit=_within("opened", 5, "第三十二条第一款第四项")),
            ProcessStep("paper", "书面审查", StepKind.review),
            ProcessStep(
                "decide", "决定", StepKind.decision, limit=StepLimit("accepted", Term(20, "working", article, 10))
            ),
            ProcessStep("issue", "制证", StepKind.issue, limit=_within("opened", 10, "第四十四条")),
        ),
    )


def _within(since: str, days: int, article: str) -> StepLimit:
    return StepLimit(since, Term(days, "working", f"《行政许可法》{article}"))
