"""What somebody may do to a frame who hopes that it passes for another one."""

from collections.abc import Callable

import cv2
import numpy as np

from tests.servers.heads import Picture, encoded


def decoded(photo: bytes) -> Picture:
    return np.asarray(cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR), np.uint8)


def mirrored(photo: bytes) -> bytes:
    return encoded(np.ascontiguousarray(decoded(photo)[:, ::-1]))


def encoded_anew(photo: bytes) -> bytes:
    return encoded(decoded(photo), quality=40)


def cropped(photo: bytes) -> bytes:
    picture = decoded(photo)
    height, width = picture.shape[:2]
    return encoded(np.asarray(cv2.resize(picture[25 : height - 20, 22 : width - 14], (width, height)), np.uint8))


def moved(photo: bytes) -> bytes:
    picture = decoded(photo)
    height, width = picture.shape[:2]
    move = np.array([[1, 0, 24], [0, 1, -10]], np.float32)
    shifted = cv2.warpAffine(picture, move, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return encoded(np.asarray(shifted, np.uint8))


def brightened(photo: bytes) -> bytes:
    return encoded(np.asarray(np.clip(decoded(photo) * 1.15 + 8.0, 0, 255), np.uint8))


def darkened(photo: bytes) -> bytes:
    return encoded(np.asarray(decoded(photo) * 0.15, np.uint8))


def blurred(photo: bytes) -> bytes:
    return encoded(np.asarray(cv2.GaussianBlur(decoded(photo), (0, 0), 6), np.uint8))


def beside(photo: bytes, other: bytes) -> bytes:
    return encoded(np.hstack([decoded(photo), decoded(other)]))


def swung(photo: bytes, degrees: float) -> bytes:
    """A print held before the camera, as far away as twice its width, and swung about its upright axis."""
    picture = decoded(photo)
    height, width = picture.shape[:2]
    angle, away = np.radians(degrees), 2.2 * width
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array([width / 2, height / 2])
    nearer = away / (away + corners[:, 0] * np.sin(angle))
    seen = np.stack([corners[:, 0] * np.cos(angle) * nearer, corners[:, 1] * nearer], axis=1)
    middle = np.array([width / 2, height / 2])
    view = cv2.getPerspectiveTransform((corners + middle).astype(np.float32), (seen + middle).astype(np.float32))
    hanging = cv2.warpPerspective(picture, view, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return encoded(np.asarray(hanging, np.uint8))


COPIES: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda photo: photo,
    "encoded anew": encoded_anew,
    "cropped": cropped,
    "moved": moved,
    "brightened": brightened,
    "mirrored": mirrored,
}
