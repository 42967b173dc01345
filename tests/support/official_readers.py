"""Official readers of our outputs, installed by ``make tools``; tests skip with a reason where they are not."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.support.places import TOOLS

MODULES = TOOLS / "node_modules"
WHY = "node 的工具没有安装（make tools）"


def sarif_multitool() -> list[str]:
    """The command of Microsoft's SARIF validator."""
    found = sorted(MODULES.glob("@microsoft/sarif-multitool-*/Sarif.Multitool*"))
    program = next((path for path in found if path.name in ("Sarif.Multitool", "Sarif.Multitool.exe")), None)
    if program is None:
        pytest.skip(WHY)
    program.chmod(0o755)
    return [str(program)]


class LanguageServer:
    """A yaml-language-server session over stdio: open a text, get its diagnostics."""

    def __init__(self) -> None:
        program = MODULES / "yaml-language-server" / "bin" / "yaml-language-server"
        node = shutil.which("node")
        if node is None or not program.exists():
            pytest.skip(WHY)
        self.process = subprocess.Popen(
            [node, str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self._send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, number=1)
        self._until(lambda message: message.get("id") == 1)
        self._send("initialized", {})

    def diagnostics(self, path: Path, text: str) -> list[dict[str, Any]]:
        """What the server says of ``text`` as the content of ``path``."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})
        found = self._until(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri
            )
        )
        self._send("textDocument/didClose", {"textDocument": {"uri": uri}})
        diagnostics: list[dict[str, Any]] = found["params"]["diagnostics"]
        return diagnostics

    def close(self) -> None:
        """End the session."""
        self.process.kill()
        self.process.communicate()

    def _send(self, method: str, params: Any, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})
        self._write(message)

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.process.stdin.flush()

    def _until(self, wanted: Any) -> dict[str, Any]:
        while True:
            message = self.inbox.get(timeout=600)
            if wanted(message):
                return message
            if "id" in message and "method" in message:  # the server asks for settings: it gets none
                items = message.get("params", {}).get("items", [])
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": [None for _ in items]})

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
                while stream.readline().strip():
                    pass
                self.inbox.put(json.loads(stream.read(size)))
