import node from "@astrojs/node";
import { defineConfig } from "astro/config";

// Every page is a file; only previews, and pages that have changed, are rendered by the server.
export default defineConfig({
  site: process.env.FRONT_URL ?? "http://127.0.0.1:4321",
  adapter: node({ mode: "middleware" }),
  build: { inlineStylesheets: "never" },
  devToolbar: { enabled: false },
});
