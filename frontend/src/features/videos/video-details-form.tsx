"use client";

import { useState } from "react";
import { Controller, useForm, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { Input } from "@/components/ui/input";
import { TagInput } from "@/components/ui/tag-input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { cn } from "@/lib/cn";
import { lengthOf, placeProblem, rulesOf } from "@/lib/form-rules";
import type { ApiProblem } from "@/lib/problem";
import type { Video } from "@/lib/types";
import { useUpdateVideo, type VideoChange } from "./my-videos-api";
import { MOST_DESCRIPTION, MOST_TITLE, videoRules } from "./video-rules";
import { VisibilityChoice } from "./visibility-choice";

interface VideoDetailsFormProps {
  video: Video;
  onSaved?: (video: Video) => void;
  onCancel?: () => void;
}

/** Title, description, tags and visibility; under the upload as well as in the edit dialog. */
export function VideoDetailsForm({ video, onSaved, onCancel }: VideoDetailsFormProps) {
  const update = useUpdateVideo(video.video_id);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  // Only the first values count: a poll in the background must not wipe out what is being typed.
  const form = useForm<VideoChange>({ resolver: rulesOf(videoRules), defaultValues: changeable(video) });
  const { errors, isSubmitting, isDirty } = form.formState;
  const [title, description] = useWatch({ control: form.control, name: ["title", "description"] });

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      const change = changedIn(values, form.formState.defaultValues ?? {});
      const saved = await update.mutateAsync(change);
      form.reset(changeable(saved));
      toast.success("Saved.");
      onSaved?.(saved);
    } catch (error) {
      setProblem(placeProblem(error, form.setError, ["title", "description", "tags", "visibility"]));
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      <FormProblem problem={problem} />
      <Field label="Title" error={errors.title?.message} aside={<Counter text={title} most={MOST_TITLE} />} required>
        <Input autoComplete="off" {...form.register("title")} />
      </Field>
      <Field label="Description" error={errors.description?.message} aside={<Counter text={description} most={MOST_DESCRIPTION} />}>
        <Textarea rows={5} placeholder="What is it about?" {...form.register("description")} />
      </Field>
      <Controller
        control={form.control}
        name="tags"
        render={({ field }) => (
          <Field label="Tags" hint="Press Enter after each. They help people find the video." error={errors.tags?.message}>
            <TagInput value={field.value} onChange={field.onChange} onBlur={field.onBlur} placeholder="travel, music, tutorial" />
          </Field>
        )}
      />
      <Controller
        control={form.control}
        name="visibility"
        render={({ field }) => <VisibilityChoice value={field.value} onValueChange={field.onChange} />}
      />
      <div
        className={cn(
          "flex flex-wrap items-center justify-end gap-3",
          // In a dialog the form may be taller than the screen: saving stays in reach.
          onCancel && "sticky bottom-0 z-10 -mx-6 rounded-b-3xl border-t bg-surface px-6 py-4",
        )}
      >
        <span aria-live="polite" className="mr-auto text-sm text-muted">{isDirty ? "Not saved yet" : ""}</span>
        {onCancel && <Button variant="secondary" onClick={onCancel}>Cancel</Button>}
        <Button type="submit" loading={isSubmitting} disabled={!isDirty}>Save</Button>
      </div>
    </form>
  );
}

function changeable({ title, description, tags, visibility }: Video): VideoChange {
  return { title, description, tags, visibility };
}

/** What was not touched is not sent: another tab may have made the video private since this form was opened. */
function changedIn(values: VideoChange, before: object): Partial<VideoChange> {
  const old = new Map(Object.entries(before));
  const touched = Object.entries(values).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(old.get(field)));
  return Object.fromEntries(touched);
}

/** Only speaks up when the end is near. */
function Counter({ text, most }: { text: string; most: number }) {
  const length = lengthOf(text);
  if (length < most * 0.8) return null;
  return <span className={length > most ? "tabular-nums text-danger-ink" : "tabular-nums"}>{length} / {most}</span>;
}
