"""One selfie check from bytes to outcome. It runs in a process of its own: see checks.py."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.providers.builtin.opening import Opened, Refused, open_photo
from actions.providers.builtin.text_lines import TextLine
from actions.providers.faces.comparing import face_match, no_face_on_document
from actions.providers.faces.finding import Face
from actions.providers.faces.likeness import fingerprint
from actions.providers.faces.liveness import Frame, liveness
from actions.providers.faces.models import models
from actions.providers.faces.on_document import portrait_on
from actions.providers.faces.quality import FaceLimits, look_for_face
from actions.services.providers import PhotoOutcome
from actions.verification.findings import Finding, Outcome
from actions.verification.liveness import Challenge

CHECKED = ("file", "size", "face", "sharpness", "light")


@dataclass(frozen=True, slots=True, repr=False)
class Selfie:
    """What was handed in, and what it is held against."""

    frames: Sequence[bytes]
    challenge: Challenge | None
    document: bytes | None
    seen: Sequence[bytes]
    limits: FaceLimits
    zone: Sequence[TextLine] = ()  # where the document has one that was read


def look(selfie: Selfie) -> PhotoOutcome:
    """In this order: the files, the faces, liveness, the comparison. The first that fails gives the reason."""
    try:
        opened = [_opened(frame, selfie.limits) for frame in selfie.frames]
        media_type = _one_kind(opened)
        faces = [look_for_face(photo.pixels, selfie.limits) for photo in opened]
    except Refused as refused:
        return PhotoOutcome(refused.code)
    findings = _findings(faces, selfie)
    reason = next((found.reason for found in findings if found.outcome is Outcome.FAILED), None)
    prints = tuple(fingerprint(face.region) for face in faces) if selfie.challenge else ()
    return PhotoOutcome(reason, media_type, CHECKED, findings, prints)


def _opened(frame: bytes, limits: FaceLimits) -> Opened:
    opened = open_photo(frame, limits.pixels)
    if min(opened.size) < limits.side:
        raise Refused("IMAGE_TOO_SMALL")
    return opened


def _one_kind(opened: Sequence[Opened]) -> str:
    """Frames come from one camera."""
    kinds = {photo.media_type for photo in opened}
    if len(kinds) > 1:
        raise Refused("IMAGE_UNSUPPORTED")
    return "".join(kinds)


def _findings(faces: Sequence[Face], selfie: Selfie) -> tuple[Finding, ...]:
    frames = [Frame(face, models().describe(face.chip)) for face in faces]
    lively = liveness(frames, selfie.challenge, selfie.seen)
    if selfie.document is None or not frames:
        return lively
    return (*lively, _comparison(frames[0], selfie.document, selfie.zone))


def _comparison(frontal: Frame, document: bytes, zone: Sequence[TextLine]) -> Finding:
    try:
        portrait = portrait_on(open_photo(document).pixels, zone)
    except Refused:
        portrait = None
    if portrait is None:
        return no_face_on_document()
    return face_match(frontal.descriptor, models().describe(portrait.chip))
