/**
 * A pure function of one text that remembers its answers: rules ask the same numbers many times over.
 * Answers are shared and must not be written. Forgets everything once `most` texts are known.
 */
export function memo<Answer extends object | string>(
  work: (text: string) => Answer,
  most = 20_000,
): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = work(text);
    if (known.size >= most) known.clear();
    known.set(text, answer);
    return answer;
  };
}
