"""What a turn costs with a hundred scenarios beside one with five: the same shop under many names."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from statistics import median

from ruamel.yaml import YAML

from actions.inbound import Inbound
from actions.opening import ROOT, Core, open_core
from actions.settings import read_settings
from bot.engine import Case

from ..applicant import Applicant
from .ours import SAYS

#: Characters that make a name no other scenario has.
_TRADES = "甲乙丙丁戊己庚辛壬癸"


def hundred_to_five(work: Path, rounds: int = 5, conversations: int = 6) -> float:
    """How many times a turn with five scenarios one with a hundred costs in CPU, without HTTP; median over rounds."""
    few, many = _opened(work, 5), _opened(work, 100)
    ratios = []
    for number in range(rounds + 1):
        cheap, dear = (
            sum(_twenty(core, f"{number}-{seed}", seed) for seed in range(conversations)) for core in (few, many)
        )
        if number:  # the first round pays for what is loaded late
            ratios.append(dear / cheap)
    return median(ratios)


def _opened(work: Path, count: int) -> Core:
    root = work / f"{count}-scenarios"
    shutil.copytree(ROOT / "forms", root / "forms")
    shutil.copytree(ROOT / "scenarios", root / "scenarios")
    yaml = YAML(typ="safe")
    scenario = yaml.load(root / "scenarios/food/beverage_shop.yml")
    for number in range(count - len(list((root / "scenarios/food").glob("*.yml")))):
        name = "".join(_TRADES[int(digit)] for digit in f"{number:02d}") + "坊"
        says = [f"我想开一家{name}", f"{name}怎么办许可", f"准备盘个铺子做{name}", f"开{name}要办什么证"]
        scenario |= {"id": f"shop_{number}", "title": f"开一家{name}", "says": says, "words": [name]}
        yaml.dump(scenario, root / f"scenarios/food/shop_{number}.yml")
    settings = read_settings({"DAOBAN_VAR": str(root / "var")})
    return open_core(settings, root)


def _twenty(core: Core, name: str, seed: int) -> float:
    """Seconds of CPU that twenty turns of a new conversation take."""
    conversations = core.conversations
    core.store.create(name, channel="web", token_hash=None, case=Case(name))
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
