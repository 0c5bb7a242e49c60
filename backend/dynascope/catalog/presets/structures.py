"""What networks are made of: skips, normalisation, convolutions."""

from __future__ import annotations

from dynascope.catalog.presets.preset import Preset

STRUCTURES = (
    Preset(
        "residual",
        {
            "en": "Fifty layers, with and without skips",
            "ko": "50층 망: 스킵 연결이 있을 때와 없을 때",
        },
        {
            "en": "Both networks have fifty layers, layer normalisation and the same first weights. Without skips all inputs "
            "soon look alike to the upper layers: the signal there dies within some fifty steps, no gradient comes down, and "
            "the network guesses to the end. With skips each layer only adds to what comes in, and the same network passes "
            "97 % on digits that it has not seen.",
            "ko": "두 신경망은 모두 50층이고 층 정규화를 쓰며 초기 가중치도 같습니다. 스킵 연결이 없으면 위쪽 층에는 곧 모든 입력이 "
            "똑같아 보입니다. 쉰 스텝 남짓이면 그곳의 신호가 사라져 기울기가 내려오지 않고, 신경망은 끝까지 찍기만 합니다. 스킵 "
            "연결이 있으면 층마다 들어온 값에 더하기만 하므로, 같은 신경망이 처음 보는 숫자에서 97 %를 넘습니다.",
        },
        {
            "name": "Fifty layers, with and without skips",
            "base": {
                "dataset": {"name": "digits"},
                "model": {"name": "mlp", "hidden_sizes": [64] * 50, "normalization": "layer", "dropout": 0.1},
                "schedule": "cosine",
                "steps": 1500,
            },
            "vary": [{"path": "model.residual", "values": [False, True]}],
            "seeds": [0],
        },
        {"metric": "signal_std", "choices": {"curves.quantity": "accuracy"}},
    ),
    Preset(
        "batch_norm",
        {
            "en": "Batch normalisation seen: training against evaluation",
            "ko": "배치 정규화 들여다보기: 훈련 모드와 평가 모드",
        },
        {
            "en": "Three networks that train alike to the last bit: only the memory of the moving averages, which "
            "evaluation uses in the batch's place, differs. After a hundred steps the batch's loss is 0.3 in all three; in "
            "evaluation mode it is 0.25 with a momentum of 0.9, 0.7 with 0.99 and 1.6 with 0.999, whose averages still lie "
            "near their start. The running mean shift shows the lag layer by layer.",
            "ko": "세 신경망은 마지막 비트까지 똑같이 학습합니다. 평가할 때 배치 통계 대신 쓰는 이동 평균의 기억만 다릅니다. 백 "
            "스텝이 지나면 배치의 손실은 셋 다 0.3이지만, 평가 모드에서는 모멘텀 0.9에서 0.25, 0.99에서 0.7, 0.999에서 1.6입니다. "
            "0.999의 평균은 아직 출발점 근처에 있기 때문입니다. 이동 평균과의 평균 차이가 층마다 얼마나 뒤처졌는지 보여 줍니다.",
        },
        {
            "name": "Batch normalisation seen: training against evaluation",
            "base": {
                "dataset": {"name": "digits"},
                "model": {"name": "mlp", "hidden_sizes": [64] * 4},
                "steps": 1000,
            },
            "vary": [
                {
                    "path": "model.normalization",
                    "values": [{"name": "batch", "momentum": momentum} for momentum in (0.9, 0.99, 0.999)],
                }
            ],
            "seeds": [0],
        },
        {"metric": "running_mean_shift", "choices": {"curves.quantity": "modes"}},
    ),
    Preset(
        "convolutions",
        {
            "en": "Convolutions against dense layers",
            "ko": "합성곱층과 밀집층",
        },
        {
            "en": "Two networks of about 13,000 parameters. The dense one gives every pixel a weight of its own; the "
            "convolutional one slides small kernels over the image and pools. On these 8 × 8 digits both come to about "
            "98 %: there is too little image for shared weights to pay. Watch how much of the signal each layer keeps.",
            "ko": "매개변수가 약 13,000개인 두 신경망입니다. 밀집층은 화소마다 가중치를 따로 두고, 합성곱층은 작은 커널을 이미지 위로 "
            "움직이며 풀링합니다. 8 × 8 숫자에서는 둘 다 98 % 안팎에 이릅니다. 가중치를 나누어 쓰는 이점이 드러나기에는 이미지가 "
            "너무 작습니다. 층마다 신호가 얼마나 남는지 지켜보세요.",
        },
        {
            "name": "Convolutions against dense layers",
            "base": {"dataset": {"name": "digits"}, "steps": 600},
            "vary": [{"path": "model", "values": ["mlp", "cnn"]}],
            "seeds": [0],
        },
        {"metric": "signal_std", "choices": {"curves.quantity": "accuracy"}},
    ),
)
