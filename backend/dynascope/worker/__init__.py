"""A local producer: one process that trains the runs of one job, posts what it measures, and obeys."""
