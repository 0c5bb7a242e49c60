"""What is done against overfitting. These are fields of the spec, not members that one of which stands at a path;
the catalog describes them like the members of a family. `path` is the field that each one sets."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from dynascope.catalog.member import Entry, Family, Fraction, Member, NonNegativeNumber, PositiveInteger, PositiveNumber


class Regularization(Member, frozen=True):
    """Something against overfitting."""

    family = "regularization"
    path: ClassVar[str] = ""
    # What stands at the path where it is not wanted.
    off: ClassVar[float | None] = 0.0

    @property
    def value(self) -> Any:
        """What stands at the path where it is wanted."""
        (value,) = self.parameters.values()
        return value


class L1(Regularization, frozen=True):
    """λ₁ Σ|w| over all kernels is added to the loss."""

    path: ClassVar[str] = "regularization.l1"
    name: Literal["l1"] = "l1"
    strength: Annotated[NonNegativeNumber, Field(description="Factor λ₁ of the penalty.")] = 0.0001


class L2(Regularization, frozen=True):
    """(λ₂ / 2) Σw² over all kernels is added to the loss."""

    path: ClassVar[str] = "regularization.l2"
    name: Literal["l2"] = "l2"
    strength: Annotated[NonNegativeNumber, Field(description="Factor λ₂ of the penalty.")] = 0.001


class MaxNorm(Regularization, frozen=True):
    """After each step the incoming weights of a unit are scaled to norm r where their L2 norm is larger."""

    path: ClassVar[str] = "regularization.max_norm"
    off: ClassVar[float | None] = None
    name: Literal["max_norm"] = "max_norm"
    bound: Annotated[PositiveNumber, Field(description="Largest L2 norm r of a unit's incoming weights.")] = 2.0


class Dropout(Regularization, frozen=True):
    """Each hidden unit is dropped with probability p at each training step; the others are scaled by 1 / (1 - p)."""

    path: ClassVar[str] = "model.dropout"
    name: Literal["dropout"] = "dropout"
    probability: Annotated[Fraction, Field(description="Probability p that a hidden unit is dropped in training.")] = (
        0.2
    )


class EarlyStopping(Regularization, frozen=True):
    """Ends a run that no longer improves on the validation split, and goes back to its best network."""

    path: ClassVar[str] = "early_stopping"
    off: ClassVar[float | None] = None
    name: Literal["early_stopping"] = "early_stopping"
    metric: Annotated[Literal["loss/validation", "accuracy/validation"], Field(description="What is measured.")] = (
        "loss/validation"
    )
    patience: Annotated[PositiveInteger, Field(description="Measurements without improvement before the end.")] = 10
    min_delta: Annotated[NonNegativeNumber, Field(description="By how much an improvement beats the best so far.")] = (
        0.0
    )
    restore_best: Annotated[bool, Field(description="Whether the best network is the final one.")] = True
    every: Annotated[
        PositiveInteger | None, Field(description="Steps between measurements; null is a hundredth of the run's steps.")
    ] = None

    @property
    def value(self) -> Any:
        """The whole rule."""
        return self.parameters


REGULARIZATIONS = Family(
    "regularization",
    None,
    (
        Entry(L1, "L1 penalty", r"J(\theta) + \lambda_1 \sum_i |w_i|", "Tibshirani (1996), equation 1"),
        Entry(
            L2,
            "L2 penalty",
            r"J(\theta) + \frac{\lambda_2}{2} \sum_i w_i^2",
            "Hoerl and Kennard (1970); Krogh and Hertz (1992), equation 2",
            "Half the sum of squares, so that the gradient is λ₂ w; Keras's L2 leaves the half out.",
        ),
        Entry(
            MaxNorm,
            "Max-norm",
            r"w \leftarrow w \cdot \min\!\left(1, \frac{r}{\lVert w \rVert_2}\right)",
            "Srebro and Shraibman (2005); Srivastava et al. (2014), section 5.1",
        ),
        Entry(
            Dropout,
            "Dropout",
            r"a \leftarrow \frac{m \otimes a}{1 - p},\quad m_i \sim \operatorname{Bernoulli}(1 - p)",
            "Srivastava et al. (2014), section 4",
            "Inverted scaling: activations grow by 1 / (1 − p) in training, where the paper shrinks the weights by "
            "1 − p in evaluation. The expectation is the same.",
        ),
        Entry(
            EarlyStopping,
            "Early stopping",
            r"\theta \leftarrow \theta_{\text{best}} \text{ after } \mathtt{patience} \text{ measurements with } "
            r"J_{\text{validation}} \ge J_{\text{best}} - \mathtt{min\_delta}",
            "Prechelt (1998), section 2; Goodfellow, Bengio and Courville (2016), algorithm 7.1",
            "Measured at steps of its own, whatever telemetry is asked for. Keras measures once an epoch, and restores "
            "the best weights only where it is told to.",
        ),
    ),
)
