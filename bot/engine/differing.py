"""Where the answers give another application than intake holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .address import Address
from .document import Application
from .events import Difference
from .forms import Form
from .review import review
from .view import View


def filed_now(view: View) -> dict[str, Mapping[str, Any]]:
    """Form -> its document, as the answers give it now."""
    return {one.form.id: one.document for one in review(view).applications}


def differences(view: View, form: str) -> tuple[Difference, ...]:
    """The places of a form that differ from what intake holds; none where it is not known what that is."""
    submission = view.case.submission
    filed = submission.filed.get(form) if submission is not None else None
    if filed is None or form not in view.release.forms:
        return ()
    found = next((one for one in review(view).applications if one.form.id == form), None)
    before = dict(_leaves(filed, ""))
    after = dict(_leaves(found.document, "")) if found is not None else {}
    return tuple(
        Difference(place, _address(view.release.forms[form], found, place), before.get(place), after.get(place))
        for place in dict.fromkeys((*before, *after))
        if before.get(place) != after.get(place)
    )


def shared(view: View, address: Address, corrected: frozenset[str]) -> tuple[str, ...]:
    """The forms at intake, not among the corrected ones, that hold what is answered at the address or follow from it."""
    submission = view.case.submission
    affected = view.release.plan.affects.get(address.fact, frozenset()) | {address.fact}
    return tuple(
        name for name in (submission.references if submission is not None else ())
        if name not in corrected and (form := view.release.forms.get(name)) is not None
        and any(field.fact in affected for field in form.fields)
    )  # fmt: skip


def _leaves(document: Mapping[str, Any], place: str) -> Iterator[tuple[str, Any]]:
    """Every value of the document with its pointer; an array of objects item by item, another one whole."""
    for name, value in document.items():
        here = f"{place}/{name}"
        if isinstance(value, Mapping):
            yield from _leaves(value, here)
        elif _are_items(value):
            for number, item in enumerate(value):
                yield from _leaves(item, f"{here}/{number}")
        else:
            yield here, value


def _are_items(value: Any) -> bool:
    """Whether it is a list of the case: its items are objects, and not choices with their annotations."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, Mapping) and "annotations" not in one for one in value)
    )


def _address(form: Form, found: Application | None, place: str) -> Address:
    """The address behind a place; of one that is empty now that of its field, or the item's part by its name."""
    filled = found.filled if found is not None else ()
    known = next((one.address for one in filled if one.pointer == place), None)
    if known is not None:
        return known
    name = place.rpartition("/")[2]
    for field in form.fields:
        if place == field.pointer:
            return Address(field.fact)
        if place.startswith(f"{field.pointer}/"):
            return Address(f"{field.fact}.{name}")
    return Address(name)
