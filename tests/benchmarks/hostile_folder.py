"""A folder of all kinds of files, good, damaged and hostile: what ``extract`` makes of it, in what time and memory.

python -m tests.benchmarks.hostile_folder
"""

from __future__ import annotations

import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from tests.readers.ofds import ofd, table

TESTS = Path(__file__).parent.parent
SAMPLES, DOCUMENTS = TESTS / "samples", TESTS / "documents"
STRING = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
ROWS = [["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "培训次数", "≥12次"]]
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "'
    + "哈" * 100
    + '">'
    + "".join(f'<!ENTITY {chr(98 + at)}{at} "{f"&{chr(97 + at)}{at - 1};" * 10}">' for at in range(1, 9))
    + "]><a>&j8;</a>"
)


def packed(**parts: bytes | str) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(source: Path, part: str, content: bytes | str) -> bytes:
    """A package with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in archive.namelist():
            if each != part:
                new.writestr(each, archive.read(each))
        new.writestr(part, content)
    return out.getvalue()


def pdf(content: bytes, entries: bytes = b"") -> bytes:
    """A PDF of one page with this content."""
    head = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n"
    stream = b"4 0 obj<</Length %d %s>>\nstream\n%s\nendstream endobj\n" % (len(content), entries, content)
    return head + page + stream + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def good() -> dict[str, bytes]:
    """Files of every kind that are read."""
    whole = ("t000.gb18030.csv", "t000.gbk.html", "t000.html", "t000.ods", "t000.xls", "t000.xlsx", "t000.docx")
    more = ("t000_rl.pdf", "t003.doc", "t003_chrome.pdf", "t003_owner.pdf", "tort.docx", "numfmt.xlsx")
    files = {name: (DOCUMENTS / name).read_bytes() for name in (*whole, *more)}
    files |= {each.name: each.read_bytes() for each in sorted(SAMPLES.glob("*.txt"))}
    files["表.ofd"] = ofd([table(ROWS)])
    files["两个.zip"] = packed(**{"a.xlsx": files["t000.xlsx"], "b.txt": STRING})
    files["网页.xls"] = files["t000.html"]
    files["无标记.utf16.csv"] = "\n".join(",".join(row) for row in ROWS).encode("utf-16-le")
    files["坏字节.txt"] = STRING.encode("gb18030").replace("培训".encode("gb18030"), b"\xff" + "训".encode("gb18030"))
    files["引号.csv"] = ("项目名称,总计,绩效指标\n" + f'培训,"1.50,{STRING}\n' * 2000).encode()
    return files


def hostile() -> dict[str, bytes]:
    """Files that are damaged, protected, too big, or made to harm."""
    workbook, document = DOCUMENTS / "t000.xlsx", DOCUMENTS / "t000.docx"
    sheet = "xl/worksheets/sheet1.xml"
    noise = random.Random(5).randbytes(200_000)
    return {
        "空.pdf": b"",
        "半个.pdf": (DOCUMENTS / "t000_rl.pdf").read_bytes()[:30_000],
        "半个.doc": (DOCUMENTS / "t003.doc").read_bytes()[:9_000],
        "半个.xlsx": workbook.read_bytes()[:6_000],
        "半个.ofd": ofd([table(ROWS)])[:700],
        "密码.pdf": (DOCUMENTS / "t003_userpw.pdf").read_bytes(),
        "炸弹.xlsx": changed(workbook, sheet, b" " * (300 << 20)),
        "炸弹.ofd": packed(**{"OFD.xml": b" " * (300 << 20)}),
        "炸弹.pdf": pdf(zlib.compress(b" " * (100 << 20)), b"/Filter/FlateDecode"),
        "线条.pdf": pdf(b"1 1 m 2 2 l S\n" * 200_000),
        "实体.xlsx": changed(workbook, sheet, LAUGHS),
        "实体.docx": changed(document, "word/document.xml", LAUGHS),
        "实体.xls": LAUGHS.encode(),
        "实体.ofd": packed(**{"OFD.xml": LAUGHS}),
        "远.xlsx": changed(
            workbook,
            sheet,
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>远</t></is></c></row></sheetData></worksheet>',
        ),
        "深.html": b"<div>" * 200_000 + STRING.encode(),
        "深.docx": changed(document, "word/document.xml", "<w:tbl><w:tr><w:tc>" * 2_000),
        "噪声.txt": noise,
        "噪声.csv": noise,
        "噪声.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise,
        "零.txt": b"\0" * 100_000,
        "外面.zip": packed(**{"../../外面.txt": STRING, "/etc/外面.txt": STRING}),
        "套娃.zip": packed(**{"a.zip": packed(**{"b.zip": packed(**{"c.txt": STRING})})}),
        "许多.zip": packed(**{f"{at}.txt": STRING for at in range(600)}),
        "演示.ppt": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le") * 4,
        "图.heic": noise[:5_000],
        "逗号.csv": b"," * (4 << 20),
        "编号.txt": ("1、1-" * 100_000).encode(),
        "引号.txt": ('"' * 1_000_000).encode(),
    }


def make(folder: Path) -> tuple[set[str], set[str]]:
    """Write all of them, and what is no file (a pipe, links to nowhere, to a device, to the folder itself).

    Gives the names of the good ones and of the others.
    """
    files = good()
    bad = hostile()
    for name, data in {**files, **bad}.items():
        (folder / name).write_bytes(data)
    others = {*bad}
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "管道.txt")
        (folder / "设备.txt").symlink_to("/dev/zero")
        (folder / "断.txt").symlink_to(folder / "没有.txt")
        (folder / "圈").symlink_to(folder, target_is_directory=True)
        others |= {"管道.txt", "设备.txt", "断.txt"}
    return {*files}, others


def extract(folder: Path, out: Path, errors: Path) -> tuple[int, str]:
    """The exit code and what was said."""
    words = ["extract", str(folder), "-o", str(out), "--errors", str(errors), "--jobs", "2", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "budget_indicators", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=TESTS.parent,
        env={**os.environ, "PYTHONPATH": str(TESTS.parent)},
    )
    return done.returncode, done.stderr


def unnamed(names: Mapping[str, object] | set[str], said: str) -> set[str]:
    """The names that do not occur."""
    return {name for name in names if name not in said}


def main() -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as name:
        folder, out, errors = Path(name) / "in", Path(name) / "out.csv", Path(name) / "errors.csv"
        folder.mkdir()
        files, others = make(folder)
        began = time.monotonic()
        code, said = extract(folder, out, errors)
        seconds = time.monotonic() - began
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        listed = errors.read_text(encoding="utf-8")
        print(said)
        print("read and not in the table:", unnamed(files, out.read_text(encoding="utf-8-sig")))
        print("neither read nor named:", unnamed(others, listed + said + out.read_text(encoding="utf-8-sig")))
        print(f"{len(files)} good, {len(others)} others, exit code {code}, {seconds:.0f} s, largest process {most} MB")


if __name__ == "__main__":
    main()
