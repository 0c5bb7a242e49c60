"""What Prometheus reads at `/metrics`."""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class ServerMetrics:
    """The counters of one server; their own registry, so that two servers in one process do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "dynascope_http_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self._durations = Histogram(
            "dynascope_http_request_seconds",
            "Seconds from the request's first byte to the answer's last.",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._rows = Counter(
            "dynascope_telemetry_rows", "Rows of telemetry that producers posted.", registry=self.registry
        )
        self._batches = Counter("dynascope_telemetry_batches", "Batches that producers posted.", registry=self.registry)
        self.stream_clients = Gauge("dynascope_stream_clients", "Websockets that are open.", registry=self.registry)
        self.stream_lag = Histogram(
            "dynascope_stream_lag_seconds",
            "Seconds from a batch being stored to its being handed to a client's socket.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.stream_closed = Counter(
            "dynascope_stream_clients_closed",
            "Websockets that the server closed, by close code.",
            ("code",),
            registry=self.registry,
        )

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request was answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._durations.labels(method, route).observe(seconds)

    def count_batch(self, rows: int) -> None:
        """A producer's batch was stored."""
        self._batches.inc()
        self._rows.inc(rows)

    def watch_jobs(self, count_by_status: Callable[[], Mapping[str, int]]) -> None:
        """Report the jobs by status, counted when asked."""
        self.registry.register(_JobCollector(count_by_status))

    def text(self) -> bytes:
        """All of it in Prometheus's text format."""
        return generate_latest(self.registry)


class _JobCollector(Collector):
    def __init__(self, count_by_status: Callable[[], Mapping[str, int]]) -> None:
        self._count_by_status = count_by_status

    def describe(self) -> Iterable[Metric]:
        return [GaugeMetricFamily("dynascope_jobs", "Jobs by status.", labels=["status"])]

    def collect(self) -> Iterable[Metric]:
        family = GaugeMetricFamily("dynascope_jobs", "Jobs by status.", labels=["status"])
        for status, count in sorted(self._count_by_status().items()):
            family.add_metric([status], count)
        yield family
