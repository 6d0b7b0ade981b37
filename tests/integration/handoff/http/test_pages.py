import gzip
from pathlib import Path

import httpx
import pytest

from tests.servers.front_door import front_door, settings_for

PAGES = ("/chat", "/console", "/branch")


@pytest.mark.parametrize("page", PAGES)
async def test_a_page_comes_with_its_policy(alone: httpx.AsyncClient, page: str) -> None:
    answer = await alone.get(page)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "trusted-types 'none'" in policy
    assert "ws://localhost:8000" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_the_demo_page_may_frame_the_chat_and_nobody_may_frame_the_console(alone: httpx.AsyncClient) -> None:
    chat, console, branch = [(await alone.get(page)).headers for page in PAGES]
    assert "frame-ancestors 'self' http://127.0.0.1:8000;" in chat["content-security-policy"]
    assert "frame-ancestors 'none'" in console["content-security-policy"]
    assert "camera=(self)" in chat["permissions-policy"]
    assert "camera=()" in console["permissions-policy"]
    assert "frame-ancestors 'none'" in branch["content-security-policy"]
    assert "camera=(self)" in branch["permissions-policy"], "the customer who holds the tablet takes photos"


async def test_the_demo_page_is_on_another_origin_than_the_widget(alone: httpx.AsyncClient) -> None:
    elsewhere = await alone.get("/demo", headers={"Host": "localhost:8000"})
    assert (elsewhere.status_code, elsewhere.headers["location"]) == (302, "http://127.0.0.1:8000/demo")
    demo = await alone.get("/demo", headers={"Host": "127.0.0.1:8000"})
    assert "/widget/loader.js" in demo.text
    assert "script-src 'self' http://localhost:8000" in demo.headers["content-security-policy"]
    assert "frame-src http://localhost:8000" in demo.headers["content-security-policy"]


async def test_a_file_is_sent_once_and_then_only_compared(alone: httpx.AsyncClient) -> None:
    first = await alone.get("/static/shared/tokens.css")
    assert first.headers["content-type"] == "text/css; charset=utf-8"
    assert first.headers["content-encoding"] == "gzip"
    again = await alone.get("/static/shared/tokens.css", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_each_encoding_has_an_etag_of_its_own(alone: httpx.AsyncClient) -> None:
    packed = await alone.get("/static/shared/tokens.css")
    plain = await alone.get("/static/shared/tokens.css", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == packed.text
    assert plain.headers["etag"] != packed.headers["etag"]


async def test_a_font_is_kept_by_the_browser_and_not_compressed_twice(alone: httpx.AsyncClient) -> None:
    font = await alone.get("/static/fonts/vazirmatn-arabic.woff2")
    assert font.headers["content-type"] == "font/woff2"
    assert "max-age" in font.headers["cache-control"]
    assert "content-encoding" not in font.headers
    with pytest.raises(gzip.BadGzipFile):
        gzip.decompress(font.content)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2fsettings.py",
        "/static//etc/passwd",
        "/static/vendor/vendor.py",
        "/static/shared",
        "/static/nothing.js",
        "/static/%00.js",
    ],
)
async def test_nothing_outside_of_the_folder_and_no_program_is_served(alone: httpx.AsyncClient, path: str) -> None:
    answer = await alone.get(path)
    assert answer.status_code == 404
    assert answer.json() == {"ok": False, "error": "not_found"}


async def test_a_banks_page_may_load_the_loader_from_another_origin(alone: httpx.AsyncClient) -> None:
    loader = await alone.get("/widget/loader.js")
    assert loader.status_code == 200
    assert loader.headers["cross-origin-resource-policy"] == "cross-origin"
    assert loader.headers["access-control-allow-origin"] == "*"
    assert (await alone.get("/static/shared/tokens.css")).headers["cross-origin-resource-policy"] == "same-origin"


async def test_the_widget_learns_the_bank_before_anyone_has_signed_in(alone: httpx.AsyncClient) -> None:
    config = (await alone.get("/widget/config")).json()
    assert set(config["bank"]["name"]) == set(config["languages"]) == {"ko", "fa", "en"}
    assert config["parents"] == ["http://127.0.0.1:8000"]


async def test_in_production_there_is_no_demo_page_and_no_token_for_the_asking(tmp_path: Path) -> None:
    production = settings_for(tmp_path, GILDONG_ENV="production", public_url="https://chat.bank.example")
    async with front_door(production) as client:
        for path in ("/demo", "/dev/token", "/dev/texts"):
            assert (await client.get(path)).status_code == 404
        console = await client.get("/console")
        assert "max-age" in console.headers["strict-transport-security"]
        assert "wss://chat.bank.example" in console.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "x" * 5000 + ".js",
        "%00.js",
        "..%2f..%2fsettings.py",
        "%2e%2e/app/house.py",
        "/etc/passwd",
        "%ff.js",
        "..%5cx.js",
        ".",
    ],
)
async def test_a_path_that_leads_nowhere_is_not_found(alone: httpx.AsyncClient, path: str) -> None:
    answer = await alone.get(f"/static/{path}")
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
