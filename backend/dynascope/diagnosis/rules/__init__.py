"""One rule a file; the table is in `diagnosis.table`."""
