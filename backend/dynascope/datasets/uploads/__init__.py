"""Tables that users bring: read from CSV, NPZ or Parquet, described, and kept as Parquet.

`intake` turns a file into a folder with `data.parquet` and `about.json`, in a process of its own; `library` keeps the
folders; `facts` holds a spec against them; `encoding` makes the arrays that a training reads.
"""
