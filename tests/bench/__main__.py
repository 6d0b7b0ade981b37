"""`make bench`: what a turn and a photo cost, turns beside stock Rasa in the same run. Figures, never assertions."""

import asyncio
import os
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import httpx

from tests.bench import documents, faces
from tests.bench.figures import Report, Sample
from tests.bench.stock import stock_rasa, train_default
from tests.bench.uploads import CUSTOMERS, uploads_a_second
from tests.servers.gildong import ROOT, Gildong, start
from tests.servers.people import Customer

SENTENCES = [
    "why do you need a picture of my face",
    "is my data shared with anyone",
    "how long do you keep my photo",
    "what can you do",
    "how long does this take",
]
TURNS = 150
LONG = 304
CROWD = 50
TURNS_EACH = 6
UNLIMITED = {"HANDOFF_MESSAGES_PER_MINUTE": "100000"}


async def through_handoff(customer: Customer, text: str, bubbles: int) -> float:
    """Milliseconds from the customer's send to the last bubble of the turn on their socket."""
    begun = time.perf_counter()
    seq = await customer.say(text)
    last = f":{seq}:{bubbles - 1}"
    await customer.message(lambda m: str(m["client_id"]).endswith(last), seq)
    return (time.perf_counter() - begun) * 1000


async def bubbles_of(customer: Customer, text: str) -> int:
    """How many bubbles a sentence is answered with, once the conversation is warm."""
    seq = await customer.say(text)
    await customer.bot(seq)
    await asyncio.sleep(0.6)
    return sum(1 for m in customer.messages if f":{seq}:" in str(m["client_id"]))


async def ours(app: Gildong, turns: int) -> tuple[Sample, Customer, dict[str, int]]:
    customer = await Customer(app.url).connect()
    await customer.bot(0)
    counts = {text: await bubbles_of(customer, text) for text in SENTENCES}
    sample = Sample()
    for turn in range(turns):
        text = SENTENCES[turn % len(SENTENCES)]
        sample.milliseconds.append(await through_handoff(customer, text, counts[text]))
        customer.inbox.events.clear()
    return sample, customer, counts


def gateway_alone(app: Gildong, turns: int) -> Sample:
    """The same turns straight at the bot's gateway channel: what handoff/ adds is the difference."""
    secret = _secret(app.home, "BOT_GATEWAY_SECRET")
    conversation, sample = str(uuid.uuid4()), Sample()
    with httpx.Client(headers={"Authorization": f"Bearer {secret}"}, timeout=30) as http:
        for turn in range(1, turns + 6):
            begun = time.perf_counter()
            http.post(f"http://127.0.0.1:{app.bot_port}/webhooks/gateway/turn", json=_turn(conversation, turn))
            sample.milliseconds.append((time.perf_counter() - begun) * 1000)
    sample.milliseconds = sample.milliseconds[5:]
    return sample


def _turn(conversation: str, turn: int) -> dict[str, Any]:
    return {
        "v": 1, "turn_id": f"{conversation}:{turn}", "conversation_id": conversation, "epoch": 0, "language": "en",
        "text": SENTENCES[turn % len(SENTENCES)], "metadata": {"customer_id": conversation, "case": None},
    }  # fmt: skip


def _secret(home: Path, name: str) -> str:
    lines = (home / "secrets.env").read_text().splitlines()
    return next(line.split("=", 1)[1] for line in lines if line.startswith(f"{name}="))


def stock(model: Path, folder: Path, turns: int) -> Sample:
    sample = Sample()
    with stock_rasa(model, folder) as url, httpx.Client(timeout=60) as http:
        sender = str(uuid.uuid4())
        slots = [{"event": "slot", "name": "language", "value": "en"}, {"event": "slot", "name": "step", "value": None}]
        http.post(f"{url}/conversations/{sender}/tracker/events", json=slots)
        for turn in range(turns + 5):
            body = {"sender": sender, "message": SENTENCES[turn % len(SENTENCES)]}
            begun = time.perf_counter()
            http.post(f"{url}/webhooks/rest/webhook", json=body).raise_for_status()
            sample.milliseconds.append((time.perf_counter() - begun) * 1000)
    sample.milliseconds = sample.milliseconds[5:]
    return sample


async def crowd(app: Gildong, counts: dict[str, int]) -> float:
    """Turns per second with many conversations at once, no think time."""
    people = await asyncio.gather(*(Customer(app.url).connect() for _ in range(CROWD)))
    await asyncio.gather(*(person.bot(0) for person in people))

    async def talk(person: Customer) -> None:
        for turn in range(TURNS_EACH):
            text = SENTENCES[turn % len(SENTENCES)]
            await through_handoff(person, text, counts[text])

    begun = time.perf_counter()
    await asyncio.gather(*(talk(person) for person in people))
    seconds = time.perf_counter() - begun
    await asyncio.gather(*(person.leave() for person in people))
    return CROWD * TURNS_EACH / seconds


async def measure_ours(report: Report, home: Path) -> None:
    app = start(home, **UNLIMITED)
    try:
        sample, customer, counts = await ours(app, TURNS)
        alone = gateway_alone(app, TURNS)
        report.add("turn through handoff/, p50", sample.p50, "ms")
        report.add("turn through handoff/, p95", sample.p95, "ms")
        report.add("the same at the bot's gateway, p50", alone.p50, "ms")
        report.add("handoff/'s own share, p50", sample.p50 - alone.p50, "ms", "<= 10")
        await length(report, app)
        report.add(f"turns a second, {CROWD} conversations", await crowd(app, counts), "turns/s")
        report.add(f"photos taken, {CUSTOMERS} customers at once", await uploads_a_second(app), "photos/s")
        await customer.leave()
    finally:
        app.stop()


async def length(report: Report, app: Gildong) -> None:
    sample, customer, _ = await ours(app, LONG)
    await customer.leave()
    early, late = Sample(sample.milliseconds[:10]), Sample(sample.milliseconds[-10:])
    report.add("turn 5 (median of turns around it)", early.p50, "ms")
    report.add("turn 300 (median of turns around it)", late.p50, "ms")
    report.add("turn 300 / turn 5", late.p50 / early.p50, "times", "<= 1.3")


def main() -> None:
    report, work = Report(), Path(tempfile.mkdtemp(prefix="gildong-bench-"))
    kept = Path(os.environ.get("GILDONG_BENCH", ROOT / ".make" / "bench"))
    print(f"\n  {'figure':<58} {'value':>10} {'unit':<9} bound")
    asyncio.run(measure_ours(report, work / "ours"))
    for row in (*documents.rows(), *faces.rows()):
        report.add(*row)
    same = stock(ROOT / "bot/models/gildong.tar.gz", work / "same", TURNS)
    report.add("stock Rasa REST, the same model, p50", same.p50, "ms")
    report.add("stock Rasa REST, the same model, p95", same.p95, "ms")
    default = stock(train_default(kept), work / "default", TURNS)
    report.add("stock Rasa REST, default pipeline, p50", default.p50, "ms")
    report.add("stock Rasa REST, default pipeline, p95", default.p95, "ms")
    report.write()


if __name__ == "__main__":
    main()
