"""What crosses the sockets, as it comes from the services; run it with `python -m` to write the examples anew."""

import asyncio
import json
from pathlib import Path
from typing import Any

from handoff.realtime.audience import AGENT, CUSTOMER, audience
from handoff.services.agent_words import add_entry, push_card, read_by_agent, reply
from handoff.services.answer import finish
from handoff.services.case_events import apply_case_event
from handoff.services.desk import claim, hand_back
from handoff.services.request_person import request_person
from handoff.services.say import choose, read_by_customer, say_text
from handoff.services.snapshots import customer_snapshot, desk_snapshot, watch
from tests.unit.handoff.services.town import Town, journey, staff

CONTRACTS = Path(__file__).parents[3] / "contracts"
CHAT = "0199a6b0-7c1e-7d2a-9f00-2b6f3c1d4e5f"
SORA = staff("sora")

CUSTOMER_COMMANDS = {
    "send": {"client_id": "m1", "text": "안녕하세요"},
    "sync": {"after_seq": 3},
    "read": {"seq": 3},
    "typing": {"on": True},
    "active": {},
    "request_person": {},
    "leave_queue": {},
    "rate": {"handoff_id": CHAT, "score": 5, "comment": "고마워요"},
    "renew": {"token": "eyJ…"},
    "set_language": {"language": "fa"},
}
AGENT_COMMANDS = {
    "claim": {"conversation_id": CHAT},
    "hand_back": {"conversation_id": CHAT, "outcome": "resolved", "summary": "사진을 다시 찍도록 도왔음"},
    "transfer": {"conversation_id": CHAT, "to": "0199a6b0-3333-7d2a-9f00-cccccccccccc"},
    "barge": {"conversation_id": CHAT},
    "watch": {"conversation_id": CHAT},
    "unwatch": {"conversation_id": CHAT},
    "history": {"conversation_id": CHAT, "before_seq": 101},
    "reply": {"conversation_id": CHAT, "client_id": "r1", "text": "안녕하세요"},
    "note": {"conversation_id": CHAT, "client_id": "n1", "text": "두 번째 문의"},
    "whisper": {"conversation_id": CHAT, "client_id": "w1", "text": "지점 안내를 해 주세요"},
    "push_card": {"conversation_id": CHAT, "client_id": "p1", "step": "selfie"},
    "typing": {"conversation_id": CHAT, "on": True},
    "read": {"conversation_id": CHAT, "seq": 7},
    "set_status": {"status": "away"},
}


async def live(town: Town) -> dict[str, Any]:
    """One conversation with everything in it; the snapshots of its middle."""
    chat = await town.opened()
    await town.at_desk(SORA)
    await say_text(town.begin, chat, "m1", "제 번호는 900101-1000006", town.later(1))
    turn = await town.taken()
    await town.offer(turn, 0, "start_verification", "request_human")
    await finish(town.begin, turn, 1, [], town.now, town.new_id)
    offer = (await town.log(chat))[-1].seq
    await choose(town.begin, chat, "m2", offer, "request_human", town.later(1))
    await town.bot_says("연결해 드릴게요", asks="customer_asked")
    await apply_case_event(town.begin, moved(), town.later(1), town.new_id)
    await town.bot_explains("셀카는 30일 동안 보관해요.", "kr.kept.selfie")
    await request_person(town.begin, chat, "customer_asked", "general", town.now, town.new_id)
    snapshots = await _snapshots(town, chat, "waiting")
    await claim(town.begin, SORA, chat, town.later(1))
    await reply(town.begin, SORA, chat, "r1", "안녕하세요, 소라예요", town.later(1), town.new_id)
    await push_card(town.begin, SORA, chat, "p1", "selfie", town.now, town.new_id)
    await add_entry(town.begin, SORA, chat, "n1", "note", "두 번째 문의", town.now)
    await read_by_customer(town.begin, chat, 5)
    await read_by_agent(town.begin, SORA, chat, 5)
    snapshots |= await _snapshots(town, chat, "active")
    await hand_back(town.begin, SORA, chat, "resolved", None, town.later(1))
    return snapshots


def moved() -> dict[str, Any]:
    return {
        "event_id": "event-1",
        "case_id": "case-1",
        "customer_id": "kim",
        "name": "step_passed",
        "step": "document",
        "kind": "document",
        "language": "ko",
        "at": "2026-03-01T09:00:00Z",
        "journey": journey(2),
    }


async def _snapshots(town: Town, chat: str, moment: str) -> dict[str, Any]:
    async with town.begin() as work:
        customer = await customer_snapshot(work, await town_conversation(work, chat), town.now)
    return {
        f"customer_{moment}": customer,
        f"desk_{moment}": await desk_snapshot(town.begin, SORA, town.now),
        f"watch_{moment}": await watch(town.begin, SORA, chat, town.now),
    }


async def town_conversation(work: Any, chat: str) -> Any:
    return await work.conversations.get(chat)


async def examples() -> dict[str, Any]:
    """The content of each contract file."""
    town = Town()
    snapshots = await live(town)
    heard: dict[str, list[Any]] = {CUSTOMER: [], AGENT: []}
    for event in town.memory.events:
        for delivery in audience(event):
            if delivery.namespace in heard and event.name != "presence":  # filled in when it is delivered
                heard[delivery.namespace].append({"event": delivery.name, "payload": delivery.payload})
    files = {
        "customer_commands": CUSTOMER_COMMANDS,
        "customer_events": heard[CUSTOMER],
        "customer_snapshots": {name: one for name, one in snapshots.items() if name.startswith("customer")},
        "agent_commands": AGENT_COMMANDS,
        "agent_events": heard[AGENT],
        "agent_snapshots": {name: one for name, one in snapshots.items() if not name.startswith("customer")},
    }
    plain: dict[str, Any] = json.loads(json.dumps(files))
    return plain


def path_of(name: str) -> Path:
    return CONTRACTS / f"{name}.json"


if __name__ == "__main__":
    for file, content in asyncio.run(examples()).items():
        path_of(file).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
