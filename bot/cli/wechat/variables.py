"""The settings of WeChat as the environment gives them, one finding each. What they hold is never shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from .findings import Finding, good, missing, note

_TOKEN: Final = re.compile(r"[A-Za-z0-9]{3,32}")
_APPID: Final = re.compile(r"wx[0-9a-f]{16}")
_KEY: Final = re.compile(r"[A-Za-z0-9]{43}")
_BASICS: Final = "微信开发者平台「我的业务 → 服务号 → 基础信息」"
#: Name and value -> what is found.
_Judge = Callable[[str, str], Finding]


def variables(environment: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each setting."""
    for name, judge in _JUDGES.items():
        yield judge(name, environment.get(name, ""))
    yield _public_url(environment)
    yield _stand_in(environment)
    if not (environment.get("DAOBAN_OPERATOR") and environment.get("DAOBAN_PRIVACY_CONTACT")):
        yield note(
            "DAOBAN_OPERATOR、DAOBAN_PRIVACY_CONTACT 没有设全：隐私告知里的单位和联系方式是空的",
            "正式启用前写上单位全称和联系方式。",
        )
    if environment.get("DAOBAN_ENV") != "production":
        yield note("DAOBAN_ENV 不是 production：现在是试用，不是正式办件", "正式启用前设成 production。")


def _token(name: str, value: str) -> Finding:
    if not value:
        return missing(f"{name} 没有设", "自己起一个 3 到 32 位的字母数字，和「消息推送配置」里的 Token 填成一样。")
    if not _TOKEN.fullmatch(value):
        return missing(f"{name} 不是 3 到 32 位的字母数字", "换一个，「消息推送配置」里的 Token 也改成一样的。")
    return good(f"{name} 设了")


def _appid(name: str, value: str) -> Finding:
    if not value:
        return missing(f"{name} 没有设", f"从{_BASICS}抄 AppID。")
    if not _APPID.fullmatch(value):
        return missing(f"{name} 不像 AppID：应当是 wx 加 16 位数字和小写字母", f"从{_BASICS}重抄一遍。")
    return good(f"{name} 设了：{value}")


def _keys(name: str, value: str) -> Finding:
    keys = [key for key in value.split(",") if key]
    if not keys:
        return missing(
            f"{name} 没有设：没有它就是明文模式，推送的内容没有保护",
            "在「消息推送配置」里选「安全模式」，点「随机生成」，把 EncodingAESKey 抄来。",
        )
    if not all(_KEY.fullmatch(key) for key in keys):
        return missing(
            f"{name} 写得不对：每个 43 位字母数字，几个之间用英文逗号，不加空格",
            "从「消息推送配置」把 EncodingAESKey 重抄一遍。",
        )
    if len(keys) > 1:
        return note(f"{name} 设了 {len(keys)} 个，第一个是现用的", "换完密钥一天以后，把旧的去掉。")
    return good(f"{name} 设了")


def _secret(name: str, value: str) -> Finding:
    if not value:
        return missing(
            f"{name} 没有设：能答复，不能主动发消息、设菜单、收图片、在网页里认人",
            f"在{_BASICS}启用 AppSecret，当场抄下来（它只显示一次）。",
        )
    if value != value.strip():
        return missing(f"{name} 前后有空格", "把空格去掉。")
    return good(f"{name} 设了")


def _template(name: str, value: str) -> Finding:
    if not value:
        return note(f"{name} 没有设：办件有进展，要等申请人下次说话才能告诉他", "选一个模板，见说明的第 8 步。")
    return good(f"{name} 设了")


_JUDGES: Final[Mapping[str, _Judge]] = {
    "DAOBAN_WECHAT_TOKEN": _token,
    "DAOBAN_WECHAT_APPID": _appid,
    "DAOBAN_WECHAT_KEYS": _keys,
    "DAOBAN_WECHAT_SECRET": _secret,
    "DAOBAN_WECHAT_TEMPLATE": _template,
}


def _public_url(environment: Mapping[str, str]) -> Finding:
    url = environment.get("DAOBAN_PUBLIC_URL", "")
    if not url:
        return missing("DAOBAN_PUBLIC_URL 没有设", "设成申请人打开网页的地址，比如 https://banshi.example.gov.cn 。")
    if url.startswith("https://"):
        return good(f"DAOBAN_PUBLIC_URL 是 https 地址：{url}")
    if url.startswith("http://") and environment.get("DAOBAN_WECHAT_URL"):
        return note(f"DAOBAN_PUBLIC_URL 不是 https 地址：{url}（有替身，只作演示）")
    return missing(f"DAOBAN_PUBLIC_URL 不是 https 地址：{url}", "给域名装上证书，改成 https:// 开头。")


def _stand_in(environment: Mapping[str, str]) -> Finding:
    url = environment.get("DAOBAN_WECHAT_URL", "")
    if not url:
        return good("DAOBAN_WECHAT_URL 没有设：接的是真的微信")
    if environment.get("DAOBAN_ENV") == "production":
        return missing("DAOBAN_WECHAT_URL 设了：AppSecret 会交给微信以外的人", "正式环境里把它去掉。")
    return note(f"DAOBAN_WECHAT_URL 设了：接的是替身 {url}，不是真的微信", "正式启用前把它去掉。")
