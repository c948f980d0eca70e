"""Codes by which WeChat refuses to set up an account, in the operator's words, and what to do about each.

Source: developers.weixin.qq.com, 全局返回码, 获取稳定版接口调用凭据, 开发者平台 公众号与服务号 (40243); read in November 2026.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from typing import Final

from api.wechat.faults import WeChatFault

from .findings import Finding, missing

_ADDRESS: Final = re.compile(r"[0-9A-Fa-f.:]{7,45}")
_SECRET: Final = "重抄 DAOBAN_WECHAT_SECRET；抄不到就在「开发密钥」里重置，旧的马上失效，用它的别的系统也会停。"  # noqa: S105 - words
#: Code -> what it means, and what to do.
REFUSALS: Final[Mapping[int, tuple[str, str]]] = {
    -1: ("微信说自己忙", "过几分钟再查一次。"),
    40001: ("AppSecret 不对，或者和 AppID 不是一个账号的", _SECRET),
    40013: ("AppID 不对", "从「基础信息」重抄 DAOBAN_WECHAT_APPID。"),
    40125: ("AppSecret 不对", _SECRET),
    40164: ("这台服务器的出口 IP 不在白名单里", "在「基础信息 → 开发密钥」的「API IP白名单」里加上它，过几分钟再查。"),
    40243: ("AppSecret 被冻结了", "在「开发密钥」里解冻，等十分钟再查。"),
    45009: ("今天调用接口的次数用完了", "明天再查；天天这样，就看是不是还有别的程序在用这个账号。"),
    48001: (
        "这个账号没有这项接口的权限",
        "看是不是服务号、认证过了没有、年审过期没有；在「接口权限与额度」里看这一项。",
    ),
    48004: ("这项接口被微信封了", "登录公众平台看站内信，按上面说的申诉。"),
    50002: ("账号被微信限制了", "登录公众平台看站内信，按上面说的处理。"),
}
_NOT_REACHED: Final = (
    "连不上微信的接口",
    "看这台服务器能不能访问 https://api.weixin.qq.com （防火墙要放行 443 出站）。",
)
_ANSWERED_BADLY: Final = ("微信的接口答得不对", "过几分钟再查；还是这样，看中间有没有代理改了内容。")


def refusal(what: str, fault: WeChatFault) -> Finding:
    """The finding that this could not be done. Of WeChat's own words only an IP address is shown."""
    if fault.code is None:
        reached = str(fault).startswith(("status", "no ", "too large"))
        meaning, remedy = _ANSWERED_BADLY if reached else _NOT_REACHED
        return missing(f"{what}：{meaning}", remedy)
    meaning, remedy = REFUSALS.get(fault.code, ("这个错误码说明里没有", "到微信的「全局返回码」页面查这个号码。"))
    address = _address(str(fault)) if fault.code == 40164 else ""
    return missing(f"{what}：{meaning}{address}（错误码 {fault.code}）", remedy)


def _address(told: str) -> str:
    for word in _ADDRESS.findall(told.partition(":")[2]):
        try:
            return f"：{ipaddress.ip_address(word.strip('.:'))}"
        except ValueError:
            continue
    return ""
