"""Curvature, gradient noise and ranks of a network: a compiled program of its own, run between chunks.

It reads what a chunk has left and changes nothing of it, so the bits of a training cannot depend on it, and a run that
does not ask for it does not compile it. All is measured on the probe set in evaluation mode, of the data loss, with
respect to all parameters that learn, at the parameters of the latest row. Layers of one structure are stacked for it:
this takes half as long to compile for ten of them, and about as long to run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.flatten_util import ravel_pytree
from jaxtyping import Float

from dynascope.probes.eigenvalue import Eigenpair, Product, largest_eigenvalue
from dynascope.probes.noise import gradient_noise
from dynascope.probes.norms import cosine, kernel_norms
from dynascope.probes.rank import centred, effective_rank
from dynascope.probes.slices import MOST, counted, sliced
from dynascope.probes.trace import PROBING, SPANNING, trace
from dynascope.spec import RunSpec
from dynascope.training.activations import activate
from dynascope.training.chunk import State
from dynascope.training.data import Data
from dynascope.training.descent import applied, optimizer_state_of
from dynascope.training.figures import Figures
from dynascope.training.layer import LayerPass, LayerSettings
from dynascope.training.losses import sample_losses
from dynascope.training.network import Groups, forward, kernels, learning, nothing, with_frozen
from dynascope.training.plan import GroupPlan, LayerPlan, Plan
from dynascope.training.preconditioners import multipliers
from dynascope.training.randomness import device_key
from dynascope.training.stacks import stacked, together


@dataclass(frozen=True)
class Reference:
    """What a run's curvature is measured against: its initial kernels, the key of the random vectors, and `vectors`
    [2, parameters], the eigenvectors of the measurement before (0 before the first), plain and preconditioned."""

    kernels: Any
    key: Any
    vectors: Any


jax.tree_util.register_dataclass(Reference, [field.name for field in fields(Reference)], [])

Measured = tuple[Float[Array, " columns"], Float[Array, "columns layers"]]
Curvature = Callable[[State, Reference, Data, Figures], tuple[Measured, Array]]


def first_reference(spec: RunSpec, plan: Plan, parameters: Any) -> Reference:
    """Before the first measurement, as NumPy arrays."""
    size = sum(leaf.size for leaf in jax.tree.leaves(learning(plan, parameters)))
    return Reference(
        kernels=jax.tree.map(np.copy, kernels(parameters)),
        key=device_key(spec.seeds.split, "curvature"),
        vectors=np.zeros((2, size), np.dtype(plan.precision)),
    )


def curvature_of(apart: Plan) -> Curvature:
    """The function to compile: CURVATURE_COLUMNS, SPECTRUM_COLUMNS, and the eigenvectors for the next measurement."""
    plan = together(apart)

    def measure(state: State, reference: Reference, data: Data, figures: Figures) -> tuple[Measured, Array]:
        after = applied(apart, state.parameters, state.update, state.step, figures)
        networks = (state.parameters, after, state.statistics)
        parameters, after, statistics = (stacked(apart.groups, one) for one in networks)
        initial, scales = stacked(apart.groups, reference.kernels), _scales(apart, state, figures)
        figures = replace(figures, layers=stacked(apart.groups, figures.layers))
        flat, unravel = ravel_pytree(learning(plan, parameters))
        samples = data.inputs[: plan.probe_samples], data.targets[: plan.probe_samples]

        def losses(point: Array, batch: tuple[Array, Array]) -> Float[Array, " batch"]:
            network = with_frozen(plan, unravel(point), parameters)
            outputs, _, _ = forward(
                plan, network, statistics, figures.layers, batch[0], training=False, collect=nothing
            )
            return sample_losses(plan.loss, outputs, batch[1], figures.loss)

        slices = _slices(samples, MOST[plan.convolutional])
        product = _hessian_product(losses, flat, slices)
        random = _random_vectors(reference.key, flat)
        pair, conditioned = _eigenpairs(product, scales, reference, random[0])
        estimate, error = trace(product, random[1 : 1 + SPANNING], random[1 + SPANNING :])

        def of_one(example: tuple[Array, Array]) -> Array:
            one = jax.tree.map(lambda leaf: leaf[None], example)
            return jax.grad(lambda point: losses(point, one)[0])(flat)

        noise = gradient_noise(of_one, samples, flat.size)
        points = jnp.stack([flat, ravel_pytree(learning(plan, after))[0]])
        now, then = jax.lax.map(lambda point: _gradient(losses, point, slices), points)
        columns = jnp.stack(
            [
                pair.value,
                pair.residual,
                conditioned.value,
                estimate,
                error,
                noise.scale,
                jnp.median(noise.norms),
                jnp.max(noise.norms),
            ]
        )
        layers = jnp.stack(
            [
                _of_learning(plan, unravel(now), unravel(then)),
                kernel_norms([new - old for new, old in zip(kernels(parameters), initial, strict=True)])
                / kernel_norms(initial),
                jnp.concatenate([effective_rank(_matrices(kernel)) for kernel in kernels(parameters)]),
                _activation_ranks(plan, parameters, statistics, figures, samples[0]),
            ]
        )
        vectors = jnp.stack([pair.vector, conditioned.vector])
        usable = jnp.isfinite(vectors).all(axis=1, keepdims=True)
        return (columns, layers), jnp.where(usable, vectors, reference.vectors)

    return measure


def _slices(samples: tuple[Array, Array], most: int) -> tuple[tuple[Array, Array], Array]:
    """Samples in slices [slices, size, ...], and each one's weight in the mean; the last slice is filled up."""
    count = len(samples[0])
    size = min(count, most)
    weights = jnp.where(counted(count, size), 1.0 / count, 0.0).astype(samples[0].dtype)
    return (sliced(samples[0], size), sliced(samples[1], size)), weights


Losses = Callable[[Array, tuple[Array, Array]], Array]
Slices = tuple[tuple[Array, Array], Array]


def _slice_gradient(losses: Losses, one: tuple[tuple[Array, Array], Array]) -> Callable[[Array], Array]:
    batch, weights = one
    return jax.grad(lambda point: losses(point, batch) @ weights)


def _gradient(losses: Losses, point: Array, slices: Slices) -> Array:
    """The gradient of the mean loss."""

    def add(total: Array, one: Any) -> tuple[Array, None]:
        return total + _slice_gradient(losses, one)(point), None

    return jax.lax.scan(add, jnp.zeros_like(point), slices)[0]


def _hessian_product(losses: Losses, point: Array, slices: Slices) -> Product:
    """v ↦ H v of the mean loss (Pearlmutter, 1994).

    Where all samples fit one slice, the pass at the point is made once and kept for all products.
    """
    if len(slices[1]) == 1:
        only = jax.tree.map(lambda leaf: leaf[0], slices)
        return jax.linearize(_slice_gradient(losses, only), point)[1]

    def product(vector: Array) -> Array:
        def add(total: Array, one: Any) -> tuple[Array, None]:
            return total + jax.jvp(_slice_gradient(losses, one), (point,), (vector,))[1], None

        return jax.lax.scan(add, jnp.zeros_like(vector), slices)[0]

    return product


def _random_vectors(key: Array, like: Array) -> Float[Array, "vectors parameters"]:
    """Random signs, the same at every measurement: one vector to start from, the others for the trace."""
    drawn = jax.random.wrap_key_data(key, impl="threefry2x32")
    return jax.random.rademacher(drawn, (1 + SPANNING + PROBING, like.size), like.dtype)


def _scales(plan: Plan, state: State, figures: Figures) -> Any:
    """What the optimizer multiplies gradients by, stacked; None where it has no such thing."""
    optimizer = optimizer_state_of(plan, state.parameters, state.optimizer, figures)
    scales = multipliers(plan.optimizer, plan.form, optimizer, figures.optimizer)
    return None if scales is None else stacked(learning(plan, plan.groups), scales)


def _eigenpairs(product: Product, scales: Any, reference: Reference, fresh: Array) -> tuple[Eigenpair, Eigenpair]:
    """The largest eigenvalue of H and, for an optimizer with a preconditioner, of D^½ H D^½ (else NaN)."""
    if scales is None:
        pair = largest_eigenvalue(product, reference.vectors[0], fresh)
        nan = jnp.full_like(pair.value, jnp.nan)
        return pair, Eigenpair(nan, reference.vectors[1], nan)
    roots = jnp.sqrt(ravel_pytree(scales)[0])

    def of_one(one: tuple[Array, Array]) -> Eigenpair:
        root, start = one
        return largest_eigenvalue(lambda vector: root * product(root * vector), start, fresh)

    # One after the other through one traced body: half as much to compile.
    pairs = jax.lax.map(of_one, (jnp.stack([jnp.ones_like(roots), roots]), reference.vectors))
    return jax.tree.map(lambda leaf: leaf[0], pairs), jax.tree.map(lambda leaf: leaf[1], pairs)


def _of_learning(plan: Plan, now: Groups, then: Groups) -> Float[Array, " layers"]:
    """Cosines between the kernels' gradients at two points; NaN for frozen layers."""
    pairs = iter(zip(kernels(now), kernels(then), strict=True))

    def of_group(group: GroupPlan) -> Array:
        return jnp.full(group.count, jnp.nan, plan.precision) if group.layer.frozen else cosine(*next(pairs))

    return jnp.concatenate([of_group(group) for group in plan.groups])


def _matrices(kernel: Float[Array, "count *fan_in units"]) -> Float[Array, "count inputs units"]:
    return kernel.reshape(kernel.shape[0], -1, kernel.shape[-1])


def _activation_ranks(
    plan: Plan, parameters: Groups, statistics: Groups, figures: Figures, inputs: Array
) -> Float[Array, " layers"]:
    def collect(layer: LayerPlan, done: LayerPass, settings: LayerSettings) -> Array:
        return effective_rank(centred(activate(layer.activation, done.preactivation, settings.activation)))

    _, kept, _ = forward(plan, parameters, statistics, figures.layers, inputs, training=False, collect=collect)
    return jnp.concatenate(kept)
