// What the server makes of a form as it stands: the page that it answers, where it is still the last one asked.
let asked;

export async function askAgain(address, fields) {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'text/html' },
      signal,
    });
    // Signed out, or what it is about is gone: saving will say so.
    if (answer.status !== 200 && answer.status !== 422) return undefined;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return signal.aborted ? undefined : page;
  } catch (error) {
    if (!signal.aborted) throw error;
    return undefined;
  }
}
