"""The `dynascope` command. Nothing here imports jax: it talks to the server, or becomes it."""

from dynascope.cli.app import app, main

__all__ = ["app", "main"]
