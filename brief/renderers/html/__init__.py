"""A briefing and its document as one HTML page that needs nothing but itself.

Each module builds one part of the page; `render_html` is all that others use.
"""

from brief.renderers.html.page import render_html

__all__ = ["render_html"]
