/** What the details of a video may be; the API says the same. */
import * as z from "zod/mini";
import { atMost, lengthOf } from "@/lib/form-rules";

export const MOST_TITLE = 100;
export const MOST_DESCRIPTION = 5000;
const MOST_TAGS = 20;
const MOST_TAG = 40;

export const videoRules = z.object({
  title: z.string().check(
    z.trim(),
    z.minLength(1, "Give the video a title."),
    atMost(MOST_TITLE),
  ),
  description: z.string().check(atMost(MOST_DESCRIPTION)),
  tags: z.array(z.string()).check(
    z.maxLength(MOST_TAGS, `Use at most ${MOST_TAGS} tags.`),
    z.refine((tags) => (tags as string[]).every((tag) => lengthOf(tag) <= MOST_TAG), `A tag may have at most ${MOST_TAG} characters.`),
  ),
  visibility: z.enum(["public", "unlisted", "private"]),
});
