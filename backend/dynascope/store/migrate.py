"""Brings the tables up to date, with the migrations of the installed package."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from dynascope.errors import UnreadableDatabase

HEAD = "0003"
"""The newest migration. A test holds it equal to what stands in `migrations/versions`."""


def migrate(connection: Connection) -> None:
    """Runs, in the connection's transaction, the migrations that the database lacks. Raises `UnreadableDatabase` for
    one of a newer version.

    Alembic is imported only where there is something to do: it would make every start slower.
    """
    version = _version(connection)
    if version == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    configuration = Config()
    configuration.set_main_option("script_location", "dynascope.store:migrations")
    configuration.attributes["connection"] = connection
    try:
        command.upgrade(configuration, "head")
    except CommandError as error:
        raise UnreadableDatabase(
            f"the database {connection.engine.url.database} was made by a newer version of Dynascope: its tables are "
            f"of version {version}, and this one knows {HEAD}; install that one, or choose another folder with "
            "--data-dir",
            reason=str(error),
        ) from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
