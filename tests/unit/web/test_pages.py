"""What pages promise: no code inside them, nothing parsed as HTML, no waiting for one module after another."""

import re
from pathlib import Path

WEB = Path(__file__).parents[3] / "handoff" / "web"
IMPORTS = re.compile(r"""(?:from|^import)\s*['"](\.[^'"]+)['"]""", re.MULTILINE)


def reachable(module: Path, found: set[Path]) -> set[Path]:
    if module not in found:
        found.add(module)
        for path in IMPORTS.findall(re.sub(r"import\('[^']+'\)", "", module.read_text())):
            reachable((module.parent / path).resolve(), found)
    return found


def test_the_chat_preloads_every_module_that_it_will_import() -> None:
    main = WEB / "widget" / "main.js"
    modules = {path.relative_to(WEB).as_posix() for path in reachable(main, set()) - {main}}
    preloaded = re.findall(r'rel="modulepreload" href="/static/([^"]+)"', (WEB / "chat.html").read_text())
    assert sorted(preloaded) == sorted(modules)


def test_no_page_has_a_script_or_style_inside_it() -> None:
    for page in ("chat.html", "demo.html", "console.html", "branch.html"):
        source = (WEB / page).read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", source)


def test_nothing_is_ever_parsed_as_html() -> None:
    for folder in ("widget", "demo", "shared", "console", "branch"):
        for path in (WEB / folder).rglob("*.js"):
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", path.read_text())


def test_nothing_is_loaded_from_another_place() -> None:
    for folder in ("widget", "demo", "shared", "console", "branch"):
        for path in [*(WEB / folder).rglob("*.js"), *(WEB / folder).rglob("*.css")]:
            elsewhere = re.findall(r"https?://[\w.-]+", path.read_text())
            assert {place for place in elsewhere if "w3.org" not in place and "bank.example" not in place} == set()
