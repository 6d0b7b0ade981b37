from dataclasses import replace

import cv2
import numpy as np
import pytest

from actions.providers.builtin.page import Page, find_pages
from tests.servers.scenes import Scene, landscape, photograph, usual, wall
from tests.servers.specimens import resident_card


def pages(scene: Scene) -> list[Page]:
    return find_pages(np.asarray(photograph(resident_card(), replace(scene, size=(800, 600)))))


@pytest.mark.parametrize("desk", ["wood", "cloth", "dark"])
@pytest.mark.parametrize("turn", [0.0, 8.0, 40.0])
def test_a_card_is_found_by_its_edges(desk: str, turn: float) -> None:
    found = pages(replace(usual(1), fill=0.5, desk=desk, turn=turn))
    assert any(
        page.beyond == (0, 0)
        and page.holds((400, 300))
        and page.shape == pytest.approx(1284 / 810, rel=0.08)
        and cv2.contourArea(page.outline) == pytest.approx(400 * 400 / 1.585, rel=0.15)
        for page in found
    )


@pytest.mark.parametrize(
    ("shift", "beyond"), [((-0.3, 0.0), (0, 1)), ((0.3, 0.0), (0, 1)), ((0.0, 0.4), (1, 0)), ((0.35, 0.4), (1, 1))]
)
def test_a_card_that_goes_on_beyond_the_picture_is_told(shift: tuple[float, float], beyond: tuple[int, int]) -> None:
    assert pages(replace(usual(1), desk="wood", shift=shift, turn=0, tilt=0))[0].beyond == beyond


@pytest.mark.parametrize("seed", range(4))
def test_no_whole_card_lies_in_a_landscape_or_on_a_wall(seed: int) -> None:
    for picture in (landscape(seed, (800, 600)), wall(seed, (800, 600))):
        assert not [page for page in find_pages(np.asarray(picture)) if page.beyond == (0, 0) and page.share > 0.2]
