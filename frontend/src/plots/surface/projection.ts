/**
 * Where a place in the three-dimensional drawing lies on the screen. Plotly tells the matrices of its camera to nobody, so
 * they are read where it keeps them; its version is pinned, and without them there are no paths rather than wrong ones.
 */

/** Column-major 4 × 4 matrices, as WebGL has them, and the factors by which Plotly scales the data first. */
export interface Camera {
  readonly model: ArrayLike<number>;
  readonly view: ArrayLike<number>;
  readonly projection: ArrayLike<number>;
  readonly scale: readonly [number, number, number];
}

interface Drawn extends HTMLElement {
  readonly _fullLayout?: {
    readonly scene?: {
      readonly _scene?: {
        readonly glplot?: { readonly cameraParams?: Omit<Camera, "scale"> };
        readonly dataScale?: Camera["scale"];
      };
    };
  };
}

/** The camera of a drawing; null while there is none. */
export function cameraOf(element: HTMLElement): Camera | null {
  const scene = (element as Drawn)._fullLayout?.scene?._scene;
  const matrices = scene?.glplot?.cameraParams;
  if (!matrices?.model || !matrices.view || !matrices.projection || !scene?.dataScale) return null;
  return { ...matrices, scale: scene.dataScale };
}

/** One matrix for all: data to clip coordinates. */
export function wholeOf({ model, view, projection, scale }: Camera): Float64Array {
  const scaling = [scale[0], 0, 0, 0, 0, scale[1], 0, 0, 0, 0, scale[2], 0, 0, 0, 0, 1];
  return product(projection, product(view, product(model, scaling)));
}

/** The pixel of a place, from the top left of a drawing of that size. */
export function pixelOf(
  whole: Float64Array,
  [x, y, z]: readonly [number, number, number],
  width: number,
  height: number,
): [number, number] {
  const row = (at: number) =>
    (whole[at] as number) * x +
    (whole[4 + at] as number) * y +
    (whole[8 + at] as number) * z +
    (whole[12 + at] as number);
  const depth = row(3);
  return [(0.5 + (0.5 * row(0)) / depth) * width, (0.5 - (0.5 * row(1)) / depth) * height];
}

function product(left: ArrayLike<number>, right: ArrayLike<number>): Float64Array {
  const result = new Float64Array(16);
  for (let column = 0; column < 4; column++)
    for (let row = 0; row < 4; row++)
      for (let inner = 0; inner < 4; inner++)
        result[4 * column + row] =
          (result[4 * column + row] as number) +
          (left[4 * inner + row] as number) * (right[4 * column + inner] as number);
  return result;
}
