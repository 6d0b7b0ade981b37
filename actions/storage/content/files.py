import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError


class ContentWrong(Exception):  # noqa: N818 — read aloud it is the message
    """The data folder cannot be used; one line for each thing to mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


PLACEHOLDER = re.compile(r"\{(\w+)\}")  # in a text
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class File:
    """A YAML file that knows on which line each of its parts stands."""

    path: Path
    content: Any
    root: yaml.Node | None

    def problem(self, place: tuple[int | str, ...], message: str) -> str:
        return f"{self.path}:{self._line(place)}: {'.'.join(map(str, place)) or 'file'}: {message}"

    def _line(self, place: tuple[int | str, ...]) -> int:
        """The line of the deepest part of the place that exists."""
        node, line = self.root, 1
        for part in place:
            node = _child(node, part)
            if node is None:
                break
            line = node.start_mark.line + 1
        return line


def _child(node: yaml.Node | None, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item: yaml.Node = node.value[part]
        return item
    return None


def read(path: Path) -> File:
    try:
        return _read(path)
    except OSError as error:
        raise ContentWrong([f"{path}: cannot be read ({type(error).__name__})"]) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentWrong([f"{path}:{line}: {error.problem}"]) from None


def _read(path: Path) -> File:
    loader = yaml.CSafeLoader(path.read_text(encoding="utf-8"))  # ten times as fast as the one in Python
    try:
        root = loader.get_single_node()
        return File(path, None if root is None else loader.construct_document(root), root)
    finally:
        loader.dispose()


def parse(file: File, model: type[Model]) -> Model:
    try:
        return model.model_validate(file.content)
    except ValidationError as error:
        raise ContentWrong([file.problem(each["loc"], each["msg"]) for each in error.errors()]) from None
