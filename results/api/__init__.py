"""The plugin's part in Wagtail's APIs v2 and v3: an app of its own, `results.api`.

It holds clients to the form of the blocks, keeps expired pages out of both APIs and answers
malformed requests with 400 instead of 500. See `v2.ResultsPagesAPIViewSet` and
`middleware.APIGuardMiddleware` for what a site mounts; API v3 joins by itself.
"""
