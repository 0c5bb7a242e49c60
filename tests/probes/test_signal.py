import jax.numpy as jnp
import numpy as np
import pytest

from dynascope.probes.signal import dead_fraction, signal_correlation, signal_std

Z = np.random.default_rng(1).normal(0.4, 1.0, size=(23, 9)).astype(np.float32)


def mean_cosine(z: np.ndarray) -> float:
    """Over all pairs, one by one."""
    pairs = [(i, j) for i in range(len(z)) for j in range(len(z)) if i != j]
    return float(np.mean([z[i] @ z[j] / np.linalg.norm(z[i]) / np.linalg.norm(z[j]) for i, j in pairs]))


def test_correlation_is_the_mean_cosine_of_pairs() -> None:
    assert float(signal_correlation(jnp.asarray(Z))) == pytest.approx(mean_cosine(Z.astype(np.float64)), abs=1e-6)


def test_tiny_signals_have_their_correlation_too() -> None:
    tiny = float(signal_correlation(jnp.asarray(Z * np.float32(1e-25))))
    assert tiny == pytest.approx(float(signal_correlation(jnp.asarray(Z))), abs=1e-5)


def test_equal_samples_are_fully_correlated() -> None:
    assert float(signal_correlation(jnp.asarray(np.tile(Z[:1], (50, 1))))) == pytest.approx(1.0, abs=1e-5)


def test_correlation_is_undefined_for_one_sample_or_no_signal() -> None:
    assert np.isnan(float(signal_correlation(jnp.asarray(Z[:1]))))
    assert np.isnan(float(signal_correlation(jnp.zeros((4, 3)))))


def test_signal_std_is_per_unit_so_offsets_do_not_hide_its_death() -> None:
    offsets = np.linspace(0, 1, 9, dtype=np.float32)
    faint = offsets + 1e-3 * (Z - Z.mean(axis=0)) / Z.std(axis=0)
    assert faint.std() > 0.3
    assert float(signal_std(jnp.asarray(faint))) == pytest.approx(1e-3, rel=1e-3)
    assert float(signal_std(jnp.asarray(Z))) == pytest.approx(float(Z.astype(np.float64).std(axis=0).mean()), rel=1e-6)


def test_a_unit_is_dead_where_no_sample_activates_it() -> None:
    z = jnp.array([[-1.0, 0.0, 1.0, -1.0], [-2.0, -1.0, -1.0, 0.5]])
    assert float(dead_fraction(z)) == 0.5
