"""Access control: only the page itself, in a browser on this machine, may send requests.

The token in the path is the key: another program's page on this machine, or a page on the web that reaches this port by
DNS rebinding, does not know it. ``Host``, ``Origin`` and ``Sec-Fetch-Site`` are checked too, so that security does not
rest on one of them. Failed requests get no information.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import attrs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'none'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-embedder-policy", b"require-corp"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
)


@attrs.frozen
class Guard:
    """Lets a request through to ``app`` only if it comes from the page at ``host`` (``127.0.0.1:port``) with ``token``.

    ``app`` sees paths without the token. ``launch`` is a second path that works once and leads to the page: the
    browser is started with it, so that the token is on no command line.
    """

    app: App
    host: str
    token: str
    launch: list[str] = attrs.field(factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            return
        headers = {key.lower(): value for key, value in scope["headers"]}
        if sum(key.lower() == b"host" for key, _ in scope["headers"]) != 1 or not self._allowed(scope, headers):
            await _refuse(send, 403)
            return
        first, _, rest = str(scope["path"]).lstrip("/").partition("/")
        if self._launched(first):
            await _send(send, 303, ((b"location", f"/{self.token}/".encode()),))
            return
        if not _same(first, self.token):
            await _refuse(send, 404)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await self.app({**scope, "path": f"/{rest}", "raw_path": f"/{rest}".encode()}, receive, guarded)

    def _allowed(self, scope: Scope, headers: dict[bytes, bytes]) -> bool:
        if headers.get(b"host") != self.host.encode():
            return False
        reading = scope["method"] in ("GET", "HEAD")
        origin = headers.get(b"origin")
        if origin is not None and origin != f"http://{self.host}".encode():
            return False
        site = headers.get(b"sec-fetch-site")
        if site is not None and site not in ((b"same-origin", b"none") if reading else (b"same-origin",)):
            return False
        # A changing request must state its origin; browsers always do.
        return reading or origin is not None

    def _launched(self, word: str) -> bool:
        for one in self.launch:
            if _same(word, one):
                self.launch.remove(one)
                return True
        return False


def _same(one: str, other: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


async def _refuse(send: Send, status: int) -> None:
    await _send(send, status, ((b"content-type", b"text/plain"),), b"refused\n" if status == 403 else b"not found\n")


async def _send(send: Send, status: int, headers: tuple[tuple[bytes, bytes], ...], body: bytes = b"") -> None:
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *HEADERS]})
    await send({"type": "http.response.body", "body": body})
