"""The program as a user starts it: a process of its own that says where its page is."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import urllib.parse
from typing import Any

import attrs


@attrs.frozen
class Answer:
    """What the program answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)


@attrs.frozen
class Program:
    """A running ``serve``."""

    process: subprocess.Popen[str]
    url: str

    @property
    def host(self) -> str:
        """``127.0.0.1:port``."""
        return urllib.parse.urlsplit(self.url).netloc

    @property
    def origin(self) -> str:
        """What the page's own requests call their origin."""
        return f"http://{self.host}"

    @property
    def token(self) -> str:
        """The token."""
        return urllib.parse.urlsplit(self.url).path.strip("/")

    def ask(
        self, path: str, body: Any = None, *, method: str | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """One request as the page makes it; ``headers`` replace or (``""``) remove some."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        method = method or ("GET" if data is None else "POST")
        sent = {"Host": self.host, "Sec-Fetch-Site": "same-origin"}
        if method != "GET":
            sent["Origin"] = self.origin
        sent |= headers or {}
        link = http.client.HTTPConnection(self.host, timeout=60)
        try:
            link.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for key, value in sent.items():
                if value:
                    link.putheader(key, value)
            if data is not None:
                link.putheader("Content-Length", str(len(data)))
            link.endheaders(data)
            answer = link.getresponse()
            return Answer(answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read())
        finally:
            link.close()

    def api(self, name: str, body: Any = None, **more: Any) -> Answer:
        """One request to ``api/name``."""
        return self.ask(f"/{self.token}/api/{name}", body, **more)

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(30)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


def start(*words: str, environment: dict[str, str] | None = None) -> Program:
    """Start the program and wait until it says where its page is."""
    process = subprocess.Popen(
        [sys.executable, "-m", "budget_indicators", "serve", "--no-browser", "--lang", "en", *words],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        env=os.environ | {"PYTHONUNBUFFERED": "1"} | (environment or {}),
    )
    assert process.stdout is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found is not None
    return Program(process, found[0])
