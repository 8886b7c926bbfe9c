"use client";

import { createContext, useContext } from "react";

export interface FieldControl {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
}

export const FieldContext = createContext<FieldControl>({});

/** The id and aria attributes a control takes from the Field around it; what the control says itself wins. */
export function useFieldControl(own: FieldControl): FieldControl {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field.id,
    "aria-describedby": own["aria-describedby"] ?? field["aria-describedby"],
    "aria-invalid": own["aria-invalid"] ?? field["aria-invalid"],
    "aria-required": own["aria-required"] ?? field["aria-required"],
  };
}
