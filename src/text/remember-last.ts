/** Keeps what was read of the last keys: comments come by the thousand under one question. */
export function rememberLast<T>(most: number, read: (key: string) => T): (key: string) => T {
  const remembered = new Map<string, T>();
  return (key) => {
    const known = remembered.get(key);
    if (known !== undefined) return known;
    if (remembered.size >= most) remembered.clear();
    const value = read(key);
    remembered.set(key, value);
    return value;
  };
}
