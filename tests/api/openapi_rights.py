"""The requests that bring about each documented answer of applicants' rights."""

from __future__ import annotations

from typing import Any

from actions.settings import Settings
from api.privacy import read_notice

JSON = {"Content-Type": "application/json"}
EVIL = {"Origin": "https://evil.example"}
HUGE = b"x" * 200_000
OF = "/api/v1/conversations/{conversation}"
CODE, STATE, RESUME = ("post", OF + "/handover"), ("get", OF + "/handover"), ("post", OF + "/resume")
TAKE, CONSENT = ("post", "/api/v1/handover"), ("post", OF + "/consent")
DATA, ERASE = ("get", OF + "/data"), ("delete", OF)
BACK = ("delete", OF + "/exchange")
DOSSIER, FORGET = ("get", "/api/v1/dossier"), ("delete", "/api/v1/dossier/{reference}")
LOOKED, LICENCES = ("get", OF + "/exchange"), ("get", "/api/v1/licences")
SHOWING = ("post", "/api/v1/licences/{identifier}/showing")
VERSION = read_notice(Settings()).version
AGREE = {"decision": "agreed", "version": VERSION}

#: (method, route), status, conversation, and the request. The last one ends the conversation that is new.
RIGHTS: list[tuple[tuple[str, str], int, str, dict[str, Any]]] = [
    (("get", "/api/v1/drafts"), 200, "", {}),
    (("get", "/api/v1/privacy"), 200, "", {}),
    (CODE, 201, "own", {"json": {}}),
    (CODE, 400, "own", {"content": b"{", "headers": JSON}),
    (CODE, 401, "foreign", {"json": {}}),
    (CODE, 403, "cookie", {"json": {}, "headers": EVIL}),
    (CODE, 404, "unknown", {"json": {}}),
    (CODE, 413, "own", {"content": HUGE, "headers": JSON}),
    (CODE, 415, "own", {"content": b"{}"}),
    (CODE, 422, "own", {"json": {"for": "ever"}}),
    (STATE, 200, "own", {}),
    (STATE, 401, "foreign", {}),
    (STATE, 404, "unknown", {}),
    (TAKE, 400, "", {"content": b"{", "headers": JSON}),
    (TAKE, 403, "", {"json": {"code": "12345678"}, "headers": EVIL}),
    (TAKE, 404, "", {"json": {"token": "a" * 30}}),
    (TAKE, 413, "", {"content": HUGE, "headers": JSON}),
    (TAKE, 415, "", {"content": b"{}"}),
    (TAKE, 422, "", {"json": {}}),
    (RESUME, 400, "own", {"content": b"{", "headers": JSON}),
    (RESUME, 401, "foreign", {"json": {}}),
    (RESUME, 403, "own", {"json": {}, "headers": EVIL}),
    (RESUME, 404, "unknown", {"json": {}}),
    (RESUME, 413, "own", {"content": HUGE, "headers": JSON}),
    (RESUME, 415, "own", {"content": b"{}"}),
    (RESUME, 422, "own", {"json": {"channel": "wechat"}}),
    (CONSENT, 200, "own", {"json": AGREE}),
    (CONSENT, 400, "own", {"content": b"{", "headers": JSON}),
    (CONSENT, 401, "foreign", {"json": AGREE}),
    (CONSENT, 403, "cookie", {"json": AGREE, "headers": EVIL}),
    (CONSENT, 404, "unknown", {"json": AGREE}),
    (CONSENT, 409, "own", {"json": {**AGREE, "version": "an old one"}}),
    (CONSENT, 413, "own", {"content": HUGE, "headers": JSON}),
    (CONSENT, 415, "own", {"content": b"{}"}),
    (CONSENT, 422, "own", {"json": {}}),
    (DATA, 200, "own", {}),
    (DATA, 401, "foreign", {}),
    (DATA, 404, "unknown", {}),
    (BACK, 200, "own", {}),
    (BACK, 401, "foreign", {}),
    (BACK, 403, "cookie", {"headers": EVIL}),
    (BACK, 404, "unknown", {}),
    (LOOKED, 200, "own", {}),
    (LOOKED, 401, "foreign", {}),
    (LOOKED, 404, "unknown", {}),
    (LICENCES, 200, "signed-in", {}),
    (LICENCES, 401, "", {}),
    (SHOWING, 401, "", {}),
    (SHOWING, 403, "", {"headers": EVIL}),
    (SHOWING, 404, "signed-in", {}),
    (DOSSIER, 200, "signed-in", {}),
    (DOSSIER, 401, "", {}),
    (FORGET, 401, "", {}),
    (FORGET, 403, "", {"headers": EVIL}),
    (FORGET, 404, "signed-in", {}),
    (ERASE, 401, "foreign", {}),
    (ERASE, 403, "cookie", {"headers": EVIL}),
    (ERASE, 404, "unknown", {}),
    (ERASE, 200, "fresh", {}),
]
#: What takes a code that was made before, very many requests, or a desk that does not answer.
RIGHTS_ELSEWHERE = {
    (*TAKE, 200),
    (*RESUME, 200),
    (*CODE, 429),
    (*TAKE, 429),
    (*RESUME, 429),
    (*ERASE, 409),
    (*DOSSIER, 403),
    (*FORGET, 200),
    *((*LICENCES, status) for status in (403, 429, 503)),
    *((*SHOWING, status) for status in (201, 409, 429, 503)),
}
