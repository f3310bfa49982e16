// What the site's API has, in the form of its OpenAPI document (`npm run types`).
import type { components } from "./openapi";

type Schemas = components["schemas"];
export type Edition = Schemas["ResultsPageSchema"];
export type Index = Schemas["ResultsIndexPageSchema"];
export type Figure = Schemas["FigureDetailSchema"];
export type Item = Edition["body"][number] | Index["ways_to_help"][number];
export type Picture = Schemas["SizedPicture"] | Schemas["PictureDisplay"];

export const SITE = process.env.RESULTS_URL ?? "http://127.0.0.1:8000";
const API = `${SITE}/api/v3-preview/pages/`;
const FIGURES = `${SITE}/api/v3-preview/figures/`;
const BELOW = /(?:figurer|figures)\/([\da-f-]{36})\/$/;

/** The site shows nothing at an address; its status says why. */
export class Refused extends Error {
  constructor(public status: number) {
    super(`Status ${status}`);
  }
}

type Page = { id: number; meta: { html_url: string; detail_url: string } };
type List = { items: Page[]; count: number };

async function get<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Refused(response.status);
  return (await response.json()) as T;
}

const pathOf = (address: string) => new URL(address, SITE).pathname;

/** The paths of all index pages and editions, in every language. */
export async function getPaths(): Promise<string[]> {
  const paths: string[] = [];
  for (const type of ["results.ResultsIndexPage", "results.ResultsPage"]) {
    for (let offset = 0, count = 1; offset < count; offset += 20) {
      const list = await get<List>(`${API}?type=${type}&limit=20&offset=${offset}`);
      paths.push(...list.items.map((each) => pathOf(each.meta.html_url)));
      count = list.count;
    }
  }
  return paths;
}

/** What stands at a path; at that of a front page the index page below it. Throws Refused. */
export async function getContent(path: string): Promise<Edition | Index | Figure> {
  const figure = BELOW.exec(path)?.[1];
  if (figure) {
    const edition = await get<Edition>(`${API}find/?html_path=${path.replace(BELOW, "")}`);
    return get<Figure>(`${FIGURES}${edition.id}/${figure}/`);
  }
  const data = await get<Edition | Index>(`${API}find/?html_path=${path}`);
  if (isEdition(data) || isIndex(data)) return data;
  const below = await get<List>(`${API}?type=results.ResultsIndexPage&child_of=${(data as Index).id}`);
  const [index] = below.items;
  if (!index) throw new Refused(404);
  return get<Index>(index.meta.detail_url);
}

/** The draft that a token opens. Throws Refused for a token that is unknown or over. */
export async function getDraft(token: string, language: string): Promise<Edition | Index> {
  const query = new URLSearchParams({ language });
  return get<Edition | Index>(`${SITE}/previews/${encodeURIComponent(token)}/page.json?${query}`);
}

/** The index page of an edition, which says where help is. */
export async function getIndex(edition: Edition): Promise<Index> {
  return get<Index>(`${API}${edition.meta.parent?.id}/`);
}

export const isEdition = (content: Edition | Index | Figure): content is Edition =>
  "meta" in content && content.meta.type === "results.ResultsPage";
export const isIndex = (content: Edition | Index | Figure): content is Index =>
  "meta" in content && content.meta.type === "results.ResultsIndexPage";

/** The text with the addresses of pages that this front end has, in place of the site's. */
export async function withOwnAddresses(html: string): Promise<string> {
  const own = new Set(await getPaths());
  return html.replaceAll(new RegExp(`${SITE}(/[^"'#?\\s<]*)`, "g"), (address, path: string) =>
    own.has(path.replace(BELOW, "")) ? `${import.meta.env.SITE}${path}` : address,
  );
}
