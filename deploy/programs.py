"""The programs of a cluster: PostgreSQL, Redis and nginx from the system's packages, and the project's own servers."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from string import Template

from .plan import PROJECT, Plan
from .processes import Program, answers, run_as

_NGINX = """\
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
_REDIS = """\
bind 127.0.0.1
port {port}
requirepass {password}
save ""
appendonly no
dir {folder}
maxmemory 64mb
maxmemory-policy volatile-lru
"""
#: What a statement held is nobody's to read in a log.
_SILENT = ("log_error_verbosity=terse", "log_min_error_statement=panic")


def postgres(folder: Path, plan: Plan) -> Program:
    """A PostgreSQL with the applicants' and the intake's databases, each with a role of its own."""
    data, tools = folder / "postgres", _postgres_tools()
    user = "postgres" if os.getuid() == 0 else None
    if not (data / "PG_VERSION").exists():
        _own(data, user)
        password = data.with_name("postgres.password")
        _private(password, plan.password, user)
        made = [str(tools / "initdb"), "-D", str(data), "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(
            [*made, "--auth=scram-sha-256", f"--pwfile={password}"],
            check=True,
            stdout=subprocess.DEVNULL,
            **run_as(user),
        )
        password.unlink()
    settings = ("listen_addresses=127.0.0.1", f"unix_socket_directories={data}", "max_connections=200", *_SILENT)
    flags = [part for setting in settings for part in ("-c", setting)]
    command = [str(tools / "postgres"), "-D", str(data), "-p", str(plan.postgres), *flags]
    return Program("postgres", command, lambda: _sql(plan, "SELECT 1"), user=user, ends_by=signal.SIGINT)


def make_databases(plan: Plan) -> None:
    """Both databases are there."""
    for name in ("daoban", "intake"):
        _sql(plan, f"CREATE ROLE {name} LOGIN PASSWORD '{plan.password}'")
        _sql(plan, f"CREATE DATABASE {name} OWNER {name}")
        _sql(plan, f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")


def redis(folder: Path, plan: Plan) -> Program:
    """A Redis that keeps nothing: what is in it may be lost at any moment."""
    place = folder / "redis"
    _own(place, None)
    _private(place / "redis.conf", _REDIS.format(port=plan.redis, password=plan.redis_password, folder=place), None)
    return Program("redis", ["redis-server", str(place / "redis.conf")], _listens(plan.redis))


def nginx(folder: Path, plan: Plan) -> Program:
    """nginx with ``deploy/nginx.conf``."""
    place = folder / "nginx"
    user = "www-data" if os.getuid() == 0 else None
    _own(place, user)
    named = {
        "DAOBAN_API_SERVERS": _servers(plan.api),
        "DAOBAN_INTAKE_SERVERS": _servers(plan.intake),
        "DAOBAN_LISTEN": f"127.0.0.1:{plan.port}",
        "DAOBAN_INTERNAL_LISTEN": f"127.0.0.1:{plan.internal}",
        "DAOBAN_ACCESS_LOG": str(place / "access.log"),
    }
    site = Template((PROJECT / "deploy/nginx.conf").read_text("utf-8")).safe_substitute(named)
    (place / "site.conf").write_text(site, "utf-8")
    (place / "nginx.conf").write_text(_NGINX.format(folder=place, user=f"user {user};" if user else ""), "utf-8")
    command = ["nginx", "-p", str(place), "-c", str(place / "nginx.conf")]
    subprocess.run([*command, "-t", "-q"], check=True)
    return Program("nginx", command, answers(f"{plan.url}/healthz"), ends_by=signal.SIGQUIT)


def intakes(folder: Path, plan: Plan) -> list[Program]:
    """The intake's processes."""
    settings = {
        "DAOBAN_DATA_KEY": plan.intake_data_key,
        "DAOBAN_INTAKE_KEY": plan.intake_key,
        "DAOBAN_INTAKE_DATABASE_URL": plan.database("intake"),
        "DAOBAN_INTAKE_SECRET": plan.intake_secret,
        "DAOBAN_INTAKE_EVENTS_URL": f"http://127.0.0.1:{plan.internal}/api/v1/intake/events",
    }
    return [
        _server(f"intake-{number}", port, ["serve", "intake"], folder, plan, settings)
        for number, port in enumerate(plan.intake, start=1)
    ]


def apis(folder: Path, plan: Plan) -> list[Program]:
    """The applicants' processes."""
    settings = {
        "DAOBAN_DATA_KEY": plan.data_key,
        "DAOBAN_INTAKE_KEY": plan.intake_key,
        "DAOBAN_INTAKE_URL": f"http://127.0.0.1:{plan.internal}",
        "DAOBAN_INTAKE_SECRET": plan.intake_secret,
        "DAOBAN_DATABASE_URL": plan.database("daoban"),
        "DAOBAN_REDIS_URL": plan.redis_url(),
    }
    serve = ["serve", *([] if plan.rasa else ["--no-rasa"])]
    return [
        _server(f"api-{number}", port, serve, folder, plan, settings) for number, port in enumerate(plan.api, start=1)
    ]


def _server(name: str, port: int, serve: Sequence[str], folder: Path, plan: Plan, more: dict[str, str]) -> Program:
    settings = {
        "DAOBAN_ENV": "production" if plan.production else "development",
        "DAOBAN_VAR": str(folder / "var"),
        "DAOBAN_PROXIES": "127.0.0.1",
        "PYTHONPATH": str(PROJECT),
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        **more,
    }
    command = [sys.executable, "-m", "bot.cli", *serve, "--port", str(port), "--root", plan.root]
    return Program(name, command, answers(f"http://127.0.0.1:{port}/readyz"), settings)


def _servers(ports: Sequence[int]) -> str:
    return " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in ports)


def _sql(plan: Plan, statement: str) -> bool:
    command = [
        "psql",
        "-h",
        "127.0.0.1",
        "-p",
        str(plan.postgres),
        "-U",
        "postgres",
        "-d",
        "postgres",
        "-qc",
        statement,
    ]
    environment = {**os.environ, "PGPASSWORD": plan.password, "PGCONNECT_TIMEOUT": "2"}
    return subprocess.run(command, env=environment, check=False, capture_output=True).returncode == 0


def _postgres_tools() -> Path:
    """The folder of PostgreSQL's programs, the newest: Debian keeps them out of the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    known = shutil.which("initdb")
    if not found and known is None:
        raise FileNotFoundError("postgresql")
    return found[-1].parent if found else Path(str(known)).parent


def _own(folder: Path, user: str | None) -> None:
    """The folder is there, and is the user's."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if user is not None:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)


def _private(file: Path, text: str, user: str | None) -> None:
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
        out.write(text)
    if user is not None:
        account = pwd.getpwnam(user)
        os.chown(file, account.pw_uid, account.pw_gid)


def _listens(port: int) -> Callable[[], bool]:
    def ask() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return True
        except OSError:
            return False

    return ask
