"""A fetched licence is a signed document: whoever has it can check it, it says that it is a sample, and the log has its hash."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from actions.cipher import Cipher
from api.library.documents import MOST_PRINTED
from api.library.services import LibraryServices
from api.library.signing import Signer
from api.problems import Problem
from tests.api import paper

from .test_consent import CAUSE, FIRM, PURPOSE, agree, identifier, log, november, withdraw
from .test_library import PATH, code, issue

__all__ = ["identifier", "november"]


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def checked(signed: str, keys: list[dict[str, str]]) -> dict[str, Any]:
    """What was signed. Checked by hand as RFC 7515 (5.2) says. Raises InvalidSignature."""
    head, payload, signature = signed.split(".")
    header = json.loads(decoded(head))
    assert header["alg"] == "EdDSA"
    (key,) = (one for one in keys if one["kid"] == header["kid"])
    public = Ed25519PublicKey.from_public_bytes(decoded(key["x"]))
    public.verify(decoded(signature), f"{head}.{payload}".encode())
    return dict(json.loads(decoded(payload)))


def fetch(reader: httpx.Client, identifier: str, **more: Any) -> httpx.Response:
    return reader.post(f"{PATH}/{identifier}/uses", json={"purpose": PURPOSE, "use_cause": CAUSE, **more})


def test_a_document_is_signed_and_its_hash_is_in_the_log(reader: httpx.Client, identifier: str) -> None:
    agree(reader)
    answer = fetch(reader, identifier).json()
    del reader.headers["Authorization"]
    keys = reader.get("/library/v1/keys").json()["keys"]
    data, pdf = checked(answer["signed"], keys), base64.b64decode(answer["pdf"])
    assert data["licence"] == {name: value for name, value in answer.items() if name not in ("signed", "pdf")}
    assert (data["sample"], data["purpose"], data["use_cause"], data["client"]) == (True, PURPOSE, CAUSE, "daoban")
    assert data["pdf_sha256"] == hashlib.sha256(pdf).hexdigest()
    head, payload, signature = answer["signed"].split(".")
    other = base64.urlsafe_b64encode(decoded(payload).replace(b"valid", b"VALID")).rstrip(b"=").decode()
    with pytest.raises(InvalidSignature):
        checked(f"{head}.{other}.{signature}", keys)


def test_the_log_has_the_hash_of_what_was_handed_out(reader: httpx.Client, identifier: str) -> None:
    agree(reader)
    answer = fetch(reader, identifier, pdf=False).json()
    assert "pdf" not in answer
    assert [one["sha256"] for one in log(reader)] == [hashlib.sha256(answer["signed"].encode()).hexdigest()]


def test_the_pdf_says_on_every_page_that_it_is_a_sample_and_what_it_is_for(
    web: httpx.Client, reader: httpx.Client
) -> None:
    content = {f"第{number}项": "面" * 60 for number in range(100)} | {"经营项目": ["热食类", "冷食类"], "人数": 3}
    long = issue(web, content=content).json()["identifier"]
    agree(reader)
    pages = paper.pages(base64.b64decode(fetch(reader, long).json()["pdf"]))
    assert len(pages) > 1
    assert all("测试样张：不是真的证照，没有法律效力" in page for page in pages)
    whole = "".join(pages)
    for said in (
        "食品经营许可证",
        "上海悠然茶饮有限公司",
        FIRM,
        long,
        PURPOSE,
        "热食类、冷食类",
        "2031-11-23",
        "未经核实",
    ):
        assert paper.bare(said) in whole, said


def test_what_is_too_much_to_print_is_in_the_signed_data(web: httpx.Client, reader: httpx.Client) -> None:
    long = issue(web, content={"范围": "面" * MOST_PRINTED}).json()["identifier"]
    agree(reader)
    answer = fetch(reader, long).json()
    assert "以签名的数据为准" in paper.text_of(base64.b64decode(answer["pdf"]))
    data = checked(answer["signed"], reader.get("/library/v1/keys").json()["keys"])
    assert len(data["licence"]["content"]["范围"]) == MOST_PRINTED


def test_who_withdraws_while_the_document_is_made_keeps_it_from_going_out(
    library: LibraryServices, reader: httpx.Client, identifier: str
) -> None:
    consent = agree(reader)
    held = library.reading.usable("daoban", identifier, PURPOSE)
    withdraw(reader, consent)
    with pytest.raises(Problem, match="consent-withdrawn"):
        library.reading.fetched("daoban", held, PURPOSE, CAUSE, "0" * 64)
    assert log(reader) == []


def test_a_licence_that_is_revoked_while_its_document_is_made_does_not_go_out(
    library: LibraryServices, web: httpx.Client, reader: httpx.Client, identifier: str
) -> None:
    agree(reader)
    held = library.reading.usable("daoban", identifier, PURPOSE)
    web.post(f"{PATH}/{identifier}/end", json={"status": "revoked"})
    with pytest.raises(Problem, match="not-valid"):
        library.reading.fetched("daoban", held, PURPOSE, CAUSE, "0" * 64)
    assert code(fetch(reader, identifier)) == (409, "not-valid")


def test_what_was_signed_before_an_exchange_of_the_data_key_can_still_be_checked() -> None:
    before = Signer(Cipher({"k1": b"1" * 32}, "k1"))
    after = Signer(Cipher({"k2": b"2" * 32, "k1": b"1" * 32}, "k2"))
    assert checked(before.sign({"a": 1}), after.public) == checked(after.sign({"a": 1}), after.public) == {"a": 1}
    assert len({one["kid"] for one in after.public}) == 2
    assert after.public[0]["kid"] != before.public[0]["kid"]
