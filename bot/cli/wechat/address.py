"""Whether the public address leads to this service, and the service takes WeChat's pushes there."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import httpx

from actions.settings import Settings
from api.wechat.envelope import write_fields
from api.wechat.sealing import Seal
from api.wechat.signing import signature

from .findings import Finding, good, missing, unseen

#: Seconds that WeChat waits.
_PATIENCE: Final = 5.0
#: Whose push the check sends: one name, so that checking often leaves no more than checking once.
SENDER: Final = "daoban-self-check"
_ACCOUNT: Final = "gh_daoban_check"
_OTHER: Final = "说明这个地址到的不是导办，或者导办启动时没有 DAOBAN_WECHAT_TOKEN。看反向代理，重启服务。"
_REST: Final = "假的签名、加密的推送：推送入口不通"
_STALE: Final = "服务启动时的设置和现在的不一样，或者服务器的钟不准。核对后重启服务。"


@dataclass(frozen=True, slots=True)
class _Site:
    """The public address. ``now``: seconds since 1970, as a push tells them."""

    http: httpx.AsyncClient
    settings: Settings
    now: str

    async def prove(self, echo: str, *, rightly: bool) -> httpx.Response:
        """What the address answers to WeChat's question whether it is ours."""
        nonce = secrets.token_hex(4)
        # Signed with another token, a signature is as WeChat never makes it.
        token = self.settings.wechat_token or "" if rightly else secrets.token_hex(8)
        query = {"timestamp": self.now, "nonce": nonce, "echostr": echo}
        return await self.http.get("/wechat", params={**query, "signature": signature(token, self.now, nonce)})

    async def push(self) -> httpx.Response:
        """What the address answers to a push of a kind that WeChat does not have, and nothing is done for."""
        token, nonce = self.settings.wechat_token or "", secrets.token_hex(4)
        event: Mapping[str, str | int] = {"MsgType": "event", "Event": "daoban_check", "CreateTime": int(self.now)}
        body = write_fields({"ToUserName": _ACCOUNT, "FromUserName": SENDER, **event})
        query = {"timestamp": self.now, "nonce": nonce, "signature": signature(token, self.now, nonce)}
        if self.settings.wechat_keys:
            sealed = Seal(self.settings.wechat_keys, self.settings.wechat_appid).seal(body.encode())
            body = write_fields({"ToUserName": _ACCOUNT, "Encrypt": sealed})
            query |= {"encrypt_type": "aes", "msg_signature": signature(token, self.now, nonce, sealed)}
        return await self.http.post("/wechat", params=query, content=body.encode())


async def address(settings: Settings) -> list[Finding]:
    """What is found at the public address; nothing else is asked, wherever it leads."""
    url = settings.public_url
    if not url:
        return [unseen("公网地址、推送入口、隐私告知：没有 DAOBAN_PUBLIC_URL")]
    async with httpx.AsyncClient(base_url=url, timeout=_PATIENCE, trust_env=False, follow_redirects=False) as http:
        site = _Site(http, settings, str(int(time.time())))
        try:
            answer = await http.get("/healthz")
        except httpx.HTTPError as fault:
            return [_unreached(url, fault), unseen("推送入口、隐私告知：公网地址打不开")]
        if answer.status_code >= 500 or answer.is_redirect:
            return [_elsewhere(url, answer), unseen("推送入口、隐私告知：公网地址不通到导办")]
        found = [good(f"公网地址打得开：{url}")]
        try:
            found += await _webhook(site) if settings.wechat_token else [unseen("推送入口：没有 DAOBAN_WECHAT_TOKEN")]
            found.append(_privacy(await http.get("/privacy")))
        except httpx.HTTPError:
            found.append(missing(f"{url} 在 5 秒里没有答复", "微信也只等 5 秒。看服务和反向代理的日志。"))
    return found


async def _webhook(site: _Site) -> list[Finding]:
    echo = secrets.token_hex(8)
    proof = await site.prove(echo, rightly=True)
    if proof.status_code == httpx.codes.FORBIDDEN:
        return [missing("推送入口 /wechat 不认我们的签名", _STALE), unseen(_REST)]
    if proof.status_code != httpx.codes.OK or proof.text != echo:
        return [missing(f"推送入口 /wechat 没有照原样答回暗号（状态 {proof.status_code}）", _OTHER), unseen(_REST)]
    found = [good("推送入口 /wechat 答得对")]
    forged = await site.prove(echo, rightly=False)
    if forged.status_code == httpx.codes.FORBIDDEN:
        found.append(good("假的签名被拒绝"))
    else:
        found.append(missing(f"假的签名没有被拒绝（状态 {forged.status_code}）", _OTHER))
    taken = await site.push()
    sealed = "加密的" if site.settings.wechat_keys else "明文的"
    if taken.status_code == httpx.codes.OK:
        found.append(good(f"{sealed}推送收得下"))
    else:
        cause = f"EncodingAESKey 或者 AppID 和服务启动时的不一样。{_STALE}"
        found.append(missing(f"{sealed}推送被拒绝（状态 {taken.status_code}）", cause))
    return found


def _privacy(answer: httpx.Response) -> Finding:
    if answer.status_code == httpx.codes.OK and "text/html" in answer.headers.get("content-type", ""):
        return good("隐私告知 /privacy 打得开")
    return missing(
        f"隐私告知 /privacy 打不开（状态 {answer.status_code}）", "让反向代理把整个网站都转给导办，不只是 /wechat。"
    )


def _elsewhere(url: str, answer: httpx.Response) -> Finding:
    if answer.is_redirect:
        return missing(f"{url} 会跳转到别处，微信不跟着跳", "把 DAOBAN_PUBLIC_URL 写成跳转以后的地址。")
    return missing(
        f"{url} 后面的服务没有起来（状态 {answer.status_code}）", "启动导办，看反向代理转到的地址和端口对不对。"
    )


def _unreached(url: str, fault: httpx.HTTPError) -> Finding:
    if "CERTIFICATE" in str(fault):
        return missing(f"{url} 的证书不对", "换一张正式的、没过期的、中间证书齐全的证书。")
    if isinstance(fault, httpx.TimeoutException):
        return missing(f"{url} 在 5 秒里没有答复", "微信也只等 5 秒。看服务和反向代理的日志。")
    return missing(
        f"从这台机器打不开 {url}",
        "看域名解析、443 端口、反向代理。有的机房不许从里面绕回自己的外网地址：换手机流量打开试试，"
        "能打开就请网管放行，再查。",
    )
