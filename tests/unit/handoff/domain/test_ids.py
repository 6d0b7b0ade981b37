from uuid import UUID

from handoff.domain.ids import new_id
from handoff.domain.language import language_of


def test_an_id_is_a_uuid_of_version_seven() -> None:
    assert {UUID(new_id()).version for _ in range(100)} == {7}


def test_no_two_ids_are_alike() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000


def test_a_locale_leads_to_one_of_our_languages() -> None:
    assert [language_of(tag) for tag in ("fa-IR", "ko_KR", "EN", "de-DE", None)] == ["fa", "ko", "en", "en", "en"]
