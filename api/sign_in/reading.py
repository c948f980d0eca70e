"""The file of providers -> providers. Every mistake in it is told with its line, and none is started with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bot.catalog import Document, read_yaml, shape_issues_by

from .alipay_signing import BadKey, private_key, public_key
from .provider import ALIPAY, OIDC, Claims, Provider

_SCHEMA: Final = Path(__file__).parent / "providers.schema.json"


class BadProviders(ValueError):
    """The file of providers cannot be used; the message tells each place."""


def read_providers(file: Path, secrets: Mapping[str, str], *, production: bool) -> dict[str, Provider]:
    """The providers of the file, by id. ``secrets``: name of an environment variable -> what it holds. Raises BadProviders."""
    document, issues = read_yaml(file.parent, file)
    if document is not None:
        issues = shape_issues_by(_SCHEMA, document)
    if issues or document is None:
        raise BadProviders("\n".join(f"{one.file}:{one.line}  {one.what}" for one in issues))
    wrong = [
        f"{file.name}:{document.line(*place)}  {said}"
        for place, said in _wrong(document, secrets, production=production)
    ]
    if wrong:
        raise BadProviders("\n".join(wrong))
    return {one["id"]: _provider(one, secrets) for one in document.data["providers"]}


def _wrong(
    document: Document, secrets: Mapping[str, str], *, production: bool
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What no shape tells."""
    seen: set[str] = set()
    for number, one in enumerate(document.data["providers"]):
        here = ("providers", number)
        if one["id"] in seen or one["id"] == "demo":
            yield (*here, "id"), f"「{one['id']}」已经有了，换一个 id。"
        seen.add(one["id"])
        if not secrets.get(one["secret"]):
            yield (*here, "secret"), f"没有设环境变量 {one['secret']}：密钥只写在环境变量里。"
        if one["kind"] == OIDC:
            yield from _wrong_claims(here, one, production=production)
        elif one["kind"] == ALIPAY:
            yield from _wrong_keys(here, one, secrets)


def _wrong_claims(
    here: tuple[str | int, ...], one: Mapping[str, Any], *, production: bool
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if production and not one["issuer"].startswith("https://"):
        yield (*here, "issuer"), "正式环境里只能是 https:// 的地址。"
    claims = one["claims"]
    if ("verified" in claims) != ("verified_values" in claims):
        yield (*here, "claims"), "verified 和 verified_values 要一起写。"
    if ("firm_name" in claims or "firm_number" in claims) and not {
        "firm_name",
        "firm_number",
        "role",
        "roles",
    } <= set(claims):
        yield (
            (*here, "claims"),
            "代单位办事的，firm_name、firm_number、role 和 roles 都要写：不知道凭什么代办的，一律不认。",
        )


def _wrong_keys(
    here: tuple[str | int, ...], one: Mapping[str, Any], secrets: Mapping[str, str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Keys of Alipay's that are none. Nothing of them is in what is told."""
    try:
        public_key(one["public_key"])
    except BadKey:
        yield (*here, "public_key"), "不是支付宝公钥：要 2048 位以上的 RSA 公钥，照开放平台上显示的写。"
    try:
        private_key(secrets.get(one["secret"], ""))
    except BadKey:
        yield (*here, "secret"), f"环境变量 {one['secret']} 里不是应用私钥：要 2048 位以上的 RSA 私钥。"


def _provider(one: Mapping[str, Any], secrets: Mapping[str, str]) -> Provider:
    if one["kind"] != OIDC:
        return Provider(
            id=one["id"],
            label=one["label"],
            kind=one["kind"],
            issuer="",
            client_id=one["client_id"],
            secret=secrets[one["secret"]],
            claims=Claims(name="name"),
            public_key=one.get("public_key", ""),
        )
    claims = {**one["claims"]}
    if "verified_values" in claims:
        claims["verified_values"] = tuple(claims["verified_values"])
    more: dict[str, Any] = {name: tuple(one[name]) for name in ("scopes", "algorithms") if name in one}
    return Provider(
        id=one["id"],
        label=one["label"],
        kind=one["kind"],
        issuer=one["issuer"],
        client_id=one["client_id"],
        secret=secrets[one["secret"]],
        claims=Claims(**claims),
        userinfo=one.get("userinfo", False),
        **more,
    )
