from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.verification.findings import Outcome
from actions.verification.names import Names, compare


def field(text: str, width: int = 39) -> Names:
    return Names.of_field(text[:width].ljust(width, "<"))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("ERIKSSON<<ANNA<MARIA", "Anna Maria Eriksson"),
        ("ERIKSSON<<ANNA<MARIA", "ERIKSSON ANNA MARIA"),
        ("ERIKSSON<<ANNA<MARIA", "Eriksson, Anna Maria".replace(",", "")),
        ("ERIKSSON<<ANNA<MARIA", "annamaria eriksson"),
        ("HONG<<GILDONG", "Hong Gil-dong"),
        ("HONG<<GIL<DONG", "Gildong Hong"),
        ("MUELLER<<JOERG", "Jörg Müller"),
        ("MULLER<<JORG", "Jörg Müller"),
        ("MUXXLLER<<JORG", "Jörg Müller"),
        ("STRASSE<<AASE", "Åse Straße"),
        ("MUNXXOZ<<JOSE", "José Muñoz"),
        ("MUNOZ<<JOSE", "Jose\u0301 Mun\u0303oz"),
        ("OCONNOR<<ENYA<SIOBHAN", "Enya Siobhán O'Connor"),
        ("LUKASZCZYK<<PAWEL", "Paweł Łukaszczyk"),
        ("THORSDOTTIR<<AEDA", "Æda Þórsdóttir"),
        ("VAN<DER<BERG<<PIET", "Piet van der Berg"),
        ("ARKFREITH", "Arkfreith"),
    ],
)
def test_the_same_name_in_other_words_passes(written: str, typed: str) -> None:
    assert compare(field(written), typed) is Outcome.PASSED


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("ERIKSSON<<ANNA<MARIA", "홍길동"),
        ("TEST<<SARA", "سارا تست"),
        ("PETROV<<IVAN", "Иван Петров"),
        ("ERIKSSON<<ANNA<MARIA", "Anna Maria Erikssonʘʘ"),
        ("ERIKSSON<<ANNA<MARIA", "Annaɐ Maria Eriksson"),
        ("ERIKSSON<<ANNA<MARIA", "Anna Eriksson"),
        ("ERIKSSON<<ANNA<MARIA", "Maria Anna"),
        ("ERIKSSON<<ANNA", "Anna Maria Eriksson"),
        ("MUELLER<<JOERG", "Jorg Muller"),
        ("ERIKSSON<<ANNA<MARIA", "Anna Maria Erikson"),
        ("ERIKSSON<<ANNA<MARIA", "Anna Maria Erikssen"),
        ("ERIKSSON<<ANNA<MARIA", "Anna Marina Eriksson"),
        ("ERIKSSON<<ANNA<MARIA", ""),
        ("A<B<C<D<E<<F<G<H<I", "A B C D E F G H I"),
    ],
)
def test_what_only_a_person_can_tell_stays_unclear(written: str, typed: str) -> None:
    assert compare(field(written), typed) is Outcome.UNCLEAR


@pytest.mark.parametrize("typed", ["Anna Mario Erikson", "Eriksson", "Berta Eriksson", "Hong Gildong"])
def test_another_name_fails(typed: str) -> None:
    assert compare(field("ERIKSSON<<ANNA<MARIA"), typed) is Outcome.FAILED


def test_a_letter_makes_another_name_of_a_short_one() -> None:
    assert compare(field("KIM<<JIN"), "Kim Min") is Outcome.FAILED


def test_a_name_that_did_not_fit_is_compared_as_far_as_it_goes() -> None:
    cut = field("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KRASUANG")
    assert cut.cut
    assert compare(cut, "Chayapa Dejthamrong Krasuang Nilavadhanananda") is Outcome.PASSED
    assert compare(cut, "Chayapa Dejthamrong Somchai Nilavadhanananda") is not Outcome.PASSED


@pytest.mark.parametrize("written", ["A" * 38 + "B", "A<" * 19 + "B", "A" * 39])
def test_a_name_to_which_countless_ways_lead_is_compared_as_soon_as_any(written: str) -> None:
    """Tried one by one, they would keep the program busy for ever."""
    assert compare(field(written), " ".join(["Åååååååå"] * 8)) is Outcome.FAILED


WORD = st.text(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), min_size=1, max_size=6)


@given(WORD, st.lists(WORD, min_size=1, max_size=4), st.randoms())
def test_the_order_does_not_matter(surname: str, given_names: list[str], dice: Random) -> None:
    parts = [surname, *given_names]
    dice.shuffle(parts)
    assert compare(Names((surname,), tuple(given_names), False), " ".join(parts).title()) is Outcome.PASSED
