"""Starting and ending: the door, the launch path, the end, and that nothing leaves the machine."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from budget_indicators.cli import main

from .program import Program, start

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

STRING = "1、1-产出指标;11-数量指标；培训次数；实施周期指标值:1次；年度指标值:>=1次。"
DOCUMENTS = Path(__file__).parent.parent / "documents"

WATCH = """
import os, sys
def watch(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        address = given[1] if event in ("socket.connect", "socket.sendto") else given[0]
        with open(os.environ["WATCHED"], "a") as out:
            out.write(f"{event} {address}\\n")
sys.addaudithook(watch)
"""


def test_nothing_leaves_the_machine(tmp_path: Path) -> None:
    """No process of the program connects anywhere or asks for a name, and no file is left behind."""
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    watched, temporary = tmp_path / "watched", tmp_path / "temporary"
    temporary.mkdir()
    paths = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    program = start(environment={"PYTHONPATH": paths, "WATCHED": str(watched), "TMPDIR": str(temporary)})
    assert program.api("lint", {"text": STRING}).status == 200
    for name in ("t000.xlsx", "t000.docx", "t000_lodocx.pdf"):
        number = program.api(f"files?name={name}", (DOCUMENTS / name).read_bytes()).json["file"]
        for kind in ("corrected", "xlsx", "csv", "report"):
            assert program.api("export", {"kind": kind, "file": number, "lang": "zh"}).status == 200
    assert program.stop() == 0
    assert (watched.read_text() if watched.exists() else "") == ""
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_whoever_ends_it_nothing_is_left(tmp_path: Path) -> None:
    """SIGTERM ends it as Ctrl-C does."""
    program = start(environment={"TMPDIR": str(tmp_path)})
    program.process.terminate()
    assert program.process.wait(30) == 0
    assert program.process.stdout is not None
    program.process.stdout.close()
    assert list(tmp_path.iterdir()) == []


def test_only_this_machine_reaches_the_port(program: Program) -> None:
    """It listens on the loopback address alone."""
    port = int(program.host.rpartition(":")[2])
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if " 0A " in line]
    assert [one for one in listening if one.endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]


SERVE = """
import sys
from budget_indicators.web.serve import serve
if __name__ == "__main__":
    def tell(address):
        print(address.url, address.launch, flush=True)
    serve(tell, browser=False, grace=float(sys.argv[1]))
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A program that says where the browser is sent to, and ends after some seconds without a page."""
    path = tmp_path / "serve.py"
    path.write_text(SERVE, encoding="utf-8")
    return path


def begin(script: Path, grace: float) -> tuple[subprocess.Popen[str], str, str]:
    """The process, the page's address, the launch address."""
    process = subprocess.Popen([sys.executable, str(script), str(grace)], stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    url, launch = process.stdout.readline().split()
    return process, url, launch


def test_the_launch_address_works_once(script: Path) -> None:
    """Who reads it from the list of processes afterwards finds it used up."""
    process, url, launch = begin(script, 60)
    program = Program(process, url)
    path = "/" + launch.rpartition("/")[2]
    navigation = {"Sec-Fetch-Site": "none"}
    first = program.ask(path, headers=navigation)
    assert (first.status, first.headers["location"]) == (303, f"/{program.token}/")
    assert program.ask(path, headers=navigation).status == 404
    assert program.token not in launch
    program.stop()


def test_it_ends_when_the_page_is_closed(script: Path) -> None:
    """As long as a page holds its stream open the program stays; afterwards it ends by itself."""
    process, url, _ = begin(script, 1.5)
    program = Program(process, url)
    link = http.client.HTTPConnection(program.host, timeout=30)
    link.request("GET", f"/{program.token}/api/alive", headers={"Sec-Fetch-Site": "same-origin"})
    answer = link.getresponse()
    assert answer.readline() == b": here\n"
    time.sleep(3)
    assert process.poll() is None
    link.close()
    answer.close()
    assert process.wait(30) == 0
    assert process.stdout is not None
    process.stdout.close()


def test_a_port_that_is_taken(program: Program, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit code 2."""
    port = program.host.rpartition(":")[2]
    assert main(["serve", "--lang", "en", "--no-browser", "--port", port]) == 2
    assert f"port {port}:" in capsys.readouterr().err
    assert main(["serve", "--lang", "en", "--port", "70000"]) == 2


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One line that says how to install it."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve", "--lang", "en"]) == 2
    assert "pip install 'budget-indicators[web]'" in capsys.readouterr().err
