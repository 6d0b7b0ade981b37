"""What single values of this API look like."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from actions.verification.reasons import REASONS

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
# The bank's name for somebody, as in the `sub` of its tokens: anything but control characters.
External = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f]{1,200}$")]
# Signs that leave no room for a person's name in most scripts: these stand in history and logs.
Reference = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:/#-]{1,128}$")]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{1,128}$")]
Language = Literal["ko", "fa", "en"]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


def _known(code: str) -> str:
    if code not in REASONS:
        raise ValueError("no such code")
    return code


Code = Annotated[
    str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": sorted(REASONS), "title": "Reason"})
]
