"""What a turn costs with all content beside one with five scenarios and what is known of their permits."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Final

from actions.conversations import Conversations
from actions.inbound import Inbound
from actions.local_time import now
from actions.opening import ROOT, open_core
from actions.settings import read_settings
from actions.store import Store
from bot.catalog import load
from bot.engine import Case, Catalog
from bot.nlu import Understander

from ..applicant import Applicant
from .ours import SAYS

_FIVE: Final = ("beverage_shop", "noodle_shop", "convenience_store", "restaurant", "cafe")


def all_to_five(work: Path, rounds: int = 5, conversations: int = 6) -> tuple[int, float]:
    """How many scenarios there are, and how many times a turn with five of them one with all costs; median over rounds.

    CPU, without HTTP, into a database of its own under ``work``.
    """
    catalog = load(ROOT, today=now().date())
    store = open_core(read_settings({"DAOBAN_VAR": str(work / "scale")}), ROOT).store
    few, many = _opened(_with_five(catalog), store), _opened(catalog, store)
    ratios = []
    for number in range(rounds + 1):
        cheap, dear = (
            sum(_twenty(one, f"{name}-{number}-{seed}", seed) for seed in range(conversations))
            for name, one in (("few", few), ("many", many))
        )
        if number:  # the first round pays for what is loaded late
            ratios.append(dear / cheap)
    return len(catalog.current), median(ratios)


def _with_five(catalog: Catalog) -> Catalog:
    current = {name: catalog.current[name] for name in _FIVE}
    items = {item for release in current.values() for item in release.items}
    return replace(
        catalog,
        current=current,
        knowledge={name: entry for name, entry in catalog.knowledge.items() if items & {*entry.items}},
    )


def _opened(catalog: Catalog, store: Store) -> Conversations:
    understander = Understander(catalog)
    understander.warm()
    return Conversations(catalog, understander, store, now)


def _twenty(conversations: Conversations, name: str, seed: int) -> float:
    """Seconds of CPU that twenty turns of a new conversation take."""
    conversations.store.create(name, channel="web", token_hash=None, case=Case(name))
    applicant, asking, spent = Applicant(seed, says=dict(SAYS)), None, 0.0
    for turn in range(20):
        text = "我想在静安区开一家奶茶店" if asking is None else applicant.reply(asking)
        began = time.process_time()
        outcome = conversations.take(name, Inbound(f"m{turn}", text=text))
        spent += time.process_time() - began
        asking = outcome["asking"]
        if outcome["case"]["scenario"] != "beverage_shop":
            raise AssertionError(f"{text} led to {outcome['case']['scenario']}")
    return spent
