/** What layers are called in full: on the page and in its panels alike. */
export const layersEn = { hidden: "hidden {{index}}", conv: "conv {{index}}", output: "output" } as const;
export const layersKo = { hidden: "은닉층 {{index}}", conv: "합성곱 {{index}}", output: "출력층" } as const;
