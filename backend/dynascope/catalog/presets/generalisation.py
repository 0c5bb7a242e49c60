"""Against overfitting."""

from __future__ import annotations

from dynascope.catalog.presets.preset import Preset

GENERALISATION = (
    Preset(
        "overfitting",
        {"en": "Overfitting, and five remedies", "ko": "과대적합과 다섯 가지 대책"},
        {
            "en": "400 images, a fifth of the training labels wrong. Without a remedy the training loss goes on to 0 "
            "while the validation loss turns and rises: the network learns the wrong labels by heart. The penalties, "
            "max-norm and dropout keep it from that; early stopping ends training and goes back to the best network "
            "seen.",
            "ko": "이미지 400장, 훈련 레이블의 5분의 1은 틀렸습니다. 대책이 없으면 훈련 손실은 0으로 가지만 검증 손실은 방향을 바꿔 "
            "올라갑니다. 신경망이 틀린 레이블까지 외우기 때문입니다. 벌칙 항과 최대 노름, 드롭아웃은 이를 막고, 조기 종료는 학습을 "
            "멈추고 가장 좋았던 신경망으로 되돌립니다.",
        },
        {
            "name": "Overfitting and remedies",
            "base": {
                "dataset": {"name": "digits", "samples": 400, "label_noise": 0.2},
                "model": {"name": "mlp", "hidden_sizes": [128, 128], "activation": "relu"},
                "steps": 1200,
            },
            "variants": [
                {"label": "no remedy", "set": {}},
                {"label": "L1", "set": {"regularization.l1": 0.001}},
                {"label": "L2", "set": {"regularization.l2": 0.01}},
                {"label": "max-norm", "set": {"regularization.max_norm": 1.0}},
                {"label": "dropout", "set": {"model.dropout": 0.5}},
                {"label": "early stopping", "set": {"early_stopping": {"patience": 10}}},
            ],
            "seeds": [0],
        },
        {"metric": "weight_norm"},
    ),
)
