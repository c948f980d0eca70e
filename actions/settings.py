"""The only reader of the environment. Read once at start; frozen afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: Characters of an EncodingAESKey.
_WECHAT_KEY: Final = 43
#: The checkout.
PROJECT: Final = Path(__file__).resolve().parents[1]


class BadSetting(ValueError):
    """A setting has a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process is set up. In production nothing is made up: keys and addresses must be given.

    Args:
        production: no demo identities, no generated keys, Rasa's REST channel only with a key.
        data_key: ``id:base64`` pairs, or None to keep one under ``var``.
        intake_url: where applications are handed in; None means the intake mounted in this process.
        rest_key: Bearer key of Rasa's REST channel; None leaves it open outside production and shut in it.
        root: the folder with ``forms`` and ``scenarios``; authors' releases are written there.
        authors: file of the authors who may work on scenarios; None means made-up ones outside production, none in it.
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
        hearing_url: a service that makes words of speech (OpenAI-compatible transcriptions); None: nobody listens to voice messages.
        hearing_key, hearing_model: its Bearer key, and which of its models; None and empty: it wants none.
        public_url: where applicants reach the page, as texts in other channels name it; without a slash at its end.
        clamav: where a clamd scans files, ``tcp://HOST:PORT`` or ``unix:///PATH``; None: nobody does.
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
    data_key: str | None = None
    rest_key: str | None = None
    root: Path = PROJECT
    authors: Path | None = None
    officers: Path | None = None
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
    hearing_url: str | None = None
    hearing_key: str | None = None
    hearing_model: str = ""
    public_url: str = ""

    @property
    def rest_open(self) -> bool:
        """Whether Rasa's REST channel answers at all."""
        return self.rest_key is not None or not self.production


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that the environment's ``DAOBAN_*`` names give; everything else has its default.

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
        intake_url=environment.get("DAOBAN_INTAKE_URL"),
        intake_key=environment.get("DAOBAN_INTAKE_KEY"),
        data_key=environment.get("DAOBAN_DATA_KEY"),
        rest_key=environment.get("DAOBAN_REST_KEY"),
        root=Path(environment.get("DAOBAN_ROOT", PROJECT)),
        authors=Path(environment["DAOBAN_AUTHORS"]) if "DAOBAN_AUTHORS" in environment else None,
        officers=Path(environment["DAOBAN_OFFICERS"]) if "DAOBAN_OFFICERS" in environment else None,
        file_megabytes=_count(environment, "DAOBAN_FILE_MEGABYTES", 10, most=100),
        files=_count(environment, "DAOBAN_FILES", 20, most=200),
        pdf_pages=_count(environment, "DAOBAN_PDF_PAGES", 200, most=2000),
        clamav=environment.get("DAOBAN_CLAMAV"),
        wechat_token=environment.get("DAOBAN_WECHAT_TOKEN") or None,
        wechat_appid=environment.get("DAOBAN_WECHAT_APPID", ""),
        wechat_keys=tuple(filter(None, environment.get("DAOBAN_WECHAT_KEYS", "").split(","))),
        wechat_secret=environment.get("DAOBAN_WECHAT_SECRET") or None,
        wechat_url=environment.get("DAOBAN_WECHAT_URL", "").rstrip("/") or None,
        wechat_template=environment.get("DAOBAN_WECHAT_TEMPLATE") or None,
        hearing_url=environment.get("DAOBAN_HEARING_URL") or None,
        hearing_key=environment.get("DAOBAN_HEARING_KEY") or None,
        hearing_model=environment.get("DAOBAN_HEARING_MODEL", ""),
        public_url=environment.get("DAOBAN_PUBLIC_URL", "").rstrip("/"),
        retention_days=_days(environment.get("DAOBAN_RETENTION_DAYS", "90")),
        operator=environment.get("DAOBAN_OPERATOR", ""),
        contact=environment.get("DAOBAN_PRIVACY_CONTACT", ""),
    )
    if production and not (settings.data_key and settings.intake_key):
        raise BadSetting("in production DAOBAN_DATA_KEY and DAOBAN_INTAKE_KEY must be set")
    _check_wechat(settings)
    if settings.hearing_url is not None and not settings.hearing_url.startswith(("https://", "http://")):
        raise BadSetting("DAOBAN_HEARING_URL must be an http or https address")
    return settings


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


def _count(environment: Mapping[str, str], name: str, default: int, *, most: int) -> int:
    text = environment.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= most:
        raise BadSetting(f"{name} must be a number from 1 to {most}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BadSetting("DAOBAN_PORT must be a number from 1 to 65535")
    return int(text)


def _days(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 3660:
        raise BadSetting("DAOBAN_RETENTION_DAYS must be a number of days from 1 to 3660")
    return int(text)
