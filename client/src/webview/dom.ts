// Makes elements of the page: texts are set as text, and only attributes that cannot run or load anything are set.
// It must never turn a text into markup.

export type Child = Node | string | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Attributes by which an element could run a script, load something, or escape the policy of styles. */
const forbidden = /^(?:on|style$|src|href$|action$|formaction$|xlink|data$)/;

/** An element with attributes and children; `true` is an attribute without a value, `false` and undefined are none. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

/** The same for a drawing. */
export function shape<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  setAttributes(made, attributes);
  append(made, children);
  return made;
}

/** Sets attributes; false and undefined take one away. Throws where an attribute could do more than be seen. */
export function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (forbidden.test(name)) throw new Error(`The attribute ${name} is not for the preview.`);
    if (value === undefined || value === false) target.removeAttribute(name);
    else target.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Puts children in the place of all that an element holds. */
export function replace(target: Element, ...children: readonly Child[]): void {
  target.replaceChildren(...children.filter((child) => child !== undefined));
}

/**
 * Draws anew without taking the focus away: the element with the same `data-key` gets it again. A page that has not the focus itself
 * must not ask for it: it would take it from the text in which somebody is typing.
 */
export function keepFocus(target: HTMLElement, draw: () => void): void {
  const key = target.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : undefined;
  draw();
  if (key == null || !document.hasFocus()) return;
  const again = [...target.querySelectorAll<HTMLElement>('[data-key]')].find((each) => each.dataset['key'] === key);
  again?.focus({ preventScroll: true });
}

/** The last call of a burst is carried out, this long after it. */
export function debounced<T extends readonly unknown[]>(
  ms: number,
  action: (...values: T) => void,
): (...values: T) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), ms);
  };
}

function append(target: Element, children: readonly Child[]): void {
  target.append(...children.filter((child) => child !== undefined));
}
