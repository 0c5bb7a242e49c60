"""Everything that can be set, each from the environment (`DYNASCOPE_<NAME>`) or the command line.

docs/settings.md describes every setting; a test fails where one is missing there.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dynascope.errors import DynascopeError

PREFIX = "DYNASCOPE_"

LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["auto", "console", "json"]


class SettingsError(DynascopeError):
    """A setting is unknown or has a value that is not allowed; `detail` has one sentence per setting."""

    title = "Invalid setting"
    code = "invalid_setting"


def default_data_dir() -> Path:
    """The platform's folder for a user's data, such as `~/.local/share/dynascope` on Linux."""
    return Path(platformdirs.user_data_dir("dynascope", appauthor=False))


class Settings(BaseSettings):
    """The settings of one process; frozen. Read them with `load_settings`, which words its errors.

    >>> load_settings(port=8123, environment={}).port
    8123
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", validate_default=True
    )

    host: str = Field(default="127.0.0.1", min_length=1, max_length=253)
    port: int = Field(default=8000, ge=0, le=65535)
    data_dir: Path = Field(default_factory=default_data_dir)
    token: SecretStr | None = None
    url: str | None = Field(default=None, pattern=r"^https?://[^\s/?#]+(/[^\s?#]*)?$")
    open_browser: bool = True
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    log_level: LogLevel = "info"
    log_format: LogFormat = "auto"

    concurrent_jobs: int = Field(default=2, ge=1, le=64)
    worker_threads: int | None = Field(default=None, ge=1, le=256)
    worker_niceness: int = Field(default=19, ge=0, le=19)
    lease_seconds: float = Field(default=600.0, ge=1.0, le=86_400.0)
    dataset_mirror: str | None = Field(default=None, pattern=r"^https?://[^\s/?#]+(/[^\s?#]*)?$")
    upload_limit_mebibytes: int = Field(default=1024, ge=1, le=65_536)
    body_limit_mebibytes: int = Field(default=64, ge=8, le=4096)

    limit_runs: int = Field(default=1_000, ge=1, le=1_000)
    limit_layers: int = Field(default=1_000, ge=1, le=1_000)
    limit_units: int = Field(default=65_536, ge=1, le=65_536)
    limit_parameters: int = Field(default=10**8, ge=1, le=10**8)
    limit_steps: int = Field(default=10**8, ge=0, le=10**8)

    @field_validator("data_dir")
    @classmethod
    def _expand_home(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("token")
    @classmethod
    def _check_token(cls, value: SecretStr | None) -> SecretStr | None:
        text = value.get_secret_value() if value is not None else None
        if text is not None and not re.fullmatch(r"[!-~]+", text):
            raise ValueError("a token is printable ASCII without spaces")
        return value

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @property
    def token_file(self) -> Path:
        """Where the token lies that the server made at its first start (mode 0600)."""
        return self.data_dir / "token"

    @property
    def server_file(self) -> Path:
        """JSON `{"url", "pid"}`, there while a server runs on this data folder."""
        return self.data_dir / "server.json"


def load_settings(environment: Mapping[str, str] | None = None, **overrides: object) -> Settings:
    """Read the settings: defaults, then the environment, then `overrides` (those that are None count as not
    given).

    Raises `SettingsError` with one sentence per unknown name or bad value.
    """
    names = os.environ if environment is None else environment
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(name for name in names if name.upper().startswith(PREFIX) and name.upper() not in known)
    if unknown:
        raise SettingsError(f"unknown setting {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    given = {name: value for name, value in overrides.items() if value is not None}
    if environment is not None:
        plain = {
            name.upper().removeprefix(PREFIX).lower(): value
            for name, value in environment.items()
            if name.upper() in known and value
        }
        given = plain | given
    try:
        return Settings(**given)  # pyright: ignore[reportArgumentType]  (pydantic checks the values)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentences(error))) from None


def _sentences(error: ValidationError) -> list[str]:
    sentences: list[str] = []
    for problem in error.errors(include_url=False):
        name = PREFIX + str(problem["loc"][0]).upper() if problem["loc"] else "settings"
        value = "the value given" if name == f"{PREFIX}TOKEN" else repr(problem["input"])
        sentences.append(f"{name}: {value} is not allowed: {problem['msg'].removeprefix('Value error, ')}")
    return sentences
