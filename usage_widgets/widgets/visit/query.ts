/** The query of an address, of which only a part is ours. */

/** The query with our parameters replaced by `own`, which comes first; all others stay letter by letter. */
export function withOwn(search: string, names: string[], own: string): string {
  const ours = new Set(names);
  const others = parts(search).filter((part) => !ours.has(nameOf(part)));
  const all = [...parts(own), ...others];
  return all.length ? `?${all.join("&")}` : "";
}

/** Whether a query has parameters of ours. */
export function hasOwn(search: string, names: string[]): boolean {
  return withOwn(search, names, "") !== withOwn(search, [], "");
}

function parts(query: string): string[] {
  return query.replace(/^\?/, "").split("&").filter(Boolean);
}

/** The name of a parameter as it is meant; one that is written wrongly is nobody's. */
function nameOf(part: string): string {
  const [name = ""] = part.split("=", 1);
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return "";
  }
}
