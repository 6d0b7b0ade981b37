"""Runs the tests of the browser's models, which are written in the browser's language."""

import shutil
import subprocess
from pathlib import Path

import pytest

NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="node is not installed; only these tests need it")
def test_the_models_of_the_widget_do_what_their_sentences_say() -> None:
    tests = sorted(str(path) for path in Path(__file__).parent.glob("*.test.mjs"))
    run = subprocess.run([str(NODE), "--test", *tests], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout[-4000:]
