"""The browser of this machine. Missing: a laptop skips with the reason, CI fails."""

import os
import shutil

import pytest

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",  # tests may run as root
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_missing = not os.path.exists(CHROMIUM)
if _missing and os.environ.get("CI") == "true":
    raise RuntimeError("CI needs Debian's chromium")
needs_chromium = pytest.mark.skipif(_missing, reason="Debian's chromium is not installed")
