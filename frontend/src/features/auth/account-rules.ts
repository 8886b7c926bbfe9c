/** What a good email, password, name and code look like; the server has the last word. */
import * as z from "zod/mini";
import { atMost } from "@/lib/form-rules";

const MOST_PASSWORD = 256;
export const LEAST_PASSWORD = 10;

export const email = z.string().check(
  z.trim(),
  z.minLength(1, "Enter your email address."),
  z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/, "That does not look like an email address."),
);

/** Length is what makes a password strong (NIST SP 800-63B): no rules about digits or capitals. */
export const newPassword = z.string().check(
  z.minLength(1, "Choose a password."),
  z.minLength(LEAST_PASSWORD, `Use at least ${LEAST_PASSWORD} characters. A few words in a row are easy to remember.`),
  z.maxLength(MOST_PASSWORD, `Use at most ${MOST_PASSWORD} characters.`),
);

/** An old password may be shorter than today's rule: only ask that there is one. */
export const knownPassword = z.string().check(z.minLength(1, "Enter your password."));

export const displayName = z.string().check(
  z.trim(),
  z.minLength(1, "Enter the name that others will see."),
  atMost(60),
);

export const code = z.string().check(
  z.minLength(1, "Enter the code."),
  z.regex(/^\d{6}$/, "The code has six digits."),
);

export const recoveryCode = z.string().check(z.trim(), z.minLength(1, "Enter one of your recovery codes."));
