"""Laws over every family's whole table, and the catalog as the API shows it."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pytest
from sklearn import datasets

from dynascope.catalog import FAMILIES, PRESETS, describe
from dynascope.catalog.datasets import BreastCancer, Dataset, Diabetes, Digits, Wine
from dynascope.catalog.families import DESCRIBED
from dynascope.catalog.member import Entry
from dynascope.spec import expand_job, parse_job

ENTRIES = [
    pytest.param(entry, id=f"{family.name}-{entry.name}") for family in DESCRIBED.values() for entry in family.entries
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_member_has_a_default_a_title_and_a_source(entry: Entry) -> None:
    member = entry.model.model_validate({"name": entry.name})
    assert member.name == entry.name
    assert entry.title
    assert entry.source
    assert entry.model.__doc__


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_parameter_is_described_in_the_schema(entry: Entry) -> None:
    shared = {"form", "samples", "overrides"}
    for name, field in entry.model.model_fields.items():
        if name not in {"name", *shared} and field.annotation is not None:
            assert not field.is_required(), f"{entry.name}.{name} has no default"


@pytest.mark.parametrize("family", FAMILIES)
def test_names_are_distinct_and_the_default_is_one_of_them(family: str) -> None:
    names = FAMILIES[family].names
    assert len(set(names)) == len(names)
    assert FAMILIES[family].default in (None, *names)


def test_the_description_is_json_and_holds_every_member() -> None:
    families = json.loads(json.dumps(describe(), allow_nan=False))["families"]
    assert {name: tuple(row["name"] for row in rows) for name, rows in families.items()} == {
        name: family.names for name, family in DESCRIBED.items()
    }
    (leaky,) = [row for row in families["activation"] if row["name"] == "leaky_relu"]
    assert leaky["defaults"] == {"negative_slope": 0.01}
    assert leaky["parameters"]["properties"]["negative_slope"]["exclusiveMaximum"] == 1
    assert [row["name"] for row in families["optimizer"] if row["default"]] == ["adam"]


@pytest.mark.parametrize("model", [Digits, BreastCancer, Wine, Diabetes])
def test_bundled_sets_are_the_ones_that_the_catalog_knows(model: type[Dataset]) -> None:
    name = model.model_fields["name"].default
    inputs, targets = getattr(datasets, f"load_{name}")(return_X_y=True)
    assert inputs.shape == (model.size, model.width)
    assert model.labels == (None if name == "diabetes" else len(set(targets)))
    digest = hashlib.sha256(np.ascontiguousarray(inputs, "<f8").tobytes())
    digest.update(np.ascontiguousarray(targets, "<f8").tobytes())
    assert digest.hexdigest() == model.content


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_every_preset_is_a_job_in_two_languages(preset: object) -> None:
    from dynascope.catalog import Preset

    assert isinstance(preset, Preset)
    assert preset.title.keys() == preset.caption.keys() == {"en", "ko"}
    assert expand_job(parse_job(preset.request))
