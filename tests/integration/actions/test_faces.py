"""Faces on documents and selfies, found and compared by the real models on portraits in the public domain."""

import asyncio
import io
import multiprocessing
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from actions.providers.faces.checks import BuiltinFaceChecks, zone_of
from actions.providers.faces.comparing import FAILED, PASSED, face_match
from actions.providers.faces.looking import Selfie, look
from actions.providers.faces.quality import FaceLimits
from actions.services.providers import PhotoOutcome
from actions.verification.findings import Finding, Outcome
from actions.verification.liveness import Challenge, Move
from tests.servers.heads import COLLINS, HOPPER, PORTRAITS, encoded, frames, front
from tests.servers.heads_altered import beside, blurred, darkened, decoded
from tests.servers.specimens import (
    identity_card_back,
    national_card_jpeg,
    passport_jpeg,
    passport_page,
    resident_card_jpeg,
)
from tests.servers.zones import Holder
from tests.unit.actions.providers.builtin.files import encoded as as_file
from tests.unit.actions.providers.builtin.files import specimen

NO_FACE = as_file(specimen())
PEOPLE = ("obama_2012", "biden_2010", "hopper_1984", "collins_1993")
OF_ONE_PERSON = ("obama_2009", "obama_2010", "obama_2012")


def photo(name: str) -> bytes:
    return (PORTRAITS / f"{name}.jpg").read_bytes()


def drawn(name: str) -> Image.Image:
    return Image.open(io.BytesIO(photo(name)))


def looked(selfie: bytes, document: bytes | None = None) -> PhotoOutcome:
    return look(Selfie([selfie], None, document, (), FaceLimits(), zone_of(document)))


def match(selfie: bytes, document: bytes) -> Finding:
    return next(found for found in looked(selfie, document).findings if found.check == "face_match")


@pytest.mark.parametrize(("one", "other"), [*combinations(OF_ONE_PERSON, 2)])
def test_the_same_person_passes(one: str, other: str) -> None:
    found = match(photo(one), photo(other))
    assert (found.outcome, found.reason, found.threshold) == (Outcome.PASSED, None, PASSED)
    assert found.score is not None
    assert 0 < found.score <= PASSED


@pytest.mark.parametrize(("one", "other"), [*combinations(PEOPLE, 2)])
def test_another_person_fails(one: str, other: str) -> None:
    outcome = looked(photo(one), photo(other))
    found = outcome.findings[-1]
    assert outcome.reason == "FACE_MISMATCH"
    assert (found.check, found.outcome, found.reason) == ("face_match", Outcome.FAILED, "FACE_MISMATCH")
    assert found.score is not None
    assert found.score > FAILED


def test_near_the_threshold_a_person_looks() -> None:
    one = np.zeros(128)
    bands = [face_match(one, np.full(128, distance / 128**0.5)) for distance in (0.49, 0.51, 0.59, 0.61)]
    assert [(found.outcome, found.reason) for found in bands] == [
        (Outcome.PASSED, None),
        (Outcome.UNCLEAR, None),
        (Outcome.UNCLEAR, None),
        (Outcome.FAILED, "FACE_MISMATCH"),
    ]


@pytest.mark.parametrize("draw", [passport_jpeg, resident_card_jpeg, national_card_jpeg])
def test_the_portrait_on_a_document_is_compared(draw: Callable[..., bytes]) -> None:
    assert match(photo("obama_2010"), draw(portrait=drawn("obama_2012"))).outcome is Outcome.PASSED
    assert match(photo("obama_2010"), draw(portrait=drawn("biden_2010"))).outcome is Outcome.FAILED


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_document_photographed_sideways_is_compared(quarters: int) -> None:
    upright = decoded(passport_jpeg(portrait=drawn("obama_2012")))
    sideways = encoded(np.ascontiguousarray(np.rot90(upright, quarters)))
    assert match(photo("obama_2010"), sideways).outcome is Outcome.PASSED


def test_who_holds_a_passport_beside_their_face_is_compared_with_the_passport() -> None:
    """The largest face in the photo is theirs, and proves nothing."""
    own, not_own = held("obama_2012", beside_face="obama_2009"), held("biden_2010", beside_face="obama_2012")
    assert match(photo("obama_2010"), own).outcome is Outcome.PASSED
    assert match(photo("obama_2010"), not_own).outcome is Outcome.FAILED


def test_beside_a_card_whose_portrait_is_on_the_other_side_no_face_is_compared() -> None:
    card = shown(identity_card_back(Holder()), beside_face="obama_2012")
    found = match(photo("obama_2010"), card)
    assert (found.outcome, found.reason) == (Outcome.UNCLEAR, "ID_PHOTO_MISSING")


def test_a_ghost_image_beside_the_portrait_is_no_second_face() -> None:
    assert match(photo("obama_2010"), page_with("obama_2012", 200)).outcome is Outcome.PASSED


def test_two_portraits_of_one_size_on_a_document_are_for_a_person() -> None:
    found = match(photo("obama_2010"), page_with("biden_2010", 350))
    assert (found.outcome, found.reason) == (Outcome.UNCLEAR, "ID_PHOTO_MISSING")


@pytest.mark.parametrize("document", [NO_FACE, b"", NO_FACE[:2000]], ids=["no face", "empty", "damaged"])
def test_a_document_without_a_portrait_is_for_a_person_and_no_fault_of_the_selfie(document: bytes) -> None:
    outcome = looked(photo("obama_2010"), document)
    found = outcome.findings[-1]
    assert outcome.reason is None
    assert (found.check, found.outcome, found.reason) == ("face_match", Outcome.UNCLEAR, "ID_PHOTO_MISSING")


def test_without_a_document_nothing_is_compared() -> None:
    assert [found.check for found in looked(photo("obama_2010")).findings] == ["liveness"]


@pytest.mark.parametrize(
    ("selfie", "reason"),
    [
        (NO_FACE, "FACE_NOT_DETECTED"),
        (beside(photo("obama_2012"), photo("collins_1993")), "FACE_MULTIPLE"),
        (darkened(photo("hopper_1984")), "FACE_TOO_DARK"),
        (blurred(photo("obama_2012")), "FACE_BLUR"),
        (encoded(decoded(photo("collins_1993"))[200:]), "FACE_NOT_FULLY_VISIBLE"),
        (encoded(np.pad(decoded(photo("obama_2012"))[::3, ::3], ((250, 250), (250, 250), (0, 0)))), "FACE_QUALITY"),
        (encoded(decoded(photo("obama_2012"))[::2, ::2]), "IMAGE_TOO_SMALL"),
        (photo("obama_2012") + b"a second file", "IMAGE_UNSUPPORTED"),
        (photo("obama_2012")[:5000], "IMAGE_DAMAGED"),
    ],
    ids=["none", "two", "dark", "blurred", "cut", "far", "small", "two files", "damaged"],
)
def test_a_selfie_that_cannot_be_compared_says_why(selfie: bytes, reason: str) -> None:
    outcome = looked(selfie, photo("biden_2010"))
    assert (outcome.reason, outcome.findings) == (reason, ())


@pytest.mark.parametrize("selfie", [front(COLLINS), front(HOPPER), *(photo(name) for name in OF_ONE_PERSON)])
def test_a_good_selfie_is_not_sent_back(selfie: bytes) -> None:
    outcome = looked(selfie)
    assert (outcome.reason, outcome.media_type) == (None, "image/jpeg")


def test_a_photo_that_lies_on_its_side_as_the_phone_says_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: to be turned right by a quarter
    buffer = io.BytesIO()
    drawn("obama_2012").transpose(Image.Transpose.ROTATE_90).save(buffer, "JPEG", exif=exif)
    assert looked(buffer.getvalue()).reason is None


async def test_the_loop_goes_on_while_faces_are_looked_at() -> None:
    checks, challenge = BuiltinFaceChecks(), Challenge((Move.LEFT, Move.RIGHT))
    work = asyncio.create_task(
        checks.check(frames(COLLINS, challenge.moves), challenge, passport_jpeg(portrait=drawn("collins_1993")), ())
    )
    rounds = 0
    while not work.done():
        await asyncio.sleep(0.01)
        rounds += 1
    outcome = await work
    checks.close()
    assert rounds > 20
    assert outcome.reason is None
    assert {found.check for found in outcome.findings} >= {"liveness", "face_match"}


async def test_a_file_that_kills_the_process_costs_one_answer() -> None:
    checks, good = BuiltinFaceChecks(), photo("obama_2012")
    assert (await checks.check([good], None, None, ())).reason is None
    for child in multiprocessing.active_children():
        child.kill()
    answers = [(await checks.check([good], None, None, ())).reason for _ in range(2)]
    checks.close()
    assert answers == ["IMAGE_DAMAGED", None]


def held(portrait: str, beside_face: str) -> bytes:
    return shown(passport_page(Holder(), drawn(portrait)), beside_face)


def shown(document: Image.Image, beside_face: str) -> bytes:
    """A document, and above and beside it a face much larger than any portrait."""
    face, scene = drawn(beside_face), Image.new("RGB", (2400, 1900), (90, 70, 60))
    scene.paste(document.convert("RGB"), (40, 1900 - document.height - 40))
    scene.paste(face.resize((1000, 1000 * face.height // face.width)), (1380, 20))
    buffer = io.BytesIO()
    scene.save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def page_with(second: str, width: int) -> bytes:
    """A passport page with the holder's portrait, and to the right of it another picture."""
    page = passport_page(Holder(), drawn("obama_2012"))
    page.paste(drawn(second).resize((width, width * 4 // 3)), (860, 60))
    buffer = io.BytesIO()
    page.convert("RGB").save(buffer, "JPEG", quality=92)
    return buffer.getvalue()
