"""The tables. Portable between SQLite and PostgreSQL; what only SQLite understands stands in `sqlite.py`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Identity = BigInteger().with_variant(Integer(), "sqlite")
"""A whole number that the database counts up; SQLite does so for INTEGER alone."""


class UtcTime(TypeDecorator[datetime]):
    """A moment, stored as whole microseconds since 1970 in UTC, so that no database drops its zone."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Microseconds of a moment."""
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment of microseconds."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Base(DeclarativeBase):
    """The root of the tables; constraint names are fixed, so that migrations can address them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Job(Base):
    """What one request launched. `number` counts up and orders the list; `id` is what the world sees."""

    __tablename__ = "jobs"

    number: Mapped[int] = mapped_column(Identity, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, index=True)
    wish: Mapped[str] = mapped_column(Text)
    wish_at: Mapped[datetime | None] = mapped_column(UtcTime)
    origin: Mapped[str] = mapped_column(Text)
    request: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    error: Mapped[str | None] = mapped_column(Text)
    idempotency_key: Mapped[str | None] = mapped_column(Text, unique=True)
    request_hash: Mapped[str | None] = mapped_column(Text)
    run_count: Mapped[int] = mapped_column(Integer)
    work: Mapped[float | None] = mapped_column(Float)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Run(Base):
    """One training. `epoch` and `seq` say how far its telemetry is stored, `distribution_steps` the last step of each
    quantity."""

    __tablename__ = "runs"
    __table_args__ = (UniqueConstraint("job_number", "position"),)

    number: Mapped[int] = mapped_column(Identity, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(Text, unique=True)
    job_number: Mapped[int] = mapped_column(ForeignKey("jobs.number"))
    position: Mapped[int] = mapped_column(Integer)
    label: Mapped[str] = mapped_column(Text)
    variant: Mapped[int] = mapped_column(Integer)
    seed: Mapped[Any] = mapped_column(JSON)
    spec: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str] = mapped_column(Text, index=True)
    status: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(Text)
    diverged_at: Mapped[int | None] = mapped_column(BigInteger)
    stopped_at: Mapped[int | None] = mapped_column(BigInteger)
    restored_step: Mapped[int | None] = mapped_column(BigInteger)
    step: Mapped[int] = mapped_column(BigInteger)
    steps: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str | None] = mapped_column(Text)
    layers: Mapped[list[str]] = mapped_column(JSON)
    metrics: Mapped[dict[str, Any]] = mapped_column(JSON)
    distributions: Mapped[dict[str, int]] = mapped_column(JSON)
    distribution_steps: Mapped[dict[str, int]] = mapped_column(JSON)
    timing: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    epoch: Mapped[int] = mapped_column(Integer)
    seq: Mapped[int] = mapped_column(BigInteger)


class Attempt(Base):
    """One try at executing a job. Of its secret only the SHA-256 is kept."""

    __tablename__ = "attempts"

    number: Mapped[int] = mapped_column(Identity, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(Text, unique=True)
    job_number: Mapped[int] = mapped_column(ForeignKey("jobs.number"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    pid: Mapped[int | None] = mapped_column(BigInteger)
    process_created: Mapped[float | None] = mapped_column(Float)
    lease_expires_at: Mapped[datetime] = mapped_column(UtcTime)
    fenced: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class Series(Base):
    """One metric of one run in one epoch: how far it goes, and how far each decimation level covers it.

    `width` is the number of values a row, 0 where the metric has no axis beside the step.
    `levels[k]` is `[covered, rows, chunks]`: level k + 1 covers the batches up to `covered`; after that, level k holds
    `rows` rows in `chunks` chunks.
    """

    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("run_number", "epoch", "metric"),)

    id: Mapped[int] = mapped_column(Identity, primary_key=True, autoincrement=True)
    run_number: Mapped[int] = mapped_column(ForeignKey("runs.number"))
    epoch: Mapped[int] = mapped_column(Integer)
    metric: Mapped[str] = mapped_column(Text)
    width: Mapped[int] = mapped_column(Integer)
    rows: Mapped[int] = mapped_column(BigInteger)
    last_step: Mapped[int] = mapped_column(BigInteger)
    levels: Mapped[list[list[int]]] = mapped_column(JSON)


class Chunk(Base):
    """Rows of one series as columns. Level 0 holds the rows as they came, a chunk a batch; a chunk of level k + 1 holds
    some rows of the chunks of level k whose `seq` is above `after_seq` and at most its own."""

    __tablename__ = "chunks"
    __table_args__ = (Index("ix_chunks_steps", "series_id", "level", "last_step"),)

    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    level: Mapped[int] = mapped_column(Integer, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    after_seq: Mapped[int] = mapped_column(BigInteger)
    first_step: Mapped[int] = mapped_column(BigInteger)
    last_step: Mapped[int] = mapped_column(BigInteger)
    rows: Mapped[int] = mapped_column(Integer)
    dtype: Mapped[str] = mapped_column(Text)
    steps: Mapped[bytes] = mapped_column(LargeBinary)
    values: Mapped[bytes] = mapped_column(LargeBinary)


class Distribution(Base):
    """Histograms of one quantity, as they came in one batch; counts compressed with zlib."""

    __tablename__ = "distributions"
    __table_args__ = (Index("ix_distributions_steps", "run_number", "epoch", "quantity", "first_step"),)

    run_number: Mapped[int] = mapped_column(ForeignKey("runs.number"), primary_key=True)
    epoch: Mapped[int] = mapped_column(Integer, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    quantity: Mapped[str] = mapped_column(Text, primary_key=True)
    first_step: Mapped[int] = mapped_column(BigInteger)
    last_step: Mapped[int] = mapped_column(BigInteger)
    rows: Mapped[int] = mapped_column(Integer)
    layers: Mapped[int] = mapped_column(Integer)
    bins: Mapped[int] = mapped_column(Integer)
    steps: Mapped[bytes] = mapped_column(LargeBinary)
    counts: Mapped[bytes] = mapped_column(LargeBinary)
    nonfinite: Mapped[bytes] = mapped_column(LargeBinary)


class Artifact(Base):
    """A whole file of a run; the file itself lies under `artifacts/<run id>/`."""

    __tablename__ = "artifacts"

    run_number: Mapped[int] = mapped_column(ForeignKey("runs.number"), primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    epoch: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class Landscape(Base):
    """The loss on a line or a plane through a run's weights; `losses` are those found so far as float64, the first axis
    fastest. `step` is that of the network in the centre, null where it is not known."""

    __tablename__ = "landscapes"

    number: Mapped[int] = mapped_column(Identity, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(Text, unique=True)
    run_number: Mapped[int] = mapped_column(ForeignKey("runs.number"), index=True)
    request: Mapped[dict[str, Any]] = mapped_column(JSON)
    step: Mapped[int | None] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(Text, index=True)
    error: Mapped[str | None] = mapped_column(Text)
    progress: Mapped[dict[str, Any]] = mapped_column(JSON)
    frame: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    losses: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
