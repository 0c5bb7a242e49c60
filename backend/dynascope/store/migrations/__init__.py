"""The migrations of the tables, run by `dynascope.store.migrate`."""
