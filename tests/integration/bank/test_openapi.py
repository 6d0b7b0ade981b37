"""What OpenAPI says of this API is what the API does."""

import asyncio
import json
import os
import sys
from pathlib import Path

from actions.http.bank.openapi import describe
from tests.integration.bank.conftest import Bank
from tests.servers.front_door import SECRETS

PAGE = Path(__file__).parents[3] / "handoff/docs/openapi.json"
LINK = "linkInstallation"
SEED = "20261122"
EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "15")  # of an operation and a phase


def test_the_page_in_the_documents_is_made_from_the_operations() -> None:
    """`WRITE_CONTRACTS=1` writes it anew."""
    text = json.dumps(describe(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("WRITE_CONTRACTS"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


async def test_everybody_may_read_it_at_the_front_door(bank: Bank) -> None:
    answer = await bank.http.get("/api/openapi.json")
    assert (answer.status_code, answer.json()) == (200, describe())


async def try_everything(bank: Bank, folder: Path, token: str, *which: str) -> str:
    """What schemathesis has to say, or nothing."""
    words = ["run", f"{bank.http.base_url}/api/openapi.json", "--seed", SEED, "--max-examples", EXAMPLES]
    words += ["--header", f"Authorization: {token}", "--checks", "all", "--generation-database", "none", "--no-color"]
    tried = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("schemathesis")),
        *words,
        *which,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await tried.communicate()
    return said.decode() if tried.returncode else ""


async def test_whatever_is_sent_the_api_neither_breaks_nor_answers_otherwise_than_described(
    bank: Bank, tmp_path: Path
) -> None:
    token = bank.headers["Authorization"]
    assert not await try_everything(bank, tmp_path, token, "--exclude-operation-id", LINK)


async def test_nor_does_the_call_that_links_an_installation(bank: Bank, tmp_path: Path) -> None:
    token = f"Bearer {SECRETS['HANDOFF_SERVICE_TOKENS']}"
    assert not await try_everything(bank, tmp_path, token, "--include-operation-id", LINK)
