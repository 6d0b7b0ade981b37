import os
import socket
from pathlib import Path

import pytest

from handoff.development.preflight import CannotStartError, check_ports, lock, newest_model


def test_a_second_instance_on_the_same_folder_is_told_so(tmp_path: Path) -> None:
    held = lock(tmp_path / "home")
    with pytest.raises(CannotStartError, match="already runs"):
        lock(tmp_path / "home")
    os.close(held)
    os.close(lock(tmp_path / "home"))


def test_a_port_in_use_is_named_with_the_variable_that_changes_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotStartError, match=rf"Port {port} is in use.*BOT_PORT"):
            check_ports({"BOT_PORT": port})
    check_ports({"BOT_PORT": port})


def test_two_programs_cannot_share_a_port() -> None:
    with pytest.raises(CannotStartError, match="differ"):
        check_ports({"PORT": 1, "BOT_PORT": 1})


def test_without_a_model_the_way_to_one_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotStartError, match="make train"):
        newest_model(tmp_path)


def test_the_newest_model_is_taken(tmp_path: Path) -> None:
    for age, name in ((20, "old"), (10, "new")):
        model = tmp_path / f"{name}.tar.gz"
        model.touch()
        os.utime(model, (1000 - age, 1000 - age))
    assert newest_model(tmp_path).name == "new.tar.gz"
