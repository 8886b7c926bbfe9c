/** The calls of /api/uploads; the engine sees them as its `UploadsApi`. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api";
import type { RequestBody, SignedParts, UnfinishedUploads, Upload } from "@/lib/types";
import { endpoints } from "@/lib/urls";
import type { UploadsApi } from "./engine/contract";

const paths = endpoints.uploads;

export const uploadsApi: UploadsApi = {
  create: (promise, signal) => apiFetch<Upload>(paths.all, { method: "POST", body: promise, signal }),
  get: (uploadId, signal) => apiFetch<Upload>(paths.one(uploadId), { signal }),
  sign: async (uploadId, parts, signal) => {
    const body: RequestBody<"PartsToSign"> = { parts };
    return (await apiFetch<SignedParts>(paths.parts(uploadId), { method: "POST", body, signal })).parts;
  },
  complete: (uploadId, parts, signal) => {
    const body: RequestBody<"Completion"> = { parts };
    return apiFetch<Upload>(paths.complete(uploadId), { method: "POST", body, signal });
  },
  cancel: (uploadId) => apiFetch(paths.one(uploadId), { method: "DELETE" }),
};

const unfinishedKey = ["uploads", "unfinished"] as const;

/** My uploads that never finished, from this browser or another. */
export function useUnfinishedUploads() {
  return useQuery({
    queryKey: unfinishedKey,
    queryFn: async ({ signal }) => (await apiFetch<UnfinishedUploads>(paths.all, { signal })).items,
    // What this page itself has under way changes the list all the time: ask on each visit.
    staleTime: 0,
  });
}

export function useDiscardUpload() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (uploadId: string) => uploadsApi.cancel(uploadId),
    onSuccess: () => client.invalidateQueries({ queryKey: unfinishedKey }),
  });
}
