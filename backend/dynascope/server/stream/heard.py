"""What one client has heard of findings, so that it hears each once, and once that it no longer holds."""

from __future__ import annotations

from dynascope.telemetry import Frame


class HeardFindings:
    """Since which step and in which layers the client believes a rule to hold, by run and rule: None where it is to be
    told again if it still holds.

    >>> heard, finding = HeardFindings(), {"run": "run_a", "rule": "Diverged", "first_step": 3, "layers": []}
    >>> heard.is_news(finding), heard.is_news(finding), heard.is_news({**finding, "holds": False})
    (True, False, True)
    """

    def __init__(self) -> None:
        self._since: dict[tuple[str, str], tuple[int, tuple[str, ...]] | None] = {}

    def tell_again(self, run: str | None = None) -> None:
        """As the client has subscribed anew, or the rows of a run start over."""
        self._since.update({key: None for key in self._since if run in (None, key[0])})

    def is_news(self, finding: Frame) -> bool:
        """Whether the client does not know it, which it does from now on. The end of what it never heard is none."""
        key, since = (finding["run"], finding["rule"]), (finding["first_step"], tuple(finding["layers"]))
        if not finding.get("holds", True):
            known = key in self._since
            self._since.pop(key, None)
            return known
        if self._since.get(key) == since:
            return False
        self._since[key] = since
        return True
