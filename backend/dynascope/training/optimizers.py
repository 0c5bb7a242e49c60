"""Update rules, each in two forms, from Optax's own transforms.

`textbook` is the textbook's rule, `optax` the library's; the catalog says how they differ. A rule is built
inside the traced step, so every figure in it is a traced argument and a sweep compiles once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import jax
import optax
from jax import Array
from jaxtyping import Float

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
}

# Rules that take their gradient elsewhere than at the iterate.
LOOKS_AHEAD = frozenset({("nesterov", "textbook")})


def transformation(
    name: str, form: str, learning_rate: Float[Array, ""], parameters: Parameters
) -> optax.GradientTransformation:
    """The rule as an Optax transformation: updates are *added* to the parameters."""
    return OPTIMIZERS[name, form](learning_rate, parameters)


def gradient_point(name: str, form: str, iterate: Tree, state: Tree, parameters: Parameters) -> Tree:
    """Where the rule takes its gradient: θ − βm for Nesterov's textbook form, else the iterate."""
    if (name, form) not in LOOKS_AHEAD:
        return iterate
    velocity = optax.tree_utils.tree_get(state, "trace")
    return jax.tree.map(lambda theta, m: theta - parameters["beta"] * m, iterate, velocity)
