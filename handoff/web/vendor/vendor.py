"""Bring the browser libraries named in vendor.lock.json into this folder again, by the npm client.

    python handoff/web/vendor/vendor.py                  the versions of the lock
    python handoff/web/vendor/vendor.py preact@11.2.0    with another version of one package

Browsers load these files as they are, so bare imports are rewritten to relative ones (an import map would be an inline
script, which the content security policy refuses) and pointers to source maps that are not shipped are cut off.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WEB = HERE.parent
LOCK = HERE / "vendor.lock.json"
MODULES = {  # what a library calls another one, and the file that it is here
    "preact": "preact.js",
    "preact/hooks": "hooks.js",
    "@preact/signals-core": "signals-core.js",
}


def sha384(content: bytes) -> str:
    """The hash as browsers write it in an integrity attribute."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def rewrite(source: bytes) -> bytes:
    """The same module with its bare imports made relative."""
    text = source.decode()
    for bare, file in MODULES.items():
        text = re.sub(rf'from\s*"{re.escape(bare)}"', f'from"./{file}"', text)
    return re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", text).encode()


def download(package: str, version: str, folder: Path) -> tarfile.TarFile:
    """One package as npm ships it; npm verifies it against the registry's own hash."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed to fetch the libraries; nothing that runs needs it")
    command = [npm, "pack", "--silent", f"{package}@{version}"]
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603  our own list
    return tarfile.open(folder / packed.stdout.split()[-1])


def read(archive: tarfile.TarFile, path: str) -> bytes:
    member = archive.extractfile(f"package/{path}")
    if member is None:
        raise FileNotFoundError(path)
    return member.read()


def take(entry: dict[str, Any], folder: Path) -> None:
    """Write one package's files and note their hashes in its lock entry."""
    with download(entry["name"], entry["version"], folder) as archive:
        for file in entry["files"]:
            content = read(archive, file["source"])
            target = WEB / file["path"]
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(rewrite(content) if target.suffix == ".js" else content)
            file["sha384"] = sha384(target.read_bytes())


def main(wanted: list[str]) -> None:
    lock = json.loads(LOCK.read_text())
    versions = dict(item.rsplit("@", 1) for item in wanted)
    with tempfile.TemporaryDirectory() as folder:
        for entry in lock["packages"]:
            entry["version"] = versions.get(entry["name"], entry["version"])
            take(entry, Path(folder))
            print(f"{entry['name']} {entry['version']}: {len(entry['files'])} files")
    LOCK.write_text(json.dumps(lock, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
