"""`daoban`: one command a file. Only the file of the command that is called is imported, so that each starts fast."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import typer
from click import Command, Context
from typer.core import TyperGroup

#: Command -> what it does. The command is the function ``command`` of the module of the same name (``_`` for ``-``) here.
COMMANDS: Final = {
    "check": "检查 forms/ 和 scenarios/ 里的文件，列出所有问题。",
    "paths": "走遍一个主题的每条路，列成表；有走不通的就报出来。",
    "new": "从申请表的 JSON Schema 起草栏目、信息项和主题；改过以后再运行，把新的并进去。",
    "read": "把一句话读成一种值（面积、日期、身份证号……）。",
    "route": "看一句话要办的是哪个主题。",
    "play": "在终端里演练一个主题，不存盘，不提交。",
    "test": "跑作者的故事，列出没有按预期走的地方；看故事走到多少、发现多少错。",
    "record": "把一段存着的对话写成故事，个人信息换成编的。",
    "learn": "看看申请人在哪里离开、哪句话没听懂；加一个说法。",
    "graph": "把一个主题画成图，走不到的地方是红的。",
    "process": "把一个事项怎么办、几个一起怎么办，画成时间图。",
    "simulate": "抽一万个办件，比较几个事项一起办和一个接一个办各要几天。",
    "serve": "启动服务；serve intake 只启动受理。",
    "intake-key": "给一个系统发受理的密钥、列出、停用。",
    "library-key": "给一个程序发电子证照库的密钥、列出、停用。",
    "registers-key": "给一个程序发基础库（人口、法人、空间地理、房产）的密钥、列出、停用。",
    "demo-licences": "把编造的人、单位和证照放进自带的电子证照库，演示用。",
    "author-password": "给作者或者审批人员的文件生成密码的一行。",
    "staff-factor": "给帮办台的一位工作人员生成第二个登录凭据（验证码）。",
    "outbox": "列出还没交进受理系统的申请；停了的，再试一次。",
    "reconcile": "和受理系统对账：收到的是不是都在，等着交的是不是已经交到。",
    "audit-verify": "核对审计记录：有没有被改过、少了、截掉了。",
    "migrate": "把数据库升级到现在的样子。",
    "wechat": "接微信服务号：check 查还缺什么，menu 设置菜单。",
    "diff": "比较现在的文件和正在用的版本（或者以前的版本），看办件转过来会怎样。",
    "mark": "把一个发布过的版本标成写错了、失效了，或者恢复使用。",
    "releases": "列出发布过的版本和停在上面的办件。",
    "prefill": "看同一家再办一次能预填多少、少交多少材料；或者从提交过的办件重新算。",
    "workdays": "检查一年的工作日表；没有错就列出放假和调休的日子，好和通知对。",
}


class _Later(Command):
    """A command that is listed by its name, and imported when it is called."""

    def __init__(self, name: str) -> None:
        super().__init__(name, help=COMMANDS[name])

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: Any
    ) -> Context:
        """The context of the command itself."""
        single = typer.Typer(add_completion=False)
        module = import_module(f"bot.cli.{str(self.name).replace('-', '_')}")
        single.command(self.name, help=self.help)(module.command)
        return typer.main.get_command(single).make_context(info_name, args, parent, **extra)


class _Commands(TyperGroup):
    """Looks a command up in the table."""

    def list_commands(self, ctx: Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        return _Later(cmd_name) if cmd_name in COMMANDS else None


app = typer.Typer(cls=_Commands, add_completion=False, no_args_is_help=True)


@app.callback()
def daoban() -> None:
    """导办：一句话办许可。"""
