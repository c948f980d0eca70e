"""Shows a conversation in WeChat in a page: `daoban serve` with an account, and WeChat played beside it."""

from __future__ import annotations

import argparse
import asyncio
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from api.wechat.menu import menu
from tests.bench.process import free_port
from tests.serving import running

from .chances import Faults
from .official import OfficialAccount
from .playing import address, listening, playing


async def play(webhook: str, page: str, listens: socket.socket, account: OfficialAccount, seed: int) -> None:
    """The page is there until the process is told to end."""
    ended = asyncio.Event()
    for told in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(told, ended.set)
    async with playing(webhook, listens, account, Faults(seed), page=True) as double:
        double.interface.setup.buttons = menu(page)
        print(f"微信演示：{double.url}    （Ctrl-C 结束）", flush=True)
        await ended.wait()


def read_arguments(given: list[str]) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.wechat.double", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="where the page is; by default a free port")
    parser.add_argument("--seed", type=int, default=1, help="of the faults that can be switched on in the page")
    parser.add_argument(
        "--plain", action="store_true", help="the account is in plain mode (明文模式) instead of safe mode"
    )
    parser.add_argument("--rasa", action="store_true", help="the server runs Rasa too, which needs a trained model")
    return parser.parse_args(given)


def main(given: list[str]) -> int:
    """Serves until Ctrl-C or SIGTERM; everything of it is gone then."""
    asked = read_arguments(given)
    # While the server starts, an end asked for has to reach it too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    account, port = OfficialAccount(sealed=not asked.plain), free_port()
    page = f"http://127.0.0.1:{port}"
    with listening(asked.port) as listens, tempfile.TemporaryDirectory(prefix="daoban-wechat-") as folder:
        print("正在启动……", flush=True)
        told = account.settings(address(listens), page)
        with running(Path(folder), rasa=asked.rasa, port=port, anew=True, **told):
            asyncio.run(play(f"{page}/wechat", page, listens, account, asked.seed))
    return 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
