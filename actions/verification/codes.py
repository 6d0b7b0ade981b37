"""A code that reaches the customer by another way than the chat: when it is sent, how long it holds."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from actions.verification.journey import Kind, PlannedStep
from actions.verification.text import compact

LENGTHS = {Kind.CODE: 6, Kind.TRANSFER: 4}  # digits; a bank statement has little room
WRONG = {Kind.CODE: "CODE_WRONG", Kind.TRANSFER: "ONEWON_CODE_WRONG"}
EXPIRED = {Kind.CODE: "CODE_EXPIRED", Kind.TRANSFER: "ONEWON_EXPIRED"}
LIMIT = {Kind.CODE: "CODE_LIMIT", Kind.TRANSFER: "ONEWON_LIMIT"}


@dataclass(frozen=True, slots=True)
class CodeRules:
    holds: timedelta = timedelta(minutes=3)
    pause: timedelta = timedelta(seconds=60)  # before another may be sent
    sends: int = 5  # for one step, until its attempts are used up or it is done


@dataclass(frozen=True, slots=True)
class SentCode:
    """The newest code of one step; earlier ones hold no longer. Of the code only a keyed digest is known."""

    case_id: str
    step: str
    at: datetime
    until: datetime
    sends: int
    digest: bytes | None = None  # nothing holds: the last sending did not work, or went where the customer is no longer

    def __repr__(self) -> str:
        return f"SentCode({self.case_id}, {self.step}, sends={self.sends})"


def rules_of(planned: PlannedStep) -> CodeRules:
    return CodeRules(timedelta(seconds=planned.holds), timedelta(seconds=planned.pause), planned.sends)


class MaySend(StrEnum):
    YES = "yes"
    WAIT = "wait"
    LIMIT = "limit"


def may_send(last: SentCode | None, rules: CodeRules, now: datetime) -> MaySend:
    """The limit counts once the last code no longer holds: until then it can still be typed."""
    if last is None:
        return MaySend.YES
    if now < last.at + rules.pause:
        return MaySend.WAIT
    if last.sends < rules.sends:
        return MaySend.YES
    return MaySend.WAIT if last.digest and now < last.until else MaySend.LIMIT


def sending(last: SentCode | None, case_id: str, step: str, digest: bytes, rules: CodeRules, now: datetime) -> SentCode:
    return SentCode(case_id, step, now, now + rules.holds, (last.sends if last else 0) + 1, digest)


def not_sent(code: SentCode, rules: CodeRules) -> SentCode:
    """It counts neither as sent nor as a reason to wait: that was not the customer's doing."""
    return replace(code, at=code.at - rules.pause, until=code.at, sends=code.sends - 1, digest=None)


def void(code: SentCode) -> SentCode:
    """It was sent, which counts, and opens nothing any more."""
    return replace(code, digest=None)


def read_code(typed: str, kind: Kind) -> str | None:
    """Digits of any script, with whatever stands between them; nothing for what can be no code."""
    digits = compact(typed)
    return digits if digits.isascii() and digits.isdigit() and len(digits) == LENGTHS[kind] else None


def judge(sent: SentCode | None, digest: bytes, kind: Kind, tries_left: int, now: datetime) -> str | None:
    """Why the code is not accepted. What came too late is not compared: it tells nobody anything and costs nothing."""
    if sent is None or sent.digest is None or now >= sent.until:
        return EXPIRED[kind]
    if hmac.compare_digest(sent.digest, digest):
        return None
    return WRONG[kind] if tries_left > 1 else LIMIT[kind]


def new_code(digit: Callable[[], int], kind: Kind) -> str:
    """`digit` must not be foreseeable."""
    return "".join(str(digit()) for _ in range(LENGTHS[kind]))


def seconds_until(moment: datetime, now: datetime) -> int:
    return max(0, -int((now - moment).total_seconds() // 1))
