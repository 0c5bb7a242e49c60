"""Which columns of an upload a spec chooses, and what they come to: held against the table's description alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dynascope.catalog.uploads import Upload, UploadFacts, problem_of_upload
from dynascope.datasets.uploads.about import MOST_VALUES, About, Column, Kind

MOST_CLASSES_OF_WHOLE_NUMBERS = 20
"""A target of whole numbers with at most so many distinct ones is taken as classes where the spec leaves it open."""

MOST_FEATURES = 65_536
MOST_TOLD = 5
"""So many columns are told where the same is wrong with more."""


@dataclass(frozen=True)
class Selection:
    """A target with its classes (None for a regression), and the columns of the features."""

    target: Column
    classes: tuple[str | bool | int | float, ...] | None
    features: tuple[Column, ...]


def width_of(column: Column) -> int:
    """How many features a column makes: one for numbers and truth values, one a category."""
    return len(column.values or ()) if column.kind == "category" else 1


def task_of(column: Column) -> str | None:
    """What a target is where the spec leaves it open; None where it can be no target."""
    if column.kind == "unsupported" or column.missing or column.infinite:
        return None
    distinct = None if column.values is None else len(column.values)
    few = column.kind == "integer" and distinct is not None and distinct <= MOST_CLASSES_OF_WHOLE_NUMBERS
    if column.kind in ("category", "boolean") or (few and distinct != 1):
        return "classification" if distinct is not None and distinct > 1 else None
    return "regression"


def facts_of(upload: Upload, about: About) -> UploadFacts:
    """What a spec's choices make of a table. Raises what `problem_of_upload` makes."""
    chosen = select(upload, about)
    return UploadFacts(
        content=about.content,
        target=chosen.target.name,
        rows=about.rows,
        features=sum(width_of(column) for column in chosen.features),
        classes=None if chosen.classes is None else len(chosen.classes),
        image=_image(about, chosen.features),
    )


def select(upload: Upload, about: About) -> Selection:
    """The columns that a spec chooses. Raises what `problem_of_upload` makes."""
    target = _target(upload, about)
    classes = _classes(upload, target)
    return Selection(target, classes, _features(upload, about, target))


def _target(upload: Upload, about: About) -> Column:
    if upload.target is None:
        return about.columns[-1]
    found = about.column(upload.target)
    if found is None:
        raise problem_of_upload(
            "target",
            "unknown_column",
            f"{about.name} has no column {upload.target!r}; allowed: {_listed([one.name for one in about.columns])}",
            value=upload.target,
            columns=_told([one.name for one in about.columns]),
        )
    return found


def _classes(upload: Upload, target: Column) -> tuple[str | bool | int | float, ...] | None:
    """The classes in their order, or None for a regression."""
    _check_kind("target", [target])
    if target.missing:
        raise problem_of_upload(
            "target",
            "missing_target",
            f"the target {target.name!r} is missing in {target.missing:,} rows, and what is to be predicted cannot be "
            "imputed; allowed: a target without gaps",
            column=target.name,
            rows=target.missing,
        )
    _check_finite("target", [target])
    numbers = target.kind in ("integer", "number")
    if upload.task == "regression" or (upload.task == "auto" and task_of(target) == "regression"):
        if not numbers:
            raise problem_of_upload(
                "task",
                "target_is_no_number",
                f"the target {target.name!r} holds {_WORDS[target.kind]}; allowed for a regression: numbers",
                column=target.name,
                kind=target.kind,
            )
        return None
    if target.values is None:
        raise problem_of_upload(
            "task" if numbers else "target",
            "too_many_classes",
            f"the target {target.name!r} has more than {MOST_VALUES} distinct values, or long ones; "
            f"allowed for a classification: at most {MOST_VALUES} classes",
            column=target.name,
            maximum=MOST_VALUES,
        )
    if len(target.values) < 2:
        raise problem_of_upload(
            "target",
            "one_class",
            f"the target {target.name!r} has the same value in every row; allowed: at least two classes",
            column=target.name,
        )
    return tuple(one.value for one in target.values)


def _features(upload: Upload, about: About, target: Column) -> tuple[Column, ...]:
    if upload.columns is None:
        columns = tuple(column for column in about.columns if column.name != target.name)
    else:
        columns = _named(upload.columns, about, target)
    _check_kind("columns", columns)
    _check_finite("columns", columns)
    _check_gaps(upload, about.rows, columns)
    wide = [column for column in columns if column.kind == "category" and column.values is None]
    if wide:
        raise problem_of_upload(
            "columns",
            "too_many_categories",
            f"{_counted(wide)} of texts with more than {MOST_VALUES} distinct values, or long ones, which no "
            f"one-hot coding takes: {_listed([one.name for one in wide])}; allowed: columns without them",
            columns=_told([one.name for one in wide]),
            maximum=MOST_VALUES,
        )
    features = sum(width_of(column) for column in columns)
    if features > MOST_FEATURES:
        raise problem_of_upload(
            "columns",
            "too_many_features",
            f"these columns make {features:,} features; allowed: at most {MOST_FEATURES:,}",
            value=features,
            maximum=MOST_FEATURES,
        )
    return columns


def _named(names: Sequence[str], about: About, target: Column) -> tuple[Column, ...]:
    unknown = [name for name in names if about.column(name) is None]
    if unknown:
        known = _listed([one.name for one in about.columns])
        raise problem_of_upload(
            "columns",
            "unknown_column",
            f"{about.name} has no column {_listed(unknown)}; allowed: {known}",
            value=_told(unknown),
            columns=_told([one.name for one in about.columns]),
        )
    twice = [name for index, name in enumerate(names) if name in names[:index]]
    if twice:
        raise problem_of_upload(
            "columns", "repeated_column", f"got {_listed(twice)} twice; allowed: each once", value=_told(twice)
        )
    if target.name in names:
        raise problem_of_upload(
            "columns",
            "target_among_columns",
            f"got the target {target.name!r}; allowed: columns other than what is to be predicted",
            value=target.name,
        )
    by_name = {column.name: column for column in about.columns}
    return tuple(by_name[name] for name in names)


_WORDS: dict[Kind, str] = {
    "integer": "whole numbers",
    "number": "numbers",
    "boolean": "truth values",
    "category": "texts",
    "unsupported": "what is no number, truth value or text",
}


def _check_kind(path: str, columns: Sequence[Column]) -> None:
    bad = [column for column in columns if column.kind == "unsupported"]
    if bad:
        named = _listed([f"{column.name} ({column.stored_as})" for column in bad])
        raise problem_of_upload(
            path,
            "unsupported_column",
            f"{_counted(bad)} of a type that cannot be used: {named}; allowed: numbers, truth values and texts",
            columns=_told([one.name for one in bad]),
        )


def _check_finite(path: str, columns: Sequence[Column]) -> None:
    bad = [column for column in columns if column.infinite]
    if bad:
        named = _listed([f"{column.name} ({column.infinite:,} rows)" for column in bad])
        raise problem_of_upload(
            path,
            "infinite_values",
            f"{_counted(bad)} with infinite values: {named}; allowed: finite numbers",
            columns=_told([one.name for one in bad]),
        )


def _check_gaps(upload: Upload, rows: int, columns: Sequence[Column]) -> None:
    empty = [column for column in columns if column.missing == rows]
    if empty:
        raise problem_of_upload(
            "columns",
            "empty_column",
            f"{_counted(empty)} without any value: {_listed([one.name for one in empty])}; "
            "allowed: columns with at least one",
            columns=_told([one.name for one in empty]),
        )
    gaps = [column for column in columns if column.missing]
    if gaps and upload.missing == "refuse":
        named = _listed([f"{column.name} ({column.missing:,} rows)" for column in gaps])
        raise problem_of_upload(
            "missing",
            "missing_values",
            f"{_counted(gaps)} with missing values: {named}; allowed: 'impute', or columns without them",
            columns=_told([one.name for one in gaps]),
        )


def _counted(columns: Sequence[Column]) -> str:
    return "there is a column" if len(columns) == 1 else f"there are {len(columns)} columns"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_TOLD
    return ", ".join(names[:MOST_TOLD]) + (f" and {more} more" if more > 0 else "")


def _told(names: Sequence[str]) -> list[str]:
    """The names as a client gets them: the first ones."""
    return [*names[:MOST_TOLD], *(["…"] if len(names) > MOST_TOLD else [])]


def _image(about: About, columns: Sequence[Column]) -> tuple[int, int, int] | None:
    """The shape of the image whose pixels are exactly these columns, in this order."""
    names = [column.name for column in columns]
    for image in about.images:
        pixels = image.height * image.width * image.channels
        if [column.name for column in about.columns[image.first : image.first + pixels]] == names:
            return image.height, image.width, image.channels
    return None
