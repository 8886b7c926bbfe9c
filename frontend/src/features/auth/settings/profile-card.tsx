"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormProblem } from "@/components/ui/form-problem";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { placeProblem, rulesOf } from "@/lib/form-rules";
import type { ApiProblem } from "@/lib/problem";
import { useSession } from "@/lib/session";
import type { Me } from "@/lib/types";
import { displayName } from "../account-rules";
import { authApi } from "../api";
import { AvatarEditor } from "./avatar-editor";

const schema = z.object({ display_name: displayName });

export function ProfileCard({ me }: { me: Me }) {
  const setUser = useSession((state) => state.setUser);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useForm({ resolver: rulesOf(schema), values: { display_name: me.display_name } });
  const { errors, isSubmitting, isDirty } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setProblem(null);
    try {
      setUser(await authApi.rename(values.display_name));
      toast.success("Your name is saved.");
    } catch (error) {
      setProblem(placeProblem(error, form.setError, ["display_name"]));
    }
  });

  return (
    <Card title="Profile" description="How others see you, beside your videos.">
      <div className="flex flex-col gap-7">
        <AvatarEditor me={me} />
        <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
          <FormProblem problem={problem} />
          <Field label="Name" error={errors.display_name?.message} required>
            <Input autoComplete="nickname" {...form.register("display_name")} />
          </Field>
          <Field label="Email" hint="Only you and the people who run this site can see it.">
            <Input type="email" value={me.email} readOnly className="bg-raised text-muted" />
          </Field>
          <Button type="submit" className="self-start" loading={isSubmitting} disabled={!isDirty}>
            Save name
          </Button>
        </form>
      </div>
    </Card>
  );
}
