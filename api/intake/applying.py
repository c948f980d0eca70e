"""Who applies, as a paper may name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from actions.masking import scrub
from bot.engine.facts import Fact
from bot.engine.pointers import find

from .notices import Certificate, credit_code, id_card, other
from .published import PublishedForm

#: Stands for an applicant whose form has no place for a name.
NOBODY: Final = "申请人"
#: The facts that name the shop, the first that is there counts.
SHOP: Final = ("operator.name", "name")
_FIRM: Final = "company_name"


def who_applies(published: PublishedForm, application: Mapping[str, Any]) -> tuple[str, Certificate | None]:
    """The applicant's name and the number they are known by; None where the form has none of the applicant itself.

    The first firm on the form applies, or else whoever the form calls by the shop's name. Only a number that stands beside that
    name is theirs: an agent's or a representative's is not. A person's number comes masked.
    """
    name, beside = _named(published, application)
    if not name:
        return NOBODY, None
    return scrub(name), next(filter(None, (_certificate(*one) for one in beside)), None)


def holder_of(published: PublishedForm, application: Mapping[str, Any]) -> tuple[str, str]:
    """The name and number of who applies, whole, as a licence has them; the number is empty where the form has none."""
    name, beside = _named(published, application)
    number = next((value for fact, value in beside if _certificate(fact, value) is not None), "")
    return name or NOBODY, number


def _named(published: PublishedForm, application: Mapping[str, Any]) -> tuple[str, list[tuple[Fact, str]]]:
    """Who applies, and the facts that stand beside that name; empty where the form has no place for a name."""
    filled = list(_filled(published, application))
    names = {fact.id: value for fact, value in filled}
    firm = next((fact.id for fact, _ in filled if fact.kind == _FIRM), None)
    named = firm or next((name for name in SHOP if name in names), None)
    if named is None:
        return "", []
    return names[named], [(fact, value) for fact, value in filled if _group(fact.id) == _group(named)]


def _certificate(fact: Fact, value: str) -> Certificate | None:
    if fact.kind == "uscc":
        return credit_code(value) if fact.sensitivity == "public" else other(fact.label, value)
    if fact.kind == "id_card":
        return id_card(value)
    return other(fact.label, value) if fact.kind == "id_document" else None


def _filled(published: PublishedForm, application: Mapping[str, Any]) -> Iterator[tuple[Fact, str]]:
    """The facts that the application tells as text, in the form's order."""
    for field in published.form.fields:
        fact, value = published.facts.get(field.fact), find(application, field.pointer, None)
        if fact is not None and isinstance(value, str) and value.strip():
            yield fact, value


def _group(fact: str) -> str:
    return fact.rpartition(".")[0]
