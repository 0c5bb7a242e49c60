import type { surfacesEn } from "./en.surfaces";
import type { Texts } from "./texts";

/** Texts of the surfaces' page, in Korean. */
export const surfacesKo: Texts<typeof surfacesEn> = {
  title: "곡면 위의 최적화 경로",
  presets: {
    six: {
      title: "골짜기 위의 여섯 규칙",
      caption:
        "같은 점에서 출발한 여섯 규칙입니다. 튀는 것, 지나쳤다 돌아오는 것, 곧장 가는 것을 견주어 보세요.",
    },
    early: {
      title: "방향을 일찍 바로잡는 AdaGrad",
      caption:
        "일반 경사 하강법은 먼저 골짜기로 떨어진 뒤 바닥을 따라 천천히 나아갑니다. AdaGrad는 방향마다 그 기울기로 나누므로 처음 몇 걸음부터 최솟값을 향합니다.",
    },
    rosenbrock: {
      title: "굽은 골짜기를 따라서",
      caption:
        "로젠브록 골짜기의 바닥은 모두 금세 찾습니다. 시간이 걸리는 것은 굽은 바닥을 따라가는 일입니다.",
    },
    saddle: {
      title: "안장점 벗어나기",
      caption:
        "일반 경사 하강법은 기울기가 사라지는 안장점까지 다가가 오래 머뭅니다. AdaGrad, RMSProp, Adam은 훨씬 일찍 비켜 갑니다.",
    },
    minima: {
      title: "여러 개의 최솟값",
      caption:
        "깊이가 같은 최솟값이 넷이고 출발점은 하나입니다. 어디에 닿는지는 옵티마이저에 달려 있습니다. 다른 곳을 눌러 출발점을 옮겨 보세요.",
    },
    humps: {
      title: "얕은 최솟값에서 나오기",
      caption:
        "일반 경사 하강법은 처음 만난 최솟값에 머뭅니다. 모멘텀은 턱을 넘어 계속 나아가 깊은 최솟값에서 멈춥니다.",
    },
  },
  presetsLabel: "예제",
  surface: "곡면",
  settings: "그릴 내용",
  run: "스텝과 잡음",
  expression: "f(x, y) =",
  expressionHint:
    "x, y, 숫자, pi, e, + − * / ^, 괄호, sqrt exp log sin cos tan sinh cosh tanh atan abs min max",
  expressionAt: "{{position}}번째 글자: {{what}}",
  expressionEnd: "끝",
  expressionWrong: {
    expression_syntax: "여기에는 {{got}}이(가) 올 수 없습니다.",
    expression_name: "{{got}}은(는) 알 수 없는 이름입니다.",
    expression_character: "{{got}}은(는) 쓸 수 없는 글자입니다.",
    expression_arguments: "{{got}}의 인수 개수가 맞지 않습니다.",
    expression_not_finite: "{{got}}에서 유한한 수가 나오지 않습니다.",
    expression_exponent: "지수는 −20에서 20까지 쓸 수 있습니다: {{got}}",
    expression_too_large: "너무 길거나 괄호가 너무 많습니다. {{got}}부터 한도를 넘습니다.",
  },
  start: "출발점",
  startHint: "그림을 누르거나 끌어서, 그림 위에서 화살표 키로, 또는 숫자를 입력해 옮깁니다.",
  startOf: "출발점의 {{axis}}",
  reset: "곡면의 기본값으로",
  range: "범위",
  rangeFrom: "{{axis}} 시작",
  rangeTo: "{{axis}} 끝",
  steps: "스텝",
  noise: "기울기 잡음",
  noiseHint:
    "매 스텝 기울기의 두 성분에 더하는 값의 표준편차입니다. 같은 스텝에서는 모든 옵티마이저에 같은 값을 더합니다.",
  seed: "잡음의 시드",
  schedule: "스케줄",
  optimizers: "옵티마이저",
  optimizer: "옵티마이저",
  add: "옵티마이저 추가",
  remove: "{{name}} 빼기",
  show: "{{name}} 보이기",
  hide: "{{name}} 숨기기",
  more: "{{name}}의 모든 매개변수",
  full: "옵티마이저는 최대 {{count}}개",
  drawing: "보기",
  drawings: { contour: "등고선", surface: "3차원" },
  plot: "곡면의 등고선과 옵티마이저의 경로입니다. 누르면 그곳에서 출발하고 화살표 키로 출발점을 옮깁니다.",
  plot3d: "3차원 곡면과 옵티마이저의 경로입니다. 끌어서 돌려 볼 수 있습니다.",
  no3d: "이 브라우저는 3차원(WebGL)을 그릴 수 없습니다. 등고선에서 같은 경로를 볼 수 있습니다.",
  where: "x {{x}}, y {{y}}, f {{z}}",
  levels: { log: "1 · 2 · 5 비율 간격의 등고선", linear: "같은 간격의 등고선" },
  keys: { start: "출발점", minimum: "알려진 최솟값", diverged: "발산" },
  player: "애니메이션",
  play: "재생",
  pause: "멈춤",
  step: "스텝",
  stepOf: "{{steps}}스텝 중 {{step}}",
  speed: "속도",
  loss: "스텝별 손실",
  lossAbove: "알려진 최솟값과의 차이",
  lossPlain: "f(x, y)",
  lossDefinition: "각 점에서의 함숫값이며 잡음은 들어가지 않습니다.",
  outside_one: "점 {{count}}개가 범위 밖에 있습니다",
  outside_other: "점 {{count}}개가 범위 밖에 있습니다",
  table: "{{step}}스텝에서의 위치",
  name: "옵티마이저",
  value: "f",
  final: "마지막 f",
  distance: "최솟값까지",
  distanceHint:
    "가장 가까운 알려진 최솟값까지의 거리입니다. 아래로 끝이 없는 함수나 직접 쓴 수식은 최솟값이 알려져 있지 않습니다.",
  diverged: "{{step}}스텝에서 발산",
  noValueAtStart:
    "출발점({{start}})에서 함수의 유한한 값이 없어 경로가 시작되지 않습니다. 다른 출발점을 고르세요.",
  outsideView: "그림 밖",
  calculation_too_long: "계산이 너무 오래 걸려 중단했습니다. 스텝 수를 줄이거나 수식을 단순하게 해 보세요.",
  calculation_busy: "서버가 다른 경로를 계산하고 있습니다. 잠시 뒤에 다시 시도하세요.",
  exactness:
    "학습에 쓰는 것과 같은 규칙을 float64로 계산합니다. 위치와 값은 각 규칙의 수식을 한 스텝씩 따른 것입니다.",
  loading: "계산을 시작하는 중…",
  failed: "경로를 그리지 못했습니다: {{detail}}",
  unreadable: "수식을 읽을 수 없습니다. 잘못된 곳을 수식 아래에 표시했습니다.",
  stale: "마지막으로 그린 경로를 보여 주고 있습니다.",
};
