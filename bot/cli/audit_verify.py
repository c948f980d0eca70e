"""`daoban audit-verify`: whether the audit trail is whole. Exit 1 where it is not. Safe beside a running server."""

from __future__ import annotations

import json
from enum import Enum
from typing import Final

import typer

from actions.audit import Verdict, read_known, verify

from .archive_access import kept_cipher, reading, settings_or_exit

_WORDS: Final = {
    "missing": "前面少了记录",
    "changed": "内容和写下的时候不一样（或者它前面的一条被改过）",
    "forged": "不是用本系统的密钥写的",
    "keyless": "写的时候用的密钥不在，前面的密钥却在：不是本系统写的，或者换密钥的时候旧的拿走得太早（把旧的放回来再核对）",
    "cut": "上次核对的时候有，现在没有了，或者换成了别的",
}


class Format(str, Enum):
    """How the verdict is printed."""

    text = "text"
    json = "json"


def command(
    known: str = typer.Option("", help="以前核对打印的最后一条（编号:校验值），保存在别处；防止后面的被截掉重写。"),
    form: Format = typer.Option(Format.text, "--format", help="text 给人看，json 给程序用。"),  # noqa: B008
) -> None:
    """Looks at every entry and prints the last one; keep that line off this machine and give it to the next look."""
    before = read_known(known) if known else None
    if known and before is None:
        raise typer.BadParameter("--known 要写成 编号:校验值，就是以前核对打印的那一行。")
    settings = settings_or_exit()
    with reading(settings) as engine:
        verdict = verify(engine, kept_cipher(settings), before)
    typer.echo(_text(verdict) if form is Format.text else json.dumps(verdict.told(), ensure_ascii=False, indent=2))
    raise typer.Exit(0 if verdict.whole else 1)


def _text(verdict: Verdict) -> str:
    last = verdict.told()["last"]
    lines = [f"核对了 {verdict.entries} 条。"]
    lines += [f"第 {one.number} 条：{_WORDS[one.why]}" for one in verdict.broken]
    if verdict.unproven:
        lines.append(f"{verdict.unproven} 条写的时候用的密钥已经不在了，只能核对前后连贯。")
    if last is not None:
        lines += ["没有发现问题。最后一条："] if verdict.whole else ["最后一条："]
        lines.append(last)
    return "\n".join(lines)
