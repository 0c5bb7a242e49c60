"""What the catalog says of each member in English and Korean: one file a family, read at the first question."""

from __future__ import annotations

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
    """What a member is, and what speaks for and against it."""

    model_config = STRICT

    about: Text
    pros: Texts
    cons: Texts


@cache
def words_of(family: str) -> dict[str, Words]:
    """The words of a family's members by their names."""
    return {name: Words.model_validate(words) for name, words in _table(family).items()}


def in_both(sentence: str) -> dict[str, str]:
    """A sentence of the tables as `{en, ko}`; a name or a citation, which has no Korean, stays as it is."""
    return {"en": sentence, "ko": _table("korean").get(sentence, sentence)}


def is_translated(sentence: str) -> bool:
    """Whether a sentence of the tables has its Korean."""
    return sentence in _table("korean")


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
