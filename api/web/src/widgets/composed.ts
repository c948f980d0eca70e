// What a widget makes of what was put in: an answer to send, or what is still wrong, in plain words.

export type Composed = { answer: string; fault?: undefined } | { answer?: undefined; fault: string };

export const answered = (answer: string): Composed => ({ answer });
export const wrong = (fault: string): Composed => ({ fault });

/** Without spaces, full-width characters as narrow ones: input methods write 「１２０」. */
export const narrow = (typed: string): string => typed.normalize("NFKC").replace(/\s/g, "");
