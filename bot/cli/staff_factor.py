"""`daoban staff-factor ID`: a second factor for somebody of the windows' desk. What the app takes is printed once and kept nowhere."""

from __future__ import annotations

import typer

from api.factor import new_factor
from api.printing.qr import qr_terminal

from .archive_access import kept_cipher, settings_or_exit


def command(person: str = typer.Argument(..., help="工作人员文件里的 id。")) -> None:
    """Prints a QR code for the person's own app, and the line for the file of staff, sealed with the data key."""
    kept, address = new_factor(kept_cipher(settings_or_exit()), person)
    typer.echo(f"请 {person} 本人用验证器（支持 TOTP 的任何一个）扫下面的码，或者输入地址。只显示这一次。")
    typer.echo(qr_terminal(address))
    typer.echo(address)
    typer.echo("写进工作人员文件里这个人的一行：")
    typer.echo(f"factor: {kept}")
