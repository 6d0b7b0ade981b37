from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.verification.mrz import LAYOUTS, Unreadable, parse
from tests.servers.zones import SIGNS, Holder, td1, td2, td3

TODAY = date(2026, 11, 22)
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
KOREAN = "P<KORGILDONG<<HONG<<<<<<<<<<<<<<<<<<<<<<<<<<\nM123A45674KOR9001011M3201015<<<<<<<<<<<<<<<8"
IRANIAN = "P<IRNTEST<<SARA<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nX123456785IRN8503219F2903208<<<<<<<<<<<<<<04"

LETTERS = st.sampled_from(SIGNS[10:])
WORD = st.text(LETTERS, min_size=1, max_size=8)
CODE = st.text(LETTERS, min_size=3, max_size=3)
DAY = st.dates(date(1927, 1, 1), date(2026, 11, 21)).map(lambda day: day.strftime("%y%m%d"))
HOLDERS = st.builds(
    Holder,
    surname=WORD,
    given=st.lists(WORD, min_size=1, max_size=2).map(" ".join),
    issuer=CODE,
    nationality=CODE,
    number=st.text(st.sampled_from(SIGNS), min_size=6, max_size=9),
    birth=DAY,
    sex=st.sampled_from("MF<"),
    expiry=DAY,
    optional=st.text(st.sampled_from(SIGNS), max_size=5),
)
WRITERS = st.sampled_from([td1, td2, td3])


@pytest.mark.parametrize(
    ("zone", "layout", "number"), [(TD3, "TD3", "L898902C3"), (TD2, "TD2", "D23145890"), (TD1, "TD1", "D23145890")]
)
def test_r09_the_specimens_of_the_standard_are_read(zone: str, layout: str, number: str) -> None:
    mrz = parse(zone)
    assert (mrz.layout, mrz.issuer, mrz.nationality, mrz.number) == (layout, "UTO", "UTO", number)
    assert (mrz.names.surname, mrz.names.given, mrz.names.cut) == (("ERIKSSON",), ("ANNA", "MARIA"), False)
    assert (mrz.born(TODAY), mrz.sex, mrz.failed) == (date(1974, 8, 12), "F", ())


@pytest.mark.parametrize("zone", [TD3, TD2, TD1])
def test_r09_the_specimens_of_the_standard_have_expired(zone: str) -> None:
    assert parse(zone).expires(TODAY) == date(2012, 4, 15)


def test_the_personal_number_of_a_passport_is_read() -> None:
    assert parse(TD3).optional == "ZE184226B"


@pytest.mark.parametrize(
    ("zone", "number", "born", "expires"),
    [
        (KOREAN, "M123A4567", date(1990, 1, 1), date(2032, 1, 1)),
        (IRANIAN, "X12345678", date(1985, 3, 21), date(2029, 3, 20)),
    ],
)
def test_r09_passports_of_the_countries_served_are_read(zone: str, number: str, born: date, expires: date) -> None:
    mrz = parse(zone)
    assert (mrz.number, mrz.born(TODAY), mrz.expires(TODAY), mrz.failed) == (number, born, expires, ())


def test_a_missing_personal_number_may_have_a_filler_or_zero_as_check_digit() -> None:
    assert parse(KOREAN).failed == parse(IRANIAN).failed == ()


@pytest.mark.parametrize(
    "zone", [TD3.lower(), TD3.replace("<<<", " < < < "), f"\n {TD3} \n\n", TD3.replace("<<<<", "«≪")]
)
def test_what_the_eye_reads_the_same_is_read_the_same(zone: str) -> None:
    assert parse(zone) == parse(TD3)


@pytest.mark.parametrize(
    ("zone", "what"),
    [
        (TD3[:-1], "length"),
        (TD3.replace("<\n", "\n"), "length"),
        (TD3.replace("\n", ""), "length"),
        ("", "length"),
        (TD3.replace("MARIA", "MARÍA"), "alphabet"),
        (TD3.replace("740812", "74O812"), "birth"),
        (TD3.replace("740812", "741312"), "birth"),
        (TD3.replace("740812", "740230"), "birth"),
        (TD3.replace("120415", "12O415"), "expiry"),
        (TD3.replace("ANNA", "ANN4"), "names"),
        (TD3.replace("2F12", "2B12"), "sex"),
        (TD3.replace("P<UTO", "P<UT0"), "issuer"),
        (TD3.replace("P<UTOERIKSSON<<ANNA<MARIA", "P<UTO" + "<" * 20), "empty"),
        (TD3.replace("P<UTO", "V<UTO"), "kind"),
        (TD3.replace("P<UTO", "I<UTO"), "kind"),
        (TD1.replace("I<UTO", "P<UTO"), "kind"),
    ],
)  # fmt: skip
def test_r09_what_is_no_zone_is_refused_and_says_why(zone: str, what: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(zone)
    assert refused.value.what == what


def test_a_wrong_composite_digit_alone_is_found() -> None:
    assert parse(TD3[:-1] + "1").failed == ("composite",)


@pytest.mark.parametrize(
    ("right", "wrong", "failed"),
    [
        ("L898902C3", "L898902C4", ("number", "composite")),
        ("740812", "740813", ("birth", "composite")),
        ("120415", "120416", ("expiry", "composite")),
        ("ZE184226B", "ZE184227B", ("optional", "composite")),
        ("C36UTO", "C37UTO", ("number", "composite")),
    ],
)
def test_a_wrong_digit_is_found_in_its_field(right: str, wrong: str, failed: tuple[str, ...]) -> None:
    assert parse(TD3.replace(right, wrong)).failed == failed


@given(HOLDERS, WRITERS)
def test_r09_what_was_written_is_read(holder: Holder, write: Callable[[Holder], list[str]]) -> None:
    mrz = parse("\n".join(write(holder)))
    assert mrz.failed == ()
    assert (mrz.number, mrz.birth, mrz.expiry, mrz.issuer) == (
        holder.number,
        holder.birth,
        holder.expiry,
        holder.issuer,
    )
    assert (mrz.nationality, mrz.sex, mrz.optional) == (holder.nationality, holder.sex.strip("<"), holder.optional)
    assert mrz.names.parts == (holder.surname, *holder.given.split())


@given(
    HOLDERS.filter(lambda holder: len(holder.number) == 9),
    st.sampled_from([td1, td2]),
    st.text(st.sampled_from(SIGNS), min_size=1, max_size=5),
)
def test_a_long_number_goes_on_in_the_optional_data(
    holder: Holder, write: Callable[[Holder], list[str]], more: str
) -> None:
    long = Holder(number=holder.number + more)
    mrz = parse("\n".join(write(long)))
    assert (mrz.number, mrz.failed) == (long.number, ())


@given(HOLDERS, WRITERS, st.data())
def test_r09_any_other_digit_in_a_guarded_place_is_found(
    holder: Holder, write: Callable[[Holder], list[str]], data: st.DataObject
) -> None:
    """7, 3 and 1 have no factor in common with 10: no digit can stand for another. (A letter can for a digit.)"""
    lines = write(holder)
    joined = "".join(lines)
    layout = next(
        each for each in LAYOUTS.values() if each.width * each.lines == len(joined) and len(lines) == each.lines
    )
    guarded = {place for part in layout.composite for place in range(*part.indices(len(joined)))} | {
        layout.composite_at
    }
    place = data.draw(st.sampled_from([place for place in sorted(guarded) if joined[place].isdigit()]))
    other = data.draw(st.sampled_from([sign for sign in SIGNS[:10] if sign != joined[place]]))
    changed = joined[:place] + other + joined[place + 1 :]
    try:
        mrz = parse("\n".join(changed[row * layout.width : (row + 1) * layout.width] for row in range(layout.lines)))
    except Unreadable:
        return  # a date that does not exist
    assert mrz.failed


@given(st.text(max_size=120))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text)


@pytest.mark.parametrize(
    ("birth", "born"),
    [
        ("261122", date(2026, 11, 22)),
        ("261123", date(1926, 11, 23)),
        ("000229", date(2000, 2, 29)),
        ("<<<<<<", None),
        ("85<<<<", None),
    ],
)
def test_a_birth_lies_in_the_past(birth: str, born: date | None) -> None:
    assert parse("\n".join(td3(Holder(birth=birth)))).born(TODAY) == born


@pytest.mark.parametrize(
    ("expiry", "expires"),
    [("991231", date(1999, 12, 31)), ("760101", date(2076, 1, 1)), ("320229", date(2032, 2, 29)), ("<<<<<<", None)],
)
def test_an_expiry_lies_in_the_nearer_century(expiry: str, expires: date | None) -> None:
    assert parse("\n".join(td3(Holder(expiry=expiry)))).expires(TODAY) == expires


def test_a_full_field_may_have_been_cut() -> None:
    assert parse("\n".join(td3(Holder(given="ANNA " + "MARIA" * 8)))).names.cut


def test_a_zone_does_not_print_what_it_holds() -> None:
    shown = repr(parse(TD3)) + str(parse(TD3).names)
    assert not any(value in shown for value in ("ERIKSSON", "L898902C3", "740812", "ANNA"))
