"""What every data set has: how much of it is used, and how it is split."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from dynascope.catalog.member import Fraction, Member, PositiveInteger, exactly


class Dataset(Member, frozen=True):
    """A data set, how much of it is used, and how it is split."""

    family = "dataset"

    # Samples, features and classes (None for a regression) of the whole set.
    size: ClassVar[int] = 0
    width: ClassVar[int] = 2
    labels: ClassVar[int | None] = None
    # Height, width and channels where an input is an image, laid out row by row, channels last; None where it is not.
    image: ClassVar[tuple[int, int, int] | None] = None
    content: ClassVar[str] = ""
    standardized_by_default: ClassVar[bool] = False
    synthetic: ClassVar[bool] = False

    samples: Annotated[
        PositiveInteger | None, Field(description="First n samples in the set's own order; null for all.")
    ] = None
    batch_size: Annotated[PositiveInteger | None, Field(description="Samples a step; null for full batch.")] = 64
    validation_fraction: Annotated[Fraction, Field(description="Share held out for validation.")] = 0.2
    split: Annotated[Literal["random", "stratified"], Field(description="How the validation split is drawn.")] = (
        "random"
    )
    standardize: Annotated[
        Literal["auto", True, False],
        exactly("auto", True, False),
        Field(description="Mean 0 and variance 1 by the training split's statistics; targets of a regression too."),
    ] = "auto"
    label_noise: Annotated[
        Fraction,
        Field(description="Probability that a training label is replaced by one drawn uniformly from all classes."),
    ] = 0.0

    @property
    def kind(self) -> str:
        """What tells how the set is loaded: its name, or one for all uploads."""
        return self.name

    @property
    def fingerprint(self) -> str:
        """What names the data in the keys of runs."""
        return self.content

    @property
    def image_shape(self) -> tuple[int, int, int] | None:
        """Height, width and channels of an input that is an image, else None."""
        return self.image

    def canonical(self) -> dict[str, object]:
        """Parameters that can be written in several ways, in the one that counts for the key of a run."""
        return {}

    @property
    def available(self) -> int:
        """How many samples the whole set has; a synthetic one has as many as are asked for."""
        if self.synthetic and self.samples is not None:
            return self.samples
        return self.size

    @property
    def feature_count(self) -> int:
        """Width of one input."""
        return self.width

    @property
    def class_count(self) -> int | None:
        """How many classes; None for a regression."""
        return self.labels

    @property
    def standardized(self) -> bool:
        """`standardize` with `auto` resolved."""
        return self.standardized_by_default if self.standardize == "auto" else self.standardize
