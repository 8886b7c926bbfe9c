/** Joins zod schemas to react-hook-form, and lays the server's field messages over a form. */
import type { FieldErrors, FieldValues, Path, Resolver, UseFormSetError } from "react-hook-form";
import * as z from "zod/mini";
import { asProblem, type ApiProblem } from "./problem";

/** Characters as the API counts them (code points), not UTF-16 units: an emoji is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

export function atMost(characters: number) {
  return z.refine<string>((text) => lengthOf(text) <= characters, `Use at most ${characters} characters.`);
}

/** The first message of each field is the one that people see. */
export function rulesOf<T extends FieldValues>(schema: z.ZodMiniType<T, T>): Resolver<T> {
  return (values) => {
    const result = schema.safeParse(values);
    if (result.success) return { values: result.data, errors: {} };
    const errors: Record<string, { type: string; message: string }> = {};
    for (const issue of result.error.issues) {
      errors[String(issue.path[0] ?? "root")] ??= { type: issue.code ?? "rule", message: issue.message };
    }
    return { values: {}, errors: errors as FieldErrors<T> };
  };
}

/**
 * Shows at each of `fields` what the server says about it, and focuses the first.
 * Answers with the problem when some of it belongs to the form as a whole, else null.
 */
export function placeProblem<T extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<T>,
  fields: readonly Path<T>[],
): ApiProblem | null {
  const problem = asProblem(error);
  const named = fields.filter((field) => problem.fieldMessage(field));
  named.forEach((field, index) => {
    setError(field, { type: "server", message: problem.fieldMessage(field) }, { shouldFocus: index === 0 });
  });
  return named.length > 0 ? null : problem;
}
