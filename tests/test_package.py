"""The packages: built from the checkout as a user's tools build them, installed and used where the checkout is not."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "samples" / "liwan-projects.txt"
GRAMMARS = sorted(path.name for path in (ROOT / "grammar").glob("*.lark"))


# What an installed package must not be found by.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the checkout; its standard output."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env=ENVIRONMENT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from that sdist."""
    out = tmp_path_factory.mktemp("dist")
    # Without isolation nothing is downloaded: the build backend is part of the test extra.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return out


@pytest.fixture(scope="module")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` folder of a fresh environment that has the wheel, and shares this one's dependencies."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    (wheel,) = dist.glob("*.whl")
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=home,
    )
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    # A plain path: the .pth files over there (an editable install among them) are not read.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python.parent


def test_the_wheel_holds_each_grammar_once_and_all_data(dist: Path) -> None:
    """Grammars travel inside the package exactly once, with the type marker, the schema and the licence."""
    (wheel,) = dist.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert sorted(name for name in names if name.endswith(".lark")) == [
        f"budget_indicators/grammar/{name}" for name in GRAMMARS
    ]
    assert names.count("budget_indicators/py.typed") == 1
    assert names.count("budget_indicators/model/schema/indicators.schema.json") == 1
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {"budget_indicators", wheel.name.split("-py3")[0] + ".dist-info"}


def test_the_sdist_holds_what_a_packager_needs(dist: Path) -> None:
    """The sdist has the grammars where the checkout has them, once, and the tests, docs and samples."""
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = [name.split("/", 1)[1] for name in archive.getnames() if "/" in name]
    assert sorted(name for name in names if name.endswith(".lark")) == [f"grammar/{name}" for name in GRAMMARS]
    for needed in ("pyproject.toml", "README.md", "README.zh-CN.md", "LICENSE", "tests/samples/liwan-projects.txt"):
        assert names.count(needed) == 1, needed


def test_the_installed_wheel_parses_a_sample(installed: Path, tmp_path: Path) -> None:
    """The command of a fresh environment finds every indicator of a sample document."""
    command = next(installed.glob("budget-indicators*"))
    lines = run(command, "parse", SAMPLE, "--format", "jsonl", cwd=tmp_path).splitlines()
    expected = json.loads((SAMPLE.parent / "expected.json").read_text(encoding="utf-8"))
    names = [
        indicator["name"]
        for project in expected
        if project["file"] == SAMPLE.name
        for indicator in project["indicators"]
    ]
    assert [json.loads(line)["name"] for line in lines] == names


def test_the_installed_package_is_the_wheels(installed: Path, tmp_path: Path) -> None:
    """Nothing of the checkout is used: package and grammar come from the fresh environment."""
    script = "import budget_indicators.grammar.loader as g; g.grammar_text('indicators'); print(g.__file__)"
    where = run(next(installed.glob("python*")), "-c", script, cwd=tmp_path).strip()
    assert Path(where).is_relative_to(installed.parent)


@pytest.mark.parametrize("name", GRAMMARS)
def test_a_checkout_finds_its_grammars(name: str) -> None:
    """An editable install has no grammar inside the package, and finds the one beside it."""
    from budget_indicators.grammar.loader import grammar_text

    assert grammar_text(name.removesuffix(".lark")) == (ROOT / "grammar" / name).read_text(encoding="utf-8")
