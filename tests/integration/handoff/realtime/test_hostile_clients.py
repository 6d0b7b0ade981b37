"""Clients that speak Socket.IO but are none of ours."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import socketio

from handoff.domain.people import Customer
from tests.integration.handoff.realtime.clients import Client
from tests.integration.handoff.realtime.house import House


@pytest.mark.parametrize("event", ["connect", "disconnect"])
async def test_the_events_of_a_socket_cannot_be_called_by_its_client(house: House, event: str) -> None:
    phone, console = await house.phone(), await house.console()
    for client in (phone, console):
        answer = await client.sio.call(event, ({}, {"token": house.token("lee")}), namespace=client.namespace)
        assert answer is None or answer["error"] in ("unknown_event", "invalid_payload")
    assert len(house.realtime.customers.lines) == 1
    assert len(house.realtime.agents.staff) == 1


async def test_a_token_ends_also_for_a_client_that_says_it_has_gone(house: House) -> None:
    phone = await house.phone()
    await phone.ask("disconnect")
    house.clock.ahead += timedelta(hours=2)
    async with asyncio.timeout(10):
        await phone.is_lost.wait()


@pytest.mark.parametrize(
    "packet",
    ["5999999999-/customer,[1]", "2/customer,[]", '2/customer,{"a":1}', "2/customer,5", "2/customer,[[[", "9", "?"],
)
async def test_a_packet_of_no_client_closes_the_line_and_nothing_else(house: House, packet: str) -> None:
    phone, other = await house.phone(), await house.phone("lee")
    await phone.sio.eio.send(packet)
    async with asyncio.timeout(10):
        await phone.is_lost.wait()
    assert await other.send("still here")


@pytest.mark.parametrize("name", [5, None, ["a"], {"a": 1}])
async def test_an_event_without_a_name_is_unknown(house: House, name: Any) -> None:
    phone = await house.phone()
    answer = await phone.sio.call(name, {}, namespace="/customer")
    assert answer["error"] == "unknown_event"


async def test_whoever_cannot_be_recognised_is_told_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(token: str) -> Customer:
        raise ConnectionError("the database is away")

    monkeypatch.setitem(house.realtime.shared.__dict__, "authenticate_customer", broken)
    for namespace in ("/customer", "/"):
        client = Client(house.url, namespace)
        refusals: list[Any] = []
        client.sio.on("connect_error", refusals.append, namespace=namespace)
        with pytest.raises(socketio.exceptions.ConnectionError):
            await client.connect({"token": house.token()})
        assert refusals == [{"message": "unavailable", "data": {"error": "unavailable"}}]


@pytest.mark.parametrize("last_seq", [10**30, True, -1, 1.5, "2"])
async def test_a_strange_last_number_is_none(house: House, last_seq: Any) -> None:
    phone = await house.phone(last_seq=last_seq)
    await phone.sees("opened")


async def test_a_new_socket_is_no_new_patience(house: House) -> None:
    first, second = await house.phone(), await house.phone()
    answers = [await (first, second)[n % 2].ask("sync", after_seq=0) for n in range(80)]
    assert {"ok": False, "error": "rate_limited"} in answers
    assert (await (await house.phone("lee")).ask("sync", after_seq=0))["ok"]


async def test_a_log_is_not_filled_by_changing_ones_mind(house: House) -> None:
    phone = await house.phone()
    answers = [await phone.ask("set_language", language=("fa", "en")[n % 2]) for n in range(40)]
    assert answers[-1] == {"ok": False, "error": "rate_limited"}
    await phone.do("request_person")  # at any time
