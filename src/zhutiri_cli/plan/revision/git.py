"""The git executable, asked for a few names and for one file's bytes: no shell, a time limit, one sentence per fault.

Only commands that write nothing, run no hook or filter and ask no network; every word of the user's that reaches git
is one that cannot be read as an option.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.programs import program_on_path

_SECONDS = 30
_SETTINGS = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
}
_OTHERWISE = "也可先取出旧文件，再比较两个文件"


class Git:
    """A repository by a folder inside it. Raises ``FileProblem`` where git is missing, or the folder in no repository.

    ``prefix`` is the folder's path from the repository's root: empty, or ending in ``/``.
    """

    def __init__(self, folder: Path) -> None:
        found = program_on_path("git")
        if found is None:
            raise FileProblem("没有找到 git 程序，不能读取旧版本", f"请安装 git；{_OTHERWISE}")
        if not folder.is_dir():
            raise FileProblem(f"{folder} 不存在", "请核对路径后重新运行")
        self._program, self._folder = found, folder
        status, out, err = self._run("rev-parse", "--is-inside-work-tree", "--show-prefix")
        if status != 0 and b"safe.directory" in err:
            raise FileProblem(
                f"git 不信任文件夹 {folder} 的仓库（所有者不是当前用户）",
                f"请在 git 中设置 safe.directory；{_OTHERWISE}",
            )
        if status != 0 or not out.startswith(b"true"):
            raise FileProblem(f"文件夹 {folder} 不在 git 仓库里，不能读取旧版本", _OTHERWISE)
        self.prefix = os.fsdecode(out.partition(b"\n")[2].removesuffix(b"\n"))

    def commit(self, revision: str) -> str:
        """The full name of the commit that a revision means. Raises ``FileProblem`` where there is none."""
        status, out, _ = self._run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if status == 0:
            return out.decode("ascii").strip()
        shallow = self._run("rev-parse", "--is-shallow-repository")[1].strip() == b"true"
        advice = (
            "仓库是浅克隆，没有更早的历史，请先取回完整历史" if shallow else "请核对文件路径或版本名称（如 HEAD~1）"
        )
        raise FileProblem(f"{revision} 不是现有的文件，仓库里也没有这个 git 版本", advice)

    def file(self, commit: str, revision: str, path: str) -> bytes | None:
        """The bytes of a file in a commit; ``None`` where the commit has nothing there. ``revision``: for messages.

        Raises ``FileProblem`` for a folder, a link, or an object that cannot be read.
        """
        if path in (".", "..") or path.startswith(("/", "../")):
            return None
        status, out, _ = self._run("ls-tree", "--full-tree", "-z", commit, "--", path)
        if status == 0 and not out:
            return None
        mode, kind, name = (*out.partition(b"\t")[0].split(b" "), b"", b"", b"")[:3]
        if status == 0 and (kind != b"blob" or mode == b"120000"):
            raise FileProblem(f"git 版本 {revision} 的 {path} 不是普通文件", "请写明计划文件的路径")
        status, data, _ = self._run("cat-file", "blob", name.decode("ascii")) if status == 0 else (status, b"", b"")
        if status != 0:
            raise FileProblem(f"git 版本 {revision} 的 {path} 读不出来，仓库可能不完整", _OTHERWISE)
        return data

    def _run(self, *arguments: str) -> tuple[int, bytes, bytes]:
        """Run one fixed command; its exit status, output and complaint."""
        try:
            done = subprocess.run(
                [self._program, "--no-pager", *arguments],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=_SECONDS,
                env=os.environ | _SETTINGS,
            )
        except subprocess.TimeoutExpired:
            raise FileProblem(f"git 在 {_SECONDS} 秒内没有回应", _OTHERWISE) from None
        except OSError:
            raise FileProblem(f"git 程序 {self._program} 无法运行", f"请检查 git 的安装；{_OTHERWISE}") from None
        return done.returncode, done.stdout, done.stderr
