"""The bank's own choices, read once at the start from data/; a mistake in them stops the start."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from handoff.domain.retention import Times
from handoff.domain.roles import PERMISSIONS, Role

Model = TypeVar("Model", bound=BaseModel)


class DataRefusedError(Exception):
    """A file under data/ says something that the program does not understand."""


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Role(_Closed):
    permissions: frozenset[str]
    capacity: int


class _Roles(_Closed):
    v: int
    reviewed_by: str
    reviewed_on: Any
    roles: Mapping[str, _Role]


class _Texts(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    events: Mapping[str, str]


class BankFile(BaseModel):
    """What the front door needs of bank.yml; the rest is for the other two programs."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: Mapping[str, str]
    languages: tuple[str, ...]
    time_zone: str = "UTC"


class RetentionFile(BaseModel):
    """What the front door needs of retention.yml; the rest is for the other two programs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    v: Literal[1]
    reviewed_by: str
    reviewed_on: date
    days: Mapping[str, Annotated[int, Field(ge=1)]]
    smallest_cell: Annotated[int, Field(ge=2)]

    @field_validator("days")
    @classmethod
    def _ours_are_there(cls, days: Mapping[str, int]) -> Mapping[str, int]:
        if missing := {field.name for field in fields(Times)} - set(days):
            raise ValueError(f"missing: {', '.join(sorted(missing))}")
        return days

    @property
    def times(self) -> Times:
        return Times(**{field.name: self.days[field.name] for field in fields(Times)})


def read_bank(data: Path) -> BankFile:
    return _validated(BankFile, data / "bank.yml")


def read_roles(data: Path) -> Mapping[str, Role]:
    file = data / "roles.yml"
    roles = _validated(_Roles, file).roles
    for name, role in roles.items():
        if unknown := role.permissions - PERMISSIONS:
            raise DataRefusedError(f"{file}: role {name} has unknown permissions: {', '.join(sorted(unknown))}")
    return {name: Role(name, role.permissions, role.capacity) for name, role in roles.items()}


def read_retention(data: Path) -> RetentionFile:
    return _validated(RetentionFile, data / "retention.yml")


def read_event_texts(data: Path, languages: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """By language and name: what `/`, whose clients have no words of their own, says of events."""
    return {language: dict(_validated(_Texts, data / "texts" / f"{language}.yml").events) for language in languages}


def _validated(model: type[Model], file: Path) -> Model:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return model.model_validate(content)
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise DataRefusedError(f"{file}: {error}") from None
