/** The shapes the API speaks, by the names the site calls them; all come from schema.d.ts, which `make api-types` writes. */

import type { components, paths } from "./schema";

type Schemas = components["schemas"];

/** What a call sends, by its name in the API's document. */
export type RequestBody<Name extends keyof Schemas> = Schemas[Name];

/** The addresses the API knows; those about one thing still hold its `{place_holder}`. */
export type ApiPath = keyof paths;

export type FieldProblem = Schemas["FieldError"];

export type Me = Schemas["Me"];
export type LoginResult = Schemas["LoginResult"];
export type MailedTo = Schemas["MailedTo"];
export type AuthConfig = Schemas["Config"];
export type TotpEnrolment = Schemas["TotpSecret"];
export type RecoveryCodes = Schemas["RecoveryCodes"];

export type Upload = Schemas["Upload"];
export type UnfinishedUploads = Schemas["Uploads"];
export type UploadedPart = Schemas["UploadedPart"];
export type SignedPart = Schemas["SignedPart"];
export type SignedParts = Schemas["SignedParts"];

export type Video = Schemas["Video"];
export type VideoPage = Schemas["VideoPage"];
export type PosterCandidate = Schemas["Candidate"];
export type VideoState = Video["state"];
export type Visibility = Video["visibility"];

export type Playback = Schemas["Playback"];
