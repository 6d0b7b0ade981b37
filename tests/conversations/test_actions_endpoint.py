"""The way from the bot to the action server, over real sockets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from channels.actions_endpoint import ActionsEndpoint

ANSWER = b'{"events": [], "responses": []}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(ANSWER)


class ForgetfulServer:
    """Promises to keep connections open, and closes each when the second request comes on it."""

    def __init__(self, answers: int = 1) -> None:
        self.answers = answers
        self.connections = 0
        self.heard: list[str] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            for _ in range(self.answers):
                await self._take(reader)
                writer.write(HEAD + ANSWER)
                await writer.drain()
            await reader.readline()
        except asyncio.IncompleteReadError:
            return
        finally:
            writer.close()

    async def _take(self, reader: asyncio.StreamReader) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        self.heard.append(json.loads(await reader.readexactly(int(length.split(b":")[1])))["next_action"])


@pytest.fixture
def server() -> ForgetfulServer:
    return ForgetfulServer()


@pytest.fixture
async def endpoint(server: ForgetfulServer) -> AsyncIterator[ActionsEndpoint]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    endpoint = ActionsEndpoint(f"http://127.0.0.1:{port}", "a secret")
    yield endpoint
    await endpoint.close()
    listening.close()


async def test_a_connection_closed_while_a_call_is_on_its_way_costs_the_customer_nothing(
    server: ForgetfulServer, endpoint: ActionsEndpoint
) -> None:
    for action in ("action_start_verification", "action_reopen"):
        assert await endpoint.request(json={"next_action": action}) == {"events": [], "responses": []}
    assert server.heard == ["action_start_verification", "action_reopen"]


async def test_a_server_that_never_answers_is_asked_twice_and_no_more(
    server: ForgetfulServer, endpoint: ActionsEndpoint
) -> None:
    server.answers = 0
    with pytest.raises(aiohttp.ClientConnectionError):
        await endpoint.request(json={"next_action": "action_reopen"})
    assert server.connections == 2
