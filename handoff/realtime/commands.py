"""What clients may send, each a closed model."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from handoff.domain.language import Language

Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.:-]+$")]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Seq = Annotated[int, Field(ge=0, le=2**31 - 1)]
Words = Annotated[str, Field(max_length=20_000)]  # the services' limit is lower and says what is wrong


class Command(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    v: Literal[1] = 1


class Nothing(Command):
    pass


class Choice(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    seq: Seq
    option: Annotated[str, Field(min_length=1, max_length=160)]


class Send(Command):
    client_id: Id
    text: Words | None = None
    choice: Choice | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.text is None) == (self.choice is None):
            raise ValueError("exactly one of text and choice")
        return self


class Sync(Command):
    after_seq: Seq


class Read(Command):
    seq: Seq


class Typing(Command):
    on: bool


class Rate(Command):
    handoff_id: Id
    score: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[str, Field(max_length=2_000)] | None = None


class Renew(Command):
    token: Annotated[str, Field(max_length=8_192)]


class SetLanguage(Command):
    language: Language


class OfConversation(Command):
    conversation_id: Id


class HandBack(OfConversation):
    outcome: Code
    summary: Words | None = None


class Transfer(OfConversation):
    to: Id


class History(OfConversation):
    before_seq: Seq


class Write(OfConversation):
    client_id: Id
    text: Words


class PushCard(OfConversation):
    client_id: Id
    step: Id


class TypingIn(OfConversation):
    on: bool


class ReadIn(OfConversation):
    seq: Seq


class SetStatus(Command):
    status: Literal["online", "away"]
