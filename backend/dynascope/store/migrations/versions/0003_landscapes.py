"""Loss landscapes of runs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "landscapes",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("run_number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("frame", sa.JSON(), nullable=True),
        sa.Column("losses", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["run_number"], ["runs.number"], name="fk_landscapes_run_number"),
        sa.PrimaryKeyConstraint("number", name="pk_landscapes"),
        sa.UniqueConstraint("id", name="uq_landscapes_id"),
    )
    op.create_index("ix_landscapes_run_number", "landscapes", ["run_number"])
    op.create_index("ix_landscapes_status", "landscapes", ["status"])


def downgrade() -> None:
    op.drop_table("landscapes")
