/** A theme's place among the others. */
export interface TreePlace<T> {
  theme: T;
  isPart: boolean;
  /** Whether it stands first or last among those under the same parent. */
  isFirst: boolean;
  isLast: boolean;
}

/** Themes in the order of the frame, each followed by those that are part of it. */
export function treeOf<T extends { key: string; parent: string | null }>(
  themes: readonly T[],
): TreePlace<T>[] {
  const under = (parent: string | null) => themes.filter((theme) => theme.parent === parent);
  const places = (family: readonly T[], isPart: boolean): TreePlace<T>[] =>
    family.map((theme, at) => ({
      theme,
      isPart,
      isFirst: at === 0,
      isLast: at === family.length - 1,
    }));
  return places(under(null), false).flatMap((place) => [
    place,
    ...places(under(place.theme.key), true),
  ]);
}
