"""Nothing in a folder is passed over in silence; who ends the program leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from budget_indicators.cli.main import main

STRING = "1、1-产出指标；11-数量指标；次数；实施周期指标值:3次；年度指标值:3次。\n"
COMMANDS = (["parse"], ["parse", "--format", "json"], ["parse", "--format", "csv"], ["format"], ["lint"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of files that can be read, that cannot, and of no kind that is read."""
    place = tmp_path / "预算"
    (place / "下级").mkdir(parents=True)
    (place / "a.txt").write_text(STRING, encoding="utf-8")
    (place / "b.txt").write_bytes(b"")
    (place / "下级" / "c.txt").write_text(STRING.replace("次", "人"), encoding="utf-8")
    (place / "下级" / "notes.xyz").write_text("x", encoding="utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(place / "pipe")
    return place


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_file_is_read_or_named(command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that cannot be read does not stop the others."""
    assert main([*command, str(folder), "--lang", "en"]) == 2
    out, err = capsys.readouterr()
    if command != ["lint"]:  # which has nothing to say of the two
        assert "3次" in out
        assert "3人" in out
    assert "b.txt: empty file" in err
    assert "notes.xyz: not read" in err
    count = 2 if hasattr(os, "mkfifo") else 1
    assert f"{count} files in the folders were not read" in err


def test_json_holds_what_was_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A whole list, whatever else failed."""
    main(["parse", str(folder), "--format", "json"])
    assert len(json.loads(capsys.readouterr().out)) == 2


@pytest.mark.skipif(os.name == "nt", reason="links and modes of POSIX")
def test_an_output_that_is_a_link_stays_one_and_keeps_its_mode(folder: Path, tmp_path: Path) -> None:
    """What it leads to is replaced."""
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.touch(mode=0o640)
    real.chmod(0o640)
    link.symlink_to(real)
    assert main(["extract", str(folder / "a.txt"), "-o", str(link), "--quiet", "--jobs", "1"]) == 0
    assert link.is_symlink()
    assert "次数" in real.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_program_that_is_ended_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    """Neither beside the output nor in the folder for temporary files."""
    place = tmp_path / "temporary"
    place.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "budget_indicators", "extract", "-", "-o", str(tmp_path / "out.csv")],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(place)},
    )
    for _ in range(600):  # until it holds what comes on standard input
        if any(place.iterdir()):
            break
        time.sleep(0.1)
    assert any(place.iterdir())
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 130
    assert not any(place.iterdir())
    assert not list(tmp_path.glob("*out.csv*"))
    assert process.stdin is not None
    process.stdin.close()


def test_resume_reads_again_what_was_changed(folder: Path, tmp_path: Path) -> None:
    """The same name, other content."""
    out, file = tmp_path / "out.csv", folder / "a.txt"
    words = ["extract", str(file), "-o", str(out), "--quiet", "--jobs", "1"]
    assert main(words) == 0
    past = out.stat().st_mtime - 10
    os.utime(out, (past, past))
    file.write_text(STRING.replace("次数", "场数"), encoding="utf-8")
    assert main([*words, "--resume"]) == 0
    assert "场数" in out.read_text(encoding="utf-8-sig")
    assert "次数" not in out.read_text(encoding="utf-8-sig")


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.parametrize(
    ("suffix", "room"),
    [(".csv", 200), (".sqlite", 3000), (".zip", 3000), (".parquet", 3000), (".xlsx", 6000), (".duckdb", 20000)],
)
def test_a_full_disk_ends_in_one_line(folder: Path, tmp_path: Path, suffix: str, room: int) -> None:
    """No file may grow beyond some bytes, as if the disk were full."""
    import resource

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    out = tmp_path / f"out{suffix}"
    words = ["extract", str(folder / "a.txt"), "-o", str(out), "--jobs", "1", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "budget_indicators", *words], preexec_fn=limited, capture_output=True, check=False
    )
    assert done.returncode == 2
    said = done.stderr.decode()
    assert said.count("\n") == 1, said
    assert "cannot be written" in said
    assert not out.exists()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("source", ["cat /dev/zero", "yes 次数"])
@pytest.mark.parametrize("command", ["parse", "lint", "format", "extract"])
def test_an_endless_standard_input_ends_in_one_line(source: str, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it gives, no more is taken than a file may hold (here less, to be quick)."""
    code = (
        "import sys; from budget_indicators.cli import inputs; from budget_indicators.cli.main import main; "
        "from budget_indicators.documents import limits; "
        "limits.MAX_FILE = inputs._MOST_TEXT = 4 << 20; sys.exit(main(sys.argv[1:]))"
    )
    with subprocess.Popen(source.split(), stdout=subprocess.PIPE) as endless:
        done = subprocess.run(
            [sys.executable, "-c", code, command, "-", "--lang", "en"],
            stdin=endless.stdout,
            capture_output=True,
            check=False,
            timeout=60,
        )
        endless.kill()
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["budget-indicators: -: more than 4 MB; refused as too big"]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_worker_that_is_given_up_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither the program that converts an old format nor its folder."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/started\nexec sleep 300\n", encoding="utf-8")
    program.chmod(0o755)
    document = tmp_path / "a.rtf"
    document.write_bytes(b"{\\rtf1 a}")
    folder = tmp_path / "temporary"
    folder.mkdir()
    words = ["extract", str(document), "-o", str(tmp_path / "o.csv"), "--timeout", "2", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "budget_indicators", *words],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "TMPDIR": str(folder)},
        capture_output=True,
        check=False,
    )
    assert "took longer than 2 seconds" in done.stderr.decode()
    started = int((tmp_path / "started").read_text(encoding="utf-8"))
    with pytest.raises(ProcessLookupError):
        os.kill(started, 0)
    assert [*folder.iterdir()] == []
