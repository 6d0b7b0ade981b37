"""A body is bounded in size and in time before anybody asks who has sent it."""

import asyncio

import httpx
import pytest

from handoff.http import requests

DOORS = ("/api/login", "/api/cases", "/internal/case-events", "/branch/code")
LONG = 20  # seconds; only how long a broken test hangs


@pytest.mark.parametrize("door", DOORS)
async def test_a_body_that_does_not_come_is_not_waited_for(
    alone: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    monkeypatch.setattr(requests, "BODY_SECONDS", 0.2)
    assert b" 400 " in await begun(alone, door, "Content-Length: 100")


@pytest.mark.parametrize("door", DOORS)
async def test_a_body_of_an_absurd_length_is_not_begun(alone: httpx.AsyncClient, door: str) -> None:
    assert b" 413 " in await begun(alone, door, "Content-Length: 10000000000")


async def begun(client: httpx.AsyncClient, door: str, length: str) -> bytes:
    """The first line of the answer to a request of which only one byte of body ever comes."""
    url = client.base_url
    reader, writer = await asyncio.open_connection(url.host, url.port)
    head = f"POST {door} HTTP/1.1\r\nHost: {url.netloc.decode()}\r\nContent-Type: application/json\r\n{length}\r\n\r\n"
    writer.write(head.encode() + b"{")
    try:
        async with asyncio.timeout(LONG):
            return await reader.readline()
    finally:
        writer.close()
