"""Brings the tables up to date, with the migrations of the installed package."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

HEAD = "0003"
"""The newest migration. A test holds it equal to what stands in `migrations/versions`."""


def migrate(connection: Connection) -> None:
    """Runs, in the connection's transaction, the migrations that the database lacks.

    Alembic is imported only where there is something to do: it would make every start slower.
    """
    if _version(connection) == HEAD:
        return
    from alembic import command
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", "dynascope.store:migrations")
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
