"""Which names files may have."""

import pytest

from dynascope.datasets.uploads.files import check_name
from dynascope.datasets.uploads.refusal import RefusedFile


@pytest.mark.parametrize(
    "name",
    [
        "경주.csv",
        "Export at 3.04\u202fPM.csv",  # as macOS writes the time of day
        "\u8868\u3000\u4e00.csv",  # an ideographic space
        "\U0001f469\u200d\U0001f52c.csv",  # two signs joined into one
        "\u200fשלום.csv",
    ],
)
def test_names_of_any_script_are_taken(name: str) -> None:
    assert check_name(name) == "csv"


@pytest.mark.parametrize("name", ["a\n.csv", "a\0.csv", "a\x07.csv", "\ud800.csv"])
def test_control_characters_are_not(name: str) -> None:
    with pytest.raises(RefusedFile):
        check_name(name)
