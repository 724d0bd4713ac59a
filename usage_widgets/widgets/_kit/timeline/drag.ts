/** From a press to its release. */

type Follow = (event: PointerEvent) => void;

/** `start` gives what follows the pointer; it is called for the press too. Focus goes to what is pressed. */
export function dragged(element: HTMLElement, start: (press: PointerEvent) => Follow): void {
  let follow: Follow | null = null;
  const stop = (): void => {
    follow = null;
  };
  element.addEventListener("pointerdown", (press) => {
    if (press.button) return;
    press.preventDefault(); // or the browser selects text
    element.setPointerCapture(press.pointerId);
    (press.target as HTMLElement).focus({ preventScroll: true });
    follow = start(press);
    follow(press);
  });
  element.addEventListener("pointermove", (event) => follow?.(event));
  element.addEventListener("pointerup", stop);
  element.addEventListener("pointercancel", stop);
}
