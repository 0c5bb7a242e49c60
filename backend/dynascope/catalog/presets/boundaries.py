"""Data in a plane."""

from __future__ import annotations

from dynascope.catalog.presets.preset import Preset

BOUNDARIES = (
    Preset(
        "spirals",
        {"en": "Spirals: six activations", "ko": "나선 데이터: 여섯 가지 활성화 함수"},
        {
            "en": "Three arms wound around each other, that no straight line can part. Watch each function bend its "
            "boundary around them; the identity never can.",
            "ko": "서로 감긴 세 갈래 나선은 직선으로 나눌 수 없습니다. 각 함수가 결정 경계를 어떻게 구부리는지 지켜보세요. "
            "항등 함수는 끝내 구부리지 못합니다.",
        },
        {
            "name": "Spirals: six activations",
            "base": {
                "dataset": {"name": "spirals"},
                "model": {"name": "mlp", "hidden_sizes": [32, 32, 32]},
                "optimizer": {"name": "adam", "learning_rate": 0.01},
                "steps": 1000,
            },
            "vary": [
                {
                    "path": "model.activation",
                    "values": ["identity", "sigmoid", "tanh", "relu", "elu", "gelu"],
                }
            ],
            "seeds": [0],
        },
        {"metric": "activation_std"},
    ),
)
