"""Writing telemetry rows: level 0 as they come, coarser levels as soon as there is enough for one more chunk.

A level is a series of rows, tiled by chunks. When level k has gathered `SEAL_ROWS` rows beyond what level k + 1 covers,
a quarter of them (see `decimation.thin`) becomes a chunk of level k + 1, in the transaction that brought the last of
them. So n rows are in about log4(n / SEAL_ROWS) levels, and what no coarser level covers is always short.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from dynascope.errors import BadRequest
from dynascope.store.columns import pack_steps, pack_values
from dynascope.store.decimation import REDUCTION, thin
from dynascope.store.reading import chunk_rows
from dynascope.store.tables import Chunk, Series
from dynascope.telemetry import SeriesBlock

SEAL_ROWS = 512
"""A chunk of a coarser level is made of at least so many rows of the level below."""

# Made once: making a statement costs more than running it.
_STATES = select(Series.id, Series.metric, Series.width, Series.rows, Series.last_step, Series.levels).where(
    Series.run_number == bindparam("run_number"), Series.epoch == bindparam("epoch")
)
_INSERT_CHUNK = insert(Chunk)
_SAVE = (
    update(Series)
    .where(Series.id == bindparam("series"))
    .values(rows=bindparam("new_rows"), last_step=bindparam("new_step"), levels=bindparam("new_levels"))
)


@dataclass
class _Gathered:
    """What level k holds beyond level k + 1: the batches after `covered`, `rows` rows in `chunks` chunks."""

    covered: int = 0
    rows: int = 0
    chunks: int = 0


@dataclass
class _State:
    id: int
    width: int
    rows: int
    last_step: int
    levels: list[_Gathered]


def append_series(
    connection: Connection, run_number: int, epoch: int, seq: int, blocks: Mapping[str, SeriesBlock]
) -> None:
    """Stores the rows of batch `seq`. Raises `BadRequest` for rows that do not continue their series."""
    blocks = {name: block for name, block in blocks.items() if block.rows}
    if not blocks:
        return
    states = _states(connection, run_number, epoch)
    for name, block in blocks.items():
        if name not in states:
            states[name] = _open(connection, run_number, epoch, name, _width(block))
        _check(name, block, states[name])
    connection.execute(
        _INSERT_CHUNK, [_chunk(states[name].id, 0, seq, seq - 1, block) for name, block in blocks.items()]
    )
    for name, block in blocks.items():
        state = states[name]
        state.rows += block.rows
        state.last_step = int(block.steps[-1])
        _gather(state, 0, block.rows)
        _seal(connection, state, seq)
    _save(connection, [states[name] for name in blocks])


def _states(connection: Connection, run_number: int, epoch: int) -> dict[str, _State]:
    rows = connection.execute(_STATES, {"run_number": run_number, "epoch": epoch})
    return {
        row.metric: _State(row.id, row.width, row.rows, row.last_step, [_Gathered(*level) for level in row.levels])
        for row in rows
    }


def _open(connection: Connection, run_number: int, epoch: int, metric: str, width: int) -> _State:
    statement = insert(Series).values(
        run_number=run_number, epoch=epoch, metric=metric, width=width, rows=0, last_step=-1, levels=[]
    )
    return _State(connection.execute(statement.returning(Series.id)).scalar_one(), width, 0, -1, [])


def _width(block: SeriesBlock) -> int:
    return 0 if block.values.ndim == 1 else block.values.shape[1]


def _check(name: str, block: SeriesBlock, state: _State) -> None:
    if _width(block) != state.width:
        raise BadRequest(f"{name} has {_width(block)} values a row; allowed: {state.width}, as in the rows before")
    if block.steps[0] <= state.last_step:
        raise BadRequest(f"{name} goes on at step {block.steps[0]}; allowed: after {state.last_step}")


def _chunk(series_id: int, level: int, seq: int, after_seq: int, block: SeriesBlock) -> dict[str, object]:
    dtype, values = pack_values(block.values)
    return {
        "series_id": series_id,
        "level": level,
        "seq": seq,
        "after_seq": after_seq,
        "first_step": int(block.steps[0]),
        "last_step": int(block.steps[-1]),
        "rows": block.rows,
        "dtype": dtype,
        "steps": pack_steps(block.steps),
        "values": values,
    }


def _gather(state: _State, level: int, rows: int) -> None:
    if len(state.levels) == level:
        state.levels.append(_Gathered())
    state.levels[level].rows += rows
    state.levels[level].chunks += 1


def _seal(connection: Connection, state: _State, seq: int) -> None:
    level, reduced = 0, True
    enough = max(SEAL_ROWS, 2 * REDUCTION * state.width)
    # A level that thinning did not make shorter (changes of class throughout) is sealed again only with a second
    # chunk, so that even such rows are stored a logarithmic number of times.
    while state.levels[level].rows >= enough and (reduced or state.levels[level].chunks > 1):
        gathered = state.levels[level]
        below = chunk_rows(connection, state.id, state.width, level, gathered.covered, seq)
        kept = thin(below.values)
        block = SeriesBlock(below.steps[kept], below.values[kept])
        connection.execute(_INSERT_CHUNK, [_chunk(state.id, level + 1, seq, gathered.covered, block)])
        reduced = 2 * block.rows <= gathered.rows
        state.levels[level] = _Gathered(covered=seq)
        level += 1
        _gather(state, level, block.rows)


def _save(connection: Connection, states: list[_State]) -> None:
    connection.execute(
        _SAVE,
        [
            {
                "series": state.id,
                "new_rows": state.rows,
                "new_step": state.last_step,
                "new_levels": [[level.covered, level.rows, level.chunks] for level in state.levels],
            }
            for state in states
        ],
    )
