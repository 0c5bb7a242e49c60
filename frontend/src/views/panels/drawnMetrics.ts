/** The metrics over steps that have a panel of their own. */

export const EVALUATION_MODE = "loss/train_evaluation_mode";

/** What each choice of the learning curves draws, solid and marked. */
export const LEARNING = {
  loss: ["loss/train", "loss/validation"],
  accuracy: ["accuracy/train", "accuracy/validation"],
  modes: ["loss/train", EVALUATION_MODE],
} as const;

/** What is measured where curvature is asked for, in the order of the choice. */
export const CURVATURE = [
  "sharpness",
  "preconditioned_sharpness",
  "hessian_trace",
  "gradient_noise_scale",
  "example_gradient_norm/median",
  "example_gradient_norm/max",
] as const;
