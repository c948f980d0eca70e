"""WeChat's side played for real: pushes, three tries, faults, the interface and its quotas. `python -m tests.wechat.double` shows it in a page."""

from .chances import Faults
from .double import Double
from .official import OfficialAccount
from .phone import Phone
from .playing import address, listening, playing, put_together, routes, served
from .records import SORRY, Answer, Call, Shown, Verdict, Way
from .standing import standing, standing_double

__all__ = [
    "SORRY", "Answer", "Call", "Double", "Faults", "OfficialAccount", "Phone", "Shown", "Verdict", "Way", "address", "listening", "playing",
    "put_together", "routes", "served", "standing", "standing_double",
]  # fmt: skip
