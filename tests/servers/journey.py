"""A customer goes through the verification, card by card, as the widget does it. The values belong to nobody."""

import re
from typing import Any

from tests.servers import drawings, photos
from tests.servers.people import Customer, Message

VALUES: dict[str, dict[str, str]] = {
    "ko": {"name": "홍길동", "resident_number": "900101-1000006", "phone": "010-1234-5678"},
    "fa": {
        "name": "سارا آزمایشی",
        "national_code": "0499370899",
        "birth_date": "1364/05/12",
        "phone": "09123456789",
        "card_serial": "1G23456789",
    },
    "en": {
        "name": "Anna Maria Eriksson",
        "passport_number": "L898902C3",
        "nationality": "SWE",
        "birth_date": "1974-08-12",
        "phone": "+46701234567",
    },
}
HANDED_IN = ("passed", "received")  # a person looks at what no check could settle
ACCOUNT = {"account_bank": "004", "account_number": "110-234-567890"}
WHY_A_FACE = {"ko": "왜 얼굴 사진이 필요해요?", "fa": "چرا عکس چهره می‌خواهید؟", "en": "why do you need my selfie?"}
A_PERSON = {
    "ko": "상담원이랑 얘기하고 싶어요",
    "fa": "می‌خواهم با یک کارشناس صحبت کنم",
    "en": "I want to talk to a person",
}


async def begin(customer: Customer) -> Message:
    """From the first words to the consent card."""
    greeting = await customer.message(lambda m: m["kind"] == "choices" and m["sender"]["kind"] == "bot")
    await customer.choose(greeting, "start_verification")
    return await customer.card("consent", greeting["seq"])


async def consent(customer: Customer, card: Message, **refused: bool) -> Message:
    content: Any = (await customer.look(card))["data"]
    decisions = {one["item"]: refused.get(one["item"], True) for one in content["consents"]}
    body = {"decisions": decisions, "release": content["release"], "language": customer.language}
    answer = await customer.hand_in(card, json=body)
    assert answer.status_code == 200, answer.text
    return await customer.card("details", card["seq"])


async def details(customer: Customer, card: Message) -> Message:
    answer = await customer.hand_in(card, json={"fields": VALUES[customer.language]})
    assert answer.json()["data"]["result"] == "passed", answer.text
    return await code(customer, await customer.card("code", card["seq"]))


async def code(customer: Customer, card: Message) -> Message:
    """The customer has it sent, reads it on the phone and types it in."""
    answer = await customer.hand_in(card, json={"ask": "code"})
    assert answer.json()["data"]["result"] == "sent", answer.text
    answer = await customer.hand_in(card, json={"code": await read(customer, "text")})
    assert answer.json()["data"]["result"] == "passed", answer.text
    return await customer.card("document", card["seq"])


async def read(customer: Customer, kind: str) -> str:
    """The newest code on the phone (`text`) or on the bank statement (`statement`), where both are stand-ins."""
    newest = next(each for each in await customer.arrived() if each["kind"] == kind)
    return code_in(newest["text"])


def code_in(text: str) -> str:
    """The longest run of digits."""
    return max(re.findall(r"\d+", text), key=len)


async def document(customer: Customer, card: Message, photo: bytes | None = None) -> Message:
    answer = await customer.hand_in(card, photo=photo or photos.document(customer.language))
    assert answer.json()["data"]["result"] in HANDED_IN, answer.text
    return await customer.card("selfie", card["seq"])


async def selfie(customer: Customer, card: Message, photo: bytes | None = None) -> Message:
    answer = await customer.hand_in(card, photo=photo or photos.selfie())
    assert answer.json()["data"]["result"] in HANDED_IN, answer.text
    if customer.language == "en":
        return await customer.bot(card["seq"])
    last = transfer if customer.language == "ko" else signature
    return await last(customer, await customer.card(last.__name__, card["seq"]))


async def transfer(customer: Customer, card: Message) -> Message:
    answer = await customer.hand_in(card, json={"fields": ACCOUNT})
    assert answer.json()["data"]["result"] == "sent", answer.text
    answer = await customer.hand_in(card, json={"code": await read(customer, "statement")})
    assert answer.json()["data"]["result"] in HANDED_IN, answer.text
    return await customer.bot(card["seq"])


async def signature(customer: Customer, card: Message) -> Message:
    answer = await customer.sign(card, drawings.signature())
    assert answer.json()["data"]["result"] in HANDED_IN, answer.text
    return await customer.bot(card["seq"])


async def to_selfie(customer: Customer) -> Message:
    card = await consent(customer, await begin(customer))
    return await document(customer, await details(customer, card))
