"""What the user wants of a worker: one wish, at which the training threads look between two slices."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from enum import Enum


class Wish(Enum):
    """What the training threads shall do."""

    TRAIN = "train"
    PAUSE = "pause"
    STOP = "stop"


class Control:
    """The wish, and why a stop was wished; thread-safe.

    The server states a wish as long as it is not fulfilled, so a command may come many times. A stop is
    final.
    """

    def __init__(self, changed: threading.Condition) -> None:
        self._changed = changed
        self._wish = Wish.TRAIN
        self.reason = ""

    @property
    def wish(self) -> Wish:
        """The wish that holds now."""
        return self._wish

    def obey(self, commands: Sequence[str]) -> None:
        """Takes the commands `pause`, `resume` and `cancel`, in order; others are for producers of another
        kind.
        """
        moves: dict[str, Callable[[], None]] = {
            "pause": lambda: self._move(Wish.PAUSE),
            "resume": lambda: self._move(Wish.TRAIN),
            "cancel": lambda: self.stop("cancelled"),
        }
        for command in commands:
            moves.get(command, lambda: None)()

    def stop(self, reason: str) -> None:
        """Ends the training; the first reason stays."""
        with self._changed:
            if self._wish is not Wish.STOP:
                self._wish, self.reason = Wish.STOP, reason
                self._changed.notify_all()

    def _move(self, wish: Wish) -> None:
        with self._changed:
            if self._wish not in (Wish.STOP, wish):
                self._wish = wish
                self._changed.notify_all()
