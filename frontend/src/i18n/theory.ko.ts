import type { Texts } from "./texts";
import type { theoryEn } from "./theory.en";

/** What is said of theory's predictions, in Korean. */
export const theoryKo: Texts<typeof theoryEn> = {
  meanField: "가는 점선: 평균장 이론",
  stability: "파선: 이 위에서는 학습률 η의 스텝이 불안정합니다",
  guide: "파선: 경험칙",
  of: "{{what}} ({{labels}})",
  assumes: "가정:",
  source: "출처: {{source}}",
  nothing: "여기에는 예측이 없습니다: {{reason}}",
  nothingFor: "여기에는 {{labels}}의 예측이 없습니다: {{reason}}",
  assumption: {
    wide_layers: "층이 넓어서 활성화 전 값이 서로 독립인 많은 항의 합입니다.",
    first_weights: "가중치가 처음 뽑은 그대로입니다. 스텝 0에 대한 예측입니다.",
    equal_inputs: "모든 입력의 제곱 평균이 {{second_moment}}입니다.",
    independent_weights: "기울기를 내려보내는 가중치가 신호를 올려 보낸 가중치와 독립입니다.",
    measured_output: "출력층에서 잰 값을 단위로 합니다.",
    quadratic: "현재 지점 주변의 손실이 이차 함수입니다.",
    full_batch: "모든 샘플의 기울기를 씁니다. 배치를 쓰면 실제 수준은 더 낮습니다.",
    no_other_forces: "클리핑하지 않고, 벌점이나 가중치 감쇠가 기울기에 더해지지 않습니다.",
    slow_preconditioner: "옵티마이저의 스텝 조절과 학습률이 천천히 변합니다.",
    rule_of_thumb: "잘 학습되는 신경망이 흔히 이 근처에 있을 뿐, 이론에서 나온 값은 아닙니다.",
  },
  reason: {
    convolution: "평균장 곡선은 밀집층에 대한 것인데 {{layer}}은(는) 합성곱 층입니다.",
    normalization: "{{layer}}이(가) 정규화되어 신호가 가중치만으로 정해지지 않습니다.",
    residual: "{{layer}}에 잔차 연결이 있어 신호가 서로 의존하는 둘의 합입니다.",
    dropout: "{{layer}}이(가) 유닛을 끄므로 분산이 커집니다.",
    drawn_activation: "{{layer}}의 활성화 함수 기울기를 스텝마다 새로 뽑습니다.",
    equal_weights: "{{layer}}의 가중치가 모두 같아 유닛이 서로 같은 채로 있습니다.",
    inputs_unknown: "데이터를 읽지 않고는 입력의 제곱 평균을 알 수 없습니다.",
    warm_start: "처음 가중치가 새로 뽑은 것이 아니라 다른 실행의 것입니다.",
    spec_unknown: "신경망과 처음 가중치를 여기서는 알 수 없습니다.",
    other_metric: "이 옵티마이저의 기준선은 “{{metric}}”에 그립니다.",
    no_threshold: "이 옵티마이저의 스텝은 정해진 행렬을 기울기에 곱한 것이 아닙니다.",
  },
};
