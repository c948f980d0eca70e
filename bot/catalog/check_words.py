"""Words for facts: whatever is asked has a question, and no spoken name, yes or no stands for two things."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .building import Built
from .issues import Issue
from .places import fact_path


def wording_present(built: Built, today: date) -> Iterator[Issue]:
    """Every fact that a scenario asks by name has a question."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, question in enumerate(scenario.questions):
            fact = built.facts.get(question.fact)
            if fact is None:
                continue
            own = question.wording is not None and question.wording.ask
            if not own and not fact.wording.ask and fact.derive is None:
                what = f"问题 {question.fact} 没有问法，字典里也没有。"
                yield Issue(*document.at("questions", index), "ASK-01", what, "写上 ask。")


def colliding_names(built: Built, today: date) -> Iterator[Issue]:
    """No two facts of the dictionary are called by the same spoken name (a list's facts only among themselves)."""
    document = built.source.dictionary
    if document is None:
        return
    seen: dict[tuple[str, str], str] = {}
    for name, fact in built.facts.items():
        scope = (
            name.rpartition(".")[0]
            if any(name == item.id for one in built.facts.values() for item in one.items)
            else ""
        )
        for spoken in dict.fromkeys((fact.label, *fact.names)):
            other = seen.setdefault((scope, spoken), name)
            if other != name:
                line = document.line(*fact_path(built, name), *(("names",) if spoken in fact.names else ("label",)))
                what = f"「{spoken}」既是 {name} 的叫法，也是 {other} 的叫法，听到时分不清。"
                yield Issue(document.file, line, "SAY-01", what, "换一个叫法，或者只留在一处。")


def yes_and_no(built: Built, today: date) -> Iterator[Issue]:
    """Only a yes-or-no fact has words for yes and no, and none that is both."""
    document = built.source.dictionary
    for name, fact in built.facts.items() if document is not None else ():
        said = (*fact.says_yes, *fact.says_no)
        if document is None or not said:
            continue
        place = (*fact_path(built, name), "says_yes" if fact.says_yes else "says_no")
        if fact.kind != "boolean":
            what = f"{name} 的种类是 {fact.kind}，不能写 says_yes、says_no。"
            yield Issue(document.file, document.line(*place), "SAY-03", what, "别的叫法写到选项的 names 里。")
        for phrase in sorted(set(fact.says_yes) & set(fact.says_no)):
            what = f"「{phrase}」既在 {name} 的 says_yes 里，也在 says_no 里。"
            yield Issue(document.file, document.line(*place), "SAY-04", what, "只留在一处。")
