/** Parameters of a member that have a field of their own beside the member's. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  optimizer: ["learning_rate"],
  dataset: ["batch_size", "validation_fraction", "label_noise", "standardize", "split"],
};

export function elsewhere(path: string): readonly string[] {
  return ELSEWHERE[path] ?? [];
}
