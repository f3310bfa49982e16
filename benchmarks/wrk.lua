-- What wrk has counted, as one line of JSON behind a mark.
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n@{"microseconds":%d,"requests":%d,"bytes":%d,"refused":%d,"broken":%d,"p50":%d,"p99":%d}\n',
    summary.duration, summary.requests, summary.bytes, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
