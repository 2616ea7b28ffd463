"""The page's requests: each reads a small JSON body, passes the work to a worker, and returns the result."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import tempfile
import time
import urllib.parse
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ..bulk.calls import Calls
from ..errors import UserError
from ..model.nodes import Language
from .requests import Answer, Export, FixText, LintText, ListRules, Made, ReadFile, Settings, StringOf
from .requests import Request as Task

MOST_TEXT = 8 * 1024 * 1024
"""Bytes of a JSON body."""
MOST_FILE = 64 * 1024 * 1024
MOST_FILES = 40
MOST_FILES_BYTES = 256 * 1024 * 1024
RECEIVE_SECONDS = 60.0
CARDS_AT_ONCE = 25
_BEAT_SECONDS = 15.0
_ASSETS = {
    "page.css": "text/css",
    "page.js": "text/javascript",
    "words.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


@attrs.define
class Dropped:
    """A file the user dropped: its bytes, and its strings as the page shows them."""

    name: str
    data: bytes
    head: bytes
    cards: list[bytes]


@attrs.define
class Session:
    """The state while the page is open: the files, in memory.

    ``folder`` is for temporary files of table writers.
    """

    calls: Calls[Task, Answer]
    folder: Path = attrs.field(factory=lambda: Path(tempfile.mkdtemp(prefix="budget-indicators-")))
    opened: dict[int, Dropped] = attrs.field(factory=dict)
    numbers: int = 0
    pages: int = 0
    left: float = attrs.field(factory=time.monotonic)
    """When the last page was closed (or the session began, before there was one)."""

    def close(self) -> None:
        """End the workers and remove every file."""
        self.calls.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def alone_for(self) -> float:
        """Seconds without an open page."""
        return 0.0 if self.pages else time.monotonic() - self.left


class Refused(Exception):
    """A malformed or excessive request; the status of the answer."""

    def __init__(self, status: int, en: str, zh: str) -> None:
        super().__init__(en)
        self.status = status
        self.en = en
        self.zh = zh


Handler = Callable[[Session, Request], Awaitable[Response]]


def application(session: Session) -> Starlette:
    """The application; ``Guard`` protects it."""

    def bound(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            try:
                return await handler(session, request)
            except Refused as refused:
                return _problem(refused.status, refused.en, refused.zh)
            except UserError as problem:
                return _problem(422, problem.en, problem.zh)
            except ClientDisconnect:
                return Response(status_code=400)

        return handle

    routes = [
        Route("/", bound(_page)),
        Route("/{asset:str}", bound(_asset)),
        Route("/api/alive", bound(_alive)),
        Route("/api/rules", bound(_rules)),
        Route("/api/lint", bound(_lint), methods=["POST"]),
        Route("/api/fix", bound(_fix), methods=["POST"]),
        Route("/api/export", bound(_export), methods=["POST"]),
        Route("/api/files", bound(_receive), methods=["POST"]),
        Route("/api/files/{number:int}", bound(_cards)),
        Route("/api/files/{number:int}", bound(_again), methods=["POST"]),
        Route("/api/files/{number:int}", bound(_forget), methods=["DELETE"]),
    ]
    return Starlette(routes=routes)


def _problem(status: int, en: str, zh: str) -> Response:
    return Response(json.dumps({"en": en, "zh": zh}), status, media_type="application/json")


def _json(data: bytes) -> Response:
    return Response(data, media_type="application/json")


async def _page(session: Session, request: Request) -> Response:
    return Response(_read("index.html"), media_type="text/html")


async def _asset(session: Session, request: Request) -> Response:
    name = str(request.path_params["asset"])
    if name not in _ASSETS:
        return Response("not found\n", 404, media_type="text/plain")
    return Response(_read(name), media_type=_ASSETS[name])


def _read(name: str) -> bytes:
    return files(__name__.rpartition(".")[0]).joinpath("page", name).read_bytes()


async def _alive(session: Session, request: Request) -> Response:
    """A stream that stays open as long as the page is."""

    async def beats() -> AsyncIterator[bytes]:
        session.pages += 1
        try:
            while True:
                yield b": here\n\n"
                await asyncio.sleep(_BEAT_SECONDS)
        finally:
            session.pages -= 1
            session.left = time.monotonic()

    return StreamingResponse(beats(), media_type="text/event-stream")


async def _rules(session: Session, request: Request) -> Response:
    return _json(await _ask(session, ListRules()))


async def _lint(session: Session, request: Request) -> Response:
    data = await _body(request)
    return _json(
        await _ask(
            session,
            LintText(_text(data, "text"), _settings(data), _of(data)),
        )
    )


async def _fix(session: Session, request: Request) -> Response:
    data = await _body(request)
    task = FixText(
        _text(data, "text"),
        _settings(data),
        _text(data, "code"),
        _words(data, "ignored"),
        _of(data),
    )
    return _json(await _ask(session, task))


async def _export(session: Session, request: Request) -> Response:
    data = await _body(request)
    kind = _text(data, "kind")
    if kind not in ("corrected", "csv", "xlsx", "report"):
        raise Refused(400, "no such kind of file", "没有这种文件")
    lang: Language = "en" if data.get("lang") == "en" else "zh"
    texts = data.get("texts", [])
    if not isinstance(texts, list):
        raise _malformed()
    pairs: list[tuple[int, str]] = []
    for each in texts:
        match each:
            case [int() as number, str() as text]:
                pairs.append((number, text))
            case _:
                raise _malformed()
    data_of, name = None, "指标" if lang == "zh" else "indicators"
    if "file" in data:
        opened = _opened(session, data["file"])
        data_of, name = opened.data, opened.name
    task = Export(
        kind,
        name,
        _settings(data),
        lang,
        str(session.folder),
        data_of,
        _text(data, "text"),
        tuple(pairs),
        _words(data, "ignored"),
    )
    answer = await to_thread.run_sync(session.calls.call, task)
    assert isinstance(answer, Made)
    quoted = urllib.parse.quote(answer.name, safe="")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quoted}"}
    return Response(answer.data, media_type="application/octet-stream", headers=headers)


async def _receive(session: Session, request: Request) -> Response:
    """A dropped file: kept in memory, read in a worker."""
    if len(session.opened) >= MOST_FILES:
        raise Refused(
            413, f"more than {MOST_FILES} files are open; close some", f"打开的文件超过 {MOST_FILES} 个，请先关闭一些"
        )
    name = str(request.query_params.get("name", ""))[:255] or "文件"
    settings = Settings(request.query_params.get("review") == "1", _year(request.query_params.get("year")))
    pieces: list[bytes] = []
    try:
        async with asyncio.timeout(RECEIVE_SECONDS):
            async for piece in _pieces(request, MOST_FILE):
                pieces.append(piece)
    except TimeoutError:
        raise Refused(408, "the file took too long to arrive", "文件传输超时") from None
    data = b"".join(pieces)
    if len(data) + sum(len(each.data) for each in session.opened.values()) > MOST_FILES_BYTES:
        raise Refused(413, "the open files are too big together; close some", "打开的文件总量过大，请先关闭一些")
    answer = await to_thread.run_sync(session.calls.call, ReadFile(data, name, settings))
    assert isinstance(answer, list)
    session.numbers += 1
    number = session.numbers
    head, *cards = answer
    session.opened[number] = Dropped(name, data, head, cards)
    return _json(_joined(number, head, cards[:CARDS_AT_ONCE]))


def _joined(number: int, head: bytes, cards: list[bytes]) -> bytes:
    return b'{"file":%d,"head":%s,"cards":[%s]}' % (number, head, b",".join(cards))


async def _cards(session: Session, request: Request) -> Response:
    """More strings of a file."""
    number = int(request.path_params["number"])
    opened = _opened(session, number)
    try:
        first = max(0, int(request.query_params.get("from", "0")))
    except ValueError:
        raise _malformed() from None
    return _json(_joined(number, opened.head, opened.cards[first : first + CARDS_AT_ONCE]))


async def _again(session: Session, request: Request) -> Response:
    """Check a file again, with other settings."""
    opened = _opened(session, int(request.path_params["number"]))
    settings = _settings(await _body(request))
    answer = await to_thread.run_sync(session.calls.call, ReadFile(opened.data, opened.name, settings))
    assert isinstance(answer, list)
    opened.head, *opened.cards = answer
    return _json(_joined(int(request.path_params["number"]), opened.head, opened.cards[:CARDS_AT_ONCE]))


async def _forget(session: Session, request: Request) -> Response:
    number = int(request.path_params["number"])
    _opened(session, number)
    del session.opened[number]
    return Response(status_code=204)


def _opened(session: Session, number: object) -> Dropped:
    if not isinstance(number, int) or number not in session.opened:
        raise Refused(404, "this file is no longer open; add it again", "该文件已不在会话中，请重新添加")
    return session.opened[number]


async def _ask(session: Session, task: Task) -> bytes:
    answer = await to_thread.run_sync(session.calls.call, task)
    assert isinstance(answer, bytes)
    return answer


async def _pieces(request: Request, most: int) -> AsyncIterator[bytes]:
    mb = most // (1024 * 1024)
    too_big = Refused(413, f"more than {mb} MB", f"超过 {mb} MB")
    with contextlib.suppress(ValueError):
        if int(request.headers.get("content-length", "0")) > most:
            raise too_big
    count = 0
    async for piece in request.stream():
        count += len(piece)
        if count > most:
            raise too_big
        yield piece


async def _body(request: Request) -> dict[str, Any]:
    pieces: list[bytes] = []
    try:
        async with asyncio.timeout(RECEIVE_SECONDS):
            async for piece in _pieces(request, MOST_TEXT):
                pieces.append(piece)
    except TimeoutError:
        raise Refused(408, "the text took too long to arrive", "文本传输超时") from None
    try:
        data = json.loads(b"".join(pieces))
    except (ValueError, RecursionError):
        raise _malformed() from None
    if not isinstance(data, dict):
        raise _malformed()
    return data


def _malformed() -> Refused:
    return Refused(400, "malformed request", "请求格式有误")


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise _malformed()
    return value


def _words(data: dict[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise _malformed()
    return tuple(value)


def _of(data: dict[str, Any]) -> StringOf | None:
    of = data.get("of")
    if of is None:
        return None
    if not isinstance(of, dict):
        raise _malformed()
    return StringOf(_text(of, "project"), _text(of, "goal"), _words(of, "layout"))


def _settings(data: dict[str, Any]) -> Settings:
    return Settings(data.get("review") is True, _year(data.get("year")))


def _year(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) == 4:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2099 else None
