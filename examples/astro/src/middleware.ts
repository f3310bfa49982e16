import { defineMiddleware } from "astro:middleware";

import { Refused, withOwnAddresses } from "./api";

// Links lead to this front end wherever it has the page, whichever text they stand in.
export const onRequest = defineMiddleware(async (_context, next) => {
  try {
    const response = await next();
    // A refusal has no links, for which the site would be asked.
    if (!response.ok) return response;
    const { headers, status } = response;
    return new Response(await withOwnAddresses(await response.text()), { headers, status });
  } catch (error) {
    if (error instanceof Refused) return new Response(error.message, { status: error.status });
    throw error;
  }
});
