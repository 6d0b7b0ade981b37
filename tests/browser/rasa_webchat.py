"""rasa-webchat as npm publishes it, unchanged, in a page of the bank's own."""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

PACKAGE = "rasa-webchat@1.0.1"
SCRIPT_SHA256 = "bfedd788e4bd7df12f64b5bf2963e634f84bac1cb176b6cede60c507d3553f1e"
CACHE = Path(__file__).parents[2] / ".make" / "rasa-webchat"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A bank</title><h1>A bank</h1>
<script src="/index.js"></script>
<script>
  window.custom = %s;
  WebChat.default({ socketUrl: %s, socketPath: '/socket.io/', customData: window.custom, title: 'Bank' }, null);
</script></html>"""


def script() -> bytes:
    """Missing npm or network: a laptop skips with the reason, CI fails."""
    kept = CACHE / "index.js"
    if not kept.exists():
        _fetch(kept)
    content = kept.read_bytes()
    assert hashlib.sha256(content).hexdigest() == SCRIPT_SHA256, f"{kept} is not what was published as {PACKAGE}"
    return content


def _fetch(kept: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        _give_up("npm is not installed")
    CACHE.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run([str(npm), "pack", "--silent", PACKAGE], cwd=CACHE, capture_output=True, text=True)
    if packed.returncode != 0:
        _give_up(f"npm could not fetch {PACKAGE}")
    with tarfile.open(CACHE / packed.stdout.split()[-1]) as archive:
        published = archive.extractfile("package/lib/index.js")
        assert published is not None
        kept.write_bytes(published.read())


def _give_up(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


class Bank(ThreadingHTTPServer):
    """Serves the page and the widget from an origin that is not the front door's."""

    def __init__(self) -> None:
        self.script = script()  # first: it may give up, and would leave a socket behind
        super().__init__(("127.0.0.1", 0), _Pages)
        self.front_door = ""
        self.custom: dict[str, Any] = {}

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def page(self) -> bytes:
        return (PAGE % (json.dumps(self.custom), json.dumps(self.front_door))).encode()


class _Pages(BaseHTTPRequestHandler):
    server: Bank

    def do_GET(self) -> None:
        is_script = self.path == "/index.js"
        body = self.server.script if is_script else self.server.page()
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if is_script else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Tests are quiet."""
