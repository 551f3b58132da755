"""Folding: what readers type finds what sources write."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.text import LONGEST_WORD, fold, is_one_edit, phrase, places, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("ŁÓDŹ", "lodz"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "istanbul"),
        ("ıstanbul", "istanbul"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("STRAẞE", "strasse"),
        ("Bielsko–Biała", "bielsko-biala"),
        ("Bielsko-Biala", "bielsko-biala"),
        ("浜松市", "浜松市"),
        ("ハママツ", "ハママツ"),
        ("ﾊﾏﾏﾂ", "ハママツ"),
        ("서울", "서울"),
        ("Αθήνα", "αθηνα"),
        ("ΟΔΟΣ", "οδοσ"),
        ("οδος", "οδοσ"),
        ("Харків", "харків"),
        ("ХАРКІВ", "харків"),
        ("Reykjavík", "reykjavik"),
        ("Þórshöfn", "thorshofn"),
        ("Ærø", "aero"),
        ("L’Hospitalet", "l'hospitalet"),
        ("“Dialog”", '"dialog"'),
        ("ﬁnance", "finance"),
        ("ᴭrø", "aero"),
        ("  New \t\n York\u00a0City ", "new york city"),
        ("Zu\u0308rich", "zurich"),
        ("Zürich", "zurich"),
        ("a\u0301\u0323\u0335b", "ab"),
        ("\u0301", ""),
        ("", ""),
    ],
)
def test_examples(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_marks_and_composition_make_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)
    assert fold(f"  {text}\n") == fold(text)


@given(st.characters(max_codepoint=0x24F, categories=["L"]))
def test_case_makes_no_difference_to_latin_letters(letter: str) -> None:
    assert fold(letter.upper()) == fold(letter)
    assert fold(letter.lower()) == fold(letter)


@given(st.text())
def test_nothing_folded_has_marks_capitals_or_extra_spaces(text: str) -> None:
    folded = fold(text)
    assert not any(unicodedata.combining(c) for c in unicodedata.normalize("NFC", folded))
    assert folded == folded.casefold() == " ".join(folded.split())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bielsko-Biała (Śląsk)", "bielsko biala slask"),
        ("L’Hospitalet de Llobregat", "l hospitalet de llobregat"),
        ("Erasmus+ 2021–2027", "erasmus 2021 2027"),
        ("  ICC,UMP/WCRS;  «Ω» ", "icc ump wcrs ω"),
        ("ΑΘΉΝΑ Πάτρας", "αθηνα πατρασ"),
        ("Кам’янець-Подільський, Київ", "кам янець подільськии київ".replace("ї", "і")),
        ("תֵּל־אָבִיב–יָפוֹ", "תל אביב יפו"),
        ("الْقَاهِرَة، مصـــر", "القاهرة مصر"),
        ("浜松市", "浜 松 市"),
        ("ヴロツワフ大学 A1", "ウ ロ ツ ワ フ 大 学 a1"),
        ("서울 특별시", "서울 특별시"),
        ("กรุงเทพ", "ก ร ง เ ท พ"),
        ("!?… \u0301 😀 'AND' OR(NOT)*", "and or not"),
        ("", ""),
    ],
)
def test_words(text: str, found: str) -> None:
    assert " ".join(words(text)) == found


def test_a_long_word_is_cut() -> None:
    assert words("x" * 10_000 + " y") == ["x" * LONGEST_WORD, "y"]


@given(st.text())
def test_words_of_words_are_the_same(text: str) -> None:
    found = words(text)
    assert words(phrase(found)) == found == words(fold(text))
    assert all(f" {word} " in phrase(found) for word in found)


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("We joined Wrocław. WROCŁAW!", "wroclaw", ["Wrocław", "WROCŁAW"]),
        ("of the Straße and\n\tthe  Strasse", "strasse", ["Straße", "Strasse"]),
        ("of the\n\tcity  of", "the city of", ["the\n\tcity  of"]),
        ("Zu\u0308rich, Zürich", "zurich", ["Zu\u0308rich", "Zürich"]),
        ("ab ab ab", "ab a", ["ab a"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("\u1112\u1161\u11ab, 한", "한", ["\u1112\u1161\u11ab", "한"]),
        ("浜松市と浜松", "浜松", ["浜松", "浜松"]),
        ("nothing", "thing else", []),
        ("anything", "", []),
    ],
)
def test_places(text: str, sought: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in places(text, sought, 9)] == found
    assert places(text, sought, 1) == places(text, sought, 9)[:1]


LETTERS = st.text("aAąĄß 1ﬁ\u0301\n¨한ᄒ\u1161浜")


@given(LETTERS, st.text("aAąĄß 1ﬁ\u0301\n¨한ᄒ\u1161浜", max_size=4))
def test_a_place_says_what_is_sought(text: str, part: str) -> None:
    """There is one exactly where the folded text has it, and it folds into something that has it."""
    sought = fold(part)
    found = places(text, sought, 1000)
    assert bool(found) == bool(sought and sought in fold(text))
    assert all(sought in fold(text[start:end]) for start, end in found)
    assert len(found) == (fold(text).count(sought) if sought else 0)


def test_one_edit_is_what_the_definition_says() -> None:
    """Against all that one edit makes of short words over three letters."""
    letters = "abc"
    every = ["".join(word) for length in range(5) for word in product(letters, repeat=length)]
    for one in every[:60]:
        cuts = [(one[:i], one[i:]) for i in range(len(one) + 1)]
        made = {a + b[1:] for a, b in cuts if b} | {a + x + r for a, b in cuts for x in letters for r in (b, b[1:])}
        made |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        assert {other for other in every if other != one and is_one_edit(one, other)} == (made - {one}) & set(every)
