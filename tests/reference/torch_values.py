"""Writes pytorch.json: values of PyTorch in float64 that the tests compare with, where vectors.json has none.

PyTorch is too large to install for every run of the tests, so its values are kept. To write them again (any
PyTorch from 1.13 on; the file names the version): python tests/reference/torch_values.py
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

torch.set_default_dtype(torch.float64)

STEPS = 40
MATRICES = {"A": [[1.0, 0.0], [0.0, 10.0]], "B": [[3.0, 1.0], [1.0, 10.0]]}
CENTRES = {"A": [0.0, 0.0], "B": [0.5, -1.0]}


def iterates(problem: str, optimizer: Callable[[list[torch.Tensor]], torch.optim.Optimizer]) -> list[list[float]]:
    """x_1 ... x_40 on ½ (x − c)ᵀ M (x − c), from (1, 1): the problems of vectors.json."""
    matrix, centre = torch.tensor(MATRICES[problem]), torch.tensor(CENTRES[problem])
    x = torch.ones(2, requires_grad=True)
    rule = optimizer([x])
    rows: list[list[float]] = []
    for _ in range(STEPS):
        rule.zero_grad()
        (0.5 * (x - centre) @ matrix @ (x - centre)).backward()
        rule.step()
        rows.append(x.detach().tolist())
    return rows


OPTIMIZERS: dict[str, tuple[dict[str, float], Callable[[list[torch.Tensor]], torch.optim.Optimizer]]] = {
    "radam": ({"learning_rate": 0.1}, lambda p: torch.optim.RAdam(p, lr=0.1)),
    "adamw": (
        {"learning_rate": 0.1, "weight_decay": 0.1},
        lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.1),
    ),
    "adamax": ({"learning_rate": 0.1}, lambda p: torch.optim.Adamax(p, lr=0.1)),
    "adadelta": ({"learning_rate": 1.0}, lambda p: torch.optim.Adadelta(p, lr=1.0)),
}


def rates(scheduler: Callable[[torch.optim.Optimizer], Any], steps: int, learning_rate: float = 0.1) -> list[float]:
    """η(0) ... η(steps)."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=learning_rate)
    schedule = scheduler(optimizer)
    values: list[float] = []
    for _ in range(steps + 1):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return values


def schedules() -> dict[str, Any]:
    kinds = torch.optim.lr_scheduler
    warmup = {"warmup_steps": 20, "decay_steps": 100, "initial_fraction": 0.1, "final_fraction": 0.2}

    def warmup_cosine(optimizer: torch.optim.Optimizer) -> Any:
        rising = kinds.LinearLR(optimizer, start_factor=0.1, total_iters=20)
        falling = kinds.CosineAnnealingLR(optimizer, T_max=80, eta_min=0.02)
        return kinds.SequentialLR(optimizer, [rising, falling], milestones=[20])

    # PyTorch's cycle ends, and peaks, one step before the number that it is given.
    total = 101
    peak = 31 / total
    return {
        "linear": {
            "parameters": {"decay_steps": 50, "final_fraction": 0.25},
            "values": rates(lambda o: kinds.LinearLR(o, start_factor=1.0, end_factor=0.25, total_iters=50), 60),
        },
        "cosine": {
            "parameters": {"decay_steps": 60, "final_fraction": 0.1},
            "values": rates(lambda o: kinds.CosineAnnealingLR(o, T_max=60, eta_min=0.01), 60),
        },
        "warmup_cosine": {"parameters": warmup, "values": rates(warmup_cosine, 100)},
        "one_cycle": {
            "parameters": {"cycle_steps": 100, "peak_fraction": 0.3, "start_division": 10.0, "end_division": 1e3},
            "values": rates(
                lambda o: kinds.OneCycleLR(
                    o,
                    max_lr=0.1,
                    total_steps=total,
                    pct_start=peak,
                    div_factor=10.0,
                    final_div_factor=1e3,
                    cycle_momentum=False,
                ),
                99,  # the library refuses a step beyond its last
            ),
        },
        "range_test": {
            "parameters": {"minimum": 1e-5, "maximum": 10.0, "steps": 50},
            "values": rates(lambda o: kinds.ExponentialLR(o, gamma=(10.0 / 1e-5) ** (1 / 50)), 50, learning_rate=1e-5),
        },
    }


ACTIVATIONS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": functional.relu,
    "leaky_relu": lambda z: functional.leaky_relu(z, 0.01),
    "rrelu": lambda z: functional.rrelu(z, 1 / 8, 1 / 3, training=False),
    "prelu": lambda z: functional.prelu(z, torch.tensor([0.25])),
    "elu": functional.elu,
    "selu": functional.selu,
    "gelu": functional.gelu,
    "silu": functional.silu,
    "mish": functional.mish,
    "softplus": functional.softplus,
    "softsign": functional.softsign,
    "hard_tanh": functional.hardtanh,
    "identity": lambda z: z + 0.0,
}


def activations() -> dict[str, Any]:
    points = [-5.3, -2.2, -1.1, -0.7, -0.1, 0.1, 0.4, 0.9, 1.3, 2.6, 5.9]
    answer: dict[str, Any] = {"z": points}
    for name, function in ACTIVATIONS.items():
        z = torch.tensor(points, requires_grad=True)
        y = function(z)
        y.sum().backward()
        assert z.grad is not None
        answer[name] = {"y": y.tolist(), "slope": z.grad.tolist()}
    return answer


def huber(z: torch.Tensor, y: torch.Tensor, delta: float) -> torch.Tensor:
    """Summed over the outputs, mean over the samples."""
    return functional.huber_loss(z, y, reduction="none", delta=delta).sum(dim=1).mean()


def losses() -> dict[str, Any]:
    outputs = [[0.3, -1.2, 2.0], [1.5, 0.2, -0.4], [-2.5, 0.9, 0.1], [0.0, 0.7, -3.0]]
    classes, targets = [2, 0, 1, 1], [[0.1, 0.4, -1.0], [1.0, 0.0, 0.0], [-0.2, 0.8, 2.0], [3.0, 0.5, -0.5]]
    one_hot = functional.one_hot(torch.tensor(classes)).double()
    cases: list[tuple[str, str, dict[str, float], Callable[[torch.Tensor], torch.Tensor]]] = [
        ("cross_entropy", "classes", {}, lambda z: functional.cross_entropy(z, torch.tensor(classes))),
        ("squared_error", "classes", {}, lambda z: 0.5 * ((z - one_hot) ** 2).sum(dim=1).mean()),
        ("squared_error", "targets", {}, lambda z: 0.5 * ((z - torch.tensor(targets)) ** 2).sum(dim=1).mean()),
        ("huber", "classes", {"delta": 0.5}, lambda z: huber(z, one_hot, 0.5)),
        ("huber", "targets", {"delta": 1.0}, lambda z: huber(z, torch.tensor(targets), 1.0)),
        ("huber", "targets", {"delta": 2.5}, lambda z: huber(z, torch.tensor(targets), 2.5)),
    ]
    rows: list[dict[str, Any]] = []
    for name, against, parameters, function in cases:
        z = torch.tensor(outputs, requires_grad=True)
        loss = function(z)
        loss.backward()
        assert z.grad is not None
        rows.append(
            {
                "name": name,
                "against": against,
                "parameters": parameters,
                "loss": loss.item(),
                "gradient": z.grad.tolist(),
            }
        )
    return {"outputs": outputs, "classes": classes, "targets": targets, "cases": rows}


GRADIENT = {"kernel": [[0.3, -4.0, 0.02], [1.2, 0.5, -0.01]], "bias": [2.0, -0.1, 0.4]}


def with_gradient() -> dict[str, torch.Tensor]:
    tensors: dict[str, torch.Tensor] = {}
    for name, value in GRADIENT.items():
        tensors[name] = torch.zeros_like(torch.tensor(value), requires_grad=True)
        tensors[name].grad = torch.tensor(value)
    return tensors


def clipping() -> dict[str, Any]:
    tools = torch.nn.utils
    rules: dict[str, tuple[float, Callable[[list[torch.Tensor]], Any]]] = {
        "value": (0.7, lambda tensors: tools.clip_grad_value_(tensors, 0.7)),
        "norm": (1.5, lambda tensors: [tools.clip_grad_norm_([tensor], 1.5) for tensor in tensors]),
        "global_norm": (1.5, lambda tensors: tools.clip_grad_norm_(tensors, 1.5)),
    }
    answer: dict[str, Any] = {"gradient": GRADIENT, "note": "the library adds 1e-6 to a norm before it divides"}
    for name, (threshold, rule) in rules.items():
        tensors = with_gradient()
        rule(list(tensors.values()))
        clipped = {key: tensor.grad.tolist() for key, tensor in tensors.items() if tensor.grad is not None}
        answer[name] = {"threshold": threshold, "clipped": clipped}
    return answer


def regularizers() -> dict[str, Any]:
    kernel = [[3.0, 0.5, -0.2], [4.0, 1.0, 0.1], [-1.0, 2.0, 0.3]]
    answer: dict[str, Any] = {"kernel": kernel}
    for name, (l1, l2) in {"l1": (0.1, 0.0), "l2": (0.0, 0.2), "both": (0.1, 0.2)}.items():
        w = torch.tensor(kernel, requires_grad=True)
        penalty = l1 * w.norm(p=1) + l2 / 2 * w.norm(p=2) ** 2
        penalty.backward()
        assert w.grad is not None
        answer[name] = {"l1": l1, "l2": l2, "penalty": penalty.item(), "gradient": w.grad.tolist()}
    bounded = torch.renorm(torch.tensor(kernel), p=2, dim=1, maxnorm=2.0)
    answer["max_norm"] = {"limit": 2.0, "kernel": bounded.tolist(), "note": "the library adds 1e-7 to a norm"}
    return answer


def layer_norm() -> dict[str, Any]:
    x = [[1.0, 10.0, -2.0], [2.0, 20.0, 0.5], [4.0, 0.0, 3.0], [9.0, -6.0, 1.0]]
    scale, shift = [1.5, 0.5, -1.0], [0.1, -0.2, 0.3]
    y = functional.layer_norm(torch.tensor(x), [3], torch.tensor(scale), torch.tensor(shift), eps=1e-5)
    return {"x": x, "scale": scale, "shift": shift, "epsilon": 1e-5, "y": y.tolist()}


def main() -> None:
    values = {
        "_about": f"Values of PyTorch {torch.__version__} in float64, written by torch_values.py.",
        "optimizers": {
            name: {"parameters": given, "iterates": {problem: iterates(problem, rule) for problem in MATRICES}}
            for name, (given, rule) in OPTIMIZERS.items()
        },
        "schedules": {"learning_rate": 0.1, **schedules()},
        "activations": activations(),
        "losses": losses(),
        "clipping": clipping(),
        "regularizers": regularizers(),
        "layer_norm": layer_norm(),
    }
    parts = (f"{json.dumps(name)}: {json.dumps(part)}" for name, part in values.items())
    Path(__file__).with_name("pytorch.json").write_text("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()
