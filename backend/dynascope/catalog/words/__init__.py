"""What the catalog says of each member in English and Korean: one file a family, read at the first question."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Self

from pydantic import BaseModel, Field, model_validator

from dynascope.catalog.member import STRICT


class Text(BaseModel):
    """The same sentence in two languages."""

    model_config = STRICT

    en: str = Field(min_length=1)
    ko: str = Field(min_length=1)


class Texts(BaseModel):
    """The same list of sentences in two languages."""

    model_config = STRICT

    en: list[str] = Field(min_length=1)
    ko: list[str] = Field(min_length=1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(self.en) != len(self.ko):
            raise ValueError(f"en has {len(self.en)} sentences, ko {len(self.ko)}; allowed: as many")
        return self


class Words(BaseModel):
    """What a member is, what speaks for and against it, and what its drawing takes for granted."""

    model_config = STRICT

    about: Text
    pros: Texts
    cons: Texts
    drawing: Text | None = None


@cache
def words_of(family: str) -> dict[str, Words]:
    """The words of a family's members by their names."""
    return {name: Words.model_validate(words) for name, words in _table(family).items()}


def in_both(sentence: str) -> dict[str, str]:
    """A sentence of the tables as `{en, ko}`; of a citation, which has no Korean, the places are put in Korean."""
    korean = _table("korean").get(sentence)
    if korean is None:
        korean = _PLACE.sub(lambda found: _PLACES[found[1]].format(found[2].replace(" and ", ", ")), sentence)
    return {"en": sentence, "ko": korean}


# Where in a work something stands, in Korean: the figure takes the place of {}.
_PLACES = {
    "equation": "식 {}",
    "figure": "그림 {}",
    "algorithm": "알고리즘 {}",
    "section": "{}절",
    "chapter": "{}장",
    "lecture": "{}강",
    "problem": "문제 {}",
}
_PLACE = re.compile(rf"\b({'|'.join(_PLACES)})s? ((?:[\d.]+(?:, | and )?)+)")


def is_translated(sentence: str) -> bool:
    """Whether a sentence of the tables has its Korean."""
    return sentence in _table("korean")


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
