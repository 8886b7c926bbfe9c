import { toast } from "@/components/ui/toast";

/** For a file that the queue did not take because it has it. */
export function alreadyHere(file: File): void {
  toast(`“${file.name}” is already in your list of uploads.`);
}
