export const findingsKo = {
  titles: {
    vanishing_gradient: "기울기 소실",
    exploding_gradient: "기울기 폭주",
    exploding_backprop: "기울기 폭주",
    symmetry_not_broken: "대칭이 깨지지 않음",
    symmetry_rank: "대칭이 깨지지 않음",
    poor_initialization: "부적절한 초기화",
    poor_initialization_depth: "부적절한 초기화",
    saturated_activation: "활성화 포화",
    bias_shift: "편향 이동",
    dead_units: "죽은 유닛",
    frozen_layer: "멈춘 층",
    frozen_on_purpose: "설정대로 동결됨",
    learning_rate_too_high: "학습률이 너무 높음",
    learning_rate_too_low: "학습률이 너무 낮음",
    noisy_gradient: "기울기 잡음",
    batch_statistics_drift: "배치 통계 어긋남",
    label_noise_memorised: "잘못된 레이블 암기",
    overfitting: "과대적합",
    underfitting: "과소적합",
    loss_not_decreasing: "손실이 줄지 않음",
    edge_of_stability: "안정성의 경계",
    diverged: "발산",
    range_test_ended: "범위 탐색 끝",
  },
  texts: {
    vanishing_gradient:
      "{{step}}스텝에서 {{layer}}이(가) 받는 기울기는 출력층의 {{ratio}}에 그칩니다(노름 {{value}} 대 {{output}}).",
    exploding_gradient: "{{step}}스텝에서 기울기의 노름이 {{value}}(으)로 기준 {{threshold}}을(를) 넘습니다.",
    exploding_backprop:
      "신호가 역전파되면서 점점 커집니다. {{step}}스텝에서 {{layer}}의 신호는 출력층의 {{factor}}배입니다({{value}} 대 {{output}}).",
    symmetry_not_broken:
      "{{layer}}의 가중치가 모두 같은 값에서 시작합니다({{step}}스텝의 노름 {{value}}). 유닛마다 같은 기울기를 받아 계속 서로의 복사본으로 남으므로, 층 전체가 유닛 하나와 다르지 않습니다.",
    symmetry_rank:
      "{{step}}스텝에서 {{layer}} 커널의 유효 랭크가 {{value}}입니다. 유닛들이 서로의 복사본이며, 매번 같은 기울기를 받습니다.",
    poor_initialization:
      "훈련을 시작하기 전에 {{layer}}의 사전 활성값 크기(제곱평균제곱근)가 {{value}}(으)로, 활성화 함수가 다룰 수 있는 범위를 벗어납니다.",
    poor_initialization_factor:
      "훈련을 시작하기 전에 {{layer}}에서 신호의 크기가 {{factor}}배로 변해 {{value}}이(가) 됩니다. 잘 초기화된 층은 크기를 거의 유지합니다(1.4배 안팎).",
    poor_initialization_depth:
      "훈련을 시작하기 전에 신호의 크기가 {{first_layer}}의 {{first}}에서 {{layer}}의 {{value}}(으)로 변합니다. 층마다 조금씩 달라진 것이 모두 합쳐져 크게 달라집니다.",
    saturated_activation: "{{step}}스텝에서 {{layer}} 활성값의 {{share}}가 함수의 평평한 구간에 있습니다.",
    bias_shift:
      "{{step}}스텝에서 {{layer}} 활성값의 평균은 {{mean}}인데, 입력에 따라 달라지는 폭은 {{signal}}뿐입니다. 다음 층에는 신호 대신 일정한 값만 전해집니다.",
    dead_units:
      "{{step}}스텝에서 {{layer}} 유닛의 {{share}}가 프로브 세트의 어떤 샘플에도 활성화되지 않습니다.",
    frozen_layer:
      "{{step}}스텝부터 {{layer}}의 가중치가 멈춰 있습니다(한 스텝의 변화 비율 {{value}}, {{other}}은(는) {{most}}). 이만큼 작은 변화는 반올림으로 사라집니다.",
    frozen_on_purpose: "설정한 대로 {{layer}}의 가중치는 멈춰 있고 {{other}}은(는) 학습합니다.",
    learning_rate_too_high:
      "{{step}}스텝에서 훈련 손실이 {{value}}입니다. 훈련 전에는 {{first}}(이)었습니다. 보폭이 커서 최솟값을 지나칩니다.",
    learning_rate_too_high_rate:
      "학습률 {{rate}}인 {{step}}스텝에서 훈련 손실이 {{value}}입니다. 훈련 전에는 {{first}}(이)었습니다. 보폭이 커서 최솟값을 지나칩니다.",
    learning_rate_too_low:
      "가장 많이 움직이는 {{layer}}조차 한 스텝에 가중치의 {{value}}만큼만 변합니다({{at_step}}스텝, 보통은 0.001쯤). {{step}}스텝까지 훈련 손실은 {{first}}에서 {{last}}(으)로 줄었을 뿐입니다.",
    noisy_gradient:
      "훈련 손실이 줄지 않고 출렁입니다. {{first_step}}스텝에서는 {{low}}, {{step}}스텝에서는 {{high}}입니다. 이렇게 작은 배치로는 데이터 전체를 알기 어렵습니다.",
    batch_statistics_drift:
      "{{layer}}의 이동 평균이 배치의 평균에서 표준편차의 {{shift}}배만큼 떨어져 있습니다({{at_step}}스텝). 같은 샘플의 손실이 훈련 모드에서는 {{train}}, 평가 모드에서는 {{evaluation}}입니다({{step}}스텝).",
    label_noise_memorised:
      "{{step}}스텝에서 모델은 훈련 레이블의 {{share}}를 맞히지만, 그 가운데 옳은 것은 {{right}}뿐입니다. 잘못된 레이블까지 외웠습니다.",
    overfitting:
      "검증 손실이 {{first_step}}스텝에서 {{best}}(이)었다가 {{step}}스텝에서는 {{last}}(으)로 다시 올랐습니다. 이때 훈련 손실은 {{train}}입니다.",
    underfitting:
      "훈련 손실이 {{last}}에서 멈췄습니다({{first_step}}스텝 {{before}}, {{step}}스텝 {{last}}). 훈련에 쓰는 데이터조차 제대로 맞추지 못합니다.",
    loss_not_decreasing:
      "{{step}}스텝의 훈련 손실은 {{last}}(이)며, {{first_step}}스텝에서는 {{first}}(이)었습니다.",
    loss_not_decreasing_guessing:
      "{{step}}스텝의 훈련 손실은 {{last}}(이)며, {{first_step}}스텝에서는 {{first}}(이)었습니다. 입력을 보지 않고 답할 때(균등 확률 또는 평균)의 손실은 {{guessing}}입니다.",
    edge_of_stability:
      "{{first_step}}스텝부터 손실 곡면의 날카로움이 {{limit}} 근처에 머뭅니다. 학습률 {{rate}}에서 안정한 한계값입니다({{step}}스텝에서 {{value}}). 훈련은 계속되며, 손실은 오르내리면서 줄어듭니다.",
    diverged: "{{step}}스텝에서 훈련 손실이 더는 유한한 수가 아닙니다.",
    range_test_ended:
      "{{step}}스텝, 학습률 {{rate}}에서 범위 탐색이 끝났습니다. 그곳에서 손실이 유한하지 않게 되며, 이는 정상입니다.",
    diverged_before:
      "{{step}}스텝에서 훈련 손실이 더는 유한한 수가 아닙니다. 그 전에는 {{before}}(이)었습니다.",
    diverged_before_step:
      "{{step}}스텝에서 훈련 손실이 더는 유한한 수가 아닙니다. {{before_step}}스텝에서는 {{before}}(이)었습니다.",
  },
  remedies: {
    start: "{{initializer}} 초기화",
    activation: "{{activation}}과(와) {{initializer}} 초기화",
    batch_normalization: "배치 정규화",
    layer_normalization: "층 정규화",
    moving_average: "이동 평균의 모멘텀 {{momentum}}",
    clipping: "기울기의 전체 노름을 {{threshold}}(으)로 제한",
    slower: "학습률을 1/{{factor}}(으)로",
    faster: "학습률을 {{factor}}배로",
    steady_rate: "가장 낮은 학습률({{rate}})을 끝까지",
    adam: "학습률 {{rate}}의 Adam",
    early_stopping: "조기 종료",
    dropout: "드롭아웃 {{probability}}",
    l2: "L2 규제 {{strength}}",
    less_regularization: "규제와 드롭아웃 없이",
    larger_net: "더 큰 신경망({{shape}})",
    larger_batch: "배치 크기 {{size}}",
    standardize: "입력 표준화",
    unfreeze: "모든 층 학습",
  },
};
