"""How the desk does: who waits now, and how fast those who called for somebody were answered since a moment. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any, Final

from .queue import PROMISED, Entry

#: Figure -> its name, and what it counts, as supervisors read it.
DEFINITIONS: Final = {
    "waiting": ("现在等着的", "说了转人工（或者被转来）、还没有人接的件数；最多数到 100。"),
    "late": ("等久了的", f"其中等了超过 {int(PROMISED.total_seconds())} 秒的件数。"),
    "longest": ("最久等了（秒）", "现在等着的里面等得最久的一件。"),
    "helped": ("正在帮的", "现在有工作人员接着的件数；最多数到 100。"),
    "taken": ("今天接了", "今天零点以来接过来、改派的次数；新开的窗口件不算。"),
    "answered": ("其中有人在等的", "接的时候申请人正在等的次数；下面三项只看这些。"),
    "within": ("按时接的", f"从申请人要人工到有人接，不超过 {int(PROMISED.total_seconds())} 秒的次数。接过来的时候申请人马上看到是谁在帮，这就算第一次答复。"),
    "median": ("等的中位数（秒）", "这些次等待时间的中位数。"),
    "slowest": ("最久的一次（秒）", "这些次里等得最久的。"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Board:
    """The figures, by the names of ``DEFINITIONS``; None: there is nothing to tell it of. ``clerks``: name -> cases they have now."""

    figures: dict[str, int | None]
    clerks: dict[str, int]

    def told(self) -> dict[str, Any]:
        """As the page tells it."""
        lines = [
            {"id": name, "title": title, "means": means, "value": self.figures[name]}
            for name, (title, means) in DEFINITIONS.items()
        ]
        return {"figures": lines, "clerks": [{"name": name, "cases": cases} for name, cases in self.clerks.items()]}


def board(waiting: Iterable[Entry], helped: Sequence[str], waited: Sequence[int | None], now: datetime) -> Board:
    """The figures.

    Args:
        waiting: who waits now. helped: whose a case is, once for each that somebody has.
        waited: of each time a case was taken, the seconds for which its applicant had waited; None: nobody waited.
    """
    since = [int((now - one.called).total_seconds()) for one in waiting if one.called is not None]
    answered = sorted(one for one in waited if one is not None)
    most = int(PROMISED.total_seconds())
    figures = {
        "waiting": len(since),
        "late": sum(one > most for one in since),
        "longest": max(since, default=None),
        "helped": len(helped),
        "taken": len(waited),
        "answered": len(answered),
        "within": sum(one <= most for one in answered),
        "median": round(median(answered)) if answered else None,
        "slowest": answered[-1] if answered else None,
    }
    return Board(figures, dict(Counter(helped).most_common()))
