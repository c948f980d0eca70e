"""The file of ways to sign in: each kind has what it needs and nothing that another needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.sign_in import BadProviders, Provider, read_providers

from .alipay import new_key, told_private, told_public

KEY = new_key()
SECRETS = {"DAOBAN_SIGN_IN_A": told_private(KEY), "DAOBAN_SIGN_IN_W": "s3cret"}
ALIPAY = f"""
- id: alipay
  label: 支付宝
  kind: alipay
  client_id: "2021000000000000"
  secret: DAOBAN_SIGN_IN_A
  public_key: {told_public(KEY)}
"""
WECHAT = """
- id: weixin
  label: 微信
  kind: wechat
  client_id: wx0000000000000000
  secret: DAOBAN_SIGN_IN_W
"""


def read(folder: Path, entries: str) -> dict[str, Provider]:
    file = folder / "providers.yml"
    file.write_text(f"providers:\n{entries}", encoding="utf-8")
    return read_providers(file, SECRETS, production=True)


def test_accounts_are_read_and_their_secrets_are_not_shown(tmp_path: Path) -> None:
    found = read(tmp_path, ALIPAY + WECHAT)
    assert [one.kind for one in found.values()] == ["alipay", "wechat"]
    assert not any(one.claims.always_verified or one.claims.number for one in found.values())
    assert not [secret for secret in SECRETS.values() if secret in repr(found)]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        pytest.param(ALIPAY.replace("  public_key", "  # public_key"), "public_key", id="alipay without its key"),
        pytest.param(ALIPAY.replace(told_public(KEY), "QUJD"), "不是支付宝公钥", id="a key that is none"),
        pytest.param(
            ALIPAY.replace(told_public(KEY), told_private(KEY)), "不是支付宝公钥", id="a private key in the file"
        ),
        pytest.param(ALIPAY.replace("IN_A", "IN_W"), "不是应用私钥", id="a secret that is no key"),
        pytest.param(
            WECHAT + "  claims: {name: nickname, always_verified: true}\n", "claims", id="wechat checks nobody"
        ),
        pytest.param(WECHAT + "  issuer: https://x.example\n", "issuer", id="wechat is at one place"),
        pytest.param(WECHAT.replace("IN_W", "IN_NOT_SET"), "DAOBAN_SIGN_IN_NOT_SET", id="a secret that is not set"),
        pytest.param(WECHAT.replace("wechat", "qq"), "qq", id="a kind that is none"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_without_a_secret(tmp_path: Path, entry: str, said: str) -> None:
    with pytest.raises(BadProviders) as fault:
        read(tmp_path, entry)
    assert "providers.yml:" in str(fault.value)
    assert said in str(fault.value)
    assert not [secret for secret in SECRETS.values() if secret in str(fault.value)]


def test_the_example_that_operators_copy_can_be_used(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "api/sign_in/README.md").read_text(encoding="utf-8")
    told = readme.rpartition("```yaml\n")[2].partition("```")[0].replace(" 支付宝公钥  ", f" {told_public(KEY)}  ")
    file = tmp_path / "providers.yml"
    file.write_text(told, encoding="utf-8")
    secrets = {f"DAOBAN_SIGN_IN_{name}": told_private(KEY) for name in ("WEIXIN", "ALIPAY")}
    assert [one.kind for one in read_providers(file, secrets, production=True).values()] == ["wechat", "alipay"]
