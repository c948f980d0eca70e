"""A release survives as plain data: bundle -> JSON -> release gives the same version and the same definitions."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog import BundleInvalid, Published, publish, release_of_bundle
from bot.engine import Release
from bot.engine.forms import Form

from .guides import ROOT
from .tree import TODAY, VALID

TREES = {"shipped": ROOT, "small": VALID}


@pytest.fixture(scope="module", params=TREES)
def published(request: pytest.FixtureRequest) -> Published:
    """What each tree gives."""
    return publish(TREES[request.param], today=TODAY)


def defined(form: Form) -> dict[str, Any]:
    """Everything that a form is but its compiled schema."""
    return {field.name: getattr(form, field.name) for field in fields(form) if field.name != "validate"}


def again(bundle: Any) -> Release:
    """The release of a bundle that went through JSON, its keys in the order they had."""
    return release_of_bundle(json.loads(json.dumps(bundle, ensure_ascii=False)))


def test_a_bundle_gives_its_release_back(published: Published) -> None:
    assert set(published.bundles) == set(published.catalog.current)
    for name, bundle in published.bundles.items():
        before, after = published.catalog.current[name], again(bundle)
        assert after.scenario == before.scenario
        assert after.scenario.version == bundle["version"] != ""
        assert list(after.facts.items()) == list(before.facts.items())
        assert after.figures == before.figures
        assert after.plan.order == before.plan.order
        assert {one: defined(form) for one, form in after.forms.items()} == {
            one: defined(form) for one, form in before.forms.items()
        }


def test_the_form_of_a_bundle_refuses_what_the_form_of_the_files_refuses() -> None:
    published = publish(VALID, today=TODAY)
    before, after = published.catalog.current["tea"].forms["permit"], again(published.bundles["tea"]).forms["permit"]
    for example in sorted((VALID / "forms/permit/examples").glob("*.json")):
        document = json.loads(example.read_text("utf-8"))
        assert after.validate(document) == before.validate(document)
    assert {problem.pointer for problem in after.validate({"area": 0})} >= {"/name", "/area"}


def test_a_bundle_names_every_text_of_its_rules(published: Published) -> None:
    for name, bundle in published.bundles.items():
        rules = published.catalog.current[name].scenario.rules
        named = {text for rule in rules for text in (*rule.warnings, *rule.reports)}
        assert bundle["texts"] == {text: published.catalog.texts[text] for text in named}


SMALL = publish(VALID, today=TODAY).bundles["tea"]


def _places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in the data."""
    inner: list[tuple[Any, ...]] = []
    if isinstance(data, dict):
        inner = [place for key, one in data.items() for place in _places(one, (*path, key))]
    elif isinstance(data, list):
        inner = [place for at, one in enumerate(data) for place in _places(one, (*path, at))]
    return [path, *inner] if path else inner


@given(st.sampled_from(_places(SMALL)), st.sampled_from([None, 0, "", "x y", [], {}, [[]], {"a": {}}, True]))
def test_a_bundle_that_was_changed_anywhere_is_refused_or_says_the_same(place: tuple[Any, ...], put: Any) -> None:
    spoilt = json.loads(json.dumps(SMALL))
    inside = spoilt
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = put
    try:
        release = release_of_bundle(spoilt)
    except BundleInvalid:
        return
    assert release.scenario == again(SMALL).scenario


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(None, id="nothing"),
        pytest.param([], id="a-list"),
        pytest.param({**SMALL, "format": 2}, id="another-format"),
        pytest.param({"format": 1}, id="empty"),
        pytest.param({**SMALL, "version": "0" * 16}, id="another-version"),
        pytest.param({**SMALL, "forms": []}, id="no-form"),
        pytest.param({**SMALL, "texts": {}}, id="no-texts"),
    ],
)
def test_what_is_no_bundle_is_refused(spoilt: Any) -> None:
    with pytest.raises(BundleInvalid):
        release_of_bundle(spoilt)
