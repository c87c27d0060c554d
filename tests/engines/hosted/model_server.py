"""A real model behind a real server, in a process of its own: `python model_server.py MODEL.gguf PORT`.

It listens on loopback only, prints its address when it is ready, and ends when its standard input does.
"""

from __future__ import annotations

import importlib
import sys

# What small models on small machines mostly have.
_CONTEXT_TOKENS = 4096


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
    # One thread, which waits for nobody: two that share a processor with a busy machine take ten times as long.
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(parameters)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
