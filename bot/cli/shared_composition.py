"""What a server shares with others of its kind: through Redis where there is one, else nothing but the databases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from actions.gateways.redis_counts import RedisCounts
from actions.gateways.redis_signals import RedisSignals
from actions.gateways.shared_redis import SharedRedis
from actions.opening import Core
from actions.signals import Signals
from api.security import MakeRates, Rates
from api.services import Beside


@dataclass(frozen=True, slots=True)
class Shared:
    """See ``api.services.Services``."""

    rates: MakeRates
    signals: Signals
    beside: tuple[Beside, ...] = ()


def open_shared(core: Core) -> Shared:
    """Counts and word of turns; nothing is connected before it is needed, and a Redis that is away stops nothing."""
    signals = Signals(core.cipher.mark("signals"))
    core.conversations.listen(lambda conversation, *_: signals.tell(conversation))
    if core.settings.redis_url is None:
        return Shared(Rates, signals)
    redis = SharedRedis(core.settings.redis_url)
    across = RedisSignals(redis, signals)
    core.conversations.listen(lambda conversation, *_: across.tell(conversation))
    return Shared(partial(Rates, together=RedisCounts(redis, core.cipher.mark("rates"))), signals, (across,))
