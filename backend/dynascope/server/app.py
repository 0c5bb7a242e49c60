"""The application: routes behind the guards, services opened and closed with it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import APIRouter, Depends, FastAPI

from dynascope import __version__
from dynascope.jobs import Executor
from dynascope.server import BASE_PATH
from dynascope.server.access import AccessMiddleware
from dynascope.server.credentials import load_token
from dynascope.server.docs import docs_router
from dynascope.server.headers import SecurityHeaders
from dynascope.server.metrics import ServerMetrics
from dynascope.server.page import Page
from dynascope.server.problems import install_problem_handlers
from dynascope.server.query import known_query
from dynascope.server.routes import ROOT_ROUTERS, ROUTERS, methods_at, stream
from dynascope.server.security import AllowedHosts, Guard
from dynascope.server.services import open_services
from dynascope.settings import Settings

DESCRIPTION = "Launch trainings of neural networks, watch every layer live, compare matched pairs."
THREADS = 64


def create_app(settings: Settings, port: int | None = None, executor: Executor | None = None) -> FastAPI:
    """The application of a server with these settings; `port` is the one it listens on, where that differs, and
    `executor` is where jobs are executed, in processes of this machine where it is None.
    """
    metrics = ServerMetrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        listens_on = settings.port if port is None else port
        services = await anyio.to_thread.run_sync(open_services, settings, listens_on, metrics, executor)
        metrics.watch_jobs(services.job_counts)
        app.state.services = services
        try:
            await anyio.to_thread.run_sync(services.start)
            yield
        finally:
            await anyio.to_thread.run_sync(services.stop)

    app = bare_app()
    app.router.lifespan_context = lifespan
    app.router.default = Page()
    install_problem_handlers(app, methods_at)
    app.add_middleware(Guard, hosts=AllowedHosts(settings), token=load_token(settings))
    app.add_middleware(AccessMiddleware, metrics=metrics)
    app.add_middleware(SecurityHeaders)
    return app


def bare_app() -> FastAPI:
    """The routes alone, with nothing behind them: enough to describe them."""
    app = FastAPI(
        title="Dynascope",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    api = APIRouter(prefix=BASE_PATH)
    for router in ROUTERS:
        # A websocket has no request, and reads its query itself.
        api.include_router(router, dependencies=[] if router is stream.router else [Depends(known_query)])
    app.include_router(api)
    for router in ROOT_ROUTERS:
        app.include_router(router)
    app.include_router(docs_router(app))
    return app
