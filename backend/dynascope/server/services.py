"""What the routes work with, opened and closed with the application."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from dynascope.datasets import datasets_folder
from dynascope.datasets.uploads.library import Library
from dynascope.jobs import (
    Calculator,
    Executor,
    JobService,
    JobSettings,
    Landscapes,
    LandscapeSettings,
    LocalExecutor,
    LocalSettings,
)
from dynascope.server.body import MEBIBYTE
from dynascope.server.diagnoses import Diagnoses
from dynascope.server.intake import Intake
from dynascope.server.metrics import ServerMetrics
from dynascope.server.stream.client import Pace
from dynascope.server.stream.diagnoser import Diagnoser
from dynascope.server.stream.hub import Hub
from dynascope.server.stream.source import Source
from dynascope.server.stream.tickets import Tickets
from dynascope.settings import Settings
from dynascope.spec import Limits
from dynascope.store import Store
from dynascope.telemetry import Frame

STOP_GRACE_SECONDS = 4.0
CALCULATOR_GRACE_SECONDS = 0.5  # it keeps nothing


@dataclass
class Services:
    """Everything behind the routes."""

    settings: Settings
    store: Store
    jobs: JobService
    hub: Hub
    source: Source
    metrics: ServerMetrics
    calculator: Calculator
    landscapes: Landscapes
    uploads: Library
    intake: Intake
    tickets: Tickets = field(default_factory=Tickets)
    pace: Pace = field(default_factory=Pace)
    diagnoses: Diagnoses = field(init=False)
    diagnoser: Diagnoser = field(init=False)
    queue_runs: bool = False

    def __post_init__(self) -> None:
        self.diagnoses = Diagnoses(self.store)
        self.diagnoser = Diagnoser(self.hub, self._findings)

    def start(self) -> None:
        """Start the queue. Raises `Conflict` where another server works on the same data folder."""
        self.jobs.start()
        self.uploads.open()
        self.diagnoser.start()
        self.landscapes.start()
        self.queue_runs = True

    def stop(self) -> None:
        """End the local workers, then close the store."""
        self.queue_runs = False
        self.diagnoser.stop()
        self.intake.stop()
        self.landscapes.stop()
        self.calculator.stop(CALCULATOR_GRACE_SECONDS)
        self.jobs.stop()
        self.store.close()

    def _findings(self, run_id: str) -> list[Frame]:
        return self.diagnoses.body(self.store.run(run_id))["diagnoses"]

    def job_counts(self) -> dict[str, int]:
        """How many jobs are in each status."""
        return self.store.job_counts()

    def checks(self) -> dict[str, bool]:
        """What must stand before the server takes work."""
        return {"store": self.store.ready(), "queue": self.queue_runs}


def open_services(settings: Settings, port: int, metrics: ServerMetrics, executor: Executor | None = None) -> Services:
    """The services of a server that listens on `port`; not started yet. `executor` is where jobs are executed, in
    processes of this machine where it is None.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    store = Store(settings.data_dir)
    uploads = Library(datasets_folder(settings.data_dir))
    hub = Hub()
    limits = Limits(
        runs=settings.limit_runs,
        layers=settings.limit_layers,
        units=settings.limit_units,
        parameters=settings.limit_parameters,
        steps=settings.limit_steps,
    )
    jobs = JobService(
        store,
        _local_executor(settings, port) if executor is None else executor,
        hub.publish,
        JobSettings(
            concurrent_jobs=settings.concurrent_jobs,
            lease_seconds=settings.lease_seconds,
            stop_grace_seconds=STOP_GRACE_SECONDS,
            limits=limits,
        ),
        uploads.resolve,
    )
    calculator = Calculator(settings.data_dir / "logs")
    landscapes = Landscapes(
        store, LandscapeSettings(settings.data_dir, settings.worker_niceness, settings.dataset_mirror)
    )
    intake = Intake(uploads, settings.upload_limit_mebibytes * MEBIBYTE)
    return Services(settings, store, jobs, hub, Source(store), metrics, calculator, landscapes, uploads, intake)


def _local_executor(settings: Settings, port: int) -> Executor:
    return LocalExecutor(
        LocalSettings(
            server_url=local_url(settings.host, port),
            data_dir=settings.data_dir,
            lease_seconds=settings.lease_seconds,
            threads=settings.worker_threads,
            niceness=settings.worker_niceness,
            server_file=settings.server_file,
            dataset_mirror=settings.dataset_mirror,
        )
    )


def local_url(host: str, port: int) -> str:
    """Where a process of this machine reaches a server bound to `host`."""
    reachable = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "[::1]"}.get(host, host)
    bracketed = f"[{reachable}]" if ":" in reachable and not reachable.startswith("[") else reachable
    return f"http://{bracketed}:{port}"


def services_of(connection: HTTPConnection) -> Services:
    """The services of the application that answers `connection`."""
    return connection.app.state.services


Served = Annotated[Services, Depends(services_of)]
