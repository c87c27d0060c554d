"""A page of the web, fetched with care: http and https alone, from public addresses, within a size and a time.

Which addresses may be spoken to is decided in `addresses`, how in `connections` and `exchanges`, who asked not to be
read in `robots`. What comes back is bytes; they are read by their format like those of a file.
"""

from __future__ import annotations

from brief.sources.web.fetching import Fetched, Fetcher, is_address

__all__ = ["Fetched", "Fetcher", "is_address"]
