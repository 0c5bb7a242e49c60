"""What a member of a family is: a frozen model with its parameters, and a table row that describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticKnownError

STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

PositiveNumber = Annotated[float, Field(gt=0)]
NonNegativeNumber = Annotated[float, Field(ge=0)]
Fraction = Annotated[float, Field(ge=0, lt=1)]
PositiveInteger = Annotated[int, Field(ge=1, le=10**8)]


def exactly(*choices: str | bool | int) -> BeforeValidator:
    """These values and no others that equal them: to Python, 1 is True, and 2.0 is 2."""

    def check(value: Any) -> Any:
        if not any(type(value) is type(choice) and value == choice for choice in choices):
            expected = [repr(choice) for choice in choices]
            raise PydanticKnownError("literal_error", {"expected": f"{', '.join(expected[:-1])} or {expected[-1]}"})
        return value

    return BeforeValidator(check)


class Member(BaseModel, frozen=True):
    """A member of a family with its parameters, as a spec holds it: `name` tells which."""

    model_config = STRICT

    family: ClassVar[str] = ""
    name: str

    @property
    def parameters(self) -> dict[str, Any]:
        """Everything but the name."""
        return {key: value for key, value in self if key != "name"}


@dataclass(frozen=True)
class Entry:
    """One row of a family's table. `formula` is LaTeX; `library` the library's form, where it differs."""

    model: type[Member]
    title: str
    formula: str
    source: str
    note: str = ""
    library: str = ""

    @property
    def name(self) -> str:
        """The name that a spec uses."""
        return str(self.model.model_fields["name"].default)


@dataclass(frozen=True)
class Family:
    """A family and its table. `open` is how names of members that users bring are written, with their model."""

    name: str
    default: str | None
    entries: tuple[Entry, ...]
    open: tuple[str, type[Member]] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names in the table's order."""
        return tuple(entry.name for entry in self.entries)

    def model(self, name: str) -> type[Member] | None:
        """The model behind a name, or None for a name that is not known."""
        if self.open is not None and name == self.open[0]:
            return self.open[1]
        return next((entry.model for entry in self.entries if entry.name == name), None)

    def entry(self, name: str) -> Entry:
        """The row of a name. Raises KeyError for a name that is not in the table."""
        return next(entry for entry in self.entries if entry.name == name)


def _object_of(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


# Put in front of a family's union: a member may be written as its bare name.
BARE_NAME = BeforeValidator(_object_of)
