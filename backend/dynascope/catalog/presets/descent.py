"""How to descend: rules, learning rates, schedules."""

from __future__ import annotations

from dynascope.catalog.presets.preset import Preset

DESCENT = (
    Preset(
        "optimizers",
        {"en": "Six optimizers on digits", "ko": "숫자 데이터에서 여섯 가지 옵티마이저"},
        {
            "en": "Same network, same first weights, same batches: only the update rule differs. Momentum and Nesterov "
            "speed descent up; AdaGrad, RMSProp and Adam give each weight a step of its own.",
            "ko": "같은 신경망, 같은 초기 가중치, 같은 배치에서 업데이트 규칙만 다릅니다. 모멘텀과 네스테로프는 경사 하강을 "
            "빠르게 하고, AdaGrad, RMSProp, Adam은 가중치마다 걸음의 크기를 따로 정합니다.",
        },
        {
            "name": "Six optimizers on digits",
            "base": {
                "dataset": {"name": "digits"},
                "model": {"name": "mlp", "hidden_sizes": [64, 64], "activation": "relu"},
                "steps": 600,
            },
            "vary": [
                {
                    "path": "optimizer",
                    "values": [
                        {"name": "sgd", "learning_rate": 0.01},
                        {"name": "momentum", "learning_rate": 0.01},
                        {"name": "nesterov", "learning_rate": 0.01},
                        {"name": "adagrad", "learning_rate": 0.01},
                        {"name": "rmsprop", "learning_rate": 0.001},
                        {"name": "adam", "learning_rate": 0.001},
                    ],
                }
            ],
            "seeds": [0],
        },
        {"metric": "update_ratio"},
    ),
    Preset(
        "learning_rates",
        {"en": "Four learning rates: too high, high, good, low", "ko": "네 가지 학습률: 너무 큼, 큼, 알맞음, 작음"},
        {
            "en": "Plain descent on one network. Too high, the loss stays at that of guessing. High, it falls fast and "
            "is thrown back again and again. Low, it falls all the time and would need many times these steps. The "
            "good rate is the largest that still settles.",
            "ko": "같은 신경망을 일반 경사 하강법으로 학습합니다. 학습률이 너무 크면 손실이 무작위로 추측할 때의 값에 머무릅니다. "
            "크면 빠르게 줄다가 거듭 튀어 오릅니다. 작으면 꾸준히 줄지만 몇 배의 스텝이 더 필요합니다. 알맞은 학습률은 "
            "안정되는 것 가운데 가장 큰 값입니다.",
        },
        {
            "name": "Four learning rates",
            "base": {
                "dataset": {"name": "digits"},
                "model": {"name": "mlp", "hidden_sizes": [64, 64], "activation": "relu"},
                "optimizer": {"name": "sgd"},
                "steps": 600,
            },
            "variants": [
                {"label": "too high: 2", "set": {"optimizer.learning_rate": 2.0}},
                {"label": "high: 1", "set": {"optimizer.learning_rate": 1.0}},
                {"label": "good: 0.3", "set": {"optimizer.learning_rate": 0.3}},
                {"label": "low: 0.01", "set": {"optimizer.learning_rate": 0.01}},
            ],
            "seeds": [0],
        },
        {"metric": "update_ratio"},
    ),
    Preset(
        "range_test",
        {"en": "Find a learning rate: a range test", "ko": "학습률 찾기: 범위 탐색"},
        {
            "en": "One short run whose learning rate grows by the same factor at each step. The loss over the learning "
            "rate shows three stretches: too small to move, falling, and too large. Start where it falls fastest. Adam "
            "wants a smaller rate than plain descent.",
            "ko": "학습률을 스텝마다 같은 비율로 키우는 짧은 학습입니다. 학습률에 따른 손실은 너무 작아 움직이지 않는 구간, 줄어드는 "
            "구간, 너무 큰 구간으로 나뉩니다. 가장 빠르게 줄어드는 곳에서 시작하세요. Adam에는 일반 경사 하강법보다 작은 학습률이 "
            "알맞습니다.",
        },
        {
            "name": "Range test of descent and Adam",
            "base": {
                "dataset": {"name": "digits"},
                "model": {"name": "mlp", "hidden_sizes": [64, 64], "activation": "relu"},
                "schedule": {"name": "range_test", "minimum": 1e-5, "maximum": 10.0},
                "steps": 600,
            },
            "vary": [{"path": "optimizer", "values": ["sgd", "adam"]}],
            "seeds": [0],
        },
        {"metric": "update_ratio"},
    ),
    Preset(
        "schedules",
        {"en": "Schedules that calm a high learning rate", "ko": "큰 학습률을 가라앉히는 스케줄"},
        {
            "en": "A learning rate of 1 hurries, and held constant it throws the network back again and again. Every "
            "schedule starts as high and lets the rate fall, and its curve grows quiet. The performance schedule knows "
            "no steps beforehand: it cuts where the validation loss has stood still.",
            "ko": "학습률 1은 빠르지만 그대로 두면 신경망이 거듭 튕겨 나갑니다. 어느 스케줄이든 똑같이 크게 시작해 학습률을 낮추면 "
            "곡선이 잔잔해집니다. 성능 기반 스케줄은 시점을 미리 정하지 않고 검증 손실이 멈춰 있을 때 학습률을 줄입니다.",
        },
        {
            "name": "Schedules from a learning rate of 1",
            "base": {
                "dataset": {"name": "digits"},
                "model": {"name": "mlp", "hidden_sizes": [64, 64], "activation": "relu"},
                "optimizer": {"name": "sgd", "learning_rate": 1.0},
                "steps": 1000,
            },
            "vary": [
                {
                    "path": "schedule",
                    "values": [
                        "constant",
                        {"name": "piecewise_constant", "boundaries": [333, 667], "values": [1.0, 0.15, 0.03]},
                        {"name": "exponential", "decay_steps": 500},
                        {"name": "power", "decay_steps": 100},
                        {"name": "performance", "factor": 0.3, "patience": 5},
                        "one_cycle",
                    ],
                }
            ],
            "seeds": [0],
        },
        {"metric": "update_ratio"},
    ),
)
