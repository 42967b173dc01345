"""Documents read through LibreOffice: the real one where there is one, and scripts that fail in every way."""

from __future__ import annotations

import http.server
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest

from tests.support.material_files import doc_of, odt_of
from tests.support.stand_in_office import REAL, SCRIPTS, WORDS, stand_in
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.formats import libreoffice, libreoffice_profile
from zhutiri_cli.materials.survey.inspect import inspect

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
pytestmark = pytest.mark.usefixtures("own_temporary_folder")


def word97(path: Path, made_from: Path) -> Path:
    """A real .doc that LibreOffice makes of another document; the settings of the reader do not hold here."""
    out = made_from.parent / "made"
    profile = f"-env:UserInstallation={(made_from.parent / 'profile').as_uri()}"
    command = [
        str(libreoffice.program()),
        profile,
        "--headless",
        "--convert-to",
        "doc:MS Word 97",
        "--outdir",
        str(out),
    ]
    subprocess.run([*command, str(made_from)], check=True, capture_output=True, timeout=600)
    return (out / f"{made_from.stem}.doc").rename(path)


def document(folder: Path) -> Path:
    made = docx.Document()
    made.add_paragraph(WORDS)
    made.add_paragraph("见 https://www.yunxi.example/1 。")
    made.save(str(folder / "source.docx"))
    return folder / "source.docx"


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real .doc."""
    folder = tmp_path_factory.mktemp("summary")
    return word97(folder / "活动总结.doc", document(folder))


def not_read(facts: FileFacts, why: str) -> bool:
    return (
        (facts.verdict, facts.local, facts.text) == (Fitness.UNCHECKED, True, "")
        and facts.reason == f"旧版 Word 或 WPS 格式（{why}），未核对内容"
        and "另存为 .docx" in facts.remedy
    )


def test_without_it_the_document_is_not_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    assert not_read(inspect(doc_of(tmp_path / "活动总结.doc")), "本机没有 LibreOffice")


@SCRIPTS
@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exit 0", "LibreOffice 打不开"),
        ("kill -SEGV $$", "LibreOffice 出错退出"),
        ("exit 77", "LibreOffice 出错退出"),
        (': > "$OUT/in.odt"', "LibreOffice 打不开"),
        ('ln -s /etc/passwd "$OUT/in.odt"', "LibreOffice 打不开"),
        ('echo rubbish > "$OUT/in.odt"', "LibreOffice 没有读出文字"),
    ],
)
def test_every_way_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, why: str) -> None:
    stand_in(tmp_path, script, monkeypatch)
    assert not_read(inspect(doc_of(tmp_path / "活动总结.doc")), why)


@SCRIPTS
def test_one_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "", monkeypatch)
    (tmp_path / "bin" / "soffice").write_bytes(b"\x7fELF nonsense")
    facts = inspect(doc_of(tmp_path / "活动总结.doc"))
    assert not_read(facts, "LibreOffice 无法启动，或临时文件夹无法写入")


@SCRIPTS
def test_a_hanging_one_is_ended_with_its_children_and_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, f"echo x >> {tmp_path}/starts\nsleep 99 & echo $! > {tmp_path}/child\nwait", monkeypatch)
    monkeypatch.setattr(libreoffice, "TIME_LIMIT", 2.0)
    path = doc_of(tmp_path / "活动总结.doc")
    for _ in range(libreoffice.STRIKES):
        assert not_read(inspect(path), "LibreOffice 在 2 秒内没有转换完")
        assert ended(int((tmp_path / "child").read_text()))
    assert not_read(inspect(path), "LibreOffice 多次没有响应")
    assert (tmp_path / "starts").read_text().count("x") == libreoffice.STRIKES


def ended(process: int) -> bool:
    """Whether a process is gone in the end, or left unburied by a parent that is not ours."""
    for _ in range(1000):
        try:
            os.kill(process, 0)
        except ProcessLookupError:  # gone
            return True
        status = Path(f"/proc/{process}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


@SCRIPTS
def test_it_sees_a_copy_with_a_plain_name_and_the_text_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odt_of(tmp_path / "ready.odt", f"<text:p>{WORDS}</text:p>")
    stand_in(tmp_path, f'echo "$IN" > {tmp_path}/seen; cp {tmp_path}/ready.odt "$OUT/in.odt"', monkeypatch)
    folder = tmp_path / "报送"
    folder.mkdir()
    path = doc_of(folder / "活动 总结.wps")
    before = path.stat()
    facts = inspect(path)
    assert (facts.verdict, facts.text.strip(), facts.local) == (Fitness.USABLE, WORDS, False)
    seen = Path((tmp_path / "seen").read_text().strip())
    assert (seen.name, seen.parent.parent) == ("in.doc", tmp_path / "temporary")
    assert [entry.name for entry in folder.iterdir()] == [path.name]
    assert path.stat().st_mtime_ns == before.st_mtime_ns


@SCRIPTS
def test_a_program_in_the_current_folder_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "", monkeypatch)
    planted = str(tmp_path / "bin" / "soffice")
    assert libreoffice.program() == planted
    monkeypatch.chdir(tmp_path / "bin")
    assert libreoffice.program() != planted


@REAL
def test_the_real_one_side_by_side(tmp_path: Path, summary: Path) -> None:
    path = shutil.copyfile(summary, tmp_path / "活动总结.doc")
    with ThreadPoolExecutor(4) as pool:
        for facts in pool.map(inspect, [path] * 4):
            assert (facts.verdict, facts.local, facts.kind) == (Fitness.USABLE, False, "document")
            assert WORDS in facts.text
            assert facts.urls == ("https://www.yunxi.example/1",)
    assert not [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".~lock")]


@REAL
def test_a_document_that_it_cannot_read_and_targets_of_hyperlinks(tmp_path: Path) -> None:
    assert inspect(doc_of(tmp_path / "坏.doc")).local
    link = '<text:a xlink:href="https://www.yunxi.example/2" xlink:type="simple">云汐日报</text:a>'
    path = word97(tmp_path / "活动总结.doc", linked(tmp_path / "source.odt", f"<text:p>{link}</text:p>"))
    assert inspect(path).urls == ("https://www.yunxi.example/2",)


def linked(path: Path, body: str) -> Path:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/></manifest:manifest>'
    )
    return odt_of(path, body, {"META-INF/manifest.xml": manifest})


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine, and every request that it got."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append(f"{self.command} {self.path}")
            self.send_response(200)
            self.end_headers()

        do_GET = do_HEAD = do_OPTIONS = answer  # noqa: N815 - named by the library

        def log_message(self, *_: object) -> None:
            """Nothing: it would print every request."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@REAL
def test_nothing_that_a_document_names_is_fetched(tmp_path: Path) -> None:
    with listening() as (address, asked):
        size = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" svg:width="3cm" svg:height="3cm"'
        image = f'<draw:image xlink:href="{address}/1.png" xlink:type="simple" xlink:actuate="onLoad"/>'
        frame = f'<draw:frame {size} text:anchor-type="as-char">{image}</draw:frame>'
        source = linked(tmp_path / "source.odt", f"<text:p>{WORDS}{frame}</text:p>")
        path = word97(tmp_path / "活动总结.doc", source)
        assert asked, "without the reader's settings the picture is fetched"
        asked.clear()
        assert WORDS in inspect(path).text
        assert asked == []


@REAL
@POSIX
def test_one_that_is_ended_leaves_no_process_and_no_socket(
    tmp_path: Path, summary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opens a socket in /tmp, whatever it is told about temporary files, and removes it when it ends by itself."""
    homes = list[Path]()

    def noted() -> Path:
        homes.append(libreoffice_profile.home_of_process())
        return homes[-1]

    monkeypatch.setattr(libreoffice, "home_of_process", noted)
    for seconds in (0.3, 0.8, 1.3, 1.8):
        monkeypatch.setattr(libreoffice, "TIME_LIMIT", seconds)
        monkeypatch.setattr(libreoffice, "_strikes", 0)
        inspect(summary)
    assert len(homes) == 4
    libreoffice_profile.forget(os.getpid())
    names = [libreoffice_profile.pipe_name(home) for home in homes]
    assert [name for name in names if Path("/tmp", name).exists() or Path("/var/tmp", name).exists()] == []
    running = [path for path in Path("/proc").glob("[0-9]*/cmdline") if any(home.name in said(path) for home in homes)]
    assert running == []
    assert tmp_path.exists()


def said(path: Path) -> str:
    """The command of a process; ``""`` for one that has ended meanwhile."""
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError:  # as above
        return ""


@REAL
@POSIX
def test_the_socket_is_named_as_libreoffice_names_it(
    tmp_path: Path, summary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set[str]()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "临时 文件夹"))
    (tmp_path / "临时 文件夹").mkdir()
    home = libreoffice_profile.home_of_process()
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(inspect, summary)
        while not looking.done():
            seen |= {path.name for folder in ("/tmp", "/var/tmp") for path in Path(folder).glob("OSL_PIPE_*")}
            time.sleep(0.02)
    assert looking.result().verdict is Fitness.USABLE
    assert libreoffice_profile.pipe_name(home) in seen
    libreoffice_profile.forget(os.getpid())
    assert list((tmp_path / "临时 文件夹").iterdir()) == []


@POSIX
def test_sockets_of_readers_that_were_killed_are_removed_by_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as short:  # a socket's path takes 107 bytes
        monkeypatch.setattr(libreoffice_profile, "_PIPE_FOLDERS", (short, str(tmp_path / "none")))
        homes = [tmp_path / ".zhutiri-a.d", tmp_path / ".zhutiri-b.d", tmp_path / "another"]
        for home in homes:
            home.mkdir()
        places = [Path(short, libreoffice_profile.pipe_name(home)) for home in homes]
        with socket.socket(socket.AF_UNIX) as one, socket.socket(socket.AF_UNIX) as other:
            one.bind(str(places[0]))
            other.bind(str(places[2]))
            places[1].write_bytes(b"no socket")
            libreoffice_profile.remove_pipes(tmp_path)
        assert [place.exists() for place in places] == [False, True, True]


@REAL
@POSIX
@pytest.mark.parametrize("there", [True, False])
def test_the_users_home_is_neither_needed_nor_touched(
    tmp_path: Path, summary: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    home = tmp_path / "home"
    if there:
        home.mkdir(mode=0o555)
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    assert WORDS in inspect(summary).text
    assert home.exists() is there
    assert list(home.rglob("*")) == []


@REAL
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_connection_is_opened(tmp_path: Path, summary: Path) -> None:
    log = tmp_path / "calls"
    if subprocess.run(["strace", "-o", str(log), "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace may not watch processes here")
    line = f"from zhutiri_cli.materials.survey import inspect; inspect.inspect(inspect.Path({str(summary)!r}))"
    watch = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log), sys.executable, "-c", line]
    subprocess.run(watch, check=True, timeout=600)
    calls = log.read_text(encoding="utf-8", errors="replace")
    assert "OSL_PIPE" in calls, "LibreOffice was watched"
    assert "AF_INET" not in calls


@REAL
def test_the_profile_of_a_process_is_removed_when_it_ends(tmp_path: Path, summary: Path) -> None:
    path = shutil.copyfile(summary, tmp_path / "活动总结.doc")
    program = f"""if __name__ == "__main__":
    import multiprocessing
    from pathlib import Path
    from zhutiri_cli.materials.survey.inspect import inspect
    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    with multiprocessing.get_context(way).Pool(1) as pool:
        print(len(pool.apply(inspect, [Path({str(path)!r})]).text))
        pool.close()
        pool.join()
    print(len(inspect(Path({str(path)!r})).text))
"""
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    # A short path: forkserver's socket lies in it, and takes 107 bytes.
    with tempfile.TemporaryDirectory(dir="/tmp" if os.name == "posix" else None) as place:
        environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), place)}
        done = subprocess.run(
            [sys.executable, str(tmp_path / "program.py")], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert list(Path(place).iterdir()) == []
    assert len(set(done.stdout.split())) == 1
    assert int(done.stdout.split()[0]) > len(WORDS)
