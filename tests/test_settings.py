import re
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from dynascope.settings import PREFIX, Settings, SettingsError, load_settings

DOCUMENT = Path(__file__).parent.parent / "docs" / "settings.md"


def documented() -> dict[str, str]:
    rows = re.findall(r"^\| `(DYNASCOPE_\w+)` \| (.*?) \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    return dict(rows)


def test_every_setting_is_documented_and_nothing_else() -> None:
    assert set(documented()) == {PREFIX + name.upper() for name in Settings.model_fields}


def test_documented_defaults_are_the_defaults() -> None:
    for name, field in Settings.model_fields.items():
        text = documented()[PREFIX + name.upper()]
        if text.startswith("`") and field.default not in (None, PydanticUndefined):
            default = str(field.default).lower() if isinstance(field.default, bool) else field.default
            shown = f"{default:g}" if isinstance(default, float) else f"{default}"
            assert text == f"`{shown}`"


def test_the_environment_sets_and_arguments_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYNASCOPE_PORT", "9001")
    monkeypatch.setenv("DYNASCOPE_HOST", "0.0.0.0")
    settings = load_settings(port=9002, host=None)
    assert (settings.port, settings.host) == (9002, "0.0.0.0")


def test_an_empty_value_counts_as_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYNASCOPE_TOKEN", "")
    monkeypatch.setenv("DYNASCOPE_PORT", "")
    settings = load_settings()
    assert settings.token is None
    assert settings.port == 8000


def test_an_unknown_name_is_refused_with_those_that_exist() -> None:
    with pytest.raises(SettingsError, match=r"unknown setting DYNASCOPE_PROT.*DYNASCOPE_PORT"):
        load_settings(environment={"DYNASCOPE_PROT": "1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "65536"),
        ("PORT", "eighty"),
        ("TOKEN", "has spaces in the middle"),
        ("TOKEN", "größer-als-sechzehn"),
        ("CONCURRENT_JOBS", "0"),
        ("LIMIT_RUNS", "1001"),
        ("LOG_LEVEL", "loud"),
        ("URL", "ftp://example.org"),
        ("OPEN_BROWSER", "maybe"),
    ],
)
def test_a_bad_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(environment={PREFIX + name: value})
    assert caught.value.detail.startswith(f"DYNASCOPE_{name}: ")
    assert (value in caught.value.detail) == (name != "TOKEN")


def test_a_token_is_never_shown() -> None:
    settings = load_settings(environment={"DYNASCOPE_TOKEN": "0123456789abcdef"})
    assert "0123456789abcdef" not in repr(settings)
    assert settings.token is not None
    assert settings.token.get_secret_value() == "0123456789abcdef"


def test_hosts_are_separated_by_commas() -> None:
    settings = load_settings(environment={"DYNASCOPE_ALLOWED_HOSTS": "a.example, b.example:8443,"})
    assert settings.allowed_hosts == ("a.example", "b.example:8443")


def test_the_data_folder_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings(data_dir="here").data_dir == tmp_path / "here"
    assert load_settings(data_dir="~/x").data_dir == Path.home() / "x"
