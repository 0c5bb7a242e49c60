"""A stranger opens the link, presses one button and sees why ten sigmoid layers do not learn."""

import json
import math

import numpy as np
from playwright.sync_api import Page

from tests.e2e.plots import PANELS, drawn, job_id, job_status, rows, traces
from tests.running import RunningServer, wait_until


def last_curve_step(page: Page) -> float:
    return max((trace["x"][-1] for trace in traces(page, "learning-curves") if trace["x"]), default=-1)


def test_the_first_preset_shows_the_vanishing_gradient(server: RunningServer, page: Page) -> None:
    page.goto(server.link)
    page.locator("[data-preset] button").first.click()

    seen: list[float] = []

    def finished() -> bool:
        reached = sum(trace["x"][-1] for trace in traces(page, "learning-curves") if trace["x"])
        if not seen or reached > seen[-1]:
            seen.append(reached)
        return job_status(page) == "succeeded"

    wait_until(finished, "the end of the job", seconds=180)
    assert len(seen) > 8, f"the curves grew while the job ran: {seen}"

    wait_until(lambda: last_curve_step(page) == 1000, "the last row in the curves")
    wait_until(lambda: len(traces(page, "layer-heatmaps")) >= 4, "the heatmaps")
    heatmap = next(trace for trace in traces(page, "layer-heatmaps") if "sigmoid" in trace["name"])
    assert len(heatmap["z"]) == 11, "layers against steps"
    assert all(len(row) >= 50 for row in heatmap["z"])
    layers = np.array([row[-1] for row in heatmap["z"]])
    assert np.ptp(layers) >= 0.5, "hidden 1 and the output lie at far ends of the colour scale"
    assert np.all(np.diff(layers) < 0) or np.all(np.diff(layers) > 0), "shrinking layer by layer"

    def profiles() -> dict[str, np.ndarray] | None:
        found = {trace["name"]: np.array(trace["y"]) for trace in traces(page, "layer-profile")}
        return found if len(found) == 4 and all(len(y) == 11 for y in found.values()) else None

    drawn_profiles = wait_until(profiles, "the profile of four runs")
    (sigmoid,) = [y for name, y in drawn_profiles.items() if "sgd" in name and "sigmoid" in name]
    (relu,) = [y for name, y in drawn_profiles.items() if "sgd" in name and "relu" in name.lower()]
    assert sigmoid[0] / sigmoid[-1] <= 1e-3
    assert relu.max() / relu.min() <= 1e2
    run = next(r for r in server.wait_for_job(job_id(page))["runs"] if "sgd" in r["label"] and "sigmoid" in r["label"])
    stored = server.series(run["id"], "gradient_norm")["gradient_norm"]["values"][-1]
    np.testing.assert_allclose(sigmoid, stored, rtol=1e-6, err_msg="drawn is what was measured")

    adam = next(
        r for r in server.wait_for_job(job_id(page))["runs"] if "adam" in r["label"] and "sigmoid" in r["label"]
    )
    steps = [server.series(r["id"], "update_ratio")["update_ratio"]["values"][0][0] for r in (run, adam)]
    assert steps[0] < 1e-5 < 1e-3 < steps[1], "Adam makes ordinary steps of gradients that vanished"

    rules = page.evaluate("() => Array.from(document.querySelectorAll('[data-rule]'), e => e.dataset.rule)")
    assert "VanishingGradient" in rules


def test_scrubbing_to_step_0_changes_every_panel(server: RunningServer, page: Page) -> None:
    job = server.train({"base": {"steps": 300}, "vary": [{"path": "model.activation", "values": ["tanh", "relu"]}]})
    page.goto(f"{server.url}/?job={job['id']}#token={server.token}")
    for panel in PANELS:
        page.locator(f"[data-panel='{panel}']").scroll_into_view_if_needed()
        wait_until(lambda panel=panel: traces(page, panel), f"the panel {panel}")
    wait_until(lambda: last_curve_step(page) == 300, "the last row")
    live = {panel: drawn(page, panel) for panel in PANELS}
    profile = traces(page, "layer-profile")[0]["y"]
    page.get_by_test_id("scrubber").focus()
    page.keyboard.press("Home")
    for panel in PANELS:
        page.locator(f"[data-panel='{panel}']").scroll_into_view_if_needed()
        wait_until(lambda panel=panel: drawn(page, panel) != live[panel], f"{panel} at step 0")
    run = job["runs"][0]
    stored = server.series(run["id"], "gradient_norm")["gradient_norm"]["values"]

    def shown() -> list[float] | None:
        values = traces(page, "layer-profile")[0]["y"]
        return values if values != profile else None

    np.testing.assert_allclose(wait_until(shown, "the profile at step 0"), stored[0], rtol=1e-6)
    page.keyboard.press("End")
    wait_until(lambda: traces(page, "layer-profile")[0]["y"] == profile, "the last step again")


def test_a_reload_in_mid_run_restores_the_view_and_loses_nothing(server: RunningServer, page: Page) -> None:
    job = server.launch({"base": {"steps": 6000}, "vary": [{"path": "model.activation", "values": ["tanh", "relu"]}]})
    runs = [run["id"] for run in job["runs"]]
    page.goto(f"{server.url}/?job={job['id']}#token={server.token}")
    wait_until(lambda: last_curve_step(page) > 200, "rows")
    assert server.token not in page.evaluate("() => location.href"), "no link that is shared holds the token"
    page.get_by_test_id("scrubber").focus()
    page.keyboard.press("Home")
    wait_until(lambda: "step=0" in page.evaluate("() => location.search"), "the held step in the address")
    page.reload()
    wait_until(lambda: last_curve_step(page) > 200, "rows after the reload")
    assert page.get_by_test_id("shown-step").inner_text() == "0"
    assert job_id(page) == job["id"]
    assert server.wait_for_job(job["id"])["status"] == "succeeded"
    for run in runs:
        stored = server.series(run, "loss/train")["loss/train"]
        kept = wait_until(
            lambda run=run: (r := rows(page, run, "loss/train")) and (r if r["steps"][-1] == 6000 else None),
            "the last row",
        )
        table = dict(zip(stored["steps"], stored["values"], strict=True))
        steps = kept["steps"]
        assert steps == sorted(set(steps)), "nothing twice"
        assert steps[0] == 0
        np.testing.assert_allclose(kept["values"], [table[int(step)] for step in steps], rtol=1e-6)


def test_divergence_is_marked_where_it_happened(server: RunningServer, page: Page) -> None:
    page.goto(server.link)
    page.locator("[data-preset=exploding] button").first.click()
    wait_until(lambda: job_status(page) == "succeeded", "the end", seconds=120)
    body = server.wait_for_job(job_id(page))
    (lost,) = [run for run in body["runs"] if run["outcome"] == "diverged"]
    with server.client() as client:
        step = client.get(f"/runs/{lost['id']}").json()["diverged_at"]
        assert step is not None
        last = server.series(lost["id"], "loss/train")["loss/train"]
        assert last["steps"][-1] == step
        assert not math.isfinite(float(last["values"][-1]))
    state = wait_until(
        lambda: page.evaluate(
            "() => Array.from(document.querySelectorAll('[data-diverged=true]'), e => e.innerText).join(' ') || null"
        ),
        "the mark in the run table",
    )
    assert str(step) in state


def test_the_decision_boundary_of_two_dimensional_data(server: RunningServer, page: Page) -> None:
    page.goto(server.link)
    page.locator("[data-preset=spirals] button").first.click()
    page.wait_for_selector("[data-slot]")

    seen: set[str] = set()

    def finished() -> bool:
        page.evaluate("() => document.querySelector('[data-slot=decision-boundary]')?.scrollIntoView()")
        found = [trace for trace in traces(page, "decision-boundary") if trace["z"]]
        if found:
            seen.add(json.dumps(found[0]["z"]))
        return job_status(page) == "succeeded"

    wait_until(finished, "the end", seconds=240)
    wait_until(lambda: len([t for t in traces(page, "decision-boundary") if t["z"]]) >= 6, "six boundaries")
    assert len(seen) > 1, "the boundary moves while the job runs"


def test_the_predictions_of_a_regression(server: RunningServer, page: Page) -> None:
    job = server.train(
        {
            "base": {"dataset": "sine", "model": {"hidden_sizes": [8]}, "optimizer": "adam", "steps": 100},
            "vary": [{"path": "model.activation", "values": ["tanh", "relu"]}],
        }
    )
    page.goto(f"{server.url}/?job={job['id']}#token={server.token}")
    page.locator('[data-panel="predictions"]').scroll_into_view_if_needed()
    curves = wait_until(lambda: len(found := traces(page, "predictions")) == 2 and found, "a curve a variant")
    for curve, run in zip(curves, job["runs"], strict=True):
        last = server.series(run["id"], "prediction/value")["prediction/value"]["values"][-1]
        np.testing.assert_allclose(curve["y"], last, rtol=1e-6)
        with server.client() as client:
            limits = client.get(f"/runs/{run['id']}/points").json()["grid"]
        np.testing.assert_allclose(curve["x"], np.linspace(*limits, len(last)), rtol=1e-6, atol=1e-9)
