"""How the site is served: few processes with a few threads each, every request logged."""

import os
import socket
import sys

workers = int(os.environ.get("WEB_WORKERS") or "2")
threads = int(os.environ.get("WEB_THREADS") or "44")
timeout = 60
graceful_timeout = 10
# A worker that ends resets the connections that visitors keep. Stored answers count as well, and in a
# burst there are a thousand a second.
max_requests = 100_000
max_requests_jitter = 10_000
# A socket for each worker: of one, whoever wakes first takes nearly all connections that are kept.
reuse_port = True
# Longer than a busy worker may leave a visitor's kept connection alone: it is not reset meanwhile.
keepalive = 30
# A stored answer needs the interpreter for microseconds, but several times: it does not wait the usual
# five milliseconds each time for an editor's request in another thread.
sys.setswitchinterval(0.0005)
accesslog = os.environ.get("ACCESS_LOG") or None
errorlog = "-"
loglevel = "warning"
# Its control socket would lie in the home folder, one for all servers of this user.
control_socket_disable = True


def on_starting(server):
    """Refuse an address that another server has: the two would share it without a word."""
    for address in server.cfg.address:
        if isinstance(address, tuple):
            with socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(address)
                except OSError as error:
                    sys.exit(f"{address[0]}:{address[1]}: {error.strerror}")
