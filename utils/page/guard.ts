/** A page may send its form a moment after the last write. */
const LINGER_MS = 1500;
/** A press of the person is the cause of what the page does for so long. */
const GESTURE_MS = 1000;

const BUTTONS =
  'button, a[href], input[type="submit"], input[type="button"], input[type="image"], [role="button"], mg-button';

/**
 * While we write, the page sends nothing by itself: only what the person presses is let through, and
 * then nothing more is written. Listens to nothing the rest of the time.
 */
export class Guard {
  #holders = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOn = false;
  #pressedAt = Number.NEGATIVE_INFINITY;
  /** How often the page was kept from sending itself in this operation. */
  held = 0;
  /** The page is being sent or left, by the person or in a way that cannot be stopped. */
  isLeaving = false;

  /** Guards the page while something is written, and a moment longer. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    this.#holders++;
    clearTimeout(this.#timer);
    this.#start();
    try {
      return await act();
    } finally {
      if (--this.#holders === 0) this.#timer = setTimeout(() => this.#stop(), LINGER_MS);
    }
  }

  /** Another operation begins. */
  forget(): void {
    this.isLeaving = false;
    this.held = 0;
  }

  #start(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    for (const type of ['click', 'keydown']) addEventListener(type, this.#noteGesture, true);
    addEventListener('submit', this.#onSubmit, true);
    addEventListener('beforeunload', this.#onUnload);
    navigationOf()?.addEventListener('navigate', this.#onNavigate);
  }

  #stop(): void {
    this.#isOn = false;
    for (const type of ['click', 'keydown']) removeEventListener(type, this.#noteGesture, true);
    removeEventListener('submit', this.#onSubmit, true);
    removeEventListener('beforeunload', this.#onUnload);
    navigationOf()?.removeEventListener('navigate', this.#onNavigate);
  }

  /** Her own press of something that can send: in a field, a click or a letter sends nothing. */
  readonly #noteGesture = (event: Event) => {
    if (!event.isTrusted) return;
    const pressed =
      event instanceof KeyboardEvent
        ? event.key === 'Enter'
        : event.composedPath().some((one) => one instanceof Element && one.matches(BUTTONS));
    if (pressed) this.#pressedAt = performance.now();
  };

  get #isHers(): boolean {
    return performance.now() - this.#pressedAt <= GESTURE_MS;
  }

  readonly #onSubmit = (event: Event) => {
    if (this.#isHers) this.isLeaving = true;
    else this.#hold(event);
  };

  /** `form.submit()` is told by no other event, where the browser tells it at all. */
  readonly #onNavigate = (event: NavigateEvent) => {
    if (event.destination.sameDocument || !event.cancelable || !isSending(event)) return;
    if (event.userInitiated || this.#isHers) this.isLeaving = true;
    else this.#hold(event);
  };

  readonly #onUnload = () => {
    this.isLeaving = true;
  };

  #hold(event: Event): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.held++;
  }
}

/** Not in every browser. */
const navigationOf = (): Navigation | null => ('navigation' in window ? window.navigation : null);

/** A form goes away, with its values in the body of the request or in the address. */
const isSending = ({ formData, destination }: NavigateEvent): boolean => {
  if (formData !== null) return true;
  const target = withoutQuery(destination.url);
  return [...document.getElementsByTagName('form')].some(
    (form) => withoutQuery(new URL(form.getAttribute('action') ?? '', location.href).href) === target,
  );
};

const withoutQuery = (address: string): string => address.replace(/[?#].*$/, '');
