/** The server's complaints about the draft, handed to the fields that they are about. */
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { problemText } from "../../i18n/problem-texts";
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

/** What is wrong at any of these paths or below them; null where nothing is. "!path" leaves one below out. */
export function useProblem(...paths: readonly string[]): string | null {
  const problems = useContext(Problems);
  const key = paths.join(" ");
  return useMemo(() => {
    const wanted = key.split(" ").filter((path) => !path.startsWith("!"));
    const left = key.split(" ").flatMap((path) => (path.startsWith("!") ? [path.slice(1)] : []));
    const found = problems.filter(
      (problem) =>
        wanted.some((path) => isAt(problem.path, path)) && !left.some((path) => isAt(problem.path, path)),
    );
    return found.length === 0 ? null : found.map(problemText).join(" ");
  }, [problems, key]);
}

/** Whether anything is wrong at one of these paths or below. */
export function anyAt(problems: readonly FieldProblem[], paths: readonly string[]): boolean {
  return problems.some((problem) => paths.some((path) => isAt(problem.path, path)));
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
