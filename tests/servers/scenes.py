"""A document lies on a desk and is photographed: rendered, seeded, with all that goes wrong with such photos."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image

Pixels = np.ndarray


@dataclass(frozen=True)
class Scene:
    """What the camera sees. Lengths are parts of the picture's width unless said otherwise."""

    size: tuple[int, int] = (1600, 1200)
    fill: float = 0.82  # the document's width
    tilt: float = 0.0  # how far a corner is off, in parts of the document: perspective
    turn: float = 0.0  # degrees
    shift: tuple[float, float] = (0.0, 0.0)
    light: float = 1.0
    uneven: float = 0.0  # how much darker the far corner is
    noise: float = 2.0  # standard deviation, of 255
    blur: float = 0.0  # sigma in pixels
    glare: tuple[float, float, float] | None = None  # place on the document and radius, in parts of it
    quality: int = 88
    desk: str = "wood"  # wood, cloth, white, dark
    seed: int = 7


def varied(seed: int, *, hard: float = 1.0) -> Scene:
    """A photo as people take them; `hard` 1 is a bad day."""
    dice = np.random.default_rng(seed)
    return Scene(
        size=[(1600, 1200), (1920, 1080), (1280, 960), (2400, 1800)][int(dice.integers(4))],
        fill=float(dice.uniform(0.6, 0.85)),
        tilt=float(dice.uniform(0, 0.06) * hard),
        turn=float(dice.normal(0, 4) * hard),
        shift=(float(dice.uniform(-0.04, 0.04)), float(dice.uniform(-0.03, 0.03))),
        light=float(dice.uniform(1 - 0.4 * hard, 1.08)),
        uneven=float(dice.uniform(0, 0.45) * hard),
        noise=float(dice.uniform(0, 9) * hard),
        blur=float(dice.uniform(0, 1.2) * hard),
        glare=(float(dice.uniform(0.2, 0.9)), float(dice.uniform(0.2, 0.9)), float(dice.uniform(0.03, 0.09)))
        if dice.random() < 0.4 * hard
        else None,
        quality=int(dice.integers(60, 95)),
        desk=["wood", "cloth", "white", "dark"][int(dice.integers(4))],
        seed=seed,
    )


def usual(seed: int) -> Scene:
    """A photo that passes, and is quickly drawn."""
    return replace(varied(seed, hard=0.3), size=(1360, 1020), fill=0.82)


def photograph(document: Image.Image, scene: Scene) -> Image.Image:
    dice = np.random.default_rng(scene.seed)
    page = np.asarray(document.convert("RGB"))
    width, height = scene.size
    transform = cv2.getPerspectiveTransform(_corners(page), _placed(page, scene, dice))
    laid = cv2.warpPerspective(page, transform, (width, height), flags=cv2.INTER_AREA)
    cover = cv2.warpPerspective(np.ones(page.shape[:2], np.float32), transform, (width, height))
    shadow = cv2.blur(np.roll(cover, 10, (0, 1)), (31, 31))
    seen = _desk(scene, dice) * ((1 - 0.35 * shadow) * (1 - cover))[..., None]
    seen += laid * cover[..., None]
    glare = cv2.warpPerspective(_glare(page, scene.glare), transform, (width, height)) if scene.glare else None
    return Image.fromarray(_exposed(seen, scene, dice, glare))


def _corners(page: Pixels) -> Pixels:
    height, width = page.shape[:2]
    return np.float32([[0, 0], [width, 0], [width, height], [0, height]])


def _placed(page: Pixels, scene: Scene, dice: np.random.Generator) -> Pixels:
    width = scene.fill * scene.size[0]
    height = width * page.shape[0] / page.shape[1]
    if height > 0.94 * scene.size[1] and scene.fill <= 1:
        width, height = width * 0.94 * scene.size[1] / height, 0.94 * scene.size[1]
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float32) / 2 * (width, height)
    corners += dice.uniform(-1, 1, (4, 2)) * scene.tilt * (width, height)
    angle = np.deg2rad(scene.turn)
    turned = corners @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    middle = np.array(scene.size) * (0.5 + np.array(scene.shift))
    return np.float32(turned + middle)


def _desk(scene: Scene, dice: np.random.Generator) -> Pixels:
    width, height = scene.size
    base = {"wood": (146, 104, 70), "cloth": (70, 96, 120), "white": (206, 206, 202), "dark": (52, 50, 50)}[scene.desk]
    rows, columns = (60, 8) if scene.desk == "wood" else (240, 320)
    grain = dice.normal(0, 12 if scene.desk == "wood" else 5, (rows, columns)).astype(np.float32)
    grain = cv2.resize(grain, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.float32(base) + grain[..., None]


def _glare(page: Pixels, glare: tuple[float, float, float]) -> Pixels:
    """A lamp in the laminate: white in the middle of the spot, whatever is printed there."""
    height, width = page.shape[:2]
    y, x = np.ogrid[:height, :width]
    distance = ((x / width - glare[0]) ** 2 + ((y / height - glare[1]) * height / width) ** 2) / glare[2] ** 2
    return np.clip(1.6 * np.exp(-distance), 0, 1).astype(np.float32)


def _exposed(seen: Pixels, scene: Scene, dice: np.random.Generator, glare: Pixels | None = None) -> Pixels:
    height, width = seen.shape[:2]
    slope = np.linspace(0, 1, width, dtype=np.float32) * np.linspace(0.4, 1, height, dtype=np.float32)[:, None]
    lit = seen * (scene.light * (1 - scene.uneven * slope))[..., None]
    if glare is not None:
        lit += (255 - lit) * glare[..., None]
    if scene.blur:
        lit = cv2.GaussianBlur(lit, (0, 0), scene.blur)
    if scene.noise:
        grain = dice.standard_normal((height // 2, width // 2), dtype=np.float32) * (1.5 * scene.noise)
        lit += cv2.resize(grain, (width, height), interpolation=cv2.INTER_LINEAR)[..., None]
    return np.clip(lit, 0, 255).astype(np.uint8)


def wall(seed: int = 7, size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    scene = Scene(size=size, seed=seed, desk="white", uneven=0.3, noise=4)
    dice = np.random.default_rng(seed)
    return Image.fromarray(_exposed(_desk(scene, dice), scene, dice))


def landscape(seed: int = 7, size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """Sky, hills, trees."""
    dice = np.random.default_rng(seed)
    width, height = size
    picture = np.float32((150, 190, 230)) + np.linspace(0, 40, height, dtype=np.float32)[:, None, None] * np.ones(
        (1, width, 1), np.float32
    )
    x = np.arange(width)
    for layer in range(3):
        waves = sum(dice.uniform(20, 60) * np.sin(x / dice.uniform(60, 300) + dice.uniform(0, 6)) for _ in range(4))
        ridge = (height * (0.4 + 0.18 * layer) + waves).astype(int)
        below = np.arange(height)[:, None] > ridge[None, :]
        leaves = dice.normal(0, 18, (height // 3, width // 3)).astype(np.float32)
        green = np.float32((60, 110 - 20 * layer, 50)) + cv2.resize(leaves, size)[..., None]
        picture = np.where(below[..., None], green, picture)
    return Image.fromarray(_exposed(picture, replace(Scene(size=size, seed=seed), noise=3), dice))
