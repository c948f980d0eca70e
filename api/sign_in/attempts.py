"""A sign-in under way: what the browser keeps sealed until the provider leads it back."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

import orjson

from actions.cipher import Cipher, SealBroken
from actions.moments import micros

#: How long somebody may take at the provider.
LASTS: Final = timedelta(minutes=10)
_PLACE: Final = "sign-in:attempt"
#: One path of this site: no scheme, no host, nothing that a browser would read as one.
_LOCAL: Final = re.compile(r"/(?:[A-Za-z0-9_.~-][A-Za-z0-9_.~/-]{0,180})?")


@dataclass(frozen=True, slots=True)
class Attempt:
    """``state``, ``nonce`` and ``verifier`` are 256 random bits each; ``redirect``: where the provider leads back to; ``at``: when it began."""

    provider: str
    back: str
    redirect: str
    state: str
    nonce: str
    verifier: str
    at: int


@dataclass(frozen=True, slots=True)
class Attempts:
    """Begins and opens them; only who has the data key can make one."""

    cipher: Cipher
    clock: Callable[[], datetime]

    def begin(self, provider: str, back: str, redirect: str) -> Attempt:
        """A new one."""
        # WeChat brings back letters and digits only, and Alipay no more than a hundred of them.
        state, nonce, verifier = (secrets.token_hex(32) for _ in range(3))
        return Attempt(provider, local_path(back), redirect, state, nonce, verifier, micros(self.clock()))

    def seal(self, attempt: Attempt) -> str:
        """What the browser keeps."""
        return base64.urlsafe_b64encode(self.cipher.seal(_PLACE, orjson.dumps(asdict(attempt)))).decode()

    def open(self, kept: str) -> Attempt | None:
        """The attempt that was sealed; None where there is none, or it took too long."""
        try:
            attempt = Attempt(**orjson.loads(self.cipher.open(_PLACE, base64.urlsafe_b64decode(kept))))
        except (SealBroken, binascii.Error, ValueError, TypeError):
            return None
        began = micros(self.clock()) - attempt.at
        return attempt if 0 <= began <= LASTS // timedelta(microseconds=1) else None


def local_path(back: str) -> str:
    """The path where it is one of this site, else the page."""
    return back if _LOCAL.fullmatch(back) and "//" not in back else "/"
