"""A real model behind a real server, in a process of its own: `python model_server.py MODEL.gguf PORT`.

It listens on loopback only, prints its address when it is ready, and ends when its standard input does.
"""

from __future__ import annotations

import importlib
import sys

# Room for a prompt with its schema and a passage, and for the reply.
_CONTEXT_TOKENS = 8192


def serve(model: str, port: int) -> None:
    """Serve until nobody holds the other end of standard input."""
    xllamacpp = importlib.import_module("xllamacpp")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = model
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    parameters.n_ctx = _CONTEXT_TOKENS
    parameters.enable_chat_template = parameters.use_jinja = True
    parameters.sampling.temp = 0.0
    server = xllamacpp.Server(parameters)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
