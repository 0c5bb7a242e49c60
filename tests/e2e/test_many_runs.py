"""Many runs at once."""

from playwright.sync_api import Page

from tests.e2e.plots import PANELS, job_status, traces
from tests.running import RunningServer, wait_until


def test_eight_runs_in_four_panels_keep_growing(server: RunningServer, page: Page) -> None:
    """How quick the page is, `benchmarks/live_page.py` measures."""
    job = server.launch(
        {
            "base": {"steps": 10**7},
            "vary": [{"path": "model.activation", "values": ["tanh", "relu"]}],
            "seeds": [0, 1, 2, 3],
        }
    )
    page.goto(f"{server.url}/?job={job['id']}#token={server.token}")
    for panel in PANELS:
        wait_until(lambda panel=panel: traces(page, panel), f"the panel {panel}", seconds=120)

    def reached() -> float:
        return max((trace["x"][-1] for trace in traces(page, "learning-curves") if trace["x"]), default=0)

    before = wait_until(lambda: reached() or None, "a curve", seconds=60)
    wait_until(lambda: reached() > before, "growth while live")
    assert job_status(page) == "running"
    with server.client() as client:
        client.post(f"/jobs/{job['id']}/cancel")
