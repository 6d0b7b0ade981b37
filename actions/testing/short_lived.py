"""What holds for minutes, or days."""

from datetime import datetime

from actions.services.ports import Json, OpenChallenge
from actions.verification.codes import SentCode
from actions.verification.errors import Conflict


class MemoryChallenges:
    def __init__(self, opened: dict[str, OpenChallenge], seen: dict[str, bytes | None]) -> None:
        self._open, self._seen = opened, seen

    async def put(self, challenge: OpenChallenge) -> None:
        of_step = (challenge.case_id, challenge.step)
        for key in [k for k, c in self._open.items() if k not in self._seen and (c.case_id, c.step) == of_step]:
            del self._open[key]
        self._open[challenge.challenge_id] = challenge

    async def get(self, challenge_id: str) -> OpenChallenge | None:
        return None if challenge_id in self._seen else self._open.get(challenge_id)

    async def use(self, challenge_id: str, seen: bytes | None) -> bool:
        if challenge_id in self._seen or challenge_id not in self._open:
            return False
        self._seen[challenge_id] = seen
        return True

    async def seen(self, case_id: str) -> list[bytes]:
        used = [(self._open[key].case_id, seen) for key, seen in self._seen.items()]
        return [seen for of_case, seen in used if of_case == case_id and seen is not None]

    async def delete_of(self, case_id: str) -> int:
        gone = [key for key, challenge in self._open.items() if challenge.case_id == case_id]
        for key in gone:
            del self._open[key]
            self._seen.pop(key, None)
        return len(gone)


class MemoryCodes:
    def __init__(self, codes: dict[tuple[str, str], SentCode]) -> None:
        self._codes = codes

    async def get(self, case_id: str, step: str) -> SentCode | None:
        return self._codes.get((case_id, step))

    async def put(self, code: SentCode) -> None:
        self._codes[code.case_id, code.step] = code

    async def delete(self, case_id: str, step: str | None = None) -> int:
        gone = [key for key in self._codes if key[0] == case_id and step in (None, key[1])]
        for key in gone:
            del self._codes[key]
        return len(gone)


class MemoryAnswers:
    def __init__(self, answers: dict[str, tuple[Json, datetime]]) -> None:
        self._answers = answers

    async def get(self, key: str) -> Json | None:
        return self._answers[key][0] if key in self._answers else None

    async def put(self, key: str, answer: Json, at: datetime) -> None:
        if key in self._answers:
            raise Conflict
        self._answers[key] = (answer, at)

    async def delete_of(self, prefix: str) -> int:
        gone = [key for key in self._answers if key.startswith(prefix)]
        for key in gone:
            del self._answers[key]
        return len(gone)

    async def forget_before(self, moment: datetime) -> int:
        old = [key for key, (_, at) in self._answers.items() if at < moment]
        for key in old:
            del self._answers[key]
        return len(old)
