"""Start and end the page: find a free port, open the browser, end when no page is open any more."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable

import attrs

from ..bulk.calls import Calls
from ..bulk.workers import Limits
from ..errors import UserError

GRACE_SECONDS = 300.0
"""Seconds that the program waits for a page to return (a reload, a restarted browser) before it ends."""
_LOOK_SECONDS = 1.0


@attrs.frozen
class Address:
    """The address of the page: ``url`` for people, ``launch`` once for the browser."""

    url: str
    launch: str


def serve(
    tell: Callable[[Address], None],
    *,
    browser: bool = True,
    port: int = 0,
    grace: float = GRACE_SECONDS,
    limits: Limits = Limits(seconds=120.0, megabytes=2048),  # noqa: B008  (frozen)
) -> None:
    """Run the page until Ctrl-C, or until no page has been open for ``grace`` seconds.

    ``tell`` receives the address once the page can be opened. Raises ``UserError`` if the extra is not installed or the
    port is in use.
    """
    from ..extras import needs

    needs("starlette", "web")
    uvicorn = needs("uvicorn", "web")
    from .app import Session, application
    from .guard import Guard
    from .tasks import answer

    door = _door(port)
    host = f"127.0.0.1:{door.getsockname()[1]}"
    token, once = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    session = Session(Calls(answer, jobs=max(2, min(os.cpu_count() or 2, 4)), limits=limits))
    address = Address(f"http://{host}/{token}/", f"http://{host}/{once}")
    config = uvicorn.Config(
        Guard(application(session), host, token, [once]),
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
        http="h11",
        loop="asyncio",
        server_header=False,
        date_header=False,
        limit_concurrency=200,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)

    async def run() -> None:
        session.calls.start()
        task = asyncio.create_task(server.serve(sockets=[door]))
        while not server.started and not task.done():
            await asyncio.sleep(0.01)
        if not task.done():
            tell(address)
            if browser:
                await asyncio.to_thread(_open, address.launch)
        while not task.done():
            if session.alone_for() > grace:
                server.should_exit = True
            await asyncio.wait([task], timeout=_LOOK_SECONDS)
        await task

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # whatever ends it, nothing is left behind
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(run())
    finally:
        session.close()
        door.close()


def _door(port: int) -> socket.socket:
    """A listening socket that only this machine reaches."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        else:  # on Windows another program could otherwise listen at the same port
            door.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # type: ignore[attr-defined,unused-ignore]
        door.bind(("127.0.0.1", port))
        door.listen(128)
    except OSError as problem:
        door.close()
        reason = problem.strerror or str(problem)
        raise UserError(
            f"port {port}: {reason}; leave --port out to take a free one",
            f"端口 {port} 无法使用（{reason}），不写 --port 可自动选择",
        ) from None
    return door


def _open(url: str) -> None:
    with contextlib.suppress(webbrowser.Error, OSError):
        webbrowser.open(url)
