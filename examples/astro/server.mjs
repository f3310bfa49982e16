// Serves the built pages, shows drafts, and renders anew what the site says has changed.
import fs from "node:fs/promises";
import { createServer } from "node:http";

import { Webhook } from "standardwebhooks";

import { handler } from "./dist/server/entry.mjs";

const FOLDER = new URL("dist/client", import.meta.url).pathname;
const FIGURES = /[^"]*\/(?:figurer|figures)\/[\da-f-]{36}\/(?=")/g;
const LARGEST = 1_000_000;
const webhook = new Webhook(process.env.WEBHOOK_SECRET);
// What renders pages anew is for this process alone.
const inner = createServer(handler).listen(0, "127.0.0.1");

/** Writes the page as it is now; returns the addresses of the figures that it names, or did. */
async function render(path) {
  const file = `${FOLDER}${path}index.html`;
  const before = await fs.readFile(file, "utf8").catch(() => "");
  const response = await fetch(`http://127.0.0.1:${inner.address().port}/fresh${path}`);
  const html = await response.text();
  if (response.ok) {
    await fs.mkdir(`${FOLDER}${path}`, { recursive: true });
    await fs.writeFile(`${file}.new`, html);
    await fs.rename(`${file}.new`, file);
  } else if ([404, 410].includes(response.status)) await fs.rm(file, { force: true });
  else throw new Error(`${path}: ${response.status}`);
  return (before + html).match(FIGURES) ?? [];
}

async function change({ data }) {
  const paths = new Set(data.addresses.html.map((url) => new URL(url).pathname));
  // The front page shows the index page below it.
  for (const path of [...paths]) paths.add(path.replace(/[^/]+\/$/, ""));
  for (const path of paths)
    for (const figure of await render(path)) paths.add(new URL(figure).pathname);
}

// One event after the other, so that no page is older than the last one says.
let queue = Promise.resolve();

async function hook(request, response) {
  let body = Buffer.alloc(0);
  let event;
  try {
    for await (const chunk of request) {
      body = Buffer.concat([body, chunk]);
      if (body.length > LARGEST) return response.writeHead(413).end();
    }
    event = webhook.verify(body, request.headers);
  } catch {
    return response.writeHead(400).end();
  }
  queue = queue.then(() => change(event)).then(
    () => response.writeHead(204).end(),
    (error) => {
      // The site sends the event again.
      console.error(error);
      response.writeHead(503).end();
    },
  );
}

async function file(path, response) {
  const name = path.endsWith("/") ? `${path}index.html` : path;
  try {
    const content = await fs.readFile(FOLDER + name);
    const type = name.endsWith(".css") ? "text/css" : "text/html; charset=utf-8";
    response.writeHead(200, { "Content-Type": type }).end(content);
  } catch {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found");
  }
}

createServer((request, response) => {
  if (!URL.canParse(request.url, "http://front")) return response.writeHead(400).end();
  const { pathname } = new URL(request.url, "http://front");
  if (pathname === "/hook" && request.method === "POST") return hook(request, response);
  return pathname === "/preview" ? handler(request, response) : file(pathname, response);
}).listen(process.env.PORT ?? 4321, "127.0.0.1");
