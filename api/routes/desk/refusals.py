"""Why an act of a clerk is not done, as a problem."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from actions.consent import ConsentNeeded
from actions.window.desk import NotTaken, NotYours

from ...problems import Problem

T = TypeVar("T")


def tried(act: Callable[[], T]) -> T:
    """What the act gives. Raises Problem where it is not done."""
    try:
        return act()
    except NotYours as fault:
        owner = f"这一件正由{fault.by}办。" if fault.by else "这一件已经不在您手里了。"
        raise Problem(409, "not-yours", owner) from fault
    except NotTaken as fault:
        words = "；".join(one["text"] for one in fault.attempt.messages) or "没有可以填的。"
        raise Problem(422, "not-taken", words) from fault
    except ConsentNeeded as fault:
        raise Problem(409, "consent-needed", "这是个人信息，要请申请人先在自己的屏幕上同意告知。") from fault
