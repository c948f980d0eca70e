"""What the applicant checks before submitting: applications, materials, warnings, and places a schema refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .case import Case
from .conditions import evaluate
from .cross_checks import contradiction, judged
from .document import Application, application
from .forms import Material, Problem
from .materials import UPLOAD, MaterialStanding, as_settled, settle_material, undertaken
from .needs import active_permits
from .shown import shown
from .undertakings import Undertaking, kept
from .view import View


@dataclass(frozen=True, slots=True)
class Review:
    """Everything the case amounts to now.

    Args:
        materials: what to hand in, each once however many forms want it, and as it is settled now.
        warnings, reports: text ids with the rule that raised them and whether the rule is certain.
        standings: id of a material -> how it is settled. offers: id -> what may be undertaken instead of handing it in now.
    """

    applications: tuple[Application, ...]
    materials: tuple[Material, ...]
    warnings: tuple[tuple[str, str, bool], ...]
    reports: tuple[tuple[str, str, bool], ...]
    standings: Mapping[str, MaterialStanding]
    offers: Mapping[str, tuple[Undertaking, ...]]


def review(view: View, only: frozenset[str] | None = None) -> Review:
    """The applications that are certain, with the materials, warnings and reports that go with them; of the forms in ``only``, if any."""
    forms = [form for form, when in active_permits(view) if when is None and (only is None or form.id in only)]
    materials = {
        material.id: material for form in forms for material in form.materials if view.truth(material.when) is True
    }
    standings = {name: standing_of(view, material) for name, material in materials.items()}
    holding = [rule for rule in view.release.scenario.rules if view.truth(rule.when) is True]
    return Review(
        applications=tuple(application(view, form) for form in forms),
        materials=tuple(as_settled(material, standings[name]) for name, material in materials.items()),
        warnings=tuple((text, rule.id, rule.certain) for rule in holding for text in rule.warnings),
        reports=tuple((text, rule.id, rule.certain) for rule in holding for text in rule.reports),
        standings=standings,
        offers={name: offers_of(view, material, standings[name]) for name, material in materials.items()},
    )


def standing_of(view: View, material: Material) -> MaterialStanding:
    """How the material is settled, by what is known to prove it and by the number that the applicant told."""
    case = view.case
    number = view.read(material.number) if material.number in view.release.facts else ""
    proofs = {code: one for code, one in case.proofs.items() if not case.means_another(one.about, one.of)}
    stored, licence = case.answers.get(material.number), proofs.get(material.licence)
    if stored is not None and licence is not None and stored.origin == licence.identifier:
        number = licence.identifier  # this licence told it, whatever it is called in the library
    found = settle_material(material, proofs, view.today, number if isinstance(number, str) else "")
    chosen = case.undertaken.get(material.id)
    if (
        chosen is None
        or kept(_possible(view, material), chosen, "" if is_held(case) else view.today.isoformat()) is None
    ):
        return found
    return undertaken(found, chosen)


def offers_of(view: View, material: Material, standing: MaterialStanding) -> tuple[Undertaking, ...]:
    """What may be undertaken for the material now, chosen or not: nothing where it need not be uploaded anyway."""
    return _possible(view, material) if standing.mode == UPLOAD or standing.chosen is not None else ()


def _possible(view: View, material: Material) -> tuple[Undertaking, ...]:
    # Not by ``view.truth``: these conditions are no part of the plan that says which truths a changed answer makes stale.
    return tuple(one for one in material.offers if one.when is None or evaluate(one.when, view) is True)


def is_held(case: Case) -> bool:
    """Whether intake holds the application, or was asked to."""
    return case.submission is not None and case.submission.state != "failed"


def problems(view: View, found: Review) -> tuple[tuple[Application, Problem], ...]:
    """Every place that intake would refuse, with its application: by the published schema, and then by the form's checks."""
    return tuple((one, problem) for one in found.applications for problem in _refused(view, one))


def _refused(view: View, found: Application) -> tuple[Problem, ...]:
    """What holds against the document as intake reads it.

    Answers were checked as they came; a fact that became relevant again, or follows from others, was not.
    """
    document = found.document
    verdicts = judged(found.form, document, view.release.figures, view.today)
    return found.form.validate(document) or tuple(
        contradiction(found.form, check) for check, verdict in verdicts if verdict is True
    )


def fact_at(found: Application, pointer: str) -> str | None:
    """The address key behind a place of the form: the place itself, or the nearest one above or below it."""
    by_pointer = {one.pointer: one.address.key for one in found.filled}
    place = pointer
    while place:
        if place in by_pointer:
            return by_pointer[place]
        below = next((key for known, key in by_pointer.items() if known.startswith(place + "/")), None)
        field = next((field for field in found.form.fields if field.pointer == place), None)
        if below is not None or field is not None:
            return below or (field.fact if field is not None else None)
        place = place.rpartition("/")[0]
    return None


def display(view: View, fact_id: str, value: object) -> str:
    """A value of the fact as people read it, see ``shown``."""
    facts = view.release.facts
    fields = (field for form in view.release.forms.values() for field in form.fields)
    notes = next((field.annotations for field in fields if field.fact == fact_id), None)
    return shown(facts[fact_id], value, None if notes is None else facts[notes])
