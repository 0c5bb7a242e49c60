import type { comparisonEn } from "./comparison.en";
import type { Texts } from "./texts";

/** Texts of the panel that compares the variants, in Korean. */
export const comparisonKo: Texts<typeof comparisonEn> = {
  title: "변형 비교",
  definition:
    "±는 한 변형의 실행들(시드마다 하나, “실행 수”에 적힌 만큼)에 대한 평균의 95 % 신뢰구간 절반입니다. 자유도가 실행 수보다 하나 적은 스튜던트 t를 쓰므로 실행이 하나이면 구간이 없습니다. 차이는 두 변형에 모두 있는 시드끼리 이 변형에서 첫 변형을 뺀 값입니다. 그 95 % 구간이 0을 포함하지 않으면 구별된다고 봅니다. 변형마다 따로 판단하므로, 실제로는 같은 변형 스무 개 가운데 하나쯤은 우연히 구별됩니다.",
  metric: "변형을 비교할 지표",
  metrics: {
    loss_validation: "검증 손실",
    loss_train: "훈련 손실",
    accuracy_validation: "검증 정확도",
    accuracy_train: "훈련 정확도",
  },
  target: "목표",
  targetLabel: "{{metric}} 목푯값",
  caption: "스텝 {{step}}에서 변형별 {{metric}}, 그리고 목표에 이르기까지 걸린 시간",
  runs: "실행 수",
  unit: "{{metric}}, {{unit}}",
  difference: "{{label}} 대비 차이",
  steps: "{{bound}}까지 스텝 수",
  seconds: "{{bound}}까지 시간",
  noBound: "목표",
  interval: "{{value}} ± {{half}}",
  some: "{{all}}개 중 {{count}}개",
  first: "비교 기준",
  lower: "더 낮음, 구별됨",
  higher: "더 높음, 구별됨",
  alike: "구별되지 않음",
  onePair: "시드 하나: 구간 없음",
  noPair: "같은 시드 없음",
  notFinite: "유한하지 않음",
  noRow: "아직 기록 없음",
  atStep: "스텝 {{step}}",
  betweenSteps: "스텝 {{from}}–{{to}}",
  diverged: "{{all}}개 중 {{count}}개 발산",
  divergedAlone: "발산",
  reached: "{{all}}개 중 {{count}}개 도달",
  notYet: "아직 도달하지 않음",
  never: "도달하지 않음",
  about: "약 {{value}}초",
  afterEnd: "끝나면 알 수 있음",
  unknown: "알 수 없음",
  failed: "비교를 읽지 못했습니다: {{detail}}",
  meanNote:
    "목표까지 스텝 수: 배치 하나씩의 기록 가운데 최근 {{window}}개의 평균이 목표에 처음 이른 스텝입니다.",
  rowNote: "목표까지 스텝 수: 목표에 처음 이른 기록의 스텝입니다.",
  medianNote: "한 변형의 실행들에 대한 중앙값이며, 이르지 못한 실행은 가장 오래 걸린 것으로 봅니다.",
  secondsNote:
    "시간: 그 스텝 수를 실행의 평균 속도로 나눈 어림값이며, 컴퓨터에서 함께 돌던 다른 작업에 따라서도 달라집니다.",
  seedsNote: "시드가 하나뿐이면 차이가 우연일 수 있습니다. 시드를 늘리면 변형을 구별할 수 있습니다.",
};
