"""The only reader of the environment. Read once at start; frozen afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Final

#: Characters of an EncodingAESKey.
_WECHAT_KEY: Final = 43
_TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}")
#: Source: Standard Webhooks, "Signature scheme".
_SECRET: Final = re.compile(r"whsec_[A-Za-z0-9+/]{32,86}={0,2}")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
#: The checkout.
PROJECT: Final = Path(__file__).resolve().parents[1]


class BadSetting(ValueError):
    """A setting has a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class PlatformAccess:
    """A city's platform: what is told there is in ``forms/platforms/<name>.yml``, and requests are signed with ``secret``, called ``key`` there."""

    name: str
    url: str
    key: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process is set up. In production nothing is made up: keys and addresses must be given.

    Args:
        production: no demo identities, no generated keys, Rasa's REST channel only with a key.
        data_key: ``id:base64`` pairs, or None to keep one under ``var``.
        search_key: likewise, and of no use to open anything: what clerks find cases by is marked with it.
        intake_url: where applications are handed in; None means the intake mounted in this process.
        intake_failures, intake_pause: after so many tries in a row that intake did not answer, it is not asked for so many seconds.
        reconcile_at: the local time of each night when what intake holds is compared with what we say.
        intake_secret: that intake signs with what it tells us (``whsec_…``); None: one kept under ``var``, of an intake in this process.
        intake_events_url: where an intake in a process of its own tells the applicants' side what happens; None: nowhere.
        library_url, library_key: the e-licence library that licences are issued into; None: the reference one, in the intake's process.
        library_reader_key: that applicants' licences are looked up with by their consent; None: only those of the reference one in this process are.
        showing_seconds: how long the reference library takes what a holder shows (亮证).
        registers_url, registers_key: the base registers that are asked about firms, persons and premises; None: the reference ones
            in the intake's process, and in production none.
        courier_url, courier_key: who carries papers; None: the reference one. courier_secret: that it signs its callbacks with.
        payments_url, payments_key, payments_secret: who takes money, likewise; None: the reference one, and in production nobody.
        platform: a city's own platform that takes the applications instead; None: intake does.
        rest_key: Bearer key of Rasa's REST channel; None leaves it open outside production and shut in it.
        root: the folder with ``forms`` and ``scenarios``; authors' releases are written there.
        authors: file of the authors who may work on scenarios; None means made-up ones outside production, none in it.
        staff: file of who sits at the windows' desk, and of the organisations; None means made-up ones outside production, none in it.
        officers: file of the officers who review at the departments' desk; None means made-up ones outside production, none in it.
        retention_days: days after which a draft that nobody touched is erased.
        operator, contact: who handles applicants' personal data and how to reach them, as the notice names them; empty: the
            notice says that this is still to be filled in.
        workers_wait: seconds a submitting turn waits for its receipt before it answers.
        file_megabytes, files, pdf_pages: the most of one file, of files of one case, of pages of one PDF.
        wechat_token, wechat_appid: of the official account that pushes to ``/wechat``; no token: there is no such address.
        wechat_keys: its EncodingAESKeys, the current one first; none: pushes are taken in plain, which production does not.
        wechat_secret: its AppSecret, for calls of WeChat's interface; None: nothing is called, pushes are answered and that is all.
        wechat_url: where WeChat's interface and its sign-in are played by something else than WeChat; None: they are WeChat's own.
        wechat_template: id of the account's template for news of an application; None: such news waits for the next message.
        wechat_pause: milliseconds without another message after which what somebody typed is taken as a whole sentence.
        providers: file of the providers that applicants sign in by; None: invented people outside production, and nobody in it.
        sign_in_secrets: what the environment holds under ``DAOBAN_SIGN_IN_…``, which that file names.
        hearing_url: a service that makes words of speech (OpenAI-compatible transcriptions); None: nobody listens to voice messages.
        hearing_key, hearing_model: its Bearer key, and which of its models; None and empty: it wants none.
        public_url: where applicants reach the page, as texts in other channels name it; without a slash at its end.
        clamav: where a clamd scans files, ``tcp://HOST:PORT`` or ``unix:///PATH``; None: nobody does.
        redis_url: what several processes share apart from the databases (counts of requests, word of new turns); None: each
            process counts for itself, and looks at the store for what others did.
        proxies: addresses and networks, with commas between, whose word on who asks (``X-Forwarded-For``) is believed.
        endpoints: Rasa's file of endpoints, whose ``event_broker`` is told of turns; one that is not there names none.
    """

    production: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    var: Path = Path("var")
    model: Path = Path("models/daoban.tar.gz")
    database_url: str = ""
    intake_database_url: str = ""
    intake_url: str | None = None
    intake_key: str | None = None
    intake_secret: str | None = None
    intake_events_url: str | None = None
    library_url: str | None = None
    library_key: str | None = None
    library_reader_key: str | None = None
    showing_seconds: int = 60
    registers_url: str | None = None
    registers_key: str | None = None
    courier_url: str | None = None
    courier_key: str | None = None
    courier_secret: str | None = None
    payments_url: str | None = None
    payments_key: str | None = None
    payments_secret: str | None = None
    platform: PlatformAccess | None = None
    intake_failures: int = 5
    intake_pause: int = 30
    reconcile_at: time = time(3, 30)
    data_key: str | None = None
    search_key: str | None = None
    rest_key: str | None = None
    root: Path = PROJECT
    authors: Path | None = None
    officers: Path | None = None
    staff: Path | None = None
    providers: Path | None = None
    sign_in_secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    retention_days: int = 90
    operator: str = ""
    contact: str = ""
    workers_wait: float = 8.0
    file_megabytes: int = 10
    files: int = 20
    pdf_pages: int = 200
    clamav: str | None = None
    wechat_token: str | None = None
    wechat_appid: str = ""
    wechat_keys: tuple[str, ...] = ()
    wechat_secret: str | None = None
    wechat_url: str | None = None
    wechat_template: str | None = None
    wechat_pause: int = 1000
    hearing_url: str | None = None
    hearing_key: str | None = None
    hearing_model: str = ""
    public_url: str = ""
    redis_url: str | None = None
    proxies: str = "127.0.0.1"
    endpoints: Path = PROJECT / "endpoints.yml"

    @property
    def plays_payments(self) -> bool:
        """Whether the reference payments serve: never in production, where paying must not be played."""
        return self.payments_url is None and not self.production

    @property
    def invents_registers(self) -> bool:
        """Whether the reference registers serve: never in production, because all that they hold was made up."""
        return self.registers_url is None and not self.production

    @property
    def rest_open(self) -> bool:
        """Whether Rasa's REST channel answers at all."""
        return self.rest_key is not None or not self.production


def read_settings(environment: Mapping[str, str], *, intake_alone: bool = False) -> Settings:
    """The settings that the environment's ``DAOBAN_*`` names give; everything else has its default.

    Args:
        intake_alone: they are an intake's that serves no applicants; in production its clients bring keys of their own.

    Raises:
        BadSetting: names the setting and what it may be.
    """
    mode = environment.get("DAOBAN_ENV", "development")
    if mode not in ("development", "production"):
        raise BadSetting("DAOBAN_ENV must be development or production")
    var = Path(environment.get("DAOBAN_VAR", "var"))
    production = mode == "production"
    settings = Settings(
        production=production,
        host=environment.get("DAOBAN_HOST", "127.0.0.1"),
        port=_port(environment.get("DAOBAN_PORT", "8000")),
        var=var,
        model=Path(environment.get("DAOBAN_MODEL", "models/daoban.tar.gz")),
        database_url=environment.get("DAOBAN_DATABASE_URL", f"sqlite:///{var}/daoban.sqlite3"),
        intake_database_url=environment.get("DAOBAN_INTAKE_DATABASE_URL", f"sqlite:///{var}/intake.sqlite3"),
        platform=_platform(environment, production),
        intake_failures=_count(environment, "DAOBAN_INTAKE_FAILURES", 5, most=1000),
        intake_pause=_count(environment, "DAOBAN_INTAKE_PAUSE", 30, most=3600),
        **_elsewhere(environment),
        showing_seconds=_count(environment, "DAOBAN_SHOWING_SECONDS", 60, most=600),
        reconcile_at=_time(environment.get("DAOBAN_RECONCILE_AT", "03:30")),
        data_key=environment.get("DAOBAN_DATA_KEY"),
        search_key=environment.get("DAOBAN_SEARCH_KEY") or None,
        rest_key=environment.get("DAOBAN_REST_KEY"),
        root=Path(environment.get("DAOBAN_ROOT", PROJECT)),
        authors=Path(environment["DAOBAN_AUTHORS"]) if "DAOBAN_AUTHORS" in environment else None,
        officers=Path(environment["DAOBAN_OFFICERS"]) if "DAOBAN_OFFICERS" in environment else None,
        staff=Path(environment["DAOBAN_STAFF"]) if "DAOBAN_STAFF" in environment else None,
        file_megabytes=_count(environment, "DAOBAN_FILE_MEGABYTES", 10, most=100),
        files=_count(environment, "DAOBAN_FILES", 20, most=200),
        pdf_pages=_count(environment, "DAOBAN_PDF_PAGES", 200, most=2000),
        clamav=environment.get("DAOBAN_CLAMAV"),
        **_wechat(environment),
        hearing_url=environment.get("DAOBAN_HEARING_URL") or None,
        hearing_key=environment.get("DAOBAN_HEARING_KEY") or None,
        hearing_model=environment.get("DAOBAN_HEARING_MODEL", ""),
        public_url=environment.get("DAOBAN_PUBLIC_URL", "").rstrip("/"),
        providers=Path(environment["DAOBAN_PROVIDERS"]) if environment.get("DAOBAN_PROVIDERS") else None,
        sign_in_secrets={name: text for name, text in environment.items() if name.startswith("DAOBAN_SIGN_IN_")},
        retention_days=_days(environment.get("DAOBAN_RETENTION_DAYS", "90")),
        operator=environment.get("DAOBAN_OPERATOR", ""),
        contact=environment.get("DAOBAN_PRIVACY_CONTACT", ""),
        redis_url=environment.get("DAOBAN_REDIS_URL") or None,
        proxies=_networks(environment.get("DAOBAN_PROXIES", "127.0.0.1")),
        endpoints=Path(environment.get("DAOBAN_ENDPOINTS", PROJECT / "endpoints.yml")),
    )
    _check(settings, intake_alone)
    return settings


def _wechat(environment: Mapping[str, str]) -> dict[str, Any]:
    """The account of WeChat, and how long is waited for more of a sentence."""
    return {
        "wechat_token": environment.get("DAOBAN_WECHAT_TOKEN") or None,
        "wechat_appid": environment.get("DAOBAN_WECHAT_APPID", ""),
        "wechat_keys": tuple(filter(None, environment.get("DAOBAN_WECHAT_KEYS", "").split(","))),
        "wechat_secret": environment.get("DAOBAN_WECHAT_SECRET") or None,
        "wechat_url": environment.get("DAOBAN_WECHAT_URL", "").rstrip("/") or None,
        "wechat_template": environment.get("DAOBAN_WECHAT_TEMPLATE") or None,
        "wechat_pause": _count(environment, "DAOBAN_WECHAT_PAUSE", 1000, most=1500),
    }


def _check(settings: Settings, intake_alone: bool) -> None:
    _check_keys(settings, intake_alone)
    _check_addresses(settings)
    _check_wechat(settings)
    _check_sign_in(settings)


def _elsewhere(environment: Mapping[str, str]) -> dict[str, Any]:
    """Where intake, the e-licence library, the registers and the courier are, and by which keys and secrets we know each other."""
    get = environment.get
    return {
        "intake_url": get("DAOBAN_INTAKE_URL"),
        "intake_key": get("DAOBAN_INTAKE_KEY"),
        "intake_secret": get("DAOBAN_INTAKE_SECRET") or None,
        "intake_events_url": get("DAOBAN_INTAKE_EVENTS_URL") or None,
        "library_url": get("DAOBAN_LIBRARY_URL", "").rstrip("/") or None,
        "library_key": get("DAOBAN_LIBRARY_KEY") or None,
        "library_reader_key": get("DAOBAN_LIBRARY_READER_KEY") or None,
        "registers_url": get("DAOBAN_REGISTERS_URL", "").rstrip("/") or None,
        "registers_key": get("DAOBAN_REGISTERS_KEY") or None,
        "courier_url": get("DAOBAN_COURIER_URL", "").rstrip("/") or None,
        "courier_key": get("DAOBAN_COURIER_KEY") or None,
        "courier_secret": get("DAOBAN_COURIER_SECRET") or None,
        "payments_url": get("DAOBAN_PAYMENTS_URL", "").rstrip("/") or None,
        "payments_key": get("DAOBAN_PAYMENTS_KEY") or None,
        "payments_secret": get("DAOBAN_PAYMENTS_SECRET") or None,
    }


def _check_keys(settings: Settings, intake_alone: bool) -> None:
    if settings.production and not settings.data_key:
        raise BadSetting("in production DAOBAN_DATA_KEY must be set")
    if settings.production and not settings.intake_key and not intake_alone and settings.platform is None:
        raise BadSetting("in production DAOBAN_INTAKE_KEY must be set")
    if settings.production and settings.staff is not None and not settings.search_key:
        raise BadSetting("in production DAOBAN_SEARCH_KEY must be set where DAOBAN_STAFF is: clerks find cases by it")
    if _secrets_of(settings.search_key) & _secrets_of(settings.data_key):
        raise BadSetting("DAOBAN_SEARCH_KEY must be another key than DAOBAN_DATA_KEY")


def _secrets_of(keys: str | None) -> set[str]:
    return {one.strip().partition(":")[2] for one in (keys or "").split(",")} - {""}


def _check_addresses(settings: Settings) -> None:
    if settings.platform is not None and settings.intake_url is not None:
        raise BadSetting("with DAOBAN_PLATFORM, DAOBAN_INTAKE_URL must not be set: applications go to one of them")
    if settings.intake_secret is not None and not _SECRET.fullmatch(settings.intake_secret):
        raise BadSetting("DAOBAN_INTAKE_SECRET must be whsec_ and 24 to 64 random bytes in base64")
    if settings.intake_events_url is not None and not settings.intake_events_url.startswith(("https://", "http://")):
        raise BadSetting("DAOBAN_INTAKE_EVENTS_URL must be an http or https address")
    names = (
        ("LIBRARY", settings.library_url),
        ("REGISTERS", settings.registers_url),
        ("COURIER", settings.courier_url),
        ("PAYMENTS", settings.payments_url),
    )
    for name, url in names:
        if url is not None and not url.startswith(("https://", "http://")):
            raise BadSetting(f"DAOBAN_{name}_URL must be an http or https address")
    if settings.library_url is not None and settings.library_key is None:
        raise BadSetting("with DAOBAN_LIBRARY_URL, DAOBAN_LIBRARY_KEY must be set")
    if settings.registers_url is not None and settings.registers_key is None:
        raise BadSetting("with DAOBAN_REGISTERS_URL, DAOBAN_REGISTERS_KEY must be set")
    for name, url, key, secret in (
        ("COURIER", settings.courier_url, settings.courier_key, settings.courier_secret),
        ("PAYMENTS", settings.payments_url, settings.payments_key, settings.payments_secret),
    ):
        if url is not None and (key is None or secret is None):
            raise BadSetting(f"with DAOBAN_{name}_URL, DAOBAN_{name}_KEY and DAOBAN_{name}_SECRET must be set")
        if secret is not None and not _SECRET.fullmatch(secret):
            raise BadSetting(f"DAOBAN_{name}_SECRET must be whsec_ and 24 to 64 random bytes in base64")
    if settings.hearing_url is not None and not settings.hearing_url.startswith(("https://", "http://")):
        raise BadSetting("DAOBAN_HEARING_URL must be an http or https address")
    if settings.redis_url is not None and not settings.redis_url.startswith(("redis://", "rediss://", "unix://")):
        raise BadSetting("DAOBAN_REDIS_URL must be redis://HOST:PORT/NUMBER, rediss://… or unix:///PATH")


def _check_wechat(settings: Settings) -> None:
    if settings.production and settings.wechat_url is not None:
        raise BadSetting("in production DAOBAN_WECHAT_URL must not be set: the account's secret goes to WeChat alone")
    if settings.wechat_token is None:
        return
    if not settings.public_url.startswith(("https://",) if settings.production else ("https://", "http://")):
        raise BadSetting("with DAOBAN_WECHAT_TOKEN, DAOBAN_PUBLIC_URL must be set, in production to an https address")
    if settings.production and not settings.wechat_keys:
        raise BadSetting("in production DAOBAN_WECHAT_KEYS must be set: plain pushes are not signed as a whole")
    if not all(len(key) == _WECHAT_KEY and key.isascii() and key.isalnum() for key in settings.wechat_keys):
        raise BadSetting(f"DAOBAN_WECHAT_KEYS: each key has {_WECHAT_KEY} letters and digits, with commas between keys")
    if (settings.wechat_keys or settings.wechat_secret) and not settings.wechat_appid:
        raise BadSetting("with DAOBAN_WECHAT_KEYS or DAOBAN_WECHAT_SECRET, DAOBAN_WECHAT_APPID must be set")


def _check_sign_in(settings: Settings) -> None:
    known = ("https://",) if settings.production else ("https://", "http://")
    if settings.providers is not None and not settings.public_url.startswith(known):
        raise BadSetting("with DAOBAN_PROVIDERS, DAOBAN_PUBLIC_URL must be set, in production to an https address")


def _platform(environment: Mapping[str, str], production: bool) -> PlatformAccess | None:
    name, url = environment.get("DAOBAN_PLATFORM"), environment.get("DAOBAN_PLATFORM_URL", "").rstrip("/")
    if not name:
        return None
    if not _NAME.fullmatch(name):
        raise BadSetting("DAOBAN_PLATFORM must be the name of a file in forms/platforms, without .yml")
    if not url.startswith(("https://",) if production else ("https://", "http://")):
        raise BadSetting("with DAOBAN_PLATFORM, DAOBAN_PLATFORM_URL must be set, in production to an https address")
    key, secret = environment.get("DAOBAN_PLATFORM_KEY"), environment.get("DAOBAN_PLATFORM_SECRET")
    if not key or not secret:
        raise BadSetting("with DAOBAN_PLATFORM, DAOBAN_PLATFORM_KEY and DAOBAN_PLATFORM_SECRET must be set")
    return PlatformAccess(name, url, key, secret)


def _count(environment: Mapping[str, str], name: str, default: int, *, most: int) -> int:
    text = environment.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= most:
        raise BadSetting(f"{name} must be a number from 1 to {most}")
    return int(text)


def _time(text: str) -> time:
    try:
        if not _TIME.fullmatch(text):
            raise ValueError
        return time.fromisoformat(text)
    except ValueError as fault:
        raise BadSetting("DAOBAN_RECONCILE_AT must be a time of day such as 03:30") from fault


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BadSetting("DAOBAN_PORT must be a number from 1 to 65535")
    return int(text)


def _networks(text: str) -> str:
    """The addresses and networks of the text. Raises BadSetting: a wrong one, or all of them, would let anybody name who asks."""
    found = [one.strip() for one in text.split(",") if one.strip()]
    try:
        networks = [ip_network(one) for one in found]
    except ValueError as fault:
        raise BadSetting("DAOBAN_PROXIES must be addresses or networks (10.0.0.0/24) with commas between") from fault
    if any(network.prefixlen == 0 for network in networks):
        raise BadSetting("DAOBAN_PROXIES must not be every address there is")
    return ",".join(found)


def _days(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 3660:
        raise BadSetting("DAOBAN_RETENTION_DAYS must be a number of days from 1 to 3660")
    return int(text)
