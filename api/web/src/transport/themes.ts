// What can be applied for; nothing where the list does not come: one's own words do as well.

export interface Theme {
  id: string;
  title: string;
  words: string[];
}

export interface Item {
  id: string;
  title: string;
  themes: Theme[];
}

export async function themes(): Promise<Item[]> {
  try {
    const response = await fetch("/api/v1/themes");
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}
