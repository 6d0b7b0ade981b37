"""A desk that was open in another browser closes when its session ends."""

import asyncio
from pathlib import Path

import httpx
import pytest
import socketio

from handoff.app import signed_out
from tests.servers.front_door import front_door, settings_for, sign_in


async def open_desk(client: httpx.AsyncClient) -> tuple[socketio.AsyncClient, asyncio.Event]:
    desk, closed = socketio.AsyncClient(reconnection=False), asyncio.Event()
    desk.on("disconnect", lambda _reason: closed.set(), namespace="/agent")
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    headers = {"Cookie": cookie, "Origin": "http://localhost:8000"}
    await desk.connect(str(client.base_url), headers=headers, namespaces=["/agent"], transports=["websocket"])
    return desk, closed


async def test_signing_out_everywhere_closes_open_desks_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signed_out, "LOOK", 0.1)
    async with front_door(settings_for(tmp_path, demo_staff=True)) as client:
        await sign_in(client, "ada")
        adas, ada_closed = await open_desk(client)
        client.cookies.clear()
        await sign_in(client, "sora")
        soras, sora_closed = await open_desk(client)
        await client.post("/api/logout", json={"everywhere": True})
        await asyncio.wait_for(sora_closed.wait(), 20)
        assert adas.connected
        assert not ada_closed.is_set()
        for desk in (adas, soras):
            await desk.shutdown()
