import pytest

from dynascope.jobs.estimate import correction, estimate, step_seconds, work_of
from dynascope.spec import expand_job
from tests.jobs.making import request


def test_work_grows_with_steps_seeds_and_size() -> None:
    small = expand_job(request(steps=1000))
    assert work_of(expand_job(request(steps=2000))) > work_of(small)
    assert work_of(expand_job(request(steps=1000, seeds=range(1000)))) > work_of(small)
    wide = expand_job(request(steps=1000, model={"hidden_sizes": [1000, 1000]}))
    assert step_seconds(wide[0].spec) > 10 * step_seconds(small[0].spec)


def test_an_estimate_is_corrected_by_what_the_machine_took() -> None:
    runs = expand_job(request(steps=1000, seeds=[0, 1]))
    plain = estimate(runs, [])
    assert (plain.steps, plain.parameters) == (2000, runs[0].spec.parameter_count)
    assert plain.seconds == pytest.approx(work_of(runs), abs=1e-3)
    slow = estimate(runs, [(plain.seconds, 3 * plain.seconds)] * 3)
    assert slow.seconds == pytest.approx(3 * plain.seconds, rel=0.01)


def test_jobs_that_are_alike_count_in_full_and_others_the_less_the_farther_they_are() -> None:
    assert correction(10.0, [(0.0, 3.0), (5.0, 0.0)]) == 1.0
    assert correction(10.0, [(9.0, 18.0), (11.0, 22.0), (12.0, 120.0), (10_000.0, 1.0)]) == pytest.approx(2.0)
    assert correction(10.0, [(100.0, 500.0)]) == pytest.approx(5.0)
    assert correction(10.0, [(10_000.0, 50_000.0)]) == pytest.approx(5.0 ** (1 / 3))


@pytest.mark.parametrize("factor", [0.15, 0.5, 2.0, 9.0])
def test_more_work_is_never_told_to_take_less_time(factor: float) -> None:
    works = [1.0, *(1.3**power for power in range(1, 60))]
    told = [work * correction(work, [(20.0, 20.0 * factor)]) for work in works]
    assert told == sorted(told)


def test_what_is_watched_more_often_costs_more_and_curvature_only_where_it_is_asked_for() -> None:
    def watching(**telemetry: int | None) -> dict[str, tuple[int, float]]:
        runs = expand_job(request(steps=10_000, telemetry=telemetry))
        return {one.cadence: (one.every, one.percent) for one in estimate(runs, []).watching}

    default = watching()
    assert {name: every for name, (every, _) in default.items()} == {
        "layers": 10,
        "evaluation": 100,
        "distributions": 50,
    }
    assert all(percent > 0 for _, percent in default.values())
    dense = watching(layers_every=1, curvature_every=200)
    assert dense["layers"] == (1, pytest.approx(10 * default["layers"][1], rel=0.02))
    assert dense["curvature"][1] > dense["evaluation"][1]
    assert dense["curvature"][1] == pytest.approx(watching(curvature_every=100)["curvature"][1] / 2, rel=0.02)


def test_curvature_is_in_the_seconds_and_a_preconditioner_doubles_its_work() -> None:
    def seconds(**base: object) -> float:
        return work_of(expand_job(request(steps=1000, **base)))

    def added(optimizer: str) -> float:
        often, once = ({"curvature_every": every} for every in (10, 1000))
        return seconds(optimizer=optimizer, telemetry=often) - seconds(optimizer=optimizer, telemetry=once)

    assert added("sgd") > 0
    assert added("adam") == pytest.approx(2 * added("sgd"))
    assert seconds(telemetry={"curvature_every": 1000}) > seconds() + 2, "its program is compiled too"
