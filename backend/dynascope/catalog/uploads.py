"""Tables that users bring: a member of the data sets that is named by its content.

A spec names the upload, its target and its columns. What a spec cannot know (how many rows, features and classes that
makes) is `facts`: the server fills it in when the job is launched, so that a stored spec says everything about its run,
also after the upload was deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Literal, LiteralString, cast

from pydantic import BaseModel, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from dynascope.catalog.dataset import Dataset
from dynascope.catalog.member import STRICT

UPLOAD = "upload:<id>"
"""How the names of all uploads are written where one is not meant."""

PREFIX = "upload:"
UPLOAD_PATTERN = r"^upload:[0-9a-f]{16}$"
RESOLVER = "uploads"
"""Under this name the resolver of uploads stands in a validation's context."""

READER = "upload-1"
"""Names the version of what turns a file into features in the keys of runs."""

ColumnName = Annotated[str, Field(min_length=1, max_length=200)]
Positive = Annotated[int, Field(ge=1)]


class UploadFacts(BaseModel):
    """What a choice of target and columns makes of an upload: `features` after one-hot coding, `classes` null for a
    regression, `image` (height, width, channels) where the features are pixels."""

    model_config = STRICT

    content: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file as it was sent.")]
    target: ColumnName
    rows: Positive
    features: Positive
    classes: Annotated[int, Field(ge=2)] | None
    image: Annotated[tuple[Positive, Positive, Positive], Field(strict=False)] | None


class Upload(Dataset, frozen=True):
    """A table that a user brought: some columns are the features, one is the target."""

    standardized_by_default = True

    name: Annotated[str, Field(pattern=UPLOAD_PATTERN)]
    target: Annotated[ColumnName | None, Field(description="The column to predict; null is the last one.")] = None
    columns: Annotated[
        Annotated[tuple[ColumnName, ...], Field(strict=False, min_length=1)] | None,
        Field(description="The columns to predict from; null is all others."),
    ] = None
    task: Annotated[
        Literal["auto", "classification", "regression"],
        Field(
            description="What the target is; auto: classes where it holds texts, truth values, or at most 20 distinct "
            "whole numbers."
        ),
    ] = "auto"
    missing: Annotated[
        Literal["refuse", "impute"],
        Field(
            description="What happens where a feature is missing; impute: the training split's mean, or its most "
            "frequent category."
        ),
    ] = "refuse"
    facts: Annotated[UploadFacts | None, Field(description="Filled in by the server; need not be given.")] = None

    @model_validator(mode="after")
    def _resolve(self, info: ValidationInfo) -> Upload:
        context = cast("Mapping[str, UploadResolver]", info.context or {})
        if RESOLVER not in context:
            if self.facts is None:
                sentence = "only a server knows its uploads; allowed: a launch through a server, or facts"
                raise problem_of_upload("", "upload_unresolved", sentence)
            return self
        facts = context[RESOLVER](self)
        if self.facts not in (None, facts):
            sentence = "got facts that are not those of this upload; allowed: none, or equal ones"
            raise problem_of_upload("facts", "facts_differ", sentence)
        # Not a field that was set: where the base is varied, the facts of each variant are its own.
        object.__setattr__(self, "facts", facts)
        self.__pydantic_fields_set__.discard("facts")
        return self

    @property
    def id(self) -> str:
        """The upload's id: 16 hexadecimal digits."""
        return self.name.removeprefix(PREFIX)

    @property
    def known(self) -> UploadFacts:
        """The facts, which every validated upload has."""
        assert self.facts is not None
        return self.facts

    @property
    def kind(self) -> str:
        """The name of all uploads."""
        return UPLOAD

    @property
    def available(self) -> int:
        """Rows of the table."""
        return self.known.rows

    @property
    def feature_count(self) -> int:
        """Width of one input, after one-hot coding."""
        return self.known.features

    @property
    def class_count(self) -> int | None:
        """How many classes; None for a regression."""
        return self.known.classes

    @property
    def image_shape(self) -> tuple[int, int, int] | None:
        """Height, width and channels where the features are pixels, else None."""
        return self.known.image

    @property
    def fingerprint(self) -> str:
        """What names the data in the keys of runs."""
        return f"{READER}:{self.known.content}"

    def canonical(self) -> dict[str, object]:
        """What the choices came to, however they were written."""
        task = "regression" if self.known.classes is None else "classification"
        return {"target": self.known.target, "task": task}


UploadResolver = Callable[[Upload], UploadFacts]
"""Holds an upload's choices against the table. Raises what `problem_of_upload` makes."""


def problem_of_upload(path: str, code: LiteralString, sentence: str, **params: object) -> PydanticCustomError:
    """What is wrong with a choice; `path` is relative to the data set, and `sentence` says what is allowed."""
    return PydanticCustomError(code, "{sentence}", {"sentence": sentence, "path": path, **params})
