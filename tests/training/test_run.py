"""What a run promises to whoever advances it."""

import gc
import threading
import weakref
from typing import Any

import numpy as np
import pytest

from dynascope.telemetry import PLANE_GRID, QUANTITIES, Block, binning_of, merge, metrics_of
from dynascope.telemetry.metrics import METRICS
from dynascope.training import open_run
from tests.training.finished import Finished, finish, spec_of
from tests.training.reference import vectors

SMALL: dict[str, Any] = {
    "dataset": {"name": "digits", "samples": 300, "batch_size": 32},
    "model": {"hidden_sizes": [16, 16, 16], "normalization": "batch", "dropout": 0.2},
    "optimizer": "adam",
    "regularization": {"l2": 1e-3, "max_norm": 3.0},
    "gradient_clipping": "global_norm",
    "steps": 60,
}


def assert_equal_blocks(one: Block, other: Block) -> None:
    assert one.series.keys() == other.series.keys()
    for name, series in one.series.items():
        np.testing.assert_array_equal(series.steps, other.series[name].steps, name)
        np.testing.assert_array_equal(series.values, other.series[name].values, name)
    for quantity, block in one.distributions.items():
        np.testing.assert_array_equal(block.counts, other.distributions[quantity].counts, quantity)


def assert_equal_weights(one: Finished, other: Finished, at: Any = "final") -> None:
    ours, theirs = one.run.weights(at), other.run.weights(at)
    assert ours.keys() == theirs.keys()
    for name, value in ours.items():
        np.testing.assert_array_equal(value, theirs[name], name)


@pytest.fixture(scope="module")
def small() -> Finished:
    return finish(**SMALL)


def test_rows_are_where_the_cadence_puts_them(small: Finished) -> None:
    spec = small.run.spec
    assert set(small.block.series) == set(metrics_of(spec))
    every: dict[str, int] = {"step": 1, "layers": 7, "evaluation": 11}
    cadenced = finish(**SMALL, telemetry={"layers_every": 7, "evaluation_every": 11, "distributions_every": 13})
    for name, series in cadenced.block.series.items():
        due = [step for step in range(61) if step % every[METRICS[name].cadence] == 0 or step == 60]
        if name in ("update_norm", "update_ratio", "update_norm/global"):
            due = due[:-1]
        assert series.steps.tolist() == due, name
    assert cadenced.block.distributions["weight"].steps.tolist() == [0, 13, 26, 39, 52, 60]


def test_the_same_spec_gives_the_same_bits(small: Finished) -> None:
    again = finish(**SMALL)
    assert_equal_blocks(small.block, again.block)
    assert_equal_weights(small, again)


def test_bits_do_not_depend_on_how_the_run_is_cut(small: Finished) -> None:
    in_crumbs = finish(seconds=0.0, **SMALL)
    assert_equal_blocks(small.block, in_crumbs.block)
    assert_equal_weights(small, in_crumbs)


def test_bits_do_not_depend_on_what_is_watched() -> None:
    every: dict[str, Any] = {"layers_every": 1, "evaluation_every": 1, "distributions_every": 1}
    never = dict.fromkeys(every, 10**8)
    densest, sparsest = (finish(**SMALL, telemetry=telemetry) for telemetry in (every, never))
    assert_equal_weights(densest, sparsest)
    np.testing.assert_array_equal(densest.values("loss/train"), sparsest.values("loss/train"))
    assert sparsest.steps("gradient_norm") == [0, 60]


def test_bits_do_not_depend_on_curvature_and_its_rows_are_where_the_cadence_puts_them(small: Finished) -> None:
    curved = finish(**SMALL, telemetry={"curvature_every": 25})
    assert_equal_weights(small, curved)
    assert set(curved.block.series) == set(metrics_of(curved.run.spec))
    for name, series in curved.block.series.items():
        if name in small.block.series:
            np.testing.assert_array_equal(series.values, small.values(name), name)
        else:
            steps = [0, 25, 50] if name == "gradient_alignment" else [0, 25, 50, 60]
            assert series.steps.tolist() == steps, name
            assert np.isfinite(series.values).all(), name
    np.testing.assert_array_equal(curved.values("initial_distance")[0], 0.0)
    again = finish(seconds=0.0, **SMALL, telemetry={"curvature_every": 25})
    assert_equal_blocks(curved.block, again.block)


def test_runs_in_threads_give_the_same_bits_too(small: Finished) -> None:
    results: dict[int, Finished] = {}
    seeds = [0, 1, 2]

    def train(seed: int) -> None:
        results[seed] = finish(**{**SMALL, "seed": seed})

    threads = [threading.Thread(target=train, args=(seed,)) for seed in seeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert_equal_weights(results[0], small)
    assert_equal_blocks(results[0].block, small.block)
    assert not np.array_equal(results[1].values("loss/train"), results[2].values("loss/train"))


def test_the_first_call_makes_row_0_alone() -> None:
    run = open_run(spec_of(**SMALL))
    assert run.step == -1
    block = run.advance(seconds=100.0)
    assert run.step == 0
    assert {name for name, series in block.series.items() if series.steps.tolist() == [0]} == set(metrics_of(run.spec))
    assert not run.finished


def test_nothing_follows_the_last_row(small: Finished) -> None:
    assert small.run.finished
    assert small.run.outcome == "completed"
    assert small.run.step == 60
    assert small.run.diverged_at is None
    assert small.run.advance().rows == 0


def test_a_run_of_no_steps_is_the_untrained_network() -> None:
    finished = finish(**{**SMALL, "steps": 0})
    assert finished.run.outcome == "completed"
    assert finished.steps("loss/train") == [0]
    for name, value in finished.run.weights("initial").items():
        np.testing.assert_array_equal(value, finished.run.weights("final")[name], name)
    assert "update_norm" not in finished.block.series


def test_one_source_of_chance_can_be_varied_alone(small: Finished) -> None:
    parts = {"split": 0, "initial_weights": 0, "batch_order": 0, "dropout": 0}
    assert_equal_blocks(small.block, finish(**{**SMALL, "seed": parts}).block)
    other_weights = finish(**{**SMALL, "seed": {**parts, "initial_weights": 1}})
    assert not np.array_equal(
        other_weights.run.weights("initial")["hidden_1.kernel"], small.run.weights("initial")["hidden_1.kernel"]
    )
    for part in ("batch_order", "dropout"):
        other = finish(**{**SMALL, "seed": {**parts, part: 1}})
        assert_equal_weights(other, small, "initial")
        assert not np.array_equal(other.values("loss/train"), small.values("loss/train")), part


def test_weights_have_the_names_of_the_file(small: Finished) -> None:
    weights = small.run.weights("final")
    assert weights["hidden_1.kernel"].shape == (64, 16)
    assert weights["hidden_3.kernel"].shape == (16, 16)
    assert weights["output.kernel"].shape == (16, 10)
    assert {name.split(".")[1] for name in weights if name.startswith("hidden_2")} == {
        "kernel",
        "bias",
        "scale",
        "shift",
        "mean",
        "variance",
    }
    assert {name for name in weights if name.startswith("output")} == {"output.kernel", "output.bias"}
    assert all(value.dtype == np.float32 for value in weights.values())
    norms = np.linalg.norm(weights["hidden_2.kernel"], axis=0)
    assert norms.max() <= 3.0 * (1 + 1e-6)


def test_weight_distributions_are_exactly_those_of_the_weights(small: Finished) -> None:
    block, binning = small.block.distributions["weight"], binning_of("weight", small.run.spec)
    for row, at in ((0, "initial"), (-1, "final")):
        weights = small.run.weights(at)  # type: ignore[arg-type]
        for layer, name in enumerate(small.run.spec.layer_names):
            counts, nonfinite = binning.histogram(weights[f"{name}.kernel"])
            np.testing.assert_array_equal(block.counts[row, layer], counts)
            assert block.nonfinite[row, layer] == nonfinite == 0


def test_every_distribution_counts_every_value(small: Finished) -> None:
    sizes = {"weight": [64 * 16, 256, 256, 160], "activation": [32 * 16] * 3 + [320]}
    sizes |= {"gradient": sizes["weight"], "preactivation": sizes["activation"], "backprop": sizes["activation"]}
    assert set(small.block.distributions) == set(QUANTITIES)
    for quantity, block in small.block.distributions.items():
        for counts in block.counts:
            assert counts.sum(axis=1).tolist() == sizes[quantity], quantity


def test_divergence_is_an_outcome_with_its_step() -> None:
    finished = finish(
        dataset={"name": "digits", "samples": 300, "batch_size": 32},
        model={"hidden_sizes": [16, 16, 16], "initializer": {"name": "normal", "stddev": 50.0}},
        loss="squared_error",
        optimizer={"name": "sgd", "learning_rate": 10.0},
        steps=500,
        telemetry={"layers_every": 50, "evaluation_every": 50, "distributions_every": 50},
    )
    step = finished.run.diverged_at
    assert finished.run.outcome == "diverged"
    assert step is not None
    assert 0 < step < 500
    loss = finished.values("loss/train")
    assert finished.steps("loss/train") == list(range(step + 1))
    assert np.isfinite(loss[:-1]).all()
    assert not np.isfinite(loss[-1])
    # The last row closes every series, those of the update excepted: none followed.
    assert finished.steps("gradient_norm")[-1] == finished.steps("loss/validation")[-1] == step
    assert finished.steps("update_norm/global")[-1] == step - 1
    counts = finished.block.distributions["gradient"]
    assert counts.nonfinite[-1].sum() > 0
    assert counts.counts[-1].sum() + counts.nonfinite[-1].sum() == 64 * 16 + 256 + 256 + 160


def test_softmax_regression_is_the_references() -> None:
    base: dict[str, Any] = {
        "dataset": {"name": "digits", "batch_size": None, "validation_fraction": 0},
        "model": {"hidden_sizes": [], "initializer": "zeros"},
        "steps": 10,
    }
    for form in ("textbook", "optax"):
        for optimizer, key in (
            ({"name": "sgd", "learning_rate": 0.5}, "gd_0.5"),
            ({"name": "momentum", "learning_rate": 0.1}, "momentum_0.1_0.9"),
        ):
            finished = finish(**base, optimizer={**optimizer, "form": form})
            expected = vectors("digits_softmax_regression", "loss_by_step", key)
            np.testing.assert_allclose(finished.values("loss/train"), expected, atol=1e-6)
            assert finished.values("gradient_norm/global")[0] == pytest.approx(0.444403, abs=1e-6)
            assert "loss/validation" not in finished.block.series


def test_optimizers_start_equal_and_see_equal_batches() -> None:
    frozen = [{"name": name, "learning_rate": 1e-30} for name in ("sgd", "nesterov", "rmsprop")]
    runs = [finish(**{**SMALL, "optimizer": optimizer, "regularization": {}}) for optimizer in frozen]
    for run in runs[1:]:
        assert_equal_weights(runs[0], run, "initial")
        np.testing.assert_allclose(runs[0].values("loss/train"), run.values("loss/train"), rtol=1e-6)
    assert len(set(runs[0].values("loss/train"))) > 50


def test_the_decision_boundary_is_drawn_over_the_plane() -> None:
    base: dict[str, Any] = {"dataset": "spirals", "model": {"hidden_sizes": [16]}, "steps": 300}
    finished = finish(**base, telemetry={"evaluation_every": 1})
    chosen, confidence = finished.values("decision/class"), finished.values("decision/confidence")
    assert finished.steps("decision/class") == list(range(0, 301, 3))
    assert chosen.shape == confidence.shape == (101, PLANE_GRID**2)
    assert set(np.unique(chosen)) <= {0.0, 1.0, 2.0}
    assert confidence.min() >= 1 / 3 - 1e-6
    assert confidence.max() <= 1.0
    points = finished.run.points()
    assert points is not None
    assert points["x"].shape == (1000, 2)
    assert points["split"].sum() == 200
    # The network's accuracy is what the drawn classes say at the cells nearest to the points.
    x_min, x_max, y_min, y_max = points["grid"]
    scale = (PLANE_GRID - 1) / np.array([x_max - x_min, y_max - y_min])
    column, line = np.rint((points["x"] - [x_min, y_min]) * scale).astype(int).T
    drawn = chosen[-1].reshape(PLANE_GRID, PLANE_GRID)[line, column]
    held = points["split"] == 1
    assert (drawn == points["y"])[held].mean() == pytest.approx(finished.values("accuracy/validation")[-1], abs=0.05)


def test_data_off_the_plane_have_no_boundary(small: Finished) -> None:
    assert small.run.points() is None
    assert "decision/class" not in small.block.series


def test_single_and_double_precision_agree() -> None:
    base = {**SMALL, "steps": 5}
    single, double = finish(**base), finish(**base, precision="float64")
    assert double.values("loss/train").dtype == np.float64
    assert double.run.weights("final")["hidden_1.kernel"].dtype == np.float64
    np.testing.assert_allclose(single.values("loss/train"), double.values("loss/train"), rtol=1e-4)
    np.testing.assert_array_equal(
        single.run.weights("initial")["hidden_1.kernel"],
        double.run.weights("initial")["hidden_1.kernel"].astype(np.float32),
    )


def test_full_batch_and_a_batch_of_everything_are_one_thing() -> None:
    base: dict[str, Any] = {"model": {"hidden_sizes": [8]}, "steps": 3}
    null = finish(dataset={"name": "wine", "batch_size": None}, **base)
    given = finish(dataset={"name": "wine", "batch_size": null.run.spec.task.train_samples}, **base)
    assert_equal_blocks(null.block, given.block)
    assert null.run.epoch_steps == 1


def test_rows_of_a_deep_net_are_not_limited_by_the_buffers() -> None:
    """Layer rows of 100 layers fill their buffer many times within a chunk."""
    run = open_run(
        spec_of(
            dataset={"name": "wine", "batch_size": 8},
            model={"hidden_sizes": [4] * 100},
            steps=700,
            telemetry={"layers_every": 1, "distributions_every": 10, "evaluation_every": 350},
        )
    )
    blocks: list[Block] = []
    while not run.finished:
        blocks.append(run.advance(5.0))
    block = merge(blocks)
    assert block.series["gradient_norm"].steps.tolist() == list(range(701))
    assert block.distributions["backprop"].steps.tolist() == list(range(0, 701, 10))
    assert len(blocks) > 3


def test_runs_that_read_the_same_share_it() -> None:
    small = {"dataset": {"name": "wine", "batch_size": 16, "standardize": False}, "model": {"hidden_sizes": [4]}}
    runs = [open_run(spec_of(**small, steps=1, optimizer=name, seed=0)) for name in ("sgd", "adam")]
    other = open_run(spec_of(**small, steps=1, optimizer="sgd", seed=1))
    assert runs[0]._data is runs[1]._data
    assert runs[0]._data is not other._data
    kept = weakref.ref(runs[0]._data)
    for run in runs:
        while not run.finished:
            run.advance()
    del runs, run
    gc.collect()
    assert kept() is None
