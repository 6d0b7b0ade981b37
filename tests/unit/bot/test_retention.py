import asyncio
from pathlib import Path

import pytest
from components.retention import DAY, forget_regularly, seconds_kept
from settings import PROJECT


def test_how_long_the_bot_remembers_is_the_banks_choice(tmp_path: Path) -> None:
    (tmp_path / "retention.yml").write_text("days: {trackers: 2}")
    assert seconds_kept(tmp_path) == 2 * DAY
    assert seconds_kept(PROJECT / "data") >= DAY


@pytest.mark.parametrize("said", ["0", "-1", "for ever", "true"])
def test_a_time_that_is_none_stops_the_start(tmp_path: Path, said: str) -> None:
    (tmp_path / "retention.yml").write_text(f"days: {{trackers: {said}}}")
    with pytest.raises(ValueError, match=r"days\.trackers"):
        seconds_kept(tmp_path)


async def test_a_failure_is_followed_by_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = asyncio.Event()
    tries = iter((OSError(), 1))

    def forget() -> int:
        this = next(tries)
        if isinstance(this, OSError):
            raise this
        tried.set()
        return this

    monkeypatch.setattr("components.retention.LOOK_EVERY", 0)
    task = asyncio.get_running_loop().create_task(forget_regularly(forget))
    await asyncio.wait_for(tried.wait(), 5)
    task.cancel()
