"""The official account that both sides know: its names and its secrets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class OfficialAccount:
    """One account. ``sealed``: it is in safe mode; ``keys``: EncodingAESKeys, the one that WeChat seals with first."""

    name: str = "gh_daoban"
    token: str = "atokenofouraccount"
    appid: str = "wx0123456789abcdef"
    secret: str = "a-secret-of-the-account"
    keys: tuple[str, ...] = ("kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR",)
    sealed: bool = True
    template: str = "T-progress"

    def settings(self, wechat: str, page: str) -> dict[str, Any]:
        """The environment of a `daoban serve` with this account. ``wechat``: where WeChat is played; ``page``: where applicants reach the page."""
        return {
            "DAOBAN_PUBLIC_URL": page,
            "DAOBAN_WECHAT_TOKEN": self.token,
            "DAOBAN_WECHAT_APPID": self.appid,
            "DAOBAN_WECHAT_KEYS": ",".join(self.keys) if self.sealed else "",
            "DAOBAN_WECHAT_SECRET": self.secret,
            "DAOBAN_WECHAT_TEMPLATE": self.template,
            "DAOBAN_WECHAT_URL": wechat,
        }
