"""WeChat's side played for real: pushes, three tries, faults, the interface and its quotas. `python -m tests.wechat.double` shows it in a page."""

from .chances import Faults
from .double import Double
from .official import OfficialAccount
from .phone import Phone
from .playing import address, listening, playing
from .records import SORRY, Answer, Call, Shown, Verdict, Way

__all__ = [
    "SORRY", "Answer", "Call", "Double", "Faults", "OfficialAccount", "Phone", "Shown", "Verdict", "Way", "address", "listening", "playing",
]  # fmt: skip
