"""Whoever was there from the beginning sees what somebody sees who comes later: snapshot plus events is a snapshot."""

from typing import Any

import pytest

from handoff.domain.ids import new_id
from handoff.realtime import customer
from handoff.services import snapshots
from handoff.services.case_events import apply_case_event
from tests.integration.handoff.realtime.clients import Client, Console, Phone
from tests.integration.handoff.realtime.house import House
from tests.unit.handoff.services.town import journey


def customers_view(phone: Client) -> dict[str, Any]:
    view: dict[str, Any] = {}
    for name, payload in phone.heard:
        if name == "snapshot":
            view = dict(payload)
        elif not view:
            continue  # told before the snapshot was made, so in it
        elif name == "owner":
            view["owner"] = payload
        elif name == "handoff":
            view["handoff"] = payload if payload["state"] in ("waiting", "offered", "active") else None
        elif name == "journey":
            view["journey"] = payload
        elif name == "receipt":
            view[f"read_by_{payload['reader']}"] = payload["seq"]
        elif name == "message":
            view["last_seq"] = max(view["last_seq"], payload["seq"])
            if payload["body"].get("name") == "language_changed":
                view["language"] = payload["body"]["params"]["language"]
    return view


def desks_view(console: Client) -> dict[str, Any]:
    queue: dict[str, Any] = {}
    presence: list[Any] = []
    for name, payload in console.heard:
        if name == "snapshot":
            queue = {item["handoff_id"]: item for item in (*payload["queue"], *payload["mine"])}
            presence = payload["presence"]
        elif name == "queue" and "item" in payload:
            queue[payload["item"]["handoff_id"]] = payload["item"]
        elif name == "queue":
            queue.pop(payload["removed"], None)
        elif name == "presence":
            presence = payload["items"]
    return {"queue": queue, "presence": presence}


def watchers_view(detail: dict[str, Any], console: Client) -> dict[str, Any]:
    view = dict(detail)
    messages = {one["seq"]: one for one in detail["messages"]}
    entries = {one["number"]: one for one in detail["staff"]}
    for name, payload in console.heard:
        if name == "message":
            messages[payload["message"]["seq"]] = payload["message"]
        elif name == "staff":
            entries[payload["entry"]["number"]] = payload["entry"]
        elif name == "owner" and payload["epoch"] >= view["epoch"]:
            view |= {"owner": payload["owner"], "epoch": payload["epoch"]}
        elif name == "handoff":
            is_open = payload["handoff"]["state"] in ("waiting", "offered", "active")
            view["handoff"] = payload["handoff"] if is_open else None
        elif name == "journey":
            view["journey"] = payload["journey"]
        elif name == "receipt":
            view[f"read_by_{payload['reader']}"] = payload["seq"]
    language = [
        one["body"]["params"]["language"] for one in messages.values() if one["body"].get("name") == "language_changed"
    ]
    view["language"] = language[-1] if language else view["language"]
    log = [messages[seq] for seq in sorted(messages)]
    return view | {"messages": log, "explained": explained_of(log), "staff": list(entries.values())}


def explained_of(log: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As a console reads it from the messages that it hears."""
    told = [(one, one.get("staff") or {}) for one in log]
    return [
        {name: one[name] for name in ("seq", "at", "language")}
        | {"response": staff["response"], "release": staff["release"], "facts": list(staff.get("facts") or ())}
        for one, staff in told
        if staff.get("explains") or staff.get("facts")
    ]


async def same(house: House, phone: Phone, console: Console, detail: dict[str, Any]) -> None:
    fresh, watcher = await house.phone(last_seq=10_000), await house.console("ines")
    now = await fresh.hears("snapshot")
    await phone.until(lambda: customers_view(phone) == now)
    seen = await watcher.do("watch", conversation_id=now["conversation_id"])
    await console.until(lambda: watchers_view(detail, console) == seen)
    await console.until(lambda: desks_view(console)["queue"] == desks_view(watcher)["queue"])
    await console.until(lambda: desks_view(console)["presence"] == desks_view(watcher)["presence"])
    await fresh.close()
    await watcher.close()


async def test_snapshot_and_events_equal_a_fresh_snapshot(house: House) -> None:
    phone = await house.phone()
    await phone.sees("echo opened")
    chat = (await phone.hears("snapshot"))["conversation_id"]
    console = await house.console()
    detail = await console.do("watch", conversation_id=chat)
    await same(house, phone, console, detail)
    event = {
        "event_id": "e1",
        "case_id": "case-1",
        "customer_id": "kim",
        "name": "step_passed",
        "step": "document",
        "kind": "document",
        "language": "ko",
        "at": "2026-03-01T09:00:00Z",
        "journey": journey(2),
    }
    await apply_case_event(house.begin, event, house.clock.now(), new_id)
    await phone.sees("echo case_moved")
    await same(house, phone, console, detail)
    await phone.do("request_person")
    await phone.do("set_language", language="en")
    await same(house, phone, console, detail)
    await console.do("claim", conversation_id=chat)
    await phone.send("hello?")
    await same(house, phone, console, detail)
    await console.do("read", conversation_id=chat, seq=7)
    await console.do("reply", conversation_id=chat, client_id="r1", text="yes")
    await console.do("note", conversation_id=chat, client_id="n1", text="checked")
    await console.do("push_card", conversation_id=chat, client_id="p1", step="selfie")
    await phone.do("read", seq=9)
    await same(house, phone, console, detail)
    await console.do("hand_back", conversation_id=chat, outcome="resolved")
    await phone.sees("echo agent_left")
    await same(house, phone, console, detail)


@pytest.mark.parametrize("who", ["customer", "staff"])
async def test_whoever_cannot_be_told_where_they_stand_is_sent_to_come_again(
    house: House, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    async def away(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(customer, "customer_snapshot", away)
        broken.setattr(snapshots, "desk_snapshot", away)
        client: Client = Phone(house.url) if who == "customer" else Console(house.url)
        given = (
            {"auth": {"token": house.token("kim")}} if who == "customer" else {"headers": {"Cookie": "session=sora"}}
        )
        await client.connect(**given)
        await client.until(client.is_lost.is_set)
    assert await (house.phone() if who == "customer" else house.console())
