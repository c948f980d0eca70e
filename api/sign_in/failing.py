"""Why nobody was signed in."""

from __future__ import annotations


class SignInFailed(Exception):
    """Nobody was signed in.

    Args:
        code: what happened, for the log. said: what is told, in Chinese; never what the provider wrote.
    """

    def __init__(self, code: str, said: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.said = said
        self.status = status


def unproven(code: str) -> SignInFailed:
    """What came back does not prove who it is."""
    return SignInFailed(code, "登录没有成功：返回的内容核对不上。请重新登录一次。")


def away(code: str) -> SignInFailed:
    """The provider does not answer."""
    return SignInFailed(code, "登录服务现在连不上。不登录也可以接着办，填好的都在；过一会儿再登录也行。", 503)
