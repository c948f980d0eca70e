"""Which facts a scenario may ask for, in which order, and what each of them waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.engine.catalog import Release
from bot.engine.conditions import Condition
from bot.engine.forms import Field, Form

from .settling import NEVER, Settling


class Asked:
    """The facts that one release may ask for."""

    def __init__(self, release: Release, settling: Settling) -> None:
        self._release = release
        self._settling = settling
        names = [name for name in self.behind(self._goals()) if settling.asked(name)]
        #: In the order in which they are asked, as far as their conditions allow.
        self.facts: tuple[str, ...] = tuple(sorted(names, key=lambda name: release.plan.order[name]))

    def on_form(self, form: Form) -> Iterator[Field]:
        """The fields that can be on the form and that the scenario sees to."""
        for field in form.fields:
            fact = self._release.facts.get(field.fact)
            shown = fact is not None and self._settling.settle(field.when) != NEVER
            if shown and self._settling.relevance(field.fact) != NEVER:
                yield field

    def behind(self, names: Iterable[str]) -> dict[str, None]:
        """The facts that can matter among these, with all that they wait for; facts inside lists stand behind theirs."""
        plan = self._release.plan
        found: dict[str, None] = {}
        waiting = [*names]
        while waiting:
            name = waiting.pop()
            name = plan.list_of.get(name, name)
            if name in found or name not in self._release.facts or self._settling.relevance(name) == NEVER:
                continue
            found[name] = None
            waiting += self._waits(name)
        return found

    def _waits(self, name: str) -> Iterator[str]:
        """What a fact's relevance and value wait for."""
        plan, fact, settle = self._release.plan, self._release.facts[name], self._settling.settle
        yield from self._settling.relevance(name).facts()
        if name in self._release.scenario.assume:
            return
        for one in (fact, *fact.items):
            yield from one.derive.facts() if one.derive is not None else ()
        for item in fact.items:
            yield from self._settling.relevance(item.id).facts()
        for rule in (*plan.setters.get(name, ()), *plan.adders.get(name, ())):
            yield from settle(rule.when).facts()
        if name in plan.whole:
            yield plan.whole[name]

    def _goals(self) -> Iterator[str]:
        """What has to be known in the end: the forms' fields, and what decides rules, forms and materials."""
        scenario = self._release.scenario
        yield from self._read([rule.when for rule in scenario.rules])
        for permit in scenario.permits:
            form = self._release.forms.get(permit.form)
            if form is None or self._settling.settle(permit.when) == NEVER:
                continue
            yield from self._read([permit.when, *(material.when for material in form.materials)])
            for field in self.on_form(form):
                yield from self._settling.settle(field.when).facts()
                if field.required or self._release.facts[field.fact].optional:
                    yield from (field.fact, field.annotations or field.fact)

    def _read(self, conditions: Iterable[Condition | None]) -> Iterator[str]:
        for condition in conditions:
            yield from self._settling.settle(condition).facts()


def sections_of(forms: Mapping[str, Form]) -> dict[str, tuple[str, str, str]]:
    """Fact -> (form, section, the section's title) of the first field that holds it."""
    found: dict[str, tuple[str, str, str]] = {}
    for form in forms.values():
        titles = {section.id: section.title for section in form.sections}
        for field in form.fields:
            found.setdefault(field.fact, (form.id, field.section, titles.get(field.section, field.section)))
    return found
