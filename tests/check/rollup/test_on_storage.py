"""Workspaces on a real S3 server: found, checked as they are here, gone on with; and what stands in the way is told."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Ran, zhutiri
from tests.support.many_workspaces import DAY, PLAN, TEXT, province, sound
from tests.support.places import EXAMPLES
from tests.support.s3_server import BUCKET, S3Server
from zhutiri_cli.check.rollup import private_folder, storage, workspace_copy
from zhutiri_cli.check.rollup.find_workspaces import find_workspaces
from zhutiri_cli.check.rollup.one_workspace import WorkspaceJob, WorkspaceOutcome, check_workspace
from zhutiri_cli.check.rollup.row_text import written
from zhutiri_cli.check.rollup.storage_address import StorageAddress, address_in, place_shown
from zhutiri_cli.common.errors import FileProblem, UsageProblem
from zhutiri_cli.rules.catalogue import catalogue

ALL = f"s3://{BUCKET}/全省"
AS_OF = ("--as-of", DAY)
SUBMITTED = "data/submissions/2024/01-人社局"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, and a temporary folder that is looked into afterwards: a copy must not stay."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "here"


@pytest.fixture
def country(s3: S3Server, here: Path) -> S3Server:
    """The bucket with the province, which lies in the current folder as well."""
    s3.put_folder(province(here / "全省"), "全省")
    return s3


def job(address: str, known: str = "", day: str = DAY) -> WorkspaceJob:
    place = address_in(address) or Path(address).absolute()
    return WorkspaceJob(place, place_shown(place), date.fromisoformat(day), catalogue, known=known)


def found(*words: str) -> list[tuple[str, str]]:
    return [(str(place.path), place.fault) for place in find_workspaces(words, 2024)]


def error(address: str) -> str:
    row = check_workspace(job(address)).row
    assert row is not None
    return f"{row.error}。{row.advice}"


def whole(done: Ran) -> Any:
    """What a rollup says as JSON, the address of the bucket left out."""
    assert done.status == 1, done.err
    return json.loads(done.out.replace(f"s3://{BUCKET}/", ""))


def reasons(rolled: Any) -> Any:
    """The same without what to do about a plan that cannot be used, which is to bring it here first."""
    for one in rolled["workspaces"]:
        if one["error"] is not None:
            one["error"], advice = one["error"].split("。", 1)
            assert advice
    return rolled


# ---- the same as here --------------------------------------------------------------------------------------------


def test_a_rollup_says_the_same_of_storage_as_of_folders(country: S3Server, here: Path) -> None:
    before = country.held()
    there = zhutiri("rollup", ALL, *AS_OF, "-f", "json")
    assert reasons(whole(there)) == reasons(whole(zhutiri("rollup", "全省", *AS_OF, "-f", "json")))
    assert f'"path": "{ALL}/1号县"' in there.out
    assert country.held() == before
    assert {one.split()[0] for one in country.asked} == {"GET"}
    assert list((here.parent / "temporary").iterdir()) == []


@pytest.mark.usefixtures("here")
def test_every_word_of_the_sample_is_the_same_but_for_the_address(
    s3: S3Server, monkeypatch: pytest.MonkeyPatch, examples_in_cache: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(examples_in_cache.parent))
    s3.put_folder(EXAMPLES, "示例")
    monkeypatch.chdir(EXAMPLES.parent)
    rows = [check_workspace(job(place, day="2024-04-12")).row for place in (f"s3://{BUCKET}/示例", "examples")]
    there, own = (json.dumps(written(row), ensure_ascii=False) for row in rows if row is not None)
    assert f"s3://{BUCKET}/示例" in there
    assert there.replace(f"s3://{BUCKET}/示例", "examples") == own
    assert tempfile.gettempdir() not in there


@pytest.mark.reader_processes
@pytest.mark.usefixtures("country")
def test_processes_of_this_machine_check_it() -> None:
    words = ("rollup", f"{ALL}/[12]号县", *AS_OF, "-f", "json")
    assert [one["path"] for one in whole(zhutiri(*words))["workspaces"]] == ["全省/1号县", "全省/2号县"]


# ---- which are meant ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("country")
def test_folders_of_folders_are_looked_through_as_here() -> None:
    there, own = found(ALL), found("全省")
    assert there == [(f"s3://{BUCKET}/{name}", fault) for name, fault in own]
    assert len(there) == 8


@pytest.mark.usefixtures("country")
def test_patterns_plan_files_and_lists_of_both(here: Path) -> None:
    assert found(f"{ALL}/[12]号县", f"{ALL}/1号县/") == [(f"{ALL}/1号县", ""), (f"{ALL}/2号县", "")]
    plan = f"{ALL}/4号县/data/plan_2023.yaml"
    assert found(plan) == [(plan, "")]
    assert found(f"{ALL}/*/data/plan_2023.yaml") == [(f"{ALL}/3号县/data/plan_2023.yaml", ""), (plan, "")]
    lines = f"{ALL}/2号县\n全省/1号县\nhttp://内网/全省\n{ALL}/9*\nfile://{here}/全省/4号县\n{ALL}/没有\n"
    (here / "清单.txt").write_text(lines, encoding="utf-8")
    assert found("清单.txt") == [
        (f"{ALL}/2号县", ""),
        ("全省/1号县", ""),
        ("http://内网/全省", "是网址，不是存储的地址"),
        (f"{ALL}/9*", "没有匹配的文件夹"),
        (f"{here}/全省/4号县", ""),
        (f"{ALL}/没有", "不存在"),
    ]


def test_what_is_told_of_a_city_and_its_districts_is_the_same_there(s3: S3Server, here: Path) -> None:
    city = sound(here / "某省" / "某市")
    (city / "data" / "plan_2023.yaml").write_text(PLAN.format(name="旧", year=2023), encoding="utf-8")
    for name in ("甲区", "片区/乙区"):
        sound(city / name)
    (city / "函件").mkdir()
    (city / "函件" / "一.txt").write_text("x", encoding="utf-8")
    s3.put_folder(here / "某省", "某省")
    province, own = f"s3://{BUCKET}/某省", f"s3://{BUCKET}/某省/某市"
    whole = found(province)
    assert [one.removeprefix(f"{own}/") for one, fault in whole if not fault] == [own, "片区/乙区", "甲区"]
    assert whole == [(f"s3://{BUCKET}/{name}", fault) for name, fault in found("某省")]
    assert found(f"{province}/*") == found(own, f"{own}/data", f"{own}/data/plan_2024.yaml") == whole
    plans = [(f"{own}/data/plan_{year}.yaml", "") for year in (2023, 2024)]
    assert found(f"{own}/data/*") == plans
    assert found(own, plans[0][0]) == [*whole, plans[0]]
    s3.put(f"某省/某市/{SUBMITTED}/data/plan_2024.yaml")
    s3.asked.clear()
    assert found(own) == whole
    assert [one for one in s3.asked if "submissions" in one and "prefix=" in one] == []


def test_a_name_that_looks_like_a_pattern_is_a_name_first(s3: S3Server, here: Path) -> None:
    s3.put_folder(sound(here / "甲县"), "全省[1]/甲县")
    s3.put("清单.txt", b"x")
    assert found(f"s3://{BUCKET}/全省[1]") == [(f"s3://{BUCKET}/全省[1]/甲县", "")]
    assert found(f"s3://{BUCKET}/清单.txt") == [(f"s3://{BUCKET}/清单.txt", "不是工作区的文件夹，也不是计划文件")]


def test_more_names_than_a_page_holds_are_all_found(s3: S3Server, here: Path) -> None:
    s3.put_folder(sound(here / "甲县"), "全省/甲县")
    for number in range(1100):
        s3.put(f"全省/{number}.txt")
    assert found(ALL) == [(f"{ALL}/甲县", "")]
    address = address_in(ALL)
    assert isinstance(address, StorageAddress)
    assert len(storage.Storage("s3").below(address, 2000)) == 1100 + 4
    with pytest.raises(FileProblem, match="超过 1000 个"):
        storage.Storage("s3").below(address, 1000)
    assert s3.fetched == []


def test_a_plan_by_its_name_is_the_one_that_is_checked(country: S3Server) -> None:
    country.put(f"全省/4号县/{SUBMITTED}/../../2023/01-人社局/x.txt")  # of another year, and not looked at
    row = check_workspace(job(f"{ALL}/4号县/data/plan_2023.yaml")).row
    assert row is not None
    assert (row.error, row.path, row.title) == (None, f"{ALL}/4号县/data/plan_2023.yaml", "旧2024年活动计划表")


# ---- gone on with ------------------------------------------------------------------------------------------------


def test_what_is_as_it_was_is_not_fetched_and_what_has_changed_is(country: S3Server) -> None:
    address, plan = f"{ALL}/1号县", "全省/1号县/data/plan_2024.yaml"
    signature = check_workspace(job(address)).signature
    assert signature
    assert len(country.fetched) == 4
    country.asked.clear()
    assert check_workspace(job(address, signature)) == WorkspaceOutcome(None, signature)
    assert country.fetched == []
    assert len(country.asked) == 3
    for key, data in (
        (f"全省/1号县/{SUBMITTED}/活动总结.txt", b"x"),
        (f"全省/1号县/{SUBMITTED}/补充.txt", b"y"),
        ("全省/1号县/data/reminded_2024.yaml", b"schema: 1\n"),
        (plan, PLAN.format(name="另一", year=2024).encode()),
    ):
        country.put(key, data)
        country.asked.clear()
        again = check_workspace(job(address, signature))
        assert again.row is not None
        assert plan in country.fetched
        signature = again.signature


def test_a_rollup_goes_on_without_fetching(country: S3Server, monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    words = ("rollup", ALL, *AS_OF, "-o", "汇总.json")
    with monkeypatch.context() as patch:
        patch.setattr("zhutiri_cli.cli.write_files.put_all", lambda _: (_ for _ in ()).throw(FileProblem("磁盘已满")))
        assert zhutiri(*words).status == 2
    country.put("全省/2号县/data/reminded_2024.yaml", b"schema: 1\n")
    country.asked.clear()
    done = zhutiri(*words, "--resume")
    assert "上次已核对 8 个工作区，接着做" in done.err
    assert {key.split("/")[1] for key in country.fetched} == {"2号县", "6号县"}  # the changed one, and the faulty one
    assert len(json.loads((here / "汇总.json").read_text("utf-8"))["workspaces"]) == 8


@pytest.mark.usefixtures("country")
def test_what_was_learnt_of_a_file_is_kept_by_its_content_and_not_by_where_the_copy_lay(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    monkeypatch.setattr("zhutiri_cli.materials.survey.stamp._RACY", -1)
    assert check_workspace(job(f"{ALL}/1号县")).row is not None
    (file,) = own_cache.glob("facts-*.sqlite3")
    with sqlite3.connect(file) as store:
        counts = [store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("facts", "seen")]
    store.close()
    assert counts == [2, 0]


# ---- what stands in the way --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://example.com/全省", "是网址，不是存储的地址"),
        ("https://bucket.s3.amazonaws.com/全省", "是网址，不是存储的地址"),
        ("ssh://host/全省", "不是能读的存储"),
        ("github://a:b@c/d", "不是能读的存储"),
        ("gs://桶/全省", "不是能读的存储"),
        ("filecache::s3://zhutiri/全省", "不是能读的存储"),
        ("s3::s3://zhutiri/全省", "不是能读的存储"),
        ("s3://key:verysecret@zhutiri/全省", "地址里写着账号或口令"),
        ("s3://", "没有写明存储桶"),
        ("s3:///全省", "没有写明存储桶"),
        ("s3://zhutiri/全省/../另省", "路径里有空的一段、. 或 .."),
        ("s3://zhutiri//全省", "路径里有空的一段"),
        ("s3://zhutiri/全省\\甲县", "反斜杠"),
        ("s3://zhutiri/全省?versionId=1", "对象的版本"),
        ("s3://zhu*/全省", "通配符认不得"),
        ("s3://zhutiri/**/甲县", "通配符认不得"),
        ("file://另一台/全省", "不是本机的路径"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_before_anything_is_asked(
    s3: S3Server, here: Path, address: str, said: str
) -> None:
    sound(here / "甲县")
    done = zhutiri("rollup", "甲县", address, *AS_OF)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert "verysecret" not in done.err
    assert "Traceback" not in done.err
    assert s3.asked == []


def test_a_file_address_is_the_folder_itself(here: Path) -> None:
    province(here / "全 省")
    local = found("全 省/1号县")
    assert [name.removeprefix(f"{here}/") for name, _ in found(f"file://{here}/全 省/1号县")] == [local[0][0]]
    assert found(f"file://{here}/全%20省/1号县") == [(f"{here}/全 省/1号县", "")]
    assert len(found(f"file://localhost{here}/全 省/[12]*")) == 2


def test_without_the_extra_it_says_what_to_install(s3: S3Server, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound(here / "甲县")
    monkeypatch.setitem(__import__("sys").modules, "s3fs", None)
    done = zhutiri("rollup", "甲县", ALL, *AS_OF)
    assert (done.status, done.out) == (2, "")
    assert "s3:// 的地址需要的组件没有安装（缺少 s3fs）" in done.err
    assert 'pip install "zhutiri-cli[storage]"' in done.err
    assert s3.asked == []


@pytest.mark.usefixtures("s3", "here")
def test_a_service_that_is_not_named_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    done = zhutiri("rollup", ALL, *AS_OF)
    assert (done.status, done.out) == (2, "")
    assert "没有指明对象存储服务的网址，没有联系任何机器" in done.err


@pytest.mark.usefixtures("here")
def test_a_service_may_be_named_in_the_usual_settings_file(
    s3: S3Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    (tmp_path / "no-config").write_text(f"[default]\nendpoint_url = {s3.endpoint}\n", encoding="utf-8")
    with pytest.raises(FileProblem, match="不存在"):
        find_workspaces([ALL], 2024)
    assert len(s3.asked) >= 1


@pytest.mark.usefixtures("here")
def test_no_keys_are_told(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(storage, "AT_ONCE", 15)  # a connection of its own, made with these settings
    with pytest.raises(FileProblem, match=f"^{ALL}：没有密钥，打不开$") as told:
        find_workspaces([ALL], 2024)
    assert "AWS_ACCESS_KEY_ID" in told.value.advice
    assert s3.asked == []


@pytest.mark.usefixtures("s3", "here")
def test_keys_that_are_not_let_in_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moto.settings.INITIAL_NO_AUTH_ACTION_COUNT", 0.0)
    with pytest.raises(FileProblem, match="没有权限，打不开（InvalidAccessKeyId）"):
        find_workspaces([ALL], 2024)


@pytest.mark.usefixtures("s3", "here")
def test_a_bucket_that_is_not_there_is_told() -> None:
    with pytest.raises(FileProblem, match=r"^s3://no-such-bucket/全省：没有这个存储桶$"):
        find_workspaces(["s3://no-such-bucket/全省"], 2024)
    with pytest.raises(FileProblem, match="存储桶的名称不合规定"):
        find_workspaces(["s3://全省/甲县"], 2024)


@pytest.mark.usefixtures("s3", "here")
def test_a_service_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "TRIES", 1)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    done = zhutiri("rollup", ALL, *AS_OF)
    assert (done.status, done.out) == (2, "")
    assert f"{ALL}：存储服务连不上" in done.err
    assert "AWS_ENDPOINT_URL" in done.err
    assert "Traceback" not in done.err


def test_one_address_that_cannot_be_read_does_not_stop_the_others(country: S3Server) -> None:
    done = whole(zhutiri("rollup", f"{ALL}/1号县", "s3://no-such-bucket/全省", f"{ALL}/没有", *AS_OF, "-f", "json"))
    assert [(one["path"], one["error"]) for one in done["workspaces"]] == [
        ("全省/1号县", None),
        (
            "s3://no-such-bucket/全省",
            "没有这个存储桶。请核对地址里的存储桶和路径，以及环境变量 AWS_ENDPOINT_URL",
        ),
        ("全省/没有", "不存在。请核对地址"),
    ]
    assert country.fetched


def test_a_faulty_plan_is_told_by_its_address_with_what_can_be_done(country: S3Server) -> None:
    said = error(f"{ALL}/6号县")
    assert said.startswith(f"计划文件 {ALL}/6号县/data/plan_2024.yaml 有 ")
    assert "下载到本机" in said
    assert tempfile.gettempdir() not in said
    assert country.fetched == ["全省/6号县/data/plan_2024.yaml"]


def test_a_defect_of_ours_is_told_by_the_address(country: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(request: Any) -> None:
        raise ZeroDivisionError(str(request.root))

    monkeypatch.setattr("zhutiri_cli.check.rollup.one_workspace.check", defect)
    assert f"（ZeroDivisionError: {ALL}/1号县/data/submissions/2024）" in error(f"{ALL}/1号县")
    assert "下载到本机" in error(f"{ALL}/1号县")
    assert country.fetched


def test_folders_that_are_only_marked_are_folders_and_none_is_none(s3: S3Server, here: Path) -> None:
    for name, inside in (("1号县", ()), ("2号县", ("submissions/2024",)), ("3号县", ("submissions/2024/03-消防大队",))):
        (here / "全省" / name).mkdir(parents=True)
        (here / "全省" / name / "plan_2024.yaml").write_text(PLAN.format(name=name, year=2024), encoding="utf-8")
        for one in inside:
            (here / "全省" / name / one).mkdir(parents=True)
    s3.put_folder(here / "全省", "全省")
    assert "全省/3号县/submissions/2024/03-消防大队/" in s3.held()
    for name in ("1号县", "2号县", "3号县"):
        there, own = (check_workspace(job(place)).row for place in (f"{ALL}/{name}", f"全省/{name}"))
        assert there is not None
        assert own is not None
        assert json.dumps(written(there)).replace(f"s3://{BUCKET}/", "") == json.dumps(written(own))


HOSTILE = {
    "../../../../../../外面.txt": "..",
    "01-人社局/../../外面.txt": "..",
    "/外面.txt": "",
    "01-人社局//外面.txt": "",
    "/": "",
    "01-人社局/./外面.txt": ".",
    "..\\..\\外面.txt": "\\",
    "01-人社局/外面.txt/": "folder mark with content",
    f"01-人社局/{'长' * 90}.txt": "too long for a file system",
    "01-人社局/活动方案.txt/里面.txt": "an object is called as a folder is",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_key_that_is_no_file_name_is_told_and_nothing_is_written(country: S3Server, here: Path, name: str) -> None:
    country.put(f"全省/1号县/data/submissions/2024/{name}", b"x")
    said = error(f"{ALL}/1号县")
    assert "不能照原样存为文件，没有核对" in said
    assert country.fetched == ["全省/1号县/data/plan_2024.yaml"]
    assert list(here.parent.rglob("外面*")) == []
    assert list((here.parent / "temporary").iterdir()) == []
    assert error(f"{ALL}/2号县").startswith("None")


def test_an_odd_but_sound_key_is_a_file_as_here(country: S3Server, here: Path) -> None:
    for name in ("活动总结 (1)?.txt", "活动总结#2%20.txt", "活动总结+&=[3].txt", "活动总结A.TXT", "活动总结a.txt"):
        country.put(f"全省/1号县/{SUBMITTED}/{name}", TEXT.format(what="活动总结", name="1号县").encode())
        (here / f"全省/1号县/{SUBMITTED}/{name}").write_bytes(TEXT.format(what="活动总结", name="1号县").encode())
    there, own = (check_workspace(job(place)).row for place in (f"{ALL}/1号县", "全省/1号县"))
    assert there is not None
    assert own is not None
    assert json.dumps(written(there)).replace(f"s3://{BUCKET}/", "") == json.dumps(written(own))


def test_a_workspace_that_is_too_large_is_told_and_not_fetched(
    country: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(workspace_copy, "OBJECTS", 2)
        assert error(f"{ALL}/1号县").startswith("下面的对象超过 2 个，没有核对")
    with monkeypatch.context() as patch:
        patch.setattr(private_folder, "BYTES", 1000)
        assert "超过 0.0 GiB，没有核对" in error(f"{ALL}/1号县")
    with monkeypatch.context() as patch:
        patch.setattr("shutil.disk_usage", lambda _: type("Disk", (), {"free": 1000}))
        assert "材料放不进临时文件夹（磁盘已满）。" in error(f"{ALL}/1号县")
    with monkeypatch.context() as patch:
        patch.setattr(storage, "MOST_LISTED", 2)
        with pytest.raises(FileProblem, match="下面的对象超过 2 个"):
            find_workspaces([ALL], 2024)
    assert set(country.fetched) <= {"全省/1号县/data/plan_2024.yaml"}


def test_an_object_that_changes_or_goes_while_it_is_fetched_is_told(
    country: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = storage.Storage.below

    def outdated(self: storage.Storage, *words: Any) -> list[storage.StoredFile]:
        return [storage.StoredFile(one.name, one.size + 1, one.mark) for one in listed(self, *words)]

    def more(self: storage.Storage, *words: Any) -> list[storage.StoredFile]:
        return [*listed(self, *words), storage.StoredFile("01-人社局/没有了.txt", 1, "x")]

    with monkeypatch.context() as patch:
        patch.setattr(storage.Storage, "below", outdated)
        assert "在核对时变动了，没有核对" in error(f"{ALL}/1号县")
    with monkeypatch.context() as patch:
        patch.setattr(storage.Storage, "below", more)
        assert error(f"{ALL}/1号县").startswith("核对时对象已经不在了")
    assert country.fetched


def test_the_copy_is_its_owners_alone(country: S3Server, monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    from zhutiri_cli.check import weekly

    seen = list[tuple[str, int]]()
    check = weekly.check

    def looked(request: Any) -> Any:
        top = here.parent / "temporary"
        seen.extend((path.name, path.stat().st_mode & 0o077) for path in top.rglob("*"))
        return check(request)

    monkeypatch.setattr("zhutiri_cli.check.rollup.one_workspace.check", looked)
    assert check_workspace(job(f"{ALL}/1号县")).row is not None
    assert {"活动方案.txt", "plan_2024.yaml"} <= {name for name, _ in seen}
    assert {mode for _, mode in seen} == {0} or os.name == "nt"
    assert country.fetched


@pytest.mark.usefixtures("country")
def test_results_are_not_written_to_storage() -> None:
    done = zhutiri("rollup", ALL, *AS_OF, "-o", f"s3://{BUCKET}/汇总.html")
    assert (done.status, done.out) == (2, "")
    assert "是存储的地址，不能写到那里" in done.err


@pytest.mark.usefixtures("here")
def test_what_lies_in_memory_is_read_as_well(here: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="fsspec (extra storage) is not installed")
    memory = fsspec.filesystem("memory")
    memory.put(str(province(here / "全省")), "/本机/全省", recursive=True)
    try:
        there = zhutiri("rollup", "memory://本机/全省", *AS_OF, "-f", "json")
        own = zhutiri("rollup", "全省", *AS_OF, "-f", "json")
        assert reasons(json.loads(there.out.replace("memory://本机/", ""))) == reasons(json.loads(own.out))
        signature = check_workspace(job("memory://本机/全省/1号县")).signature
        assert check_workspace(job("memory://本机/全省/1号县", signature)).row is None
        with pytest.raises(FileProblem, match="不存在"):
            find_workspaces(["memory://没有"], 2024)
    finally:
        memory.rm("/本机", recursive=True)


def test_usage_problems_stay_usage_problems() -> None:
    with pytest.raises(UsageProblem, match="没有写明存储桶"):
        find_workspaces(["s3://"], 2024)
