"""What the bank's programs send."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, WithJsonSchema, model_validator

from actions.http.bank.fields import Code, External, Id, Language, Reference
from actions.http.requests import Payload
from actions.verification.status import Status

PAGE = 50  # when nobody says how many
Risk = Literal["high"]
Limit = Annotated[
    str,
    Field(pattern=r"^(100|[1-9][0-9]?)$"),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 100, "default": PAGE}),
]


def _only(name: str) -> dict[str, Any]:
    return {"required": [name], "properties": {name: {"type": "string"}}}


class CreateCase(Payload):
    """Exactly one of `customer` and `installation`, as the bank names them in its tokens."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [_only("customer"), _only("installation")]})

    customer: External | None = None
    installation: External | None = None
    journey: Annotated[Id | None, Field(description="A file of `data/journeys/`; without it the language decides.")] = (
        None
    )
    language: Language
    reference: Annotated[Reference | None, Field(description="The bank's own name for the case. No one's name.")] = None
    risk: Annotated[Risk | None, Field(description="A case of high risk is never approved without a person.")] = None

    @model_validator(mode="after")
    def _one(self) -> "CreateCase":
        if (self.customer is None) == (self.installation is None):
            raise ValueError("either a customer or an installation")
        return self

    @property
    def whose(self) -> tuple[str, str]:
        return ("customer", self.customer) if self.customer else ("installation", self.installation or "")


class ReportVisit(Payload):
    """What came of a visit to a branch or of a video call."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"outcome": {"const": "seen"}}},
            "then": {"properties": {"reason": {"type": "null"}}},
        }
    )

    way: Annotated[Id, Field(description="An alternative of the journey, such as `branch`.")]
    outcome: Literal["seen", "not_seen"]
    reason: Code | None = None
    staff_reference: Annotated[
        Reference, Field(description="The bank's own reference of the visit or of who was there. No one's name.")
    ]

    @model_validator(mode="after")
    def _reason(self) -> "ReportVisit":
        if self.outcome == "seen" and self.reason is not None:
            raise ValueError("whoever was seen needs no reason")
        return self


class MarkRisk(Payload):
    risk: Risk | None


class CasesQuery(Payload):
    customer: Annotated[External | None, Field(description="As the bank names them.")] = None
    status: Status | None = None
    cursor: Annotated[Id | None, Field(description="`next` of the page before.")] = None
    limit: Limit | None = None


class LettersQuery(Payload):
    cursor: Annotated[Id | None, Field(description="`next` of the page before.")] = None
    limit: Limit | None = None


class Nothing(Payload):
    """No body, or an empty object; no query."""
