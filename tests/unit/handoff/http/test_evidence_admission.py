from typing import Any

import pytest

from handoff.domain.errors import NotFound, Refused
from handoff.services.evidence import check

CONSENT = {"id": "consent", "kind": "consent", "consent": "biometrics"}
SELFIE = {"id": "selfie", "kind": "selfie", "consent": "biometrics"}
DETAILS = {"id": "details", "kind": "details", "consent": None}


def journey(*given: bool) -> dict[str, Any]:
    consents = [{"item": "biometrics", "given": answer} for answer in given]
    return {"case_id": "case-1", "steps": [CONSENT, SELFIE, DETAILS], "consents": consents}


def test_a_selfie_is_taken_once_consent_is_given() -> None:
    assert check(journey(True), "case-1", "selfie") == "selfie"


@pytest.mark.parametrize("answers", [(), (False,), (True, False)])
def test_a_selfie_without_consent_or_with_consent_withdrawn_is_refused(answers: tuple[bool, ...]) -> None:
    with pytest.raises(Refused) as refused:
        check(journey(*answers), "case-1", "selfie")
    assert refused.value.code == "consent_missing"


def test_the_consent_itself_needs_no_consent_before_it() -> None:
    assert check(journey(), "case-1", "consent") == "consent"


def test_a_step_without_a_consent_of_its_own_needs_none() -> None:
    assert check(journey(), "case-1", "details") == "details"


@pytest.mark.parametrize(("case_id", "step"), [("case-2", "details"), ("case-1", "transfer")])
def test_a_case_of_someone_else_and_an_unknown_step_look_the_same(case_id: str, step: str) -> None:
    with pytest.raises(NotFound):
        check(journey(True), case_id, step)


def test_without_a_case_there_is_nothing_to_send_to() -> None:
    with pytest.raises(NotFound):
        check(None, "case-1", "details")


def test_the_consent_that_a_photo_step_lacks_may_be_given_on_its_card() -> None:
    assert check(journey(False), "case-1", "selfie", form=True) == "selfie"
    with pytest.raises(Refused):
        check(journey(False), "case-1", "selfie")


def test_the_consent_that_a_vendors_step_lacks_may_be_given_on_its_card() -> None:
    asked = journey(False) | {"steps": [{"id": "identity", "kind": "vendor", "consent": "biometrics"}]}
    assert check(asked, "case-1", "identity", form=True) == "vendor"


def test_details_are_not_a_consent() -> None:
    asked = journey(False) | {"steps": [{"id": "details", "kind": "details", "consent": "biometrics"}]}
    with pytest.raises(Refused):
        check(asked, "case-1", "details", form=True)
