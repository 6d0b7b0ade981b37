"""The bot over HTTP: one question, and its answer line by line as it comes, over connections that stay open."""

from collections.abc import AsyncIterator
from typing import Annotated, Literal

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from handoff.domain.language import Language
from handoff.services.bot_port import (
    BotBrokenError,
    BotRefusedError,
    Bubble,
    Done,
    HelpDeclined,
    LanguageAsked,
    Line,
    PersonAsked,
    Question,
)

# The bot bounds its actions at 6 s each and says nothing meanwhile; a turn may also wait behind another one.
TIMEOUT = httpx.Timeout(connect=3.0, read=40.0, write=5.0, pool=5.0)
PATIENT = {"timeout": TIMEOUT.as_dict()}
LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=50, keepalive_expiry=60.0)
REFUSALS = (400, 413)  # the question itself is wrong; asking again changes nothing

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class OptionBody(Closed):
    id: Annotated[str, Field(min_length=1, max_length=160)]
    label: Annotated[str, Field(min_length=1, max_length=200)]


class Body(Closed):
    text: Annotated[str, Field(max_length=8000)]
    options: Annotated[tuple[OptionBody, ...], Field(max_length=20)] | None = None
    card: Code | None = None


class StaffBody(Closed):
    intent: str | None = None
    confidence: float | None = None
    response: str | None = None
    release: str | None = None
    explains: bool = False
    facts: Annotated[tuple[Code, ...], Field(max_length=60)] = ()


class BubbleLine(Closed):
    n: Annotated[int, Field(ge=0, le=50)]
    kind: Literal["text", "choices", "card"]
    body: Body
    staff: StaffBody

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "BubbleLine":
        if (self.kind == "choices") != (self.body.options is not None) or (self.kind == "card") != bool(self.body.card):
            raise ValueError("body does not fit kind")
        return self


class PersonLine(Closed):
    trigger: Code
    topic: Code


class AnswerLine(Closed):
    bubble: BubbleLine | None = None
    handoff: PersonLine | None = None
    language: Language | None = None
    declined: Literal["help"] | None = None
    done: Literal[True] | None = None
    count: Annotated[int, Field(ge=0)] | None = None


class HttpBot:
    """Speaks to the bot through httpx's transport: cookies, redirects and sign-in of its client cost half a millisecond
    a turn, and the bot knows none of them. Nor does it take a proxy from the environment.
    """

    def __init__(self, url: str, secret: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._transport = transport or httpx.AsyncHTTPTransport(limits=LIMITS)
        self._url = httpx.URL(f"{url.rstrip('/')}/webhooks/gateway/turn")
        self._headers = {"Host": self._url.netloc.decode(), "Authorization": f"Bearer {secret}"}

    async def answer(self, question: Question) -> AsyncIterator[Line]:
        asked = httpx.Request("POST", self._url, headers=self._headers, json=question, extensions=PATIENT)
        try:
            response = await self._transport.handle_async_request(asked)
            try:
                async for line in _lines(response):
                    yield parse(line)
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            raise BotBrokenError(type(error).__name__) from None

    async def close(self) -> None:
        await self._transport.aclose()


async def _lines(response: httpx.Response) -> AsyncIterator[str]:
    if response.status_code in REFUSALS:
        raise BotRefusedError(f"status {response.status_code}")
    if response.status_code != httpx.codes.OK:
        raise BotBrokenError(f"status {response.status_code}")
    async for line in response.aiter_lines():
        if line:
            yield line


def parse(line: str) -> Line:
    try:
        said = AnswerLine.model_validate_json(line)
    except ValidationError as error:
        # Places in the line, never its content.
        raise BotBrokenError(f"line: {[e['loc'] for e in error.errors(include_input=False)]}") from None
    if said.bubble:
        body = said.bubble.body.model_dump(exclude_none=True, mode="json")
        return Bubble(said.bubble.n, said.bubble.kind, body, said.bubble.staff.model_dump(mode="json"))
    if said.handoff:
        return PersonAsked(said.handoff.trigger, said.handoff.topic)
    if said.language:
        return LanguageAsked(said.language)
    if said.declined:
        return HelpDeclined()
    if said.done and said.count is not None:
        return Done(said.count)
    raise BotBrokenError("line: says nothing")
