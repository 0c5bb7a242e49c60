/** A sentence in which names of the interface stand between backticks. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no name, and never move
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}
