"""Gradients that vanish or explode."""

from __future__ import annotations

from dynascope.catalog.presets.preset import Preset

GRADIENTS = (
    Preset(
        "vanishing",
        {
            "en": "Vanishing: sigmoid against ReLU, ten layers",
            "ko": "기울기 소실: 10층 망에서 시그모이드와 ReLU",
        },
        {
            "en": "The sigmoid passes at most a quarter of the gradient down at each layer, so hidden 1 gets next to "
            "nothing and plain descent cannot move it. Adam, in its usual form, divides each gradient by its own size: "
            "even these become ordinary steps, though they carry no more signal, and the net digs itself out only "
            "after some hundred of them, far behind. ReLU carries the signal through all ten layers.",
            "ko": "시그모이드는 층을 하나 내려갈 때마다 기울기를 많아야 4분의 1만 전달하므로, 은닉층 1에는 거의 아무것도 "
            "도달하지 않아 일반 경사 하강법으로는 움직이지 못합니다. 통상적인 형태의 Adam은 기울기를 그 크기로 나누므로 이렇게 "
            "작은 기울기도 보통 크기의 걸음이 됩니다. 그러나 담긴 신호가 늘어나는 것은 아니어서, 수백 걸음이 지나서야 뒤늦게 "
            "빠져나옵니다. ReLU는 열 개의 층을 모두 지나도록 신호를 전달합니다.",
        },
        {
            "name": "Vanishing: sigmoid against ReLU, ten layers",
            "base": {
                "dataset": {"name": "digits"},
                "model": {"name": "mlp", "hidden_sizes": [64] * 10, "initializer": "he_normal"},
                "steps": 1000,
            },
            "vary": [
                {
                    "path": "optimizer",
                    "values": [
                        {"name": "sgd", "learning_rate": 0.1},
                        {"name": "adam", "learning_rate": 0.001, "form": "optax"},
                    ],
                },
                {"path": "model.activation", "values": ["sigmoid", "relu"]},
            ],
            "seeds": [0],
        },
        {"metric": "gradient_norm"},
    ),
    Preset(
        "exploding",
        {
            "en": "Exploding: initialisation too large",
            "ko": "기울기 폭주: 너무 큰 초기 가중치",
        },
        {
            "en": "Weights drawn three times too wide multiply the signal at every layer, forward and backward. The "
            "first updates blow up and the loss leaves the range of numbers; clipping the gradient keeps the run alive "
            "but does not mend the start. He initialisation keeps the scale.",
            "ko": "가중치를 세 배 넓게 뽑으면 순방향과 역방향 모두에서 층마다 신호가 곱절로 커집니다. 첫 업데이트부터 폭주하고 "
            "손실은 수의 범위를 벗어납니다. 기울기 클리핑은 학습이 죽지 않게 해 주지만 나쁜 출발점을 고치지는 못합니다. "
            "He 초기화는 신호의 크기를 유지합니다.",
        },
        {
            "name": "Exploding: initialisation too large",
            "base": {
                "dataset": {"name": "digits"},
                "model": {"name": "mlp", "hidden_sizes": [64] * 10, "activation": "relu"},
                "optimizer": {"name": "sgd", "learning_rate": 0.1},
                "steps": 500,
            },
            "variants": [
                {"label": "He", "set": {"model.initializer": "he_normal"}},
                {"label": "too large", "set": {"model.initializer": {"name": "normal", "stddev": 0.5}}},
                {
                    "label": "too large, clipped",
                    "set": {
                        "model.initializer": {"name": "normal", "stddev": 0.5},
                        "gradient_clipping": {"name": "global_norm", "threshold": 1.0},
                    },
                },
            ],
            "seeds": [0],
        },
        {"metric": "gradient_norm"},
    ),
)
