"""Update rules, from Optax's own transforms; the textbook's six in two forms.

`textbook` is the textbook's rule, `optax` the library's; the catalog says how they differ. A rule is built
inside the traced step, so every figure in it is a traced argument and a sweep compiles once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

import jax
import jax.numpy as jnp
import optax
from jax import Array
from jaxtyping import Float
from optax import contrib

Parameters = Mapping[str, Array]
Tree = Any  # a tree of arrays
Rule = Callable[[Array, Parameters], optax.GradientTransformation]


def _descend(learning_rate: Array) -> optax.GradientTransformation:
    return optax.scale_by_learning_rate(learning_rate)


def _sgd(learning_rate: Array, _: Parameters) -> optax.GradientTransformation:
    return _descend(learning_rate)


def _textbook_momentum(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    # m ← β m + η g; θ ← θ − m: the learning rate stands inside the velocity.
    return optax.chain(optax.scale(learning_rate), optax.trace(p["beta"]), optax.scale(-1.0))


def _optax_momentum(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.chain(optax.trace(p["beta"]), _descend(learning_rate))


def _optax_nesterov(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.chain(optax.trace(p["beta"], nesterov=True), _descend(learning_rate))


def _adagrad(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.chain(optax.scale_by_rss(p["initial_accumulator"], p["epsilon"]), _descend(learning_rate))


def _rmsprop(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.chain(optax.scale_by_rms(p["beta"], p["epsilon"]), _descend(learning_rate))


def _textbook_adam(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    # θ ← θ − η m̂ ⊘ √(ŝ + ε): ε stands inside the root.
    adam = optax.scale_by_adam(p["beta_1"], p["beta_2"], eps=0.0, eps_root=p["epsilon"])
    return optax.chain(adam, _descend(learning_rate))


def _optax_adam(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.chain(optax.scale_by_adam(p["beta_1"], p["beta_2"], p["epsilon"]), _descend(learning_rate))


def _adamw(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.adamw(
        learning_rate, p["beta_1"], p["beta_2"], p["epsilon"], weight_decay=_number(p["weight_decay"]), mask=_kernels
    )


def _nadam(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.nadam(learning_rate, p["beta_1"], p["beta_2"], p["epsilon"])


def _adamax(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.adamax(learning_rate, p["beta_1"], p["beta_2"], p["epsilon"])


def _adadelta(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.chain(optax.scale_by_adadelta(p["rho"], p["epsilon"]), _descend(learning_rate))


def _amsgrad(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.amsgrad(learning_rate, p["beta_1"], p["beta_2"], p["epsilon"])


def _radam(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.radam(learning_rate, p["beta_1"], p["beta_2"], p["epsilon"])


def _lion(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return optax.lion(learning_rate, p["beta_1"], p["beta_2"], weight_decay=_number(p["weight_decay"]), mask=_kernels)


def _muon(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    return contrib.muon(
        learning_rate,
        beta=p["beta"],
        eps=p["epsilon"],
        weight_decay=p["weight_decay"],
        adam_b1=p["beta_1"],
        adam_b2=p["beta_2"],
        muon_weight_dimension_numbers=_matrices,
    )


def _schedule_free_sgd(learning_rate: Array, p: Parameters) -> optax.GradientTransformation:
    # The library's parameters are y, where the gradient is taken; ours are x, the average, which is what the run is.
    library = contrib.schedule_free(optax.sgd(learning_rate), learning_rate, p["beta"])

    def update(updates: Tree, state: Tree, params: Tree = None) -> tuple[Tree, Tree]:
        y = _between(params, state, p)
        change, state = library.update(updates, state, y)
        new = contrib.schedule_free_eval_params(state, optax.apply_updates(y, change))
        return jax.tree.map(jnp.subtract, new, params), state

    return optax.GradientTransformation(library.init, update)


OPTIMIZERS: dict[tuple[str, str], Rule] = {
    ("sgd", "textbook"): _sgd,
    ("sgd", "optax"): _sgd,
    ("momentum", "textbook"): _textbook_momentum,
    ("momentum", "optax"): _optax_momentum,
    ("nesterov", "textbook"): _textbook_momentum,  # differs in the point where the gradient is taken
    ("nesterov", "optax"): _optax_nesterov,
    ("adagrad", "textbook"): _adagrad,
    ("adagrad", "optax"): _adagrad,
    ("rmsprop", "textbook"): _rmsprop,
    ("rmsprop", "optax"): _rmsprop,
    ("adam", "textbook"): _textbook_adam,
    ("adam", "optax"): _optax_adam,
    ("adamw", "optax"): _adamw,
    ("nadam", "optax"): _nadam,
    ("adamax", "optax"): _adamax,
    ("adadelta", "optax"): _adadelta,
    ("amsgrad", "optax"): _amsgrad,
    ("radam", "optax"): _radam,
    ("lion", "optax"): _lion,
    ("muon", "optax"): _muon,
    ("schedule_free_sgd", "optax"): _schedule_free_sgd,
}


def _ahead(iterate: Tree, state: Tree, parameters: Parameters) -> Tree:
    velocity = optax.tree_utils.tree_get(state, "trace")
    return jax.tree.map(lambda theta, m: theta - parameters["beta"] * m, iterate, velocity)


def _between(iterate: Tree, state: Tree, parameters: Parameters) -> Tree:
    beta = parameters["beta"]
    return jax.tree.map(lambda x, z: beta * x + (1.0 - beta) * z, iterate, state.z)


# Where a rule takes its gradient, if elsewhere than at the iterate: θ − βm, (1 − β)z + βx.
LOOKS_AHEAD: dict[tuple[str, str], Callable[[Tree, Tree, Parameters], Tree]] = {
    ("nesterov", "textbook"): _ahead,
    ("schedule_free_sgd", "optax"): _between,
}


def transformation(
    name: str, form: str, learning_rate: Float[Array, ""], parameters: Parameters
) -> optax.GradientTransformation:
    """The rule as an Optax transformation: updates are *added* to the parameters."""
    return OPTIMIZERS[name, form](learning_rate, parameters)


def gradient_point(name: str, form: str, iterate: Tree, state: Tree, parameters: Parameters) -> Tree:
    """Where the rule takes its gradient: the iterate, or as LOOKS_AHEAD has it."""
    elsewhere = LOOKS_AHEAD.get((name, form))
    return iterate if elsewhere is None else elsewhere(iterate, state, parameters)


def _is_kernel(path: tuple[Any, ...]) -> bool:
    # A network's parameters have names; a bare array (a point on a surface) counts as a kernel.
    return not path or not isinstance(path[-1], jax.tree_util.DictKey) or path[-1].key == "kernel"


def _kernels(parameters: Tree) -> Tree:
    """True for what decays: kernels, as with penalties."""
    return jax.tree_util.tree_map_with_path(lambda path, _: _is_kernel(path), parameters)


def _matrices(parameters: Tree) -> Tree:
    """What Muon makes orthogonal: stacks [count, *fan_in, units] of kernels, each as a matrix (fan_in, units). None is
    for Adam."""

    def numbers(path: tuple[Any, ...], leaf: Array) -> contrib.MuonDimensionNumbers | None:
        if not _is_kernel(path) or leaf.ndim < 3:
            return None
        return contrib.MuonDimensionNumbers(tuple(range(1, leaf.ndim - 1)), leaf.ndim - 1)

    return jax.tree_util.tree_map_with_path(numbers, parameters)


def _number(value: Array) -> Any:
    """A traced number where the library's annotation asks for a float."""
    return cast("Any", value)
