/** Elements as one listbox: a single tab stop, arrows between them, a click or Enter opens. */

import { html } from "../_kit/dom";
import { isChord, nextIndex } from "../_kit/keyboard";

export interface Option {
  key: string;
  /** What [ and ] look for. */
  number: number | null;
  element: HTMLElement;
}

export interface ListBox {
  element: HTMLElement;
  /** Whoever stands on an option stays there. */
  show(name: string, options: Option[]): void;
  focus(key?: string): void;
}

export function createListBox(looks: string, open: (key: string) => void, signal: AbortSignal): ListBox {
  const element = html("div", { class: looks, role: "listbox" });
  let options: Option[] = [];
  let current = 0;

  const rove = (index: number): void => {
    current = index;
    options.forEach(({ element: option }, at) => {
      option.tabIndex = at === index ? 0 : -1;
    });
  };
  const focus = (index: number): void => {
    rove(index);
    options[index]?.element.focus();
  };
  const indexOf = (target: EventTarget | null): number => options.findIndex((option) => option.element.contains(target as Node));
  const onKey = (event: KeyboardEvent): void => {
    const index = indexOf(event.target);
    if (index < 0 || isChord(event)) return;
    const target = nextIndex(event.key, index, options.map(({ number }) => number));
    if (target !== null) focus(target);
    else if (event.key === "Enter" || event.key === " ") open(options[index]?.key ?? "");
    else return;
    event.preventDefault();
  };
  const onClick = ({ target }: MouseEvent): void => {
    const index = indexOf(target);
    if (index < 0) return;
    focus(index);
    open(options[index]?.key ?? "");
  };
  element.addEventListener("keydown", onKey, { signal });
  element.addEventListener("click", onClick, { signal });

  return {
    element,
    show: (name, next) => {
      const hadFocus = element.contains(document.activeElement);
      const key = options[current]?.key;
      options = next;
      element.ariaLabel = name;
      element.replaceChildren(...options.map((option) => option.element));
      rove(Math.max(0, options.findIndex((option) => option.key === key)));
      if (hadFocus) options[current]?.element.focus({ preventScroll: true });
    },
    focus: (key) => focus(key === undefined ? current : Math.max(0, options.findIndex((option) => option.key === key))),
  };
}
