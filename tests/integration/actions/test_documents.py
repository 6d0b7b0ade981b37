"""The built-in document check end to end: photos are rendered, the networks are real."""

import asyncio
import io
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from actions.providers.builtin.documents import BuiltinDocumentChecks
from actions.services.providers import PhotoOutcome
from actions.verification.findings import Outcome
from tests.servers.scenes import Scene, landscape, photograph, usual, varied, wall
from tests.servers.specimens import (
    identity_card_jpeg,
    national_card_jpeg,
    passport_jpeg,
    passport_page,
    resident_card_jpeg,
)
from tests.servers.zones import Holder, td3

TODAY = date(2026, 11, 22)
TYPED = {"name": "Anna Maria Eriksson", "birth_date": "1990-08-12", "passport_number": "L898902C3"}
PASSPORT, CARD = ("passport",), ("national_card",)
SENT_BACK = {"DOC_BLUR", "DOC_GLARE", "DOC_DARK", "DOC_CROPPED", "DOC_TOO_SMALL"}
CHECKS = BuiltinDocumentChecks()


async def look(photo: bytes, accepts: tuple[str, ...] = PASSPORT, typed: dict[str, str] | None = None) -> PhotoOutcome:
    return await CHECKS.check(photo, accepts, TYPED if typed is None else typed, TODAY)


def found(outcome: PhotoOutcome) -> dict[str, Outcome]:
    return {finding.check: finding.outcome for finding in outcome.findings}


def jpeg(picture: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=88, **options)  # type: ignore[arg-type]  # Pillow lists each option
    return buffer.getvalue()


async def test_a_passport_that_says_what_was_typed_passes() -> None:
    outcome = await look(passport_jpeg())
    assert (outcome.reason, outcome.media_type) == (None, "image/jpeg")
    assert set(found(outcome).values()) == {Outcome.PASSED}
    assert {"mrz", "mrz_match"} <= found(outcome).keys()


@pytest.mark.parametrize("seed", range(100, 106))
async def test_a_photo_of_a_bad_day_is_read_right_or_seen_by_a_person_or_taken_again(seed: int) -> None:
    outcome = await look(passport_jpeg(scene=varied(seed)))
    assert outcome.reason in {None, *SENT_BACK}
    assert found(outcome).get("mrz_match") is not Outcome.FAILED


@pytest.mark.parametrize("seed", range(120, 123))
async def test_a_bad_photo_never_passes_for_somebody_else(seed: int) -> None:
    somebody_else = {"name": "Berta Eriksson", "birth_date": "1990-08-11", "passport_number": "L898902C8"}
    outcome = await look(passport_jpeg(scene=varied(seed)), typed=somebody_else)
    assert found(outcome).get("mrz_match") is not Outcome.PASSED


@pytest.mark.parametrize("turn", [90, 180, 270, 35])
async def test_a_passport_is_read_whichever_way_it_lies(turn: float) -> None:
    scene = replace(usual(3), turn=turn, fill=0.6)
    assert found(await look(passport_jpeg(scene=scene)))["mrz_match"] is Outcome.PASSED


async def test_a_photo_that_the_phone_says_to_turn_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = photograph(passport_page(Holder()), usual(4)).transpose(Image.Transpose.ROTATE_90)
    assert (await look(jpeg(lying, exif=exif))).reason is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"passport_number": "L898902C4"}, "IDNUM_MISMATCH"),
        ({"birth_date": "1990-08-13"}, "DOB_MISMATCH"),
        ({"name": "Berta Lindqvist"}, "NAME_MISMATCH"),
    ],
)
async def test_what_differs_from_what_was_typed_is_told(typed: dict[str, str], reason: str) -> None:
    outcome = await look(passport_jpeg(), typed={**TYPED, **typed})
    assert outcome.reason == reason
    assert (found(outcome)["mrz"], found(outcome)["mrz_match"]) == (Outcome.PASSED, Outcome.FAILED)


async def test_an_expired_passport_is_told() -> None:
    assert (await look(passport_jpeg(Holder(expiry="120415")))).reason == "DOC_EXPIRED"


async def test_a_name_typed_in_another_script_is_for_a_person() -> None:
    outcome = await look(passport_jpeg(), typed={**TYPED, "name": "안나 에릭손"})
    assert (outcome.reason, found(outcome)["mrz_match"]) == (None, Outcome.UNCLEAR)


async def test_a_zone_whose_check_digits_do_not_agree_is_for_a_person() -> None:
    upper, lower = td3(Holder())
    forged = passport_page(Holder(), zone=[upper, lower.replace("900812", "910812")])
    outcome = await look(jpeg(photograph(forged, usual(5))))
    assert (outcome.reason, found(outcome)["mrz"]) == (None, Outcome.UNCLEAR)
    assert outcome.findings[-1].reason == "MRZ_CHECK_FAILED"
    assert "mrz_match" not in found(outcome)


async def test_a_card_with_a_zone_is_read_where_cards_are_accepted() -> None:
    photo = identity_card_jpeg()
    assert found(await look(photo, ("passport", "alien_card")))["mrz_match"] is Outcome.PASSED
    assert (await look(photo, PASSPORT)).reason == "DOC_TYPE_UNSUPPORTED"


async def test_a_passport_is_told_where_none_is_accepted() -> None:
    assert (await look(passport_jpeg(), CARD)).reason == "DOC_TYPE_UNSUPPORTED"


@pytest.mark.parametrize("draw", [resident_card_jpeg, national_card_jpeg], ids=["Korean", "Iranian"])
async def test_a_card_that_no_packaged_reader_reads_is_for_a_person(draw: Callable[..., bytes]) -> None:
    outcome = await look(draw(), ("resident_card", "passport"))
    assert (outcome.reason, found(outcome)["document_read"]) == (None, Outcome.UNCLEAR)
    assert "machine readable zones only" in outcome.findings[-1].source


@pytest.mark.parametrize("draw", [passport_jpeg, resident_card_jpeg])
@pytest.mark.parametrize(
    ("scene", "reason"),
    [
        (replace(usual(6), blur=14), "DOC_BLUR"),
        (replace(usual(6), light=0.06, noise=1), "DOC_DARK"),
        (replace(usual(6), glare=(0.5, 0.5, 0.35)), "DOC_GLARE"),
        (replace(usual(6), shift=(-0.25, 0), desk="wood"), "DOC_CROPPED"),
        (replace(usual(6), shift=(0.3, 0.3), desk="dark"), "DOC_CROPPED"),
        (replace(usual(6), fill=0.2), "DOC_TOO_SMALL"),
        (replace(usual(6), size=(700, 525)), "DOC_TOO_SMALL"),
    ],
    ids=["blurred", "dark", "glare", "cut", "corner", "far away", "few pixels"],
)
async def test_what_nobody_could_read_is_sent_back(draw: Callable[..., bytes], scene: Scene, reason: str) -> None:
    assert (await look(draw(scene=scene), ("passport", "national_card"))).reason == reason


@pytest.mark.parametrize("seed", range(3))
async def test_where_no_document_is_none_is_found(seed: int) -> None:
    assert (await look(jpeg(wall(seed)))).reason == "DOC_NOT_FOUND"
    assert (await look(jpeg(landscape(seed)))).reason == "DOC_NOT_FOUND"


@pytest.mark.parametrize(
    ("photo", "reason"),
    [(b"", "IMAGE_DAMAGED"), (b"%PDF-1.7", "IMAGE_UNSUPPORTED"), (jpeg(wall()) + b"PK\x03\x04", "IMAGE_UNSUPPORTED")],
    ids=["empty", "pdf", "polyglot"],
)
async def test_what_is_no_photo_is_refused_before_anything_looks_at_it(photo: bytes, reason: str) -> None:
    outcome = await look(photo)
    assert (outcome.reason, outcome.findings) == (reason, ())


async def test_several_photos_are_read_beside_the_loop() -> None:
    reading = asyncio.gather(*(look(passport_jpeg(seed=seed)) for seed in range(3)))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert turns > 3
    assert {outcome.reason for outcome in await reading} == {None}


async def test_the_package_of_the_networks_is_never_imported() -> None:
    """It configures logging, and downloads what it does not find."""
    await look(passport_jpeg())
    assert not [name for name in sys.modules if name.split(".")[0] == "rapidocr"]
