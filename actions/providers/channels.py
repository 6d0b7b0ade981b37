"""Text messages, small transfers and video calls through services of the bank; and nobody connected."""

from datetime import datetime
from typing import Any

from actions.providers.authorities import finding_of
from actions.providers.signed_calls import SignedCalls
from actions.services.channels import Appointment, CallWish, SmallTransfer, Taken, TextMessage
from actions.verification.findings import Finding, unavailable

OWNER = "account_owner"


class HttpTexts:
    source, simulated = "text message", False

    def __init__(self, calls: SignedCalls, url: str) -> None:
        self._calls, self._url = calls, url

    async def send(self, message: TextMessage) -> Taken:
        """The sender is not told whose message it is."""
        body = {"v": 1, "message_id": message.message_id, "to": message.to, "text": message.text}
        told = await self._calls.tell("text", self._url, body)
        if not told.arrived:
            return Taken.NO
        match told.said:
            case {"ok": bool(ok)}:
                return Taken.YES if ok else Taken.NO
        return Taken.UNKNOWN


class HttpCoreBanking:
    simulated = False

    def __init__(self, calls: SignedCalls, url: str) -> None:
        self._calls, self._url = calls, url

    async def send_small_transfer(self, order: SmallTransfer) -> Finding:
        body = {
            "v": 1,
            "transfer_id": order.transfer_id,
            "case_id": order.case_id,
            "country": order.country,
            "bank": order.bank,
            "number": order.number,
            "holder": order.holder,
            "memo": order.memo,
        }
        answer = await self._calls.ask("transfer", self._url, body)
        return unavailable(OWNER, "core banking") if answer is None else finding_of(OWNER, answer, "core banking")


class HttpVideoCalls:
    def __init__(self, calls: SignedCalls, url: str) -> None:
        self._calls, self._url = calls, url

    async def schedule(self, wish: CallWish) -> Appointment | None:
        body = {"v": 1, "case_id": wish.case_id, "customer_id": wish.customer_id, "language": wish.language}
        answer: Any = await self._calls.ask("video_call", self._url, body)
        if not isinstance(answer, dict) or answer.get("ok") is not True:
            return None
        return Appointment(_moment(answer.get("at")))


def _moment(said: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


class NoTexts:
    source, simulated = "not connected", False

    async def send(self, message: TextMessage) -> Taken:
        return Taken.NO


class NoCoreBanking:
    simulated = False

    async def send_small_transfer(self, order: SmallTransfer) -> Finding:
        return unavailable(OWNER)


class NoVideoCalls:
    async def schedule(self, wish: CallWish) -> Appointment | None:
        return None
