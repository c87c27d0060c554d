"""A page is fetched whole, from where it may be, in its time and size; or one line says why not."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from brief.errors import InputError
from brief.settings import Settings
from brief.sources import read
from brief.sources.web import Fetcher
from brief.sources.web.connections import Dialler
from tests.sources import writers
from tests.sources.web.site import PAGE, PUBLIC, Site, dial_here


def fetcher(*, timeout_s: float = 10, max_bytes: int = 1_000_000, dialler: Dialler | None = None) -> Fetcher:
    return Fetcher(max_bytes=max_bytes, timeout_s=timeout_s, dialler=dialler or Dialler(allow_private=True))


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> Dialler:
    """What looks every name up as a public number, behind which the site on this machine stands."""
    monkeypatch.setattr("brief.sources.web.connections.socket.create_connection", dial_here)

    def resolve(host: str, port: int) -> Sequence[str]:
        return [host if host[0].isdigit() else PUBLIC]

    return Dialler(resolve=resolve)


@pytest.mark.parametrize("path", ["/page", "/packed", "/chunked"])
def test_a_page_comes_whole(path: str, site: Site) -> None:
    fetched = fetcher().fetch(site.url(path))
    assert (fetched.content, fetched.media_type, fetched.address) == (PAGE, "text/html", site.url(path))


def test_a_page_becomes_a_document(site: Site) -> None:
    document = read(site.url(), allow_private=True)
    assert document.text == "Levy rises\n\nThe board said it would rise.\n"
    assert (document.source, document.title) == (site.url(), "Levy rises")


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (writers.pdf(), "application/pdf", writers.TITLE),
        (writers.pdf(), "text/html", writers.TITLE),
        (writers.word(), "application/octet-stream", writers.TITLE),
        (b"# Levy **rises**", "text/markdown", "Levy rises"),
        ("Der Zoll fällt".encode("latin-1"), "text/plain; charset=iso-8859-1", "Der Zoll fällt"),
    ],
)
def test_the_content_decides_how_it_is_read_and_then_its_type(
    content: bytes, kind: str, words: str, site: Site
) -> None:
    site.pages["/a"] = (200, {"Content-Type": kind}, content)
    assert words in read(site.url("/a"), allow_private=True).text


def test_what_is_no_text_is_refused(site: Site) -> None:
    site.pages["/a"] = (200, {"Content-Type": "application/json"}, b'{"a": 1}')
    with pytest.raises(InputError, match="the server sends application/json, which is not read"):
        read(site.url("/a"), allow_private=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]"])
def test_this_machine_is_refused_however_it_is_written(host: str, site: Site) -> None:
    def resolve(name: str, port: int) -> Sequence[str]:
        return ["::ffff:127.0.0.1" if ":" in name else "127.0.0.1"]  # as the system does for all of these

    with pytest.raises(
        InputError, match=r"is an address of this machine or of a private network; give --allow-private"
    ):
        fetcher(dialler=Dialler(resolve=resolve)).fetch(site.url(host=host))
    assert site.asked == []


@pytest.mark.parametrize("number", ["10.0.0.1", "192.168.1.1", "169.254.169.254", "fd00::1", "fe80::1", "224.0.0.1"])
def test_a_name_that_means_a_private_machine_is_refused(number: str) -> None:
    dialler = Dialler(resolve=lambda host, port: [number])
    with pytest.raises(InputError, match=rf"good\.example \({number}\) is an address of this machine"):
        fetcher(dialler=dialler).fetch("http://good.example/")


def test_a_redirection_to_a_private_machine_is_refused(site: Site, public: Dialler) -> None:
    for target in ("http://127.0.0.1:1/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "//0.0.0.0/"):
        site.pages["/a"] = (302, {"Location": target}, b"")
        with pytest.raises(InputError, match="is an address of this machine or of a private network"):
            fetcher(dialler=public).fetch(site.url("/a", host="good.example"))


def test_a_name_is_looked_up_once_for_a_connection_and_its_number_is_what_is_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    dialled: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) <= 2 else ["127.0.0.1"]  # another machine, once it has been checked

    def dial(number: tuple[str, int], **options: float) -> object:
        dialled.append(number[0])
        return dial_here(number, **options)

    monkeypatch.setattr("brief.sources.web.connections.socket.create_connection", dial)
    fetcher(dialler=Dialler(resolve=resolve)).fetch(site.url(host="good.example"))
    assert asked == ["good.example", "good.example"]  # for its robots.txt, and for the page
    assert dialled == [PUBLIC, PUBLIC]
    with pytest.raises(InputError, match="is an address of this machine"):
        fetcher(dialler=Dialler(resolve=resolve)).fetch(site.url(host="good.example"))
    assert dialled == [PUBLIC, PUBLIC]


def test_of_several_numbers_only_public_ones_are_dialled(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.sources.web.connections.socket.create_connection", dial_here)
    dialler = Dialler(resolve=lambda host, port: ["127.0.0.1", "10.0.0.1", PUBLIC])
    assert fetcher(dialler=dialler).fetch(site.url(host="good.example")).content == PAGE


def test_the_site_hears_its_own_name_and_no_cookie(site: Site, public: Dialler) -> None:
    site.pages["/a"] = (302, {"Location": "/page", "Set-Cookie": "who=you; Path=/"}, b"")
    fetcher(dialler=public).fetch(site.url("/a?b=c", host="good.example").replace("?b=c", ""))
    assert site.paths() == ["/a", "/page"]
    for _, headers in site.asked:
        assert headers["Host"] == f"good.example:{site.port}"
        assert headers["User-Agent"].startswith("brief/")
        assert not {"Cookie", "Referer", "Authorization"} & set(headers)


def test_redirections_are_followed_and_bounded(site: Site) -> None:
    site.pages["/a"] = (301, {"Location": "/b?x=ä b"}, b"")
    site.pages["/b?x=%C3%A4%20b"] = (307, {"Location": site.url("/page")}, b"")
    assert fetcher().fetch(site.url("/a")).address == site.url("/page")
    with pytest.raises(InputError, match="it leads from one address to the next, more than 8 times"):
        fetcher().fetch(site.url("/loop"))


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.example/", "gopher://127.0.0.1/", "http://u:p@a.example/", "data:,a"]
)
def test_a_redirection_out_of_the_web_is_refused(target: str, site: Site) -> None:
    site.pages["/a"] = (302, {"Location": target}, b"")
    with pytest.raises(InputError, match="it leads to where nothing is fetched from") as caught:
        fetcher().fetch(site.url("/a"))
    assert "u:p" not in str(caught.value)


@pytest.mark.parametrize("path", ["/drip", "/slow_head", "/silent"])
def test_a_site_that_takes_its_time_is_left(path: str, site: Site) -> None:
    began = time.monotonic()
    with pytest.raises(InputError, match=r"it was not fetched within 0\.6 s; .* BRIEF_FETCH_TIMEOUT_S"):
        fetcher(timeout_s=0.6).fetch(site.url(path))
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_a_page_without_end_is_left(path: str, site: Site) -> None:
    with pytest.raises(InputError, match=r"it is more than the 1,000,000 bytes that are read; .* BRIEF_MAX_BYTES"):
        fetcher().fetch(site.url(path))


@pytest.mark.parametrize("path", ["/half", "/half_packed", "/half_chunked", "/rude", "/endless_head"])
def test_a_broken_answer_is_one_line(path: str, site: Site) -> None:
    with pytest.raises(
        InputError, match=r"(the connection ended before the page did|cannot be read \(\w+\)); try again"
    ):
        fetcher().fetch(site.url(path))


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "a password"),
        (403, "to programs"),
        (404, "no such page"),
        (410, "gone"),
        (429, "too often"),
        (500, "try later"),
    ],
)
def test_a_refusal_of_the_server_says_what_it_means(status: int, says: str, site: Site) -> None:
    site.pages["/a"] = (status, {}, b"no")
    with pytest.raises(InputError, match=f"the server answers {status}: .*{says}"):
        fetcher().fetch(site.url("/a"))


def test_who_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"127\.0\.0\.1 cannot be reached"):
        fetcher().fetch("http://127.0.0.1:1/")

    def resolve(host: str, port: int) -> Sequence[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(InputError, match=r"nowhere\.example: there is no such host \(Name or service not known\)"):
        fetcher(dialler=Dialler(resolve=resolve)).fetch("http://nowhere.example/")


def test_a_name_that_takes_too_long_to_look_up_is_left() -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        time.sleep(3)
        return [PUBLIC]

    began = time.monotonic()
    with pytest.raises(InputError, match="takes too long"):
        fetcher(timeout_s=0.3, dialler=Dialler(resolve=resolve)).fetch("http://slow.example/")
    assert time.monotonic() - began < 2


def test_a_site_that_does_not_want_to_be_read_is_not(site: Site) -> None:
    site.robots = (200, b"User-agent: *\nDisallow: /page\n")
    with pytest.raises(InputError, match=r"the site asks programs not to read this \(robots\.txt\); save the page"):
        fetcher().fetch(site.url())
    assert site.paths() == []
    site.pages["/a"] = (302, {"Location": "/page"}, b"")
    with pytest.raises(InputError, match="asks programs not to read this"):
        fetcher().fetch(site.url("/a"))
    assert site.paths() == ["/a"]


def test_wishes_that_cannot_be_read_are_not_guessed(site: Site) -> None:
    site.robots = (503, b"")
    with pytest.raises(InputError, match=r"cannot be told \(its robots\.txt answers 503\)"):
        fetcher().fetch(site.url())
    site.robots = (403, b"Disallow: /")
    assert fetcher().fetch(site.url()).content == PAGE


def test_the_settings_bound_what_is_fetched(site: Site) -> None:
    with pytest.raises(InputError, match="more than the 50 bytes that are read"):
        read(site.url(), allow_private=True, settings=Settings(max_bytes=50))
    with pytest.raises(InputError, match=r"within 0\.5 s"):
        read(site.url("/silent"), allow_private=True, settings=Settings(fetch_timeout_s=0.5))


def test_without_leave_a_document_of_this_machine_is_refused(site: Site) -> None:
    with pytest.raises(InputError, match="give --allow-private"):
        read(site.url())
    assert site.asked == []
