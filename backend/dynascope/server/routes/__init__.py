"""The routes, one file per noun."""

from fastapi import APIRouter
from fastapi.routing import APIRoute

from dynascope.server import BASE_PATH
from dynascope.server.routes import catalog, datasets, health, jobs, landscapes, producers, runs, stream, surfaces

ROUTERS = (
    catalog.router,
    datasets.router,
    jobs.router,
    runs.router,
    landscapes.router,
    producers.router,
    stream.router,
    surfaces.router,
)
ROOT_ROUTERS = (health.router,)

__all__ = ["ROOT_ROUTERS", "ROUTERS", "methods_at"]


def methods_at(path: str) -> list[str]:
    """The methods that some route takes at `path`."""
    below = path.removeprefix(BASE_PATH)
    found = _methods(ROOT_ROUTERS, path) if below == path else _methods(ROUTERS, below)
    return sorted(found)


def _methods(routers: tuple[APIRouter, ...], path: str) -> set[str]:
    routes = (route for router in routers for route in router.routes if isinstance(route, APIRoute))
    return {method for route in routes if route.path_regex.match(path) for method in route.methods or ()}
