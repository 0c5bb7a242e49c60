"""Where early stopping ended a run, and which network it put back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("runs", sa.Column("stopped_at", sa.BigInteger(), nullable=True))
    op.add_column("runs", sa.Column("restored_step", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("runs", "restored_step")
    op.drop_column("runs", "stopped_at")
