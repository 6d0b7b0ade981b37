"""Photos that a customer of the tests hands in: of specimen documents, and of a face that is in the public domain."""

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from actions.verification.liveness import Move
from tests.servers import heads
from tests.servers.scenes import usual
from tests.servers.specimens import national_card_jpeg, passport_jpeg, resident_card_jpeg
from tests.servers.zones import Holder

FACE, STRANGER = heads.COLLINS, heads.HOPPER
HOLDER = Holder(issuer="SWE", nationality="SWE", birth="740812")  # the values that tests type, see journey.VALUES
EXPIRED = replace(HOLDER, expiry="120415")


@cache
def document(language: str = "en", seed: int = 7) -> bytes:
    """A photo of the document that the journey of this language accepts; it passes."""
    portrait = _portrait()
    if language == "ko":
        return resident_card_jpeg(seed=seed, portrait=portrait)
    if language == "fa":
        return national_card_jpeg(seed=seed, portrait=portrait)
    return passport_jpeg(HOLDER, seed=seed, portrait=portrait)


@cache
def expired_passport() -> bytes:
    return passport_jpeg(EXPIRED, portrait=_portrait())


@cache
def somebody_elses_passport() -> bytes:
    """In order, but not with the number that tests type."""
    return passport_jpeg(replace(HOLDER, number="M123A4567"), portrait=_portrait())


@cache
def blurred(language: str = "en") -> bytes:
    scene = replace(usual(7), blur=14.0)
    if language == "ko":
        return resident_card_jpeg(portrait=_portrait(), scene=scene)
    if language == "fa":
        return national_card_jpeg(portrait=_portrait(), scene=scene)
    return passport_jpeg(HOLDER, portrait=_portrait(), scene=scene)


@cache
def selfie(seed: int = 1) -> bytes:
    return heads.front(FACE, seed)


@cache
def strangers_selfie() -> bytes:
    return heads.front(STRANGER)


@cache
def pose(name: str, stranger: bool = False, seed: int = 5) -> bytes:
    """`front`, `left` or `right`, as the camera sees somebody who does what the challenge asks."""
    who = STRANGER if stranger else FACE
    return heads.front(who, seed) if name == "front" else heads.turn(who, Move(name), seed + len(name))


def camera_film(path: Path, photo: bytes, width: int = 1280, height: int = 720) -> Path:
    """A film that Chromium's fake camera plays (Y4M, 4:2:0)."""
    picture = Image.open(io.BytesIO(photo)).convert("RGB")
    picture.thumbnail((width, height))
    frame = Image.new("RGB", (width, height), (60, 60, 60))
    frame.paste(picture, ((width - picture.width) // 2, (height - picture.height) // 2))
    planes = cv2.cvtColor(np.asarray(frame), cv2.COLOR_RGB2YUV_I420).tobytes()
    with path.open("wb") as film:
        film.write(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode())
        for _ in range(5):
            film.write(b"FRAME\n" + planes)
    return path


def _portrait() -> Image.Image:
    return Image.open(io.BytesIO(FACE.jpeg)).convert("RGB")
