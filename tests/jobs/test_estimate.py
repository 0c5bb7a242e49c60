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


def test_only_jobs_that_are_alike_count() -> None:
    assert correction(10.0, [(10_000.0, 50_000.0), (0.0, 3.0), (5.0, 0.0)]) == 1.0
    assert correction(10.0, [(9.0, 18.0), (11.0, 22.0), (12.0, 120.0), (10_000.0, 1.0)]) == 2.0
