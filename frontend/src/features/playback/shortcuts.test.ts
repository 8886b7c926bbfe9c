import { commandFor, isForPlayer } from "./shortcuts";

test.each([
  ["k", { kind: "toggle-play" }],
  ["K", { kind: "toggle-play" }],
  [" ", { kind: "toggle-play" }],
  ["j", { kind: "seek-by", seconds: -10 }],
  ["ArrowRight", { kind: "seek-by", seconds: 5 }],
  ["7", { kind: "seek-to", fraction: 0.7 }],
  [">", { kind: "speed-by", steps: 1 }],
  ["?", { kind: "help" }],
  ["q", null],
  ["F5", null],
])("%p", (key, command) => expect(commandFor({ key })).toEqual(command));

test("the browser keeps its own shortcuts", () => {
  expect(commandFor({ key: "l", ctrlKey: true })).toBeNull();
  expect(commandFor({ key: "f", metaKey: true })).toBeNull();
  expect(commandFor({ key: "ArrowLeft", altKey: true })).toBeNull();
});

function path(html: string): EventTarget[] {
  document.body.innerHTML = html;
  const chain: EventTarget[] = [];
  for (let at = document.querySelector("[data-focus]"); at; at = at.parentElement) chain.push(at);
  return [...chain, document, window];
}

test.each([
  ["the page", "<main data-focus></main>", "k", true],
  ["a text field", "<input data-focus>", "k", false],
  ["a text area", "<textarea data-focus></textarea>", " ", false],
  ["an editor", "<div contenteditable='true'><p data-focus></p></div>", "k", false],
  ["an open dialog", "<div role='dialog'><button data-focus></button></div>", "k", false],
  ["a menu", "<div role='menu'><div role='menuitem' data-focus></div></div>", "ArrowLeft", false],
  ["a button, letter", "<button data-focus></button>", "k", true],
  ["a button, space", "<button data-focus></button>", " ", false],
  ["a link, space", "<a href='/' data-focus></a>", " ", false],
  ["a slider, arrow", "<input type='range' data-focus>", "ArrowLeft", false],
  ["a slider, letter", "<input type='range' data-focus>", "m", true],
])("focus on %s", (_where, html, key, meant) => expect(isForPlayer(key, path(html), false)).toBe(meant));

test("keys that scroll are the player's only when it has the focus", () => {
  const page = path("<main data-focus></main>");
  expect(isForPlayer("ArrowDown", page, false)).toBe(false);
  expect(isForPlayer("ArrowDown", page, true)).toBe(true);
});
