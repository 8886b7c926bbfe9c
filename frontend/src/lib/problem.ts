/** What the API says when it says no (RFC 9457), as one error class that carries a sentence for people. */

import type { FieldProblem } from "./types";

interface ProblemFields {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: FieldProblem[];
  extras?: Record<string, unknown>;
}

export class ApiProblem extends Error {
  /** The HTTP status; 0 when no answer came at all. */
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldProblem[];
  /** Extension members, such as `missing_parts` or `retry_after`. */
  readonly extras: Record<string, unknown>;

  constructor(fields: ProblemFields) {
    super(fields.detail);
    this.name = "ApiProblem";
    this.status = fields.status;
    this.code = fields.code;
    this.title = fields.title;
    this.detail = fields.detail;
    this.errors = fields.errors ?? [];
    this.extras = fields.extras ?? {};
  }

  /** Whether trying the same call again later can help. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** Seconds the server asks us to wait, if it said so. */
  get retryAfter(): number | null {
    const seconds = Number(this.extras.retry_after);
    return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  }

  /** The message for one form field, if the server named it. */
  fieldMessage(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

const STANDARD = new Set(["type", "title", "status", "detail", "code", "instance", "errors"]);

const FALLBACK: Record<number, string> = {
  401: "Please sign in to do that.",
  403: "You may not do that.",
  404: "We could not find that.",
  413: "That is too large to send.",
  429: "That was a bit too fast. Please wait a moment and try again.",
};

function fallbackDetail(status: number): string {
  if (status >= 500) return "Something went wrong on our side. Please try again in a moment.";
  return FALLBACK[status] ?? "That did not work. Please try again.";
}

function text(value: unknown, fallback: string): string {
  return typeof value === "string" && value !== "" ? value : fallback;
}

/** Reads a failed response, whatever it holds: problem+json, other JSON, an HTML error page or nothing. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const parsed: unknown = await response.json().catch(() => null);
  const body = parsed !== null && typeof parsed === "object" ? (parsed as Record<string, unknown>) : {};
  const extras = Object.fromEntries(Object.entries(body).filter(([key]) => !STANDARD.has(key)));
  extras.retry_after ??= response.headers.get("Retry-After") ?? undefined;
  return new ApiProblem({
    status: response.status,
    code: text(body.code, `http_${response.status}`),
    title: text(body.title, "That did not work"),
    detail: text(body.detail, fallbackDetail(response.status)),
    errors: Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : [],
    extras,
  });
}

/** The problem for a call that never got an answer. */
export function networkProblem(): ApiProblem {
  const offline = typeof navigator !== "undefined" && navigator.onLine === false;
  return new ApiProblem({
    status: 0,
    code: offline ? "offline" : "network",
    title: offline ? "You are offline" : "No connection",
    detail: offline
      ? "You are offline. Check your connection and try again."
      : "We could not reach Footlight. Check your connection and try again.",
  });
}

/** Any thrown thing as an ApiProblem, so that pages can always show `detail`. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({
    status: -1,
    code: "unexpected",
    title: "Something went wrong",
    detail: "Something unexpected happened. Please try again.",
    extras: { cause: error },
  });
}
