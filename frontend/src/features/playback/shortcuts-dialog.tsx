import { Dialog } from "@/components/ui/dialog";
import { SHORTCUT_LIST } from "./shortcuts";

/** The list of keys behind "?". */
export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <dl className="divide-y">
        {SHORTCUT_LIST.map(({ keys, does }) => (
          <div key={does} className="flex items-center justify-between gap-4 py-2 text-sm">
            <dt className="order-2 flex shrink-0 gap-1.5">
              {keys.map((key) => (
                <kbd key={key} className="grid h-7 min-w-7 place-items-center rounded-md border bg-raised px-2 font-mono text-xs text-ink">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-muted">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
