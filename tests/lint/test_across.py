"""Rules across rows, projects, years and departments, on a made folder whose faults are known."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from budget_indicators.lint.cache import Cache
from budget_indicators.lint.config import Config
from budget_indicators.lint.engine import Finding
from budget_indicators.lint.reports.base import Report
from budget_indicators.lint.run import LintInput, Run

from .cases import text_of

HEAD = "项目支出绩效目标表\n\n部门名称：{department}\n\n单位：万元\n\n"
COLUMNS = "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标\n"


class Kept(Report):
    """Keeps every finding."""

    kept: list[Finding]

    def file(self, name: str, findings: object) -> None:
        """Those of a whole file."""
        self.kept += findings  # type: ignore[arg-type,operator]

    def passage(self, passage: object, findings: object) -> None:
        """Those of one string."""
        self.kept += findings  # type: ignore[arg-type,operator]


def table(department: str, projects: list[tuple[str, str, str, list[str]]]) -> str:
    """The text of a table: name, amount in 万元, goal and indicators of each project."""
    total = sum(float(amount) for _, amount, _, _ in projects)
    lines = [f"合计\t{total:.2f}\t{total:.2f}\t\t\t\t", f"{department}\t{total:.2f}\t{total:.2f}\t\t\t\t"]
    for name, amount, goal, indicators in projects:
        lines.append(f"{name}\t{amount}\t{amount}\t\t\t{goal}\t{text_of(indicators)}")
    return HEAD.format(department=department) + COLUMNS + "\n".join(lines) + "\n"


ACROSS = tuple(f"Q{number:03}" for number in range(34, 45) if number != 40)


def lint(folder: Path, files: dict[str, str], config: Config | None = None, **options: object) -> list[Finding]:
    """The findings in a folder with these files: of the rules across rows, or of those that are configured."""
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    report = Kept(None, "en", ())  # type: ignore[arg-type]
    report.kept = []
    sources = [LintInput(str(path), str(path)) for path in sorted(folder.iterdir()) if path.is_file()]
    Run(config or Config(select=ACROSS), report, **options).lint(sources, failed=pytest.fail)  # type: ignore[arg-type]
    return report.kept


WATER = [
    "11|新建供水管网长度|15公里",
    "12|管网漏损率|≤9%",
    "13|抢修恢复供水时间|≤24小时",
    "22|自来水普及率|≥92%",
    "31|用水户满意度|≥90%",
]
ROADS = [
    "11|农村公路养护里程|60公里",
    "12|优良路率|≥90%",
    "13|病害处置及时率|≥95%",
    "14|养护总成本|≤80万元",
    "31|沿线村民满意度|≥88%",
]
BOOKS = [
    "11|新增馆藏图书|6000册",
    "12|图书上架差错率|≤1%",
    "13|新书上架时限|≤30天",
    "22|年流通人次|≥2万人次",
    "31|读者满意度|≥93%",
]
SOUND = [("管网工程", "90", "新建供水管网15公里", WATER), ("公路养护", "100", "养护农村公路60公里", ROADS)]


def changed(rows: list[str], old: str, new: str) -> list[str]:
    """The rows with one of them changed; dropped where ``new`` is empty."""
    assert old in rows
    return [new if row == old else row for row in rows if row != old or new]


def test_a_sound_folder_is_silent(tmp_path: Path) -> None:
    """Two years of three departments that carry on with other amounts: nothing to say."""
    grown = [
        row.replace("60公里", "66公里").replace("15公里", "18公里").replace("≥92%", "≥93%") for row in WATER + ROADS
    ]
    files = {
        "2024年水务局.txt": table("水务局", [("管网工程", "90", "新建供水管网15公里", WATER)]),
        "2025年水务局.txt": table("水务局", [("管网工程", "95", "新建供水管网18公里", grown[:5])]),
        "2024年交通局.txt": table("交通局", [("公路养护", "100", "养护农村公路60公里", ROADS)]),
        "2025年交通局.txt": table("交通局", [("公路养护", "100", "养护农村公路66公里", grown[5:])]),
        "2025年图书馆.txt": table("图书馆", [("图书购置", "60", "新增图书6000册", BOOKS)]),
    }
    assert lint(tmp_path, files) == []


FAULTS = {
    "Q034": (["交通局", [("公路养护", "60", "", ROADS)]], "≤80万元"),
    "Q035": (
        ["水务局", [("管网工程", "90", "全年新建供水管网公里数见表，开展宣传12场", [*WATER, "11|节水宣传场次|6场"])]],
        "12场",
    ),
    "Q036": (["水务局", [("管网工程", "90", "", WATER), ("管网工程", "90", "", WATER)]], "项目“管网工程”"),
    "Q038": (["水务局", [("管网工程", "90", "", WATER), ("泵站工程", "60", "", WATER)]], "“管网工程”"),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_in_one_document(tmp_path: Path, code: str) -> None:
    """The fault is found once, with what it is about, and nothing else is."""
    (department, projects), said = FAULTS[code]
    found = lint(tmp_path, {"2025年.txt": table(department, projects)})  # type: ignore[arg-type]
    assert [one.code for one in found] == [code]
    assert said in found[0].zh
    assert found[0].place.zh or found[0].line


YEARS = {
    "Q041": (changed(WATER, "22|自来水普及率|≥92%", "22|自来水普及率|≥85%"), "≥92%"),
    "Q042": (changed(WATER, "31|用水户满意度|≥90%", ""), "用水户满意度"),
    "Q043": (WATER, "5个指标"),
}


@pytest.mark.parametrize("code", YEARS)
def test_a_fault_between_years(tmp_path: Path, code: str) -> None:
    """This year against last year: the fault alone, and both places in it."""
    rows, said = YEARS[code]
    files = {
        "2024年水务局.txt": table("水务局", [("管网工程", "90", "", WATER)]),
        "2025年水务局.txt": table("水务局", [("管网工程", "90", "", rows)]),
    }
    found = lint(tmp_path, files)
    assert [one.code for one in found] == [code]
    assert said in found[0].zh
    assert found[0].file.endswith("2025年水务局.txt")
    assert "2024年水务局.txt" in found[0].zh


def test_a_negative_target_is_lowered_where_it_grows(tmp_path: Path) -> None:
    """Direction counts: a leakage of 9 % after 12 % is better, 15 % is worse."""
    for value, codes in (("≤7%", []), ("≤15%", ["Q041"])):
        rows = changed(WATER, "12|管网漏损率|≤9%", f"12|管网漏损率|{value}")
        files = {
            "2024年水务局.txt": table("水务局", [("管网工程", "90", "", WATER)]),
            "2025年水务局.txt": table("水务局", [("管网工程", "90", "", rows)]),
        }
        assert [one.code for one in lint(tmp_path, files)] == codes


def test_copies_and_boilerplate_between_departments(tmp_path: Path) -> None:
    """Twelve rows of one department stand in another's: each document is told its share."""
    rows = [f"12|{word}合格率|≥95%" for word in "甲乙丙丁戊己庚辛壬癸子丑"]
    files = {
        "2025年甲局.txt": table("甲局", [("甲项目", "90", "", [*rows, "31|居民满意度|≥90%"])]),
        "2025年乙局.txt": table("乙局", [("乙项目", "90", "", [*rows, "31|学员满意度|≥92%"])]),
    }
    found = lint(tmp_path, files)
    assert [one.code for one in found if one.code != "Q037"] == ["Q039", "Q039"]
    assert "13行中有12行（92%）" in found[-1].zh


def test_far_from_peers(tmp_path: Path) -> None:
    """One satisfaction of 30 % among eight of 90 %."""
    files = {}
    for number, value in enumerate(["≥90%"] * 5 + ["≥92%", "≥88%", "≥30%"]):
        rows = changed(WATER, "31|用水户满意度|≥90%", f"31|用水户满意度|{value}")
        rows = changed(rows, "11|新建供水管网长度|15公里", f"11|新建供水管网长度|{number + 3}公里")
        files[f"2025年{number}区.txt"] = table(f"{number}区水务局", [("管网工程", "90", "", rows)])
    found = lint(tmp_path, files)
    assert [(one.code, one.text) for one in found] == [("Q044", "≥30%")]


def test_jobs_and_cache_change_nothing(tmp_path: Path) -> None:
    """Two processes, a cache to fill and a filled one give the same findings in the same order."""
    files = {f"2025年{number}.txt": table(f"{number}局", SOUND) for number in range(3)}
    once = lint(tmp_path, files)
    assert once
    cache = Cache(str(tmp_path / "cache"))
    assert lint(tmp_path, files, jobs=2) == once
    assert lint(tmp_path, files, cache=cache) == once
    assert len(list((tmp_path / "cache").iterdir())) == 3
    assert lint(tmp_path, files, cache=cache) == once
    for kept in (tmp_path / "cache").iterdir():
        kept.write_bytes(b"damaged")
    assert lint(tmp_path, files, cache=cache) == once


class _Told:
    """What a hostile cache asks for: a call of a function."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("told",)


def test_a_hostile_cache_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that holds anything but findings is made anew, and nothing in it is carried out."""
    monkeypatch.chdir(tmp_path)
    files = {"2025年.txt": table("水务局", SOUND)}
    cache = Cache(str(tmp_path / "cache"))
    once = lint(tmp_path, files, cache=cache)
    for kept in (tmp_path / "cache").iterdir():
        kept.write_bytes(pickle.dumps(_Told()))
    assert lint(tmp_path, files, cache=cache) == once
    assert not (tmp_path / "told").exists()


POLICE = [
    "11|更换执法记录仪|300台",
    "12|设备完好率|≥97%",
    "13|接警到场时间|≤9分钟",
    "22|可防性案件下降率|≥6%",
    "31|群众安全感|≥95%",
]
SCHOOLS = [
    "11|新增学位|900个",
    "12|校舍验收合格率|100%",
    "13|开学前交付率|100%",
    "22|大班额比例|≤2%",
    "31|家长满意度|≥92%",
]
MEALS = [
    "11|享受营养餐学生|4200人",
    "12|食材抽检合格率|100%",
    "14|每餐补助标准|≤5元",
    "22|学生体质优良率|≥55%",
    "31|学生满意度|≥90%",
]
DRUGS = [
    "11|禁毒宣讲场次|45场",
    "12|社区康复执行率|≥98%",
    "22|三年未复吸率|≥70%",
    "24|示范社区存续率|≥90%",
    "31|居民满意度|≥91%",
]
CLINICS = [
    "11|改造村卫生室|24间",
    "12|设备验收合格率|100%",
    "14|改造总成本|≤240万元",
    "22|家庭医生签约率|≥60%",
    "31|就诊群众满意度|≥88%",
]
LESSONS = [
    "11|健康讲座场次|60场",
    "12|讲师持证率|≥95%",
    "22|居民健康素养水平|≥30%",
    "24|健康小屋续办率|≥85%",
    "31|听讲居民满意度|≥94%",
]


def _with(rows: list[str], **changes: str) -> list[str]:
    """The rows with other targets: by the first characters of a name."""
    found = []
    for row in rows:
        code, name, target = row.split("|")
        new = next((text for start, text in changes.items() if name.startswith(start)), target)
        found.append(f"{code}|{name}|{new}")
    return found


TWO_YEARS = {
    "2024年公安局.txt": table(
        "公安局",
        [("装备更新", "320", "更换执法记录仪300台", POLICE), ("禁毒专项", "85", "开展禁毒宣讲45场", DRUGS)],
    ),
    "2025年公安局.txt": table(
        "公安局",
        [
            # the leaving of one indicator, a lower bar for another
            ("装备更新", "330", "更换执法记录仪320台", _with(POLICE[:3], 更换="320台", 设备="≥92%") + POLICE[4:]),
            # word for word last year's
            ("禁毒专项", "85", "开展禁毒宣讲45场", DRUGS),
        ],
    ),
    "2024年教育局.txt": table(
        "教育局",
        [("学位建设", "1200", "新增学位900个", SCHOOLS), ("营养改善", "420", "4200名学生享受营养餐", MEALS)],
    ),
    "2025年教育局.txt": table(
        "教育局",
        [
            # a number of the goal that no indicator carries
            ("学位建设", "1300", "新增学位950个，培训教师330人", _with(SCHOOLS, 新增="950个")),
            ("营养改善", "440", "4300名学生享受营养餐", _with(MEALS, 享受="4300人", 学生体="≥56%")),
            # another project's indicators
            ("早餐工程", "150", "4300名学生享受营养餐", _with(MEALS, 享受="4300人", 学生体="≥56%")),
        ],
    ),
    "2024年卫健局.txt": table(
        "卫健局",
        [("村卫生室改造", "260", "改造村卫生室24间", CLINICS), ("健康宣传", "45", "举办讲座60场", LESSONS)],
    ),
    "2025年卫健局.txt": table(
        "卫健局",
        [
            # dearer than the whole project
            ("村卫生室改造", "200", "改造村卫生室26间", _with(CLINICS, 改造村="26间")),
            # listed twice
            ("健康宣传", "45", "举办讲座66场", _with(LESSONS, 健康讲="66场")),
            ("健康宣传", "45", "举办讲座66场", _with(LESSONS, 健康讲="66场")),
        ],
    ),
}
SEEDED = [
    ("2025年公安局.txt", "Q021", "效益指标"),  # with the indicator that was left out
    ("2025年公安局.txt", "Q041", "设备完好率"),
    ("2025年公安局.txt", "Q042", "可防性案件下降率"),
    ("2025年公安局.txt", "Q043", "2024年公安局.txt"),
    ("2025年教育局.txt", "Q035", "330人"),
    ("2025年教育局.txt", "Q038", "早餐工程"),
    ("2025年卫健局.txt", "Q034", "240万元"),
    ("2025年卫健局.txt", "Q036", "健康宣传"),
]


def test_three_departments_over_two_years(tmp_path: Path) -> None:
    """Known faults across rows, projects and years: every one is found, and no rule at all finds anything else."""
    everything = lint(tmp_path, TWO_YEARS, Config(review=True))
    found = sorted((Path(one.file).name, one.code, one.zh) for one in everything)
    assert [(file, code) for file, code, _ in found] == sorted((file, code) for file, code, _ in SEEDED)
    for (_, _, said), (_, _, zh) in zip(sorted(SEEDED), found, strict=True):
        assert said in zh
