"""Files as users send them: good ones, and every kind of bad one with what is said of it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FLOWERS = """\
petal,width,colour,fresh,kind
1.5,2,red,true,setosa
2.5,3,blue,false,virginica
,4,red,true,setosa
4.0,5,,false,virginica
5.5,6,green,true,setosa
"""


def npz(**arrays: Any) -> bytes:
    """An NPZ file; an array of objects in it is a pickle."""
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def packed(entries: dict[str, bytes], level: int = 9) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def npy(array: Any) -> bytes:
    """One array as a file."""
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def parquet(**columns: Any) -> bytes:
    """A Parquet file."""
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def bomb() -> bytes:
    """A small file that says and means 200 MB of zeros."""
    return packed({"x.npy": npy(np.zeros((25_000, 1000))), "y.npy": npy(np.zeros(25_000))})


def liar() -> bytes:
    """A zip file that declares an array to be smaller than it is."""
    content = bytearray(packed({"x.npy": npy(np.zeros((1000, 100))), "y.npy": npy(np.zeros(1000))}))
    size = len(npy(np.zeros((1000, 100)))).to_bytes(4, "little")
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = (4096).to_bytes(4, "little")
    return bytes(content)


WIDE = ",".join(f"x{number}" for number in range(100_000)) + "\n" + ",".join(["0"] * 100_000) + "\n"
CUT_PARQUET = parquet(x=[1.0, 2.0], y=[0, 1])[:-20]

BAD: dict[str, tuple[str, bytes, str, str]] = {
    "empty": ("a.csv", b"", "empty", "the file is empty"),
    "empty, whatever its name": ("a.parquet", b"", "empty", "the file is empty"),
    "blank lines alone": ("a.csv", b"\n\n\r\n", "empty", "the file is empty"),
    "header alone": ("a.csv", b"a,b\n", "no_rows", "has columns and no rows"),
    "header without an end": ("a.csv", b"a,b", "no_rows", "has columns and no rows"),
    "too few cells": (
        "a.csv",
        b"a,b,c\n1,2,3\n\n4,5\n",
        "ragged_row",
        "row 3 has 2 cells, and the header has 3 (the header is row 1, empty lines are not counted): '4,5'",
    ),
    "a single cell": ("a.csv", b"a,b\n1,2\n4\n", "ragged_row", "row 3 has 1 cell, and the header has 2"),
    "too many cells, far down": (
        "a.csv",
        b"a,b,c\n" + b"1,2,3\n" * 70_000 + b"4,5,6,7\n1,2,3\n",
        "ragged_row",
        "row 70,002 has 4 cells",
    ),
    "Latin-1": (
        "a.csv",
        "name,y\nGröße,1\n".encode("latin-1"),
        "not_utf8",
        "the file is not UTF-8: byte 9 is 0xf6; save it as UTF-8",
    ),
    "UTF-16": ("a.csv", "a,b\n1,2\n".encode("utf-16"), "not_utf8", "byte 0 is 0xff"),
    "a zero byte": ("a.csv", b"a,b\n1,\x002\n", "zero_byte", "byte 6 of the file is 0"),
    "100,000 columns": (
        "a.csv",
        WIDE.encode(),
        "too_many_columns",
        "the file has 100,000 columns; allowed: at most 10,000",
    ),
    "one column": ("a.csv", b"a\n1\n", "too_few_columns", "the file has 1 column"),
    "a name twice": (
        "a.csv",
        b"a,b,a\n1,2,3\n",
        "duplicate_column",
        "columns 1 and 3 are both called 'a'; allowed: each name once",
    ),
    "a long name": ("a.csv", b"a," + b"b" * 201 + b"\n1,2\n", "bad_column_name", "column 2 is called 'bbb"),
    "a name with a bell": ("a.csv", b"a,b\x07\n1,2\n", "bad_column_name", r"column 2 is called 'b\x07'"),
    "an open quote": ("a.csv", b'a,b\n1,"2\n3,4\n', "open_quote", "1 quotes, so one of them is never closed"),
    "gzip": ("a.csv", b"\x1f\x8b\x08\x00rest", "packed", "the file is packed (gzip); unpack it first"),
    "another ending": (
        "a.docx",
        b"a,b\n1,2\n",
        "bad_file_name",
        "the file is called 'a.docx'; allowed: names that end",
    ),
    "no ending": ("table", b"a,b\n1,2\n", "bad_file_name", "allowed: names that end in .csv"),
    "a workbook": ("a.xlsx", b"PK\x03\x04", "excel", "save the sheet as CSV"),
    "a workbook called CSV": (
        "a.npz",
        packed({"[Content_Types].xml": b"<Types/>"}),
        "excel",
        "the file is a workbook of Excel",
    ),
    "NPZ called CSV": (
        "a.csv",
        npz(x=np.zeros((2, 2)), y=np.arange(2)),
        "wrong_ending",
        "the file is called 'a.csv', and its content is NPZ",
    ),
    "CSV called Parquet": ("a.parquet", b"a,b\n1,2\n", "wrong_ending", "and its content is CSV"),
    "a pickle": (
        "a.npz",
        npz(x=np.array([{"a": 1}, None], dtype=object), y=np.arange(2)),
        "pickle",
        "array 'x' holds Python objects (a pickle), which could run code when they are read",
    ),
    "a bomb": ("a.npz", bomb(), "too_large_unpacked", "the file unpacks to 200,200,"),
    "a zip that lies": ("a.npz", liar(), "unreadable", "the file cannot be read as NPZ"),
    "a zip cut short": ("a.npz", npz(x=np.zeros((9, 9)))[:-30], "unreadable", "the file cannot be read as NPZ"),
    "a zip of something else": ("a.npz", packed({"a.txt": b"hello"}), "unreadable", "'a.txt', which is not an array"),
    "an empty zip": ("a.npz", packed({}), "unreadable", "it holds 0 arrays"),
    "an array cut short": (
        "a.npz",
        packed({"x.npy": npy(np.zeros((5, 2)))[:-8], "y.npy": npy(np.arange(5))}),
        "unreadable",
        "array 'x' should have 80 bytes",
    ),
    "complex numbers": (
        "a.npz",
        npz(x=np.zeros((3, 2), complex), y=np.arange(3)),
        "bad_array_type",
        "array 'x' is of type complex128; allowed: numbers, truth values and texts",
    ),
    "arrays of two lengths": (
        "a.npz",
        npz(x=np.zeros((3, 2)), y=np.arange(4)),
        "unequal_lengths",
        "the arrays differ in their first length: 'x' 3, 'y' 4",
    ),
    "arrays without rows": ("a.npz", npz(x=np.zeros((0, 2)), y=np.zeros(0)), "no_rows", "no rows"),
    "a single number": ("a.npz", npz(x=np.float64(3), y=np.arange(3)), "unreadable", "array 'x' is a single value"),
    "Parquet cut short": ("a.parquet", CUT_PARQUET, "unreadable", "the file cannot be read as Parquet"),
    "Parquet without rows": ("a.parquet", parquet(x=pa.array([], pa.float64()), y=[]), "no_rows", "no rows"),
    "a Parquet bomb": (
        "a.parquet",
        parquet(x=pa.array(np.zeros(13_000_000)), y=pa.array(np.zeros(13_000_000))),
        "too_large_unpacked",
        "the file unpacks to 208,000,000 bytes; allowed: at most 100,000,000",
    ),
}
"""Name, content, code and the beginning of what is said, where 100 MB may be unpacked."""

UNPACKED_LIMIT = 100_000_000
