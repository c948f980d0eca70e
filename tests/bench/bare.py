"""The floor: a FastAPI endpoint that commits one row to SQLite, with the durability the project uses."""

from __future__ import annotations

import os
import sqlite3

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

_db = sqlite3.connect(os.environ["BARE_DB"], isolation_level=None, check_same_thread=False)
_db.execute("PRAGMA journal_mode=WAL")
_db.execute("PRAGMA synchronous=FULL")
_db.execute("CREATE TABLE IF NOT EXISTS turns (id INTEGER PRIMARY KEY, sender TEXT, data TEXT)")
app = FastAPI()


@app.post("/chat")
async def chat(request: Request) -> JSONResponse:
    """One row, one constant answer."""
    said = await request.json()
    _db.execute("INSERT INTO turns (sender, data) VALUES (?, ?)", (said["sender"], said["message"] + "x" * 400))
    return JSONResponse({"replies": ["请问店名是什么？"]})


@app.get("/healthz")
async def healthz() -> dict[str, bool]:
    """Alive."""
    return {"ok": True}
