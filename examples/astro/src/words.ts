// The few words of the frame, in Swedish and English; all others come from the site.
const WORDS = {
  care: ["Innehållet kan väcka starka känslor.", "The content may be distressing."],
  changed: ["Ändrade siffror", "Changed figures"],
  definition: ["Definition", "Definition"],
  draft: ["Utkast. Detta är inte publicerat.", "Draft. This is not published."],
  editions: ["Utgåvor", "Editions"],
  files: ["Filer", "Files"],
  help: ["Hjälp", "Help"],
  languages: ["Språk", "Languages"],
  leave: ["Lämna sidan snabbt", "Leave this page quickly"],
  method: ["Metod", "Method"],
  missing: ["Uppgift saknas", "Not stated"],
  of: ["av", "of"],
  older: ["Delar är äldre än originalet.", "Parts are older than the original."],
  path: ["Var du är", "Where you are"],
  points: ["Det viktigaste", "Main points"],
  series: ["Över åren", "Over the years"],
  show: ["Visa", "Show"],
  skip: ["Till innehållet", "Skip to the content"],
  source: ["Källa", "Source"],
  sources: ["Källor och noter", "Sources and notes"],
  watch: ["Se filmen", "Watch the film"],
} as const;

export const say = (word: keyof typeof WORDS, language: string) =>
  WORDS[word][language === "sv" ? 0 : 1];
