/** The server's complaints about the draft, handed to the fields that they are about. */
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { FieldProblem } from "../../protocol/types";

const Problems = createContext<readonly FieldProblem[]>([]);

export function ProblemsProvider({
  problems,
  children,
}: {
  problems: readonly FieldProblem[];
  children: ReactNode;
}) {
  return <Problems.Provider value={problems}>{children}</Problems.Provider>;
}

/** What is wrong at any of these paths or below them; null where nothing is. */
export function useProblem(...paths: readonly string[]): string | null {
  const problems = useContext(Problems);
  const key = paths.join(" ");
  return useMemo(() => {
    const wanted = key.split(" ");
    const found = problems.filter((problem) => wanted.some((path) => isAt(problem.path, path)));
    return found.length === 0 ? null : found.map(sentenceOf).join(" ");
  }, [problems, key]);
}

/** The complaints that no field of the composer shows. */
export function unplaced(
  problems: readonly FieldProblem[],
  shown: readonly string[],
): readonly FieldProblem[] {
  return problems.filter((problem) => !shown.some((path) => isAt(problem.path, path)));
}

function isAt(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`);
}

/** The message without the path in front of it, which the field says already. */
export function sentenceOf({ path, message }: FieldProblem): string {
  return message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
}
