import { defineMiddleware } from "astro:middleware";

import { Refused, withOwnAddresses } from "./api";

// Links lead to this front end wherever it has the page, whichever text they stand in.
export const onRequest = defineMiddleware(async (_context, next) => {
  try {
    const { body, headers, status } = await next();
    const html = await new Response(body).text();
    return new Response(await withOwnAddresses(html), { headers, status });
  } catch (error) {
    if (error instanceof Refused) return new Response(error.message, { status: error.status });
    throw error;
  }
});
