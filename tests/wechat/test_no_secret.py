"""An account whose secret nobody told us: nothing can be sent, so that all is said in answers."""

from __future__ import annotations

from pathlib import Path

from tests.some_shops import TWO, some_shops

from .double import Double
from .played import played
from .test_late import SLOW, begun, goes_on, until


def test_late_words_come_with_the_next_answer(tmp_path: Path) -> None:
    root = some_shops(tmp_path / "shops", TWO)

    async def act(double: Double) -> None:
        phone = await begun(double, "oHasNoSecret")
        await until(lambda: server.follower(phone).pending, phone)
        assert phone.shown == []
        await goes_on(phone)
        assert double.interface.calls == []

    with played(tmp_path / "var", root, program=SLOW, DAOBAN_WECHAT_SECRET="") as server:
        server.run(act)
