"""Every member has its words in both languages, and every sentence of the tables its Korean."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dynascope.catalog import describe
from dynascope.catalog.families import EXPLAINED
from dynascope.catalog.words import in_both, is_translated, words_of

FAMILIES = describe()["families"]
ROWS: list[Any] = [pytest.param(row, id=f"{family}-{row['name']}") for family in EXPLAINED for row in FAMILIES[family]]
HANGUL = re.compile(r"[가-힣]")


@pytest.mark.parametrize("row", ROWS)
def test_what_is_said_of_a_member_is_said_in_english_and_korean(row: dict[str, Any]) -> None:
    words = row["words"]
    for english, korean in (
        (words["about"]["en"], words["about"]["ko"]),
        *zip(words["pros"]["en"], words["pros"]["ko"], strict=True),
        *zip(words["cons"]["en"], words["cons"]["ko"], strict=True),
    ):
        assert not HANGUL.search(english)
        assert HANGUL.search(korean)
        assert english[-1] == korean[-1] == ".", (english, korean)


@pytest.mark.parametrize("row", ROWS)
def test_notes_and_meanings_of_parameters_have_their_korean(row: dict[str, Any]) -> None:
    sentences = [value["description"] for value in row["parameters"]["properties"].values() if "description" in value]
    missing = [sentence for sentence in (*sentences, row["note"]) if sentence and not is_translated(sentence)]
    assert missing == [], "translate these in catalog/words/korean.toml"


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in FAMILIES["surface"]])
def test_what_there_is_to_learn_on_a_surface_has_its_korean(row: dict[str, Any]) -> None:
    sentences = [value["description"] for value in row["parameters"]["properties"].values()]
    assert [sentence for sentence in (*sentences, row["note"]) if not is_translated(sentence)] == []


@pytest.mark.parametrize("family", EXPLAINED)
def test_words_are_of_the_members_that_there_are(family: str) -> None:
    assert set(words_of(family)) == set(EXPLAINED[family].names)


def test_a_citation_names_its_place_in_korean() -> None:
    work = "Nesterov (1983); Sutskever, Martens, Dahl and Hinton (2013), equations 3 and 4; Saxe (2014), section 3.1"
    assert in_both(work) == {
        "en": work,
        "ko": "Nesterov (1983); Sutskever, Martens, Dahl and Hinton (2013), 식 3, 4; Saxe (2014), 3.1절",
    }
