"""A provider as the file tells it: where it is, how we are known there, and which of its claims mean what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: How a provider is asked. The last two tell an account, and nobody whose papers they checked.
OIDC, WECHAT, ALIPAY = "oidc", "wechat", "alipay"


@dataclass(frozen=True, slots=True)
class Claims:
    """Names of the provider's claims; empty where it has none.

    Args:
        verified: claim that tells whether it checked the person's papers, and ``verified_values`` what means that it did;
            ``always_verified``: it knows nobody else.
        roles: what the role's claim says -> ``legal_rep`` or ``agent``.
    """

    name: str
    number: str = ""
    verified: str = ""
    verified_values: tuple[str, ...] = ()
    always_verified: bool = False
    firm_name: str = ""
    firm_number: str = ""
    role: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    items: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider.

    Args:
        issuer: how it names itself; it is asked below this address.
        algorithms: that its tokens may be signed with; never one by a shared secret.
        public_key: by which Alipay signs what it answers.
        demo: it signs in made-up people, without a password.
    """

    id: str
    label: str
    kind: str
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    claims: Claims
    scopes: tuple[str, ...] = ("openid", "profile")
    algorithms: tuple[str, ...] = ("ES256", "RS256")
    userinfo: bool = False
    public_key: str = ""
    demo: bool = False
