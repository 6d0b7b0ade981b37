from pathlib import Path

import pytest

from handoff.domain.roles import PERMISSIONS
from handoff.services.demo_staff import DEMO
from handoff.storage.bank_files import DataRefusedError, read_bank, read_roles

DATA = Path(__file__).parents[4] / "data"
GOOD = "v: 1\nreviewed_by: x\nreviewed_on: 2026-11-20\nroles:\n  agent: {permissions: [desk:claim], capacity: 3}\n"


def test_every_permission_is_given_to_somebody_and_every_demo_role_exists() -> None:
    roles = read_roles(DATA)
    assert frozenset().union(*(role.permissions for role in roles.values())) == PERMISSIONS
    assert {new.role for new in DEMO} <= set(roles)


def test_editor_and_operator_see_no_case() -> None:
    roles = read_roles(DATA)
    for name in ("editor", "operator"):
        assert not any(permission.startswith(("case:", "desk:")) for permission in roles[name].permissions)


def test_a_role_is_a_list_of_permissions(tmp_path: Path) -> None:
    (tmp_path / "roles.yml").write_text(GOOD)
    assert read_roles(tmp_path)["agent"].capacity == 3


@pytest.mark.parametrize(
    "text", [GOOD.replace("desk:claim", "desk:everything"), GOOD.replace("capacity", "power"), "v: 1", ": :", "- a"]
)
def test_a_mistake_in_the_file_stops_the_start(tmp_path: Path, text: str) -> None:
    (tmp_path / "roles.yml").write_text(text)
    with pytest.raises(DataRefusedError, match=r"roles\.yml"):
        read_roles(tmp_path)


def test_a_missing_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(DataRefusedError):
        read_roles(tmp_path)


def test_the_bank_has_a_name_in_each_of_its_languages() -> None:
    bank = read_bank(DATA)
    assert set(bank.languages) <= set(bank.name)
