"""What we did not write is exactly what the lock says, and nothing else."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

WEB = Path(__file__).parents[3] / "handoff" / "web"
LOCK = json.loads((WEB / "vendor" / "vendor.lock.json").read_text())
FILES = [file for package in LOCK["packages"] for file in package["files"]]
OURS = {"vendor/vendor.py", "vendor/vendor.lock.json"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["path"])
def test_a_vendored_file_has_the_hash_of_its_lock(file: dict[str, str]) -> None:
    digest = hashlib.sha384((WEB / file["path"]).read_bytes()).digest()
    assert "sha384-" + base64.b64encode(digest).decode() == file["sha384"]


def test_no_file_stands_beside_them_unlisted() -> None:
    found = {
        path.relative_to(WEB).as_posix()
        for folder in ("vendor", "fonts")
        for path in (WEB / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.endswith(".d.ts")
    }
    assert found - OURS == {file["path"] for file in FILES}


def test_every_package_has_a_version_a_licence_and_its_text() -> None:
    for package in LOCK["packages"]:
        assert package["version"]
        assert package["licence"] in {"MIT", "Apache-2.0", "OFL-1.1"}
        assert any(file["path"].endswith(".txt") for file in package["files"]), package["name"]


def test_modules_import_only_files_that_are_here() -> None:
    """A bare name would need an import map, which the content security policy refuses."""
    for file in FILES:
        if file["path"].endswith(".js"):
            assert 'from"preact' not in (WEB / file["path"]).read_text()
            assert 'from"@preact' not in (WEB / file["path"]).read_text()
