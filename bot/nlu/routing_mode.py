"""Reading before a scenario is chosen: what is wanted, one of those offered, and what the sentence tells already."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.engine.address import Address
from bot.engine.catalog import Release
from bot.engine.commands import AskKnowledge, ChooseScenario, Reject, Smalltalk, Unknown
from bot.engine.reading import Reading
from bot.engine.values import Value

from .acts import control
from .addressed import take_segment
from .chosen_of import place_of
from .clauses import Clause
from .evidence import evidence_among, give
from .fact_reader import Found
from .findings import Findings, only
from .folding import fold
from .inquiry import is_question
from .router import Routing
from .scene import Scene
from .segments import segments
from .spans import PLACE

#: Nearness from which a question is about the rules and not a way to say what is wanted.
_POLICY: Final = 0.62
_ORDINAL: Final = re.compile(
    r"(?:我?选|我?要|就|办)?(?:第(?P<nth>[1-9一二三四五六七八九])(?:个|项|种|条)?|(?P<n>[1-9])(?:号)?|(?P<last>最后一个))(?:吧|的)?"
)
#: After the short name of a district these make another name of it: 宝山路, 静安寺, 黄浦江.
_NOT_PLACES: Final = frozenset("路街道寺江河公大镇村桥站")


def read_routing(scene: Scene) -> Reading:
    """The reading of a message while no scenario is open, or while several were offered."""
    chosen = _offered(scene)
    if chosen is not None:
        return _begun(scene, chosen)
    if scene.asking.candidates and scene.says("none_of_them", "no"):
        return only(Reject())
    command = control(scene.acts)
    if command is not None:
        return only(command)
    topics = scene.indexes.talk.find(scene.message.core)
    if topics:
        return only(Smalltalk(topics[0].section))
    return _routed(scene, scene.indexes.router.route(scene.message))


def _offered(scene: Scene) -> str | None:
    """The candidate that the message picks: by number, by title, by a word of it; a yes picks the only one."""
    offered = scene.asking.candidates
    if not offered:
        return None
    if len(offered) == 1 and scene.says("yes"):
        return offered[0]
    match = _ORDINAL.fullmatch(scene.message.core)
    if match is not None:
        place = place_of(match, len(offered))
        return offered[place] if place is not None else None
    titles = {
        one: fold(scene.indexes.catalog.current[one].scenario.title)
        for one in offered
        if one in scene.indexes.catalog.current
    }
    called = [one for one, title in titles.items() if len(scene.message.core) > 1 and scene.message.core in title]
    if len(called) == 1:
        return called[0]
    routed = [one.scenario for one in scene.indexes.router.route(scene.message).candidates if one.scenario in offered]
    return routed[0] if len(routed) == 1 else None


def _routed(scene: Scene, routing: Routing) -> Reading:
    entry, near = scene.indexes.knowledge.best(scene.message.text, scene.asking.today)
    best = routing.candidates[0].score if routing.candidates else 0.0
    asks = bool(scene.whole) and is_question(scene, scene.whole[-1])
    if entry is not None and asks and (near >= _POLICY > best or near > best or not routing.sure):
        return only(AskKnowledge(scene.message.text.strip(), entry))
    if not routing.candidates:
        says_little = scene.acts or len(scene.message.core) < 2 or scene.message.core.isdigit()
        return only(Unknown("unclear" if says_little else "out_of_scope"))
    if not routing.sure:
        return only(ChooseScenario(None, tuple(one.scenario for one in routing.candidates)))
    chosen = routing.candidates[0].scenario
    return _begun(scene, chosen)


def _begun(scene: Scene, chosen: str) -> Reading:
    """The scenario with what the sentence tells besides; a number or a title that picks it tells nothing."""
    findings = Findings(replies=[ChooseScenario(chosen)])
    release = scene.indexes.catalog.current.get(chosen)
    if release is not None and _ORDINAL.fullmatch(scene.message.core) is None:
        _also_said(scene, release, findings)
    return findings.reading()


def _also_said(scene: Scene, release: Release, findings: Findings) -> None:
    """「在静安区开一家80平的奶茶店」 answers two questions of the scenario it asks for."""
    asking = replace(scene.asking, addressable=answerable(release), address=None, fact=None)
    opening = replace(scene, asking=asking, release=release)
    for clause in scene.whole:
        if is_question(opening, clause):
            continue
        named = [one for one in segments(opening, clause) if take_segment(opening, one, findings)]
        if named:
            continue
        found = [one for one in evidence_among(scene.message, clause) if give(opening, one, findings, propose=False)]
        if not any(one.kind == "address" for one in found):
            _district(opening, clause, findings)


def _district(scene: Scene, clause: Clause, findings: Findings) -> None:
    """The district the clause names, where exactly one fact asks for it; the name of a road is none."""
    for span in scene.indexes.spotter.find(clause.folded):
        if span.label != PLACE or clause.folded[span.end : span.end + 1] in _NOT_PLACES:
            continue
        open_to = [one for one in scene.indexes.names.places[span.text] if scene.named([one.fact])]
        if len(open_to) == 1:
            found = Found(Value(open_to[0].value))
            findings.answer(Address(open_to[0].fact), found, span.text)
            start, end = clause.start + span.start, clause.start + span.end
            findings.mention(Address(open_to[0].fact), found, start, end, scene.message.text[start:end])
            return


def answerable(release: Release) -> tuple[Address, ...]:
    """The facts outside lists that an applicant may answer in this release: neither assumed nor computed."""
    plan = release.plan
    return tuple(
        Address(name)
        for name, fact in release.facts.items()
        if name not in plan.list_of and name not in release.scenario.assume and fact.derive is None and fact.wording.ask
    )
