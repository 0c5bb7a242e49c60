"""Experiments that one click launches. Captions hold for what they launch (`tests/e2e` and `benchmarks` check the
figures that they name)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Preset:
    """A named job with what to look at. Texts are by language (`en`, `ko`); `request` is a body of `POST /jobs`; `view`
    names the layer `metric` of all panels, and other `choices` of single panels."""

    id: str
    title: dict[str, str]
    caption: dict[str, str]
    request: dict[str, Any]
    view: dict[str, Any] = field(default_factory=dict[str, Any])

    def describe(self) -> dict[str, Any]:
        """The preset as plain data."""
        return asdict(self)


PRESETS = (
    Preset(
        "vanishing",
        {
            "en": "Vanishing: sigmoid against ReLU, ten layers",
            "ko": "기울기 소실: 10층 망에서 시그모이드와 ReLU",
        },
        {
            "en": "The sigmoid passes at most a quarter of the gradient down at each layer, so hidden 1 gets next to "
            "nothing and plain descent cannot move it. Adam, in its usual form, divides each gradient by its own size: even "
            "these become ordinary steps, though they carry no more signal, and the net digs itself out only after some "
            "hundred of them, far behind. ReLU carries the signal through all ten layers.",
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
            "en": "Weights drawn three times too wide multiply the signal at every layer, forward and backward. The first "
            "updates blow up and the loss leaves the range of numbers; clipping the gradient keeps the run alive but does "
            "not mend the start. He initialisation keeps the scale.",
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
                "model": {"name": "mlp", "hidden_sizes": [64] * 50, "normalization": "layer"},
                "steps": 1000,
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
